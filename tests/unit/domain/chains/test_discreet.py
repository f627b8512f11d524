"""Chains for who is not shown every stay on a black list: as if the others were not recorded."""

from datetime import date

from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.display import Display
from credit_graph.domain.authority.principal import LOCAL_READER, Principal, PrincipalKind
from credit_graph.domain.chains.discreet import DiscreetSurvey, unshown_of
from credit_graph.domain.chains.profile import HeldRating, HeldStatement, Listing
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.chains.weak_link import WeakLinkKind
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    EntryFact,
    KeptFact,
    Origin,
    RatingFact,
    Severity,
    StatementFact,
    ViolationFact,
)
from credit_graph.domain.openness import Openness
from support.chain_world import dossier, roster, supplied, survey
from support.closed_terms import closed_rules
from support.official_rules import official_rulebook

END = date(2030, 1, 1)
BLACK = "judgment_defaulter"


def whole() -> Survey:
    """Return a chain of B, C and D, who supply A, the first two on the black list."""
    known = (
        dossier("B", lists={"black": None}),
        dossier("C", lists={"black": END, "pool": None}),
    )
    return survey(supplied("BA", "CA", "DA"), *known)


def listed(found: Survey) -> set[str]:
    return {each.uscc for each in found.weak_links if each.kind is WeakLinkKind.LISTED}


def test_those_on_black_lists_are_found() -> None:
    assert set(whole().barred) == {"B", "C"}


def test_a_stay_that_is_not_shown_is_as_if_it_were_not_recorded() -> None:
    everything = whole()
    found = DiscreetSurvey(everything, frozenset({("C", Listing("black", END))}))
    assert listed(everything) == {"B", "C"}
    assert listed(found) == {"B"}
    assert found.roster.profile("C").lists == ("pool",)
    assert found.roster.dossiers["C"].listings == (Listing("pool", None),)
    assert found.tiers[0].listed_count == everything.tiers[0].listed_count - 1
    assert found.judged is everything.roster


def test_another_stay_on_the_same_list_stays() -> None:
    found = DiscreetSurvey(whole(), frozenset({("C", Listing("black", None))}))
    assert listed(found) == {"B", "C"}


def test_unshown_are_stays_whose_display_has_ended() -> None:
    def entry(begin: date, until: date | None) -> EntryFact:
        return EntryFact(BLACK, Interval(begin), Origin("e"), display_until=until)

    past, today = date(2024, 1, 1), date(2026, 11, 1)
    facts = {
        "B": [entry(past, past)],
        "C": [entry(past, None)],
        # One of two entries of the same days is shown, so the stay is.
        "D": [entry(past, past), entry(past, None)],
    }
    members = roster("ABCD")
    rules = official_rulebook()
    display = Display.of(rules, LOCAL_READER, today)
    assert unshown_of(members, facts.items(), display) == {("B", Listing(BLACK, None))}
    operator = Principal(PrincipalKind.OPERATOR, "o", frozenset())
    assert unshown_of(members, facts.items(), Display.of(rules, operator, today)) == frozenset()


def test_what_is_closed_is_as_if_it_were_not_recorded() -> None:
    rules = closed_rules(
        schemes={"customs": Openness.KEEPER},
        lists={"judgment_defaulter": Openness.KEEPER},
        statements={"links_complete": Openness.SHARED},
    )
    closure = Closure.of(rules, LOCAL_READER)
    ratings, lists = (("customs", "advanced"), ("tax", "A")), {BLACK: None, "gop": END}
    said = [("links_complete", "true"), ("wants_aeo", "true")]
    chain = survey(
        supplied("BA", "CA"),
        dossier("B", *ratings, lists=lists, statements=said),
        dossier("C", *ratings, lists=lists),
    )
    found = DiscreetSurvey(chain, frozenset(), closure)
    shown = found.roster.profile("B")
    assert shown.ratings == (("tax", "A"),)
    assert shown.lists == ("gop",)
    assert shown.statements == (("wants_aeo", "true"),)
    assert found.roster.dossiers["B"].listings == (Listing("gop", END),)
    assert found.judged.profile("B").ratings == (("customs", "advanced"), ("tax", "A"))
    # Those of C are the same but for the statements.
    assert found.roster.profile("C").ratings == shown.ratings


def test_members_that_share_a_profile_go_on_sharing_it() -> None:
    closure = Closure.of(closed_rules(schemes={"customs": Openness.KEEPER}), LOCAL_READER)
    one = dossier("B", ("customs", "advanced"))
    found = DiscreetSurvey(
        survey(supplied("BA", "CA"), one, one._replace(uscc="C")), frozenset(), closure
    )
    assert found.roster.profile("B") is found.roster.profile("C")


def test_single_facts_that_are_closed_are_as_if_they_were_not_recorded() -> None:
    days, member = Interval(date(2024, 1, 1)), "B"
    closed, open_ = Origin("c", "x", openness=Openness.KEEPER), Origin("o")
    facts: tuple[KeptFact, ...] = (
        RatingFact("customs", "advanced", days, closed),
        RatingFact("tax", "A", days, open_),
        EntryFact("gop", days, closed),
        StatementFact("wants_aeo", "true", days, closed),
        # Of two that say the same one is shown.
        StatementFact("small_micro", "true", days, closed),
        StatementFact("small_micro", "true", days, open_),
        ViolationFact("tax_breach", Severity.MINOR, date(2024, 1, 1), None, None, closed),
    )
    known = dossier(
        member,
        ("customs", "advanced"),
        ("tax", "A"),
        lists={"gop": None},
        statements=[("small_micro", "true"), ("wants_aeo", "true")],
    )
    turned = (("customs", "advanced", date(2024, 6, 1)), ("tax", "A", date(2024, 6, 1)))
    known = known._replace(profile=known.profile._replace(turned=turned))
    chain = survey(supplied("BA"), known)
    display = Display.of(official_rulebook(), LOCAL_READER, date(2026, 11, 1))
    unshown = unshown_of(chain.roster, [(member, facts)], display)
    assert unshown == {
        (member, HeldRating("customs", "advanced")),
        (member, Listing("gop", None)),
        (member, HeldStatement("wants_aeo", "true")),
    }
    shown = DiscreetSurvey(chain, unshown).roster.profile(member)
    assert shown.ratings == (("tax", "A"),)
    assert shown.turned == (("tax", "A", date(2024, 6, 1)),)
    assert shown.lists == ()
    assert shown.statements == (("small_micro", "true"),)
