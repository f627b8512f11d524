"""A chain for a reader who is not shown every fact: of closed terms, or whose display has ended.

What is shown of members, their ratings, lists, risks and tiers is as if those facts were not
recorded. How members stand in programmes rests on all facts, for it would be wrong otherwise.
"""

from collections.abc import Iterable, Mapping

from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.display import Display
from credit_graph.domain.chains.profile import Dossier, Listing, Profile
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.record import EntryFact

Unshown = frozenset[tuple[str, Listing]]
"""Stays that are not shown, each with the code of the enterprise."""


class DiscreetSurvey(Survey):
    """A survey without some stays on lists, and without facts of closed terms."""

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
    roster: Roster, entries: Mapping[str, Iterable[EntryFact]], display: Display
) -> Unshown:
    """Return which of these stays of members a reader is not shown."""
    hidden, seen = set[tuple[str, Listing]](), set[tuple[str, Listing]]()
    for code, facts in entries.items():
        region = roster.profile(code).region
        for each in facts:
            stay = (code, Listing(each.list, each.interval.valid_to))
            (seen if display.shows(each, region) else hidden).add(stay)
    return frozenset(hidden - seen)


def _without(dossier: Dossier, unshown: Unshown) -> Dossier:
    listings = tuple(each for each in dossier.listings if (dossier.uscc, each) not in unshown)
    left = {each.list for each in listings}
    lists = tuple(each for each in dossier.profile.lists if each in left)
    return dossier._replace(profile=dossier.profile._replace(lists=lists), listings=listings)


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
