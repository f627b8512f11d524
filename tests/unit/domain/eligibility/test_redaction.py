"""What a finding says of closed terms is one sentence, whatever is recorded."""

from dataclasses import replace
from datetime import date

import pytest

from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.principal import LOCAL_READER
from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import (
    CommitmentState,
    Family,
    HasCommitment,
    HasViolation,
    InRegion,
    LinkedTo,
    OnList,
    Operator,
    RatingIs,
    Stated,
)
from credit_graph.domain.eligibility.change import Change, ChangeKind, Nearest
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.eligibility.masking import Mask, masked_report
from credit_graph.domain.eligibility.redaction import (
    CLOSED,
    CLOSED_CHANGE,
    CLOSED_FINDING,
    Redaction,
)
from credit_graph.domain.eligibility.report import (
    Decision,
    Explanation,
    Reason,
    Report,
    Side,
    Verdict,
)
from credit_graph.domain.facts.record import Enterprise, LinkDirection, Origin
from credit_graph.domain.facts.registration import REGISTERED
from credit_graph.domain.openness import Openness
from credit_graph.domain.truth import Truth
from support.closed_terms import closed_rules, speaking_for
from support.official_rules import official_rulebook

KEEPER = Openness.KEEPER
WORDS = Citation("p", "一、", "企业", 1)
RATED = RatingIs("customs", ("advanced",), WORDS)
LISTED = OnList("gop", WORDS)
CLOSED_TERMS = {
    "schemes": {"customs": KEEPER},
    "statements": {"small_micro": KEEPER, "links_complete": KEEPER},
    "commitments": {"repair": KEEPER},
    "violations": {"tax_breach": KEEPER},
}
SEEN = Evidence(EvidenceKind.FACT, "a fact that is shown", Origin("mine"))
FACT = Evidence(EvidenceKind.FACT, "a fact", Origin("f1"), register="customs")
ABSENCE = Evidence(EvidenceKind.ABSENCE, "no entry holds", register="customs")


def linked(to: Operator) -> LinkedTo:
    return LinkedTo(LinkDirection.SUPPLIER, to, WORDS)


def redaction(region: str = "350200", *shown: str, agency: str | None = None) -> Redaction:
    reader = LOCAL_READER if agency is None else speaking_for(agency)
    closure = Closure.of(closed_rules(**CLOSED_TERMS), reader)
    assert closure is not None
    return Redaction(closure, region, frozenset(shown))


def reason(leaf: Operator, *evidence: Evidence, text: str = "Rated 高级认证企业.") -> Reason:
    return Reason(Side.REQUIREMENT, leaf, Finding(Truth.MET, text, evidence))


@pytest.mark.parametrize(
    ("leaf", "closed"),
    [
        (RATED, True),
        (LISTED, False),
        (Stated("small_micro", "true", WORDS), True),
        (Stated("wants_aeo", "true", WORDS), False),
        (HasCommitment("repair", CommitmentState.MADE, WORDS), True),
        (HasCommitment("entry", CommitmentState.MADE, WORDS), False),
        (HasCommitment(None, CommitmentState.MADE, WORDS), True),
        (HasViolation(None, None, None, WORDS), True),
        (InRegion("410400", WORDS), False),
        (linked(RATED), True),
        (REGISTERED, False),
    ],
)
def test_conditions_that_ask_for_closed_terms_are_redacted(leaf: Operator, closed: bool) -> None:  # noqa: FBT001
    given = reason(leaf, FACT)
    found = redaction().reason(given)
    assert found.outcome is Truth.MET
    assert (found == given) is not closed
    assert (found.text == CLOSED_FINDING) is closed


def test_the_words_are_the_same_whether_a_fact_is_recorded_or_not() -> None:
    found = redaction().reason(reason(RATED, FACT))
    assert found == redaction().reason(reason(RATED, ABSENCE, text="Holds none."))
    assert found.evidence == (Evidence(EvidenceKind.FACT, CLOSED, register="customs"),)


def test_facts_that_are_shown_stay_beside_it() -> None:
    leaf = Stated("small_micro", "true", WORDS)
    found = redaction("350200", "mine").reason(reason(leaf, SEEN, FACT))
    assert found.evidence == (SEEN, Evidence(EvidenceKind.FACT, CLOSED))


def test_a_register_is_open_to_its_keeper_where_it_keeps_it() -> None:
    given = reason(RATED, FACT)
    assert redaction("410400", agency="pds-customs").reason(given) == given
    assert redaction("350200", agency="pds-customs").reason(given) != given
    # Of partners, who may be registered anywhere, it is closed.
    partner = replace(SEEN, partner_region="410400")
    found = redaction("410400", agency="pds-customs").reason(reason(linked(RATED), partner))
    assert [each.text for each in found.evidence] == [CLOSED]


def test_who_the_partners_are_is_open_where_what_is_asked_of_them_is() -> None:
    partner = replace(SEEN, partner_region="410400")
    found = redaction().reason(reason(linked(LISTED), partner))
    assert found.text == CLOSED_FINDING  # whether its links are declared complete is closed
    assert found.evidence == (partner, Evidence(EvidenceKind.FACT, CLOSED))
    bare = closed_rules(schemes={"tax": KEEPER})
    closure = Closure.of(bare, LOCAL_READER)
    assert closure is not None
    given = reason(linked(LISTED), partner)
    assert Redaction(closure, "350200", frozenset()).reason(given) == given


@pytest.mark.parametrize(
    ("subject", "closed"),
    [
        ("customs", True),
        ("violation", True),
        ("commitment", True),
        ("small_micro", True),
        ("gop", False),
        ("link", False),
        ("zone", False),
    ],
)
def test_changes_to_what_is_closed_say_whom_to_ask(subject: str, closed: bool) -> None:  # noqa: FBT001
    given = Change(ChangeKind.REPAIR, subject, "off", "pds-customs", "Leave it.", date(2026, 5, 1))
    found = redaction().change(given)
    expected = Change(ChangeKind.SUPPLY_FACT, subject, None, "pds-customs", CLOSED_CHANGE)
    assert found == (expected if closed else given)


def test_a_kind_of_change_is_closed_with_any_term_of_its_family() -> None:
    closure = Closure.of(closed_rules(schemes={"tax": KEEPER}), LOCAL_READER)
    assert closure is not None
    assert not Redaction(closure, "350200", frozenset()).closes_subject("violation")


def test_a_masked_report_redacts_reasons_and_what_would_help() -> None:
    change = Change(ChangeKind.GAIN_RATING, "customs", "advanced", None, "Gain it.")
    decision = Decision(
        next(iter(official_rulebook().measures.values())),
        Verdict.NOT_ELIGIBLE,
        Explanation(Truth.NOT_MET, lambda: (reason(RATED, FACT),)),
        (),
        lambda: Nearest((change,), Truth.MET),
    )
    report = Report(
        enterprise=Enterprise("1", "甲", "350200"),
        as_of=date(2026, 1, 1),
        rules_version="v",
        verdicts=(Verdict.NOT_ELIGIBLE,),
        decide=lambda: (decision,),
        warnings=(),
    )
    mask = Mask(redaction=redaction())
    assert mask.hides
    (found,) = masked_report(report, mask).decisions
    assert found.verdict is Verdict.NOT_ELIGIBLE
    assert found.reasons[0].text == CLOSED_FINDING
    assert found.nearest().reaches is Truth.MET
    assert [each.text for each in found.nearest().changes] == [CLOSED_CHANGE]


def test_a_term_of_which_one_fact_is_closed_is_redacted_for_its_enterprise() -> None:
    narrowed = frozenset({(Family.RATINGS, "customs"), (Family.VIOLATIONS, "tax_breach")})
    one = Redaction(None, "350200", frozenset({"mine"}), narrowed)
    found = one.reason(reason(RATED, SEEN, FACT))
    assert found.text == CLOSED_FINDING
    assert found.evidence == (SEEN, Evidence(EvidenceKind.FACT, CLOSED, register="customs"))
    for leaf in (LISTED, linked(RATED), Stated("small_micro", "true", WORDS)):
        assert one.reason(reason(leaf, SEEN)) == reason(leaf, SEEN)
    assert one.reason(reason(HasViolation(None, None, None, WORDS), FACT)).text == CLOSED_FINDING
    assert one.closes_subject("customs")
    assert one.closes_subject("violation")
    assert not one.closes_subject("commitment")
    assert not one.closes_subject("gop")


def test_a_condition_on_partners_is_redacted_where_a_fact_of_one_is_closed() -> None:
    one = Redaction(
        None, "350200", frozenset(), of_partners=frozenset({(Family.RATINGS, "customs")})
    )
    partner = replace(SEEN, partner_region="410400")
    found = one.reason(reason(linked(RATED), partner))
    assert [each.text for each in found.evidence] == [CLOSED]
    assert one.reason(reason(RATED, FACT)) == reason(RATED, FACT)
