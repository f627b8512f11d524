"""Who lost or gained standing between two days, in a region: decisions that moved, and why.

Every enterprise that is registered there on either day is decided on both days, by the facts known
now. So it shows whatever a day has brought: a rating that ended, a violation, a repair, a move, a
register that has lapsed, a policy that began or ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.eligibility.comparison import Comparison, DecisionChange, compare
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.graph.candidates import CandidateSearch, Stretch
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.sharing.meter import check_meters, working
from credit_graph.sharing.pace import PACE
from credit_graph.usecases.policies.rules import Rules, RulesShelf
from credit_graph.usecases.recording.consequences import MovedDecision

MOST_COMPARED = 500
"""Enterprises that are compared for one page; then the work stops there."""

_BATCH = 100
_COMPARED_AT_ONCE = 10


class Standing(Enum):
    """Which way decisions moved: from ELIGIBLE or CONDITIONAL to below, or the reverse."""

    LOST = "lost"
    GAINED = "gained"

    def of(self, comparison: Comparison) -> tuple[DecisionChange, ...]:
        """Return the decisions that moved this way."""
        return comparison.lost if self is Standing.LOST else comparison.gained


@dataclass(frozen=True, slots=True)
class StandingQuestion:
    """Who of the regions, on either of two days, moved which way; as known at an instant.

    `sight` is that of whoever asks: who is out of it on one of the days is left out.
    """

    standing: Standing
    regions: frozenset[str]
    days: tuple[date, date]
    known_at: datetime
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class MovePlace:
    """A position: after the move of an enterprise on a measure; after all of it if None."""

    uscc: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class MovePage:
    """Moves by the enterprises' codes, of one enterprise in the documents' order.

    `resume` is the position after which to go on; None if nothing follows. It may lie beyond the
    last item where the work for one page ended first.
    """

    items: tuple[MovedDecision, ...]
    resume: MovePlace | None


class _OtherRulesError(Exception):
    """The graph holds another version of the rules than the comparison was begun with."""


class StandingMoves:
    """Compares two days, enterprise by enterprise. One for all requests of the process."""

    __slots__ = ("_candidates", "_evidence", "_shelf")

    def __init__(
        self, shelf: RulesShelf, candidates: CandidateSearch, evidence: EvidenceFile
    ) -> None:
        self._shelf = shelf
        self._candidates = candidates
        self._evidence = evidence

    async def page(
        self, question: StandingQuestion, after: MovePlace | None, first: int
    ) -> MovePage:
        """Return up to `first` moves after a position.

        Two round trips for each 100 enterprises, at most `MOST_COMPARED` of which are compared.
        """
        try:
            return await self._page(question, after, first)
        except _OtherRulesError:
            await self._shelf.refresh()
            return await self._page(question, after, first)

    async def _page(
        self, question: StandingQuestion, after: MovePlace | None, first: int
    ) -> MovePage:
        rules, found, compared = self._shelf.current, list[MovedDecision](), 0
        order = {code: place for place, code in enumerate(rules.rulebook.measures)}
        reached = "" if after is None else after.uscc
        begun = [after.uscc] if after is not None and after.measure is not None else []
        while compared < MOST_COMPARED:
            stretch = Stretch(question.known_at, reached, _BATCH)
            codes = await self._candidates.registered_in(
                question.regions, frozenset(question.days), stretch
            )
            for moved in await self._moves(question, rules, [*begun, *codes]):
                found.extend(_after(moved, after, order))
                if len(found) > first:
                    last = found[first - 1]
                    place = MovePlace(last.enterprise.uscc, last.change.measure.code)
                    return MovePage(tuple(found[:first]), place)
            if len(codes) < _BATCH:
                return MovePage(tuple(found), None)
            begun, reached, compared = [], codes[-1], compared + len(codes)
        return MovePage(tuple(found), MovePlace(reached, None))

    async def _moves(
        self, question: StandingQuestion, rules: Rules, codes: list[str]
    ) -> list[tuple[MovedDecision, ...]]:
        """Return the moves of each enterprise that has any, in the order of their codes."""
        if not codes:
            return []
        evidence = await self._evidence.collect(codes, question.known_at, rules.partners)
        if evidence.rules_version != rules.rulebook.version:
            raise _OtherRulesError
        coverage = Coverage(evidence.syncs, rules.rulebook.vocabulary)
        present = [evidence.facts[code] for code in codes if code in evidence.facts]
        found: list[tuple[MovedDecision, ...]] = []
        for start in range(0, len(present), _COMPARED_AT_ONCE):
            await PACE.pause()
            check_meters()
            with working():
                some = present[start : start + _COMPARED_AT_ONCE]
                found += [_moved(question, rules, facts, coverage) for facts in some]
        return [each for each in found if each]


def _moved(
    question: StandingQuestion, rules: Rules, facts: EnterpriseFacts, coverage: Coverage
) -> tuple[MovedDecision, ...]:
    sides = [facts.on(day).enterprise for day in question.days]
    sight = question.sight
    if sight is not None and not all(sight.sees(each.region) for each in sides):
        return ()
    before, after = (rules.engine.report(facts, coverage, day) for day in question.days)
    comparison = compare(before, after)
    moved = question.standing.of(comparison)
    return tuple(MovedDecision(sides[1], each, before.kept, before.of_partners) for each in moved)


def _after(
    moved: tuple[MovedDecision, ...], after: MovePlace | None, order: Mapping[str, int]
) -> list[MovedDecision]:
    """Return the moves of one enterprise that stand after a position, in the documents' order."""
    last = -1
    if after is not None and after.measure is not None and moved[0].enterprise.uscc == after.uscc:
        # A measure that is gone since stands nowhere: then all of the enterprise's come again.
        last = order.get(after.measure, -1)
    places = sorted((order[each.change.measure.code], at) for at, each in enumerate(moved))
    return [moved[at] for place, at in places if place > last]
