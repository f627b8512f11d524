"""What is offered instead of a code that names nothing."""

from credit_graph.domain.suggestion import suggestions

KNOWN = ("customs", "customs_aeo", "custom_house", "custodian", "tax")


def test_up_to_three_codes_are_offered_best_match_first() -> None:
    found = suggestions("custom", KNOWN)
    assert len(found) == 3
    assert found[0] == "customs"


def test_nothing_is_offered_for_what_looks_like_no_code() -> None:
    assert suggestions("velocity", KNOWN) == ()


def test_a_text_longer_than_any_code_is_compared_with_none() -> None:
    alike = "c" * 64
    assert suggestions("c" * 64, [alike]) == (alike,)
    assert suggestions("c" * 65, [alike]) == ()
