"""A chain for a reader who is not shown every fact: of closed terms, closed singly, or lapsed.

What is shown of members, their ratings, lists, risks and tiers is as if those facts were not
recorded. How members stand in programmes rests on all facts, for it would be wrong otherwise.
"""

from collections.abc import Iterable

from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.display import Display
from credit_graph.domain.chains.profile import (
    Dossier,
    HeldRating,
    HeldStatement,
    Listing,
    Profile,
)
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.record import EntryFact, KeptFact, RatingFact, StatementFact

Held = HeldRating | Listing | HeldStatement

Unshown = frozenset[tuple[str, Held]]
"""What is not shown of single enterprises, each with the code of the enterprise."""


class DiscreetSurvey(Survey):
    """A survey without some single facts, and without facts of closed terms."""

    def __init__(self, whole: Survey, unshown: Unshown, closure: Closure | None = None) -> None:
        roster = whole.roster
        dossiers = dict(roster.dossiers)
        if closure is not None:
            opened = _Opening(closure)
            dossiers = {code: opened.dossier(each) for code, each in dossiers.items()}
        for code in {code for code, _ in unshown}:
            dossiers[code] = _without(dossiers[code], unshown)
        shown = Roster(dossiers, roster.coverage, roster.vocabulary, roster.day)
        super().__init__(whole.chain, shown, judged=whole.judged)


def unshown_of(
    roster: Roster, facts: Iterable[tuple[str, Iterable[KeptFact]]], display: Display
) -> Unshown:
    """Return what a reader is not shown of members by these facts, given with their codes.

    Of a list, and of a statement, all facts of the day that stand must be among them: what one of
    them shows is shown.
    """
    hidden, seen = set[tuple[str, Held]](), set[tuple[str, Held]]()
    for code, its in facts:
        region = roster.profile(code).region
        for each in its:
            held = _held(each)
            if held is not None:
                (seen if display.shows(each, region) else hidden).add((code, held))
    return frozenset(hidden - seen)


def _held(fact: KeptFact) -> Held | None:
    """Return a fact as a dossier holds it; `None` if it holds no such facts."""
    match fact:
        case RatingFact():
            return HeldRating(fact.scheme, fact.level)
        case EntryFact():
            return Listing(fact.list, fact.interval.valid_to)
        case StatementFact():
            return HeldStatement(fact.statement, fact.value)
        case _:
            return None


def _without(dossier: Dossier, unshown: Unshown) -> Dossier:
    def shows(held: Held) -> bool:
        return (dossier.uscc, held) not in unshown

    whole = dossier.profile
    listings = tuple(each for each in dossier.listings if shows(each))
    left = {each.list for each in listings}
    profile = whole._replace(
        ratings=tuple(each for each in whole.ratings if shows(HeldRating(*each))),
        lists=tuple(each for each in whole.lists if each in left),
        statements=tuple(each for each in whole.statements if shows(HeldStatement(*each))),
        turned=tuple(each for each in whole.turned if shows(HeldRating(*each[:2]))),
    )
    return dossier._replace(profile=profile, listings=listings)


class _Opening:
    """Leaves out of dossiers what is closed; members share profiles, and go on sharing them."""

    def __init__(self, closure: Closure) -> None:
        self._closure = closure
        self._profiles: dict[int, Profile] = {}  # by identity, without hashing

    def dossier(self, dossier: Dossier) -> Dossier:
        """Return a dossier without what is closed."""
        whole = dossier.profile
        profile = self._profiles.get(id(whole))
        if profile is None:
            profile = self._profiles[id(whole)] = self._profile(whole)
        left = (each for each in dossier.listings if each.list in profile.lists)
        return dossier._replace(profile=profile, listings=tuple(left))

    def _profile(self, profile: Profile) -> Profile:
        def opens(family: Family, code: str) -> bool:
            return not self._closure.closes(family, code, profile.region)

        ratings, statements = Family.RATINGS, Family.STATEMENTS
        return profile._replace(
            ratings=tuple(each for each in profile.ratings if opens(ratings, each[0])),
            lists=tuple(each for each in profile.lists if opens(Family.ENTRIES, each)),
            statements=tuple(each for each in profile.statements if opens(statements, each[0])),
            turned=tuple(each for each in profile.turned if opens(ratings, each[0])),
        )
