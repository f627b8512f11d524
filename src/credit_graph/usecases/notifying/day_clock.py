"""The clock: what ends because a day has come is notified on that day, once.

One process at a time, by a lease, works out each day after the one before. A day is taken as it
was known when it began, in Shanghai: what is recorded later on compares that day itself. Every
step is noted in the transaction that writes its notices, so whatever restarts in between repeats
none and leaves none out.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from credit_graph.clock import SHANGHAI, Now, shanghai_day
from credit_graph.domain.conditions import leaves_of
from credit_graph.domain.conditions.operators.violation import HasViolation
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import DatabaseError
from credit_graph.graph.change_sets import tick
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.evidence import EvidenceBatch, EvidenceFile
from credit_graph.graph.notifying import change_log
from credit_graph.graph.notifying.days import DayProgress, DayState, TurnedFact, reach
from credit_graph.graph.notifying.leases import Lease
from credit_graph.usecases.agencies.due_calendar import HandedIn, calendar_of
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.notifying.day_notices import due_notices, lapse_notices, rule_notices
from credit_graph.usecases.notifying.repair_notices import decided_days
from credit_graph.usecases.notifying.turned_enterprises import DayTurn
from credit_graph.usecases.policies.rules import Rules, RulesShelf

LEASE_S: Final = 60
"""Seconds after which another process may go on for one that has died."""

_log = logging.getLogger(__name__)
_CHECK_S: Final = 15.0
_AT_ONCE: Final = 50
_RULES: Final = "-"  # before every credit code
_NOBODY: Final = "-"  # a key that no enterprise has: for the syncs alone
_A_DAY: Final = timedelta(days=1)


class DayClock:
    """Works out the days; one a process, of which one at a time does it."""

    def __init__(
        self,
        days: DayProgress,
        lease: Lease,
        shelf: RulesShelf,
        books: DutyBooks,
        handed_in: HandedIn,
        *,
        now: Now,
        published: Callable[[], None],
    ) -> None:
        self._days = days
        self._lease = lease
        self._shelf = shelf
        self._books = books
        self._handed_in = handed_in
        self._now = now
        self._published = published
        self._evidence = EvidenceFile(days.graph)

    async def keep(self) -> None:
        """Work out each day when it comes, for ever."""
        try:
            while True:
                try:
                    await self.work()
                except DatabaseError:
                    pass  # it is away, and asked again
                except Exception:  # noqa: BLE001
                    # A fault of ours must show, and must not stop the days.
                    _log.exception("while working out what a day brings")
                await asyncio.sleep(_CHECK_S)
        finally:
            with suppress(DatabaseError, asyncio.CancelledError):
                await self._lease.release()

    async def work(self) -> None:
        """Work out every day up to today, unless another process does."""
        while await self._lease.take():
            state = await self._days.state()
            today = shanghai_day(self._now())
            if state is None:
                await self._days.begin(today, today)
            elif not state.done:
                await self._go_on(state)
            elif state.day < today:
                await self._begin(state.day + _A_DAY, state.day)
            else:
                return

    async def _begin(self, day: date, before: date) -> None:
        async def turn(transaction: Transaction) -> None:
            # Whatever is published from now on is published after the day has begun.
            await tick(transaction, now=self._now())

        await self._days.graph.transact(turn, label="changes/tick")
        await self._days.begin(day, before)

    async def _go_on(self, state: DayState) -> None:
        """Do what is left of a day, step by step."""
        day, reached = state.day, state.reached
        rules = await self._shelf.refresh()
        book = self._books.of(rules.rulebook)
        begun = _beginning(day)
        if not reached:
            evidence = await self._known(rules, [_NOBODY], begun)
            calendar = await calendar_of(book, book.charges(), self._handed_in, day)
            notices = (
                *rule_notices(book, day),
                *lapse_notices(rules.rulebook, evidence.syncs, day),
                *due_notices(book, calendar, day),
            )
            entry = DraftEntry(EntryOrigin.DAY, day, notices, rules=rules.rulebook.version)
            if not await self._write(day, reached, _RULES, [entry]):
                return
            reached = _RULES
        lapsing = [day - timedelta(each + 1) for each in _memories(rules.rulebook)]
        turned = _by_enterprise(await self._days.turned(day, lapsing, begun))
        reaching = [uscc for uscc, facts in turned.items() if any(each.reaches for each in facts)]
        partners = await self._days.partners(reaching, begun)
        decided = decided_days(rules.rulebook.vocabulary.repair, day)
        repairs = await self._days.repairs(day, decided, begun)
        left = sorted(each for each in {*turned, *partners, *repairs} if each > reached)
        turn = DayTurn(rules, book, day, turned)
        for start in range(0, len(left), _AT_ONCE):
            batch = left[start : start + _AT_ONCE]
            evidence = await self._known(rules, batch, begun)
            entries = await turn.entries(evidence)
            if not await self._lease.take():
                return
            if not await self._write(day, reached, batch[-1], entries):
                return
            reached = batch[-1]
        await self._write(day, reached, reached, [], done=True)

    async def _known(self, rules: Rules, usccs: Sequence[str], known_at: datetime) -> EvidenceBatch:
        timeout_s = self._days.graph.limits.stage_s  # nobody waits for it
        return await self._evidence.collect(usccs, known_at, rules.partners, timeout_s=timeout_s)

    async def _write(
        self,
        day: date,
        before: str,
        reached: str,
        entries: Sequence[DraftEntry],
        *,
        done: bool = False,
    ) -> bool:
        """Write the entries of a step, once; False if somebody else has done it."""

        async def work(transaction: Transaction) -> bool:
            if not await reach(transaction, day, before, reached, done=done):
                return False
            instant = await tick(transaction, now=self._now()) if entries else None
            for entry in entries:
                assert instant is not None  # noqa: S101  # there are entries
                await change_log.append(transaction, entry, instant)
            return True

        graph = self._days.graph
        written = await graph.transact(
            work, label="notifying/reach", timeout_s=graph.limits.stage_s
        )
        self._published()
        return written


def _beginning(day: date) -> datetime:
    """Return the instant at which a day begins in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def _by_enterprise(facts: Sequence[TurnedFact]) -> dict[str, list[TurnedFact]]:
    found: dict[str, list[TurnedFact]] = {}
    for fact in facts:
        found.setdefault(fact.uscc, []).append(fact)
    return found


def _memories(rulebook: Rulebook) -> frozenset[int]:
    """Return for how many days conditions remember violations."""
    return frozenset(_remembered(rulebook))


def _remembered(rulebook: Rulebook) -> Iterator[int]:
    for measure in rulebook.measures.values():
        for side in (measure.requires, measure.excludes):
            for leaf in () if side is None else leaves_of(side):
                if isinstance(leaf, HasViolation) and leaf.within_days is not None:
                    yield leaf.within_days
