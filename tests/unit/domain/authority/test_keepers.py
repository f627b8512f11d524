"""Who keeps what, by the official rules: the one that awards, lists, registers, owes."""

from credit_graph.domain.authority.keepers import Keepership, KeeperTable
from support.official_rules import official_rulebook

TABLE = KeeperTable(official_rulebook())
RULES = official_rulebook()


def test_only_the_agencies_named_are_admitted() -> None:
    keepers = Keepership(("a", "b"), "words")
    assert keepers.admits("a")
    assert not keepers.admits("c")
    assert not keepers.admits(None)


def test_who_may_write_is_named_by_code_else_in_words() -> None:
    assert str(Keepership(("a", "b"), "words").shown) == "a, b"
    assert str(Keepership((), "words").shown) == "words"


def test_both_facts_are_for_whoever_keeps_both() -> None:
    both = Keepership(("a", "b"), "one").jointly(Keepership(("b", "c"), "other"))
    assert both == Keepership(("b",), "one")
    assert Keepership((), "one").jointly(Keepership(("b",), "other")).words == "other"


def test_a_scheme_is_kept_by_whoever_awards_it_where_the_enterprise_is_registered() -> None:
    assert TABLE.of_register("customs", ["410400"]).agencies == ("pds-customs",)
    assert TABLE.of_register("customs", []).agencies == ()


def test_registrations_of_two_registrars_are_kept_by_neither() -> None:
    words = RULES.vocabulary
    region, keeper = next(iter(words.registrars.items()))
    assert TABLE.of_registrations([region]).agencies == (keeper,)
    assert TABLE.of_registrations([region, "HK"]).agencies == ()


def test_what_a_body_stated_only_it_corrects_by_code_or_name() -> None:
    agency = RULES.agencies["pds-customs"]
    assert TABLE.of_speaker("pds-customs").agencies == ("pds-customs",)
    assert TABLE.of_speaker(agency.name).agencies == ("pds-customs",)
    assert TABLE.of_speaker("nobody").agencies == ()
    assert TABLE.of_speaker(None).agencies == ()


def test_nobody_but_operators_writes_links() -> None:
    assert TABLE.of_links().agencies == ()


def test_a_report_is_handed_in_by_whoever_owes_it() -> None:
    code, obligation = next((code, each) for code, each in RULES.obligations.items() if each.duties)
    assert TABLE.of_report(code).agencies
    assert len(TABLE.of_report(code).agencies) >= len({each.agency for each in obligation.duties})
    assert TABLE.of_report("none").agencies == ()
