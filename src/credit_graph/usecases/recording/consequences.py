"""Consequences of a change: the decisions that moved, and the agencies to notify.

Both sides are read from the graph: what was known just before the publication, and what was known
at it. Asked again at any later time the answer is the same.
"""

from asyncio import gather
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from credit_graph.clock import INSTANT
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.duties.notice import Notice, notices
from credit_graph.domain.eligibility.comparison import DecisionChange, Moves, moves_of
from credit_graph.domain.eligibility.report import Decision
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    KeptFact,
)
from credit_graph.domain.policy import Measure
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.evidence import EvidenceBatch, EvidenceFile
from credit_graph.graph.recording.changes import RecordedChange, partners_of
from credit_graph.sharing.meter import working
from credit_graph.sharing.pace import PACE
from credit_graph.usecases.policies.rules import Rules

MOST_PARTNERS: Final = 20
"""Direct partners whose decisions are compared; of more it is said how many were left out."""

MOST_MOVES: Final = 100
"""Decisions that are shown as gained, as lost and as changed; of more it is said how many."""


@dataclass(frozen=True, slots=True)
class MovedDecision:
    """A decision on a measure for an enterprise that moved.

    `kept` are the facts of the enterprise that may not be shown to everybody, `of_partners` those
    of its partners, as `Report` has them.
    """

    enterprise: Enterprise
    change: DecisionChange
    kept: tuple[KeptFact, ...] = ()
    of_partners: tuple[tuple[KeptFact, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Every decision that moved, for the enterprises of the fact and then for their partners.

    `keeper` keeps the register concerned where the enterprise of the fact is registered on the day,
    in `region`; `None` where there is no such thing. `partners` are those that were compared, with
    their regions.
    """

    as_of: date
    gained: tuple[MovedDecision, ...]
    lost: tuple[MovedDecision, ...]
    changed: tuple[MovedDecision, ...]
    keeper: str | None
    region: str | None
    partners: Mapping[str, str | None]
    left_out_partners: int

    def shown(self, book: DutyBook, sight: Sight | None) -> "Consequences":
        """Return what an answer shows of it, with the agencies to notify of what is lost.

        Partners out of `sight` count as left out.
        """
        hidden = {code for code, region in self.partners.items() if not _sees(sight, region)}
        gained, lost, changed = sides = [
            tuple(move for move in side if move.enterprise.uscc not in hidden)
            for side in (self.gained, self.lost, self.changed)
        ]
        return Consequences(
            as_of=self.as_of,
            gained=gained[:MOST_MOVES],
            lost=lost[:MOST_MOVES],
            changed=changed[:MOST_MOVES],
            notices=notices(book, measures_of(lost), self.keeper, self.as_of),
            left_out_partners=self.left_out_partners + len(hidden),
            left_out_decisions=sum(max(len(each) - MOST_MOVES, 0) for each in sides),
        )


def _sees(sight: Sight | None, region: str | None) -> bool:
    return sight is None or (region is not None and sight.sees(region))


def measures_of(moves: Iterable[MovedDecision]) -> tuple[Measure, ...]:
    """Return the measures of moves, each once."""
    return tuple(dict.fromkeys(move.change.measure for move in moves))


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change brought about as of a day: that from which it shows, at least that of it.

    The enterprises of the fact come first, then their partners. `left_out_partners` were not
    compared, `left_out_decisions` moved and are not shown.
    """

    as_of: date
    gained: tuple[MovedDecision, ...]
    lost: tuple[MovedDecision, ...]
    changed: tuple[MovedDecision, ...]
    notices: tuple[Notice, ...]
    left_out_partners: int
    left_out_decisions: int


async def weigh(
    graph: Graph | Transaction,
    rules: Rules,
    change: RecordedChange,
    *,
    reaches_partners: bool,
    new_alone: bool,
    register: str | None,
) -> Weighed:
    """Compare what was decided before and after a change.

    `reaches_partners`: a condition on partners may ask for what was changed. `new_alone`: it
    brought facts, none of them a registration or a link, and withdrew none; then what was known
    before it is what is known after it without them. `register` is the scheme or list concerned, if
    it is one.
    """
    own, after_at = change.made.usccs, change.published_at
    partners, left_out = await _partners(graph, rules, change, reaches_partners=reaches_partners)
    file = EvidenceFile(graph)
    keys = (*own, *partners)
    instants = (after_at - INSTANT, after_at)
    if new_alone:
        after = await file.collect(keys, after_at, rules.partners)
        before = after.without(frozenset(change.made.facts))
    elif isinstance(graph, Graph):
        before, after = await gather(*(file.collect(keys, at, rules.partners) for at in instants))
    else:  # a transaction has one line to the database
        before, after = [await file.collect(keys, at, rules.partners) for at in instants]
    await PACE.pause()
    with working():
        weighing = _Weighing(rules, change.made.effective_on, before, after)
        found = [*map(weighing.moved, own), *map(weighing.moved_by_links, partners)]
        gained = tuple(move for each in found for move in each.gained)
        lost = tuple(move for each in found for move in each.lost)
        changed = tuple(move for each in found for move in each.changed)
        region = weighing.region(own[0]) if own else None
        vocabulary = rules.rulebook.vocabulary
        keeper = vocabulary.keeper(register, region) if register and region else None
    return Weighed(
        as_of=change.made.effective_on,
        gained=gained,
        lost=lost,
        changed=changed,
        keeper=keeper,
        region=region,
        partners={each: weighing.region(each) for each in partners},
        left_out_partners=left_out,
    )


async def _partners(
    graph: Graph | Transaction, rules: Rules, change: RecordedChange, *, reaches_partners: bool
) -> tuple[tuple[str, ...], int]:
    if not reaches_partners or not rules.linked:
        return (), 0
    total, first = await partners_of(graph, change.made.usccs, change.published_at, MOST_PARTNERS)
    return first, total - len(first)


class _Weighing:
    def __init__(
        self, rules: Rules, day: date, before: EvidenceBatch, after: EvidenceBatch
    ) -> None:
        self._engine = rules.engine
        self._linked = rules.linked
        self._day = day
        self._before = before
        self._after = after
        words = rules.rulebook.vocabulary
        self._sides = (Coverage(before.syncs, words), Coverage(after.syncs, words))

    def region(self, uscc: str) -> str | None:
        """Return where the enterprise is registered on the day; None for none."""
        facts = self._after.facts.get(uscc)
        return None if facts is None else facts.on(self._day).enterprise.region

    def moved(self, uscc: str) -> "_Moved":
        """Return which decisions on any measure moved."""
        old, new = self._before.facts.get(uscc), self._after.facts.get(uscc)
        if new is None:
            return _NOTHING
        report = self._engine.report(new, self._sides[1], self._day)
        earlier = old and self._engine.report(old, self._sides[0], self._day)
        # Of an enterprise that was not registered nothing was decided, so nothing moved unseen.
        found = moves_of(earlier.walk() if earlier else (), report.walk())
        return _Moved.of(report.enterprise, found, new)

    def moved_by_links(self, uscc: str) -> "_Moved":
        """Return the same of the measures that ask for partners: no other can have moved."""
        old, new = self._before.facts.get(uscc), self._after.facts.get(uscc)
        if old is None or new is None:
            return _NOTHING
        found = moves_of(self._decided(old, self._sides[0]), self._decided(new, self._sides[1]))
        return _Moved.of(new.on(self._day).enterprise, found, new)

    def _decided(self, facts: EnterpriseFacts, coverage: Coverage) -> list[Decision]:
        return self._engine.decide_each(self._linked, facts, coverage, self._day)


@dataclass(frozen=True, slots=True)
class _Moved:
    """What one enterprise gained and lost, and which other verdicts moved."""

    gained: tuple[MovedDecision, ...] = ()
    lost: tuple[MovedDecision, ...] = ()
    changed: tuple[MovedDecision, ...] = ()

    @classmethod
    def of(cls, enterprise: Enterprise, found: Moves, facts: EnterpriseFacts) -> "_Moved":
        sides = (found.gained, found.lost, found.changed)
        closable = facts.kept, facts.narrowed_of_partners
        moved = (
            tuple(MovedDecision(enterprise, each, *closable) for each in side) for side in sides
        )
        return cls(*moved)


_NOTHING = _Moved()
