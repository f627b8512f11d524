"""Examples of the nearest change: the fewest changes to the best verdict that can be reached."""

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.eligibility.change import Change, ChangeKind, Nearest
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, LinkDirection, Sync
from credit_graph.domain.truth import Truth
from credit_graph.message import Message
from support.small_world import (
    OTHER_WORDS,
    TODAY,
    VOCABULARY,
    WORDS,
    broken,
    decide,
    declared,
    known,
    listed,
    measure,
    policy,
    promised,
    rated,
    rulebook,
    synced,
)

HERE = InRegion("111", WORDS)
ELSEWHERE = InRegion("12", WORDS)
ADVANCED = RatingIs("customs", ("A",), WORDS)
TAX_AB = RatingIs("tax", ("A", "B"), WORDS)
BLACK = OnList("black", WORDS)
WHITE = OnList("white", WORDS)
ASKED = Judgement("符合条件的", WORDS)
WISH = Stated("wants_aeo", "true", WORDS)
MADE = HasCommitment("repair", CommitmentState.MADE, WORDS)
OPEN_VIOLATION = HasViolation(None, None, repaired=False, citation=WORDS)


def nearest(
    requires: Condition,
    facts: EnterpriseFacts | None = None,
    *syncs: Sync,
    excludes: Condition | None = None,
) -> Nearest:
    return decide(requires, facts or known(), *syncs, excludes=excludes).nearest()


def steps(found: Nearest) -> list[tuple[ChangeKind, str, str | None]]:
    return [(change.kind, change.subject, change.to) for change in found.changes]


def test_nothing_is_offered_where_the_best_is_reached() -> None:
    assert nearest(HERE) == Nearest((), Truth.MET)


def test_nobody_can_change_a_region() -> None:
    assert nearest(AllOf((ELSEWHERE, ADVANCED))) == Nearest((), Truth.NOT_MET)


def test_nobody_can_change_a_stated_zone_or_what_one_is() -> None:
    facts = known("111", "field", ("maker",))
    assert nearest(InZone(("quay",), WORDS), facts) == Nearest((), Truth.NOT_MET)
    assert nearest(OfKind(("trader",), WORDS), facts) == Nearest((), Truth.NOT_MET)


def test_a_rating_is_gained_from_the_agency_that_keeps_the_scheme() -> None:
    found = nearest(ADVANCED, known("111", None, (), rated("customs", "G")))
    assert found.changes == (
        Change(
            ChangeKind.GAIN_RATING,
            "customs",
            "A",
            "customs-of-111",
            Message(
                "{scheme} ({code}): {level}.",
                scheme="customs rating",
                code="customs",
                level="level A",
            ),
        ),
    )
    assert found.reaches is Truth.MET


def test_the_least_demanding_level_is_offered() -> None:
    found = nearest(TAX_AB, known("111", None, (), rated("tax", "D")))
    assert steps(found) == [(ChangeKind.GAIN_RATING, "tax", "B")]


def test_one_level_must_satisfy_every_condition_on_its_scheme() -> None:
    both = AllOf((TAX_AB, RatingIs("tax", ("A",), OTHER_WORDS)))
    found = nearest(both, known("111", None, (), rated("tax", "D")))
    assert steps(found) == [(ChangeKind.GAIN_RATING, "tax", "A")]


def test_conditions_that_one_rating_cannot_meet_together_stay_unmet() -> None:
    both = AllOf((ADVANCED, RatingIs("customs", ("G",), WORDS)))
    found = nearest(both, known("111", None, (), rated("customs", "D")))
    assert found == Nearest((), Truth.NOT_MET)


def test_an_unknown_rating_is_a_fact_to_supply() -> None:
    assert steps(nearest(ADVANCED)) == [(ChangeKind.SUPPLY_FACT, "customs", "A")]


def test_an_unknown_rating_may_turn_out_to_be_none() -> None:
    found = nearest(NotOf(RatingIs("customs", ("A", "G", "D"), WORDS)))
    assert steps(found) == [(ChangeKind.SUPPLY_FACT, "customs", None)]


def test_a_rating_that_is_held_is_not_offered_to_be_lost() -> None:
    unrated = NotOf(RatingIs("customs", ("A", "G", "D"), WORDS))
    found = nearest(unrated, known("111", None, (), rated("customs", "A")))
    assert found == Nearest((), Truth.NOT_MET)


def test_a_list_is_joined_or_left_or_confirmed() -> None:
    off = synced("white", "111", 0, 0)
    assert steps(nearest(WHITE, None, off)) == [(ChangeKind.JOIN_LIST, "white", "on")]
    on = known("111", None, (), listed("black"))
    assert steps(nearest(HERE, on, excludes=BLACK)) == [(ChangeKind.LEAVE_LIST, "black", "off")]
    assert steps(nearest(WHITE)) == [(ChangeKind.SUPPLY_FACT, "white", "on")]
    assert steps(nearest(HERE, excludes=BLACK)) == [(ChangeKind.SUPPLY_FACT, "black", "off")]


def test_nobody_can_join_what_is_kept_for_other_places() -> None:
    assert nearest(WHITE, known("112")) == Nearest((), Truth.NOT_MET)
    port = RatingIs("port", ("A",), WORDS)
    assert nearest(port, known("121")) == Nearest((), Truth.NOT_MET)


def test_a_wrong_entry_can_be_ended_even_where_the_list_is_not_kept() -> None:
    found = nearest(
        HERE, known("111", "field", (), listed("zone_list")), excludes=OnList("zone_list", WORDS)
    )
    assert steps(found) == [(ChangeKind.LEAVE_LIST, "zone_list", "off")]


def test_a_statement_is_declared_or_supplied() -> None:
    assert steps(nearest(WISH)) == [(ChangeKind.SUPPLY_FACT, "wants_aeo", "true")]
    otherwise = known("111", None, (), declared("wants_aeo", "false"))
    assert steps(nearest(WISH, otherwise)) == [(ChangeKind.DECLARE, "wants_aeo", "true")]


def test_a_statement_that_excludes_is_declared_otherwise() -> None:
    wishes = known("111", None, (), declared("wants_aeo", "true"))
    found = nearest(HERE, wishes, excludes=WISH)
    assert steps(found) == [(ChangeKind.DECLARE, "wants_aeo", "not true")]


def test_one_statement_cannot_have_two_values() -> None:
    both = AllOf((WISH, Stated("wants_aeo", "false", WORDS)))
    assert nearest(both) == Nearest((), Truth.UNKNOWN)


def test_a_zone_that_is_not_stated_is_a_fact_to_supply() -> None:
    assert steps(nearest(InZone(("field", "quay"), WORDS))) == [
        (ChangeKind.SUPPLY_FACT, "zone", "quay")
    ]
    assert steps(nearest(NotOf(InZone(("quay",), WORDS)))) == [
        (ChangeKind.SUPPLY_FACT, "zone", None)
    ]


def test_stating_the_zone_settles_a_list_that_is_kept_for_zones() -> None:
    found = nearest(HERE, excludes=OnList("zone_list", WORDS))
    assert steps(found) == [(ChangeKind.SUPPLY_FACT, "zone", None)]


def test_kinds_that_are_not_stated_are_one_fact_to_supply() -> None:
    both = AllOf((OfKind(("maker", "trader"), WORDS), OfKind(("carrier",), WORDS)))
    assert steps(nearest(both)) == [(ChangeKind.SUPPLY_FACT, "kinds", "maker;carrier")]
    assert steps(nearest(NotOf(OfKind(("maker",), WORDS)))) == [
        (ChangeKind.SUPPLY_FACT, "kinds", None)
    ]


def test_a_commitment_is_made() -> None:
    open_too = HasCommitment("repair", CommitmentState.OPEN, WORDS)
    found = nearest(AllOf((MADE, open_too)))
    assert steps(found) == [(ChangeKind.COMMIT, "repair", "made")]
    any_made = HasCommitment(None, CommitmentState.MADE, WORDS)
    assert steps(nearest(any_made)) == [(ChangeKind.COMMIT, "commitment", "made")]


def test_fulfilling_a_commitment_makes_it_too() -> None:
    kept = HasCommitment("repair", CommitmentState.FULFILLED, WORDS)
    found = nearest(AllOf((MADE, kept)))
    assert steps(found) == [(ChangeKind.FULFIL, "repair", "fulfilled")]


def test_commitments_that_are_overdue_are_fulfilled() -> None:
    late = HasCommitment(None, CommitmentState.OVERDUE, WORDS)
    facts = known("111", None, (), promised("repair", -9, -1), promised("papers_later", -9, -1, 0))
    assert steps(nearest(HERE, facts, excludes=late)) == [
        (ChangeKind.FULFIL, "commitment", "fulfilled")
    ]


def test_nobody_makes_a_commitment_unsaid_or_late() -> None:
    facts = known("111", None, (), promised("repair", -1))
    assert nearest(HERE, facts, excludes=MADE) == Nearest((), Truth.NOT_MET)
    late = HasCommitment("repair", CommitmentState.OVERDUE, WORDS)
    assert nearest(late) == Nearest((), Truth.NOT_MET)


def test_open_violations_are_repaired_together() -> None:
    facts = known("111", None, (), broken(-1), broken(-2, repaired=1), broken(-3, repaired=-2))
    found = nearest(HERE, facts, excludes=OPEN_VIOLATION)
    assert steps(found) == [(ChangeKind.REPAIR, "violation", None)]


def test_a_repair_does_not_help_where_the_repaired_violation_excludes_too() -> None:
    facts = known("111", None, (), broken(-1), broken(5))
    ever = HasViolation(None, None, None, WORDS)
    found = nearest(HERE, facts, excludes=AnyOf((OPEN_VIOLATION, ever)))
    assert found == Nearest((), Truth.NOT_MET)


AEO_PARTNER = LinkedTo(LinkDirection.EITHER, ADVANCED, WORDS)
COMPLETE = known("111", None, (), declared("links_complete", "true"))


def test_a_link_is_gained_or_supplied() -> None:
    assert steps(nearest(AEO_PARTNER)) == [(ChangeKind.SUPPLY_FACT, "link", "on")]
    found = nearest(AEO_PARTNER, COMPLETE)
    assert steps(found) == [(ChangeKind.LINK, "link", "on")]
    assert str(found.changes[0].text) == "A direct supplier or customer that fulfils the condition."


def test_an_unknown_link_that_excludes_may_turn_out_not_to_be() -> None:
    found = nearest(HERE, excludes=AEO_PARTNER)
    assert steps(found) == [(ChangeKind.SUPPLY_FACT, "link", "off")]


def test_a_link_reaches_no_further_than_its_condition_can() -> None:
    def reached(to: Condition) -> Truth:
        return nearest(LinkedTo(LinkDirection.SUPPLIER, to, WORDS), COMPLETE).reaches

    assert reached(AllOf((HERE, NotOf(BLACK)))) is Truth.MET
    assert reached(AnyOf((NotOf(ADVANCED), ASKED))) is Truth.MET
    assert reached(AllOf((ADVANCED, ASKED))) is Truth.JUDGEMENT
    assert reached(InZone(("quay",), WORDS)) is Truth.UNKNOWN
    assert reached(WISH) is Truth.UNKNOWN


def test_where_a_judgement_remains_the_change_leads_to_conditional() -> None:
    found = nearest(AllOf((ADVANCED, ASKED)))
    assert (len(found.changes), found.reaches) == (1, Truth.JUDGEMENT)


def test_a_change_is_offered_that_makes_a_judgement_unnecessary() -> None:
    found = nearest(AnyOf((ASKED, ADVANCED)))
    assert (steps(found), found.reaches) == (
        [(ChangeKind.SUPPLY_FACT, "customs", "A")],
        Truth.MET,
    )


def test_the_fewest_changes_are_offered() -> None:
    found = nearest(AnyOf((AllOf((ADVANCED, TAX_AB)), AllOf((WHITE,)))))
    assert steps(found) == [(ChangeKind.SUPPLY_FACT, "white", "on")]


def test_of_as_few_changes_those_with_the_fewest_agencies_are_offered() -> None:
    one_agency = AllOf((TAX_AB, BLACK))
    two_agencies = AllOf((TAX_AB, ADVANCED))
    found = nearest(AnyOf((two_agencies, one_agency)))
    assert [change.subject for change in found.changes] == ["tax", "black"]
    assert found.agencies == 1


def test_what_an_enterprise_does_by_itself_needs_no_agency() -> None:
    found = nearest(AnyOf((ADVANCED, WISH)))
    assert [change.subject for change in found.changes] == ["wants_aeo"]
    assert found.agencies == 0


def test_of_equals_the_first_written_is_offered() -> None:
    found = nearest(AnyOf((TAX_AB, BLACK)))
    assert [change.subject for change in found.changes] == ["tax"]


def of_item(own: Condition | None, *parts: Condition) -> Nearest:
    asked = measure(
        "p/1", own, parts=tuple(measure(f"p/1.{at}", each) for at, each in enumerate(parts))
    )
    coverage = Coverage((), VOCABULARY)
    decision = RuleEngine(rulebook(policy(asked))).decide(asked, known(), coverage, TODAY)
    assert decision is not None
    return decision.nearest()


def test_an_item_is_nearest_by_whichever_part_gets_furthest_with_least() -> None:
    found = of_item(AllOf((ADVANCED, TAX_AB)), AllOf((ASKED, WISH)), BLACK, WISH)
    assert steps(found) == [(ChangeKind.SUPPLY_FACT, "wants_aeo", "true")]
    assert steps(of_item(None, ELSEWHERE, ADVANCED)) == [(ChangeKind.SUPPLY_FACT, "customs", "A")]


def test_an_item_that_a_part_grants_needs_no_change() -> None:
    assert of_item(ADVANCED, HERE) == Nearest((), Truth.MET)


def test_measures_with_the_same_conditions_share_their_nearest_change() -> None:
    shared = AllOf((HERE, ADVANCED))
    rules = rulebook(policy(measure("p/1", shared), measure("p/2", shared)))
    one, other = RuleEngine(rules).report(known(), Coverage((), VOCABULARY), TODAY).decisions
    assert one.nearest() is other.nearest()


def test_everything_that_is_unknown_has_to_be_supplied_where_all_of_it_is_needed() -> None:
    zone, kind = InZone(("quay",), WORDS), OfKind(("maker",), WORDS)
    asked: list[Condition] = [ADVANCED, TAX_AB, WHITE, WISH, zone, kind]
    found = nearest(AllOf((*asked, AEO_PARTNER, MADE)), excludes=BLACK)
    assert len(found.changes) == len(asked) + 3
    assert found.reaches is Truth.MET
