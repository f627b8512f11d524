"""A chain for a reader who is not shown every stay on a black list: whose display has ended.

What is shown of members, their lists, risks and tiers is as if those stays were not recorded. How
members stand in programmes rests on all facts, for it would be wrong otherwise.
"""

from collections.abc import Iterable, Mapping

from credit_graph.domain.authority.display import Display
from credit_graph.domain.chains.profile import Dossier, Listing
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.facts.record import EntryFact

Unshown = frozenset[tuple[str, Listing]]
"""Stays that are not shown, each with the code of the enterprise."""


class DiscreetSurvey(Survey):
    """A survey without some stays on lists."""

    def __init__(self, whole: Survey, unshown: Unshown) -> None:
        roster = whole.roster
        dossiers = dict(roster.dossiers)
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
