"""The clock: what a day brings is in the change log on that day, once, whatever restarts."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from credit_graph.clock import shanghai_day
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import EntryOrigin, LogEntry
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.graph.notifying.days import DayProgress
from credit_graph.graph.notifying.leases import Lease
from credit_graph.usecases.chores import day_clock
from credit_graph.usecases.notifying.change_tail import ChangeTail
from credit_graph.usecases.notifying.day_clock import DayClock
from credit_graph.usecases.services import Services
from support.agency_files import COVERAGE, imported, loaded
from support.client import Clock
from support.empty_graph import emptied
from support.figures import show_figure
from support.fuse import Fuse
from support.invented_region import code
from support.official_rules import official_rulebook
from support.tiers import IS_NIGHTLY

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # in Shanghai
TODAY = shanghai_day(NOON)
RATED, LISTED, PROMISED, FRESH = (code(7_000 + number) for number in range(4))
A_DAY = timedelta(days=1)
DAYS = 3 if IS_NIGHTLY else 1
ENTERPRISES = "\n".join(
    [
        "uscc,name,region",
        *(f"{each},虚构{each[-4:]},410400" for each in (RATED, LISTED, PROMISED, FRESH)),
        "",
    ]
)
RATINGS = f"""uscc,scheme,level,valid_from,valid_to
{RATED},customs,advanced,2024-01-01,{TODAY + A_DAY}
{FRESH},customs,advanced,{TODAY + 2 * A_DAY},
"""
LISTS = f"""uscc,list,valid_from,valid_to
{LISTED},judgment_defaulter,2025-01-01,{TODAY + A_DAY}
"""
COMMITMENTS = f"""uscc,commitment,made_on,due_on
{PROMISED},papers_later,2026-01-01,{TODAY}
"""
FRESH_DAYS = official_rulebook().vocabulary.schemes["customs"].freshness_days
LAPSING = f"customs,410400,{TODAY + (2 - FRESH_DAYS) * A_DAY},\n"


@pytest.fixture
async def region(graph: Graph, tmp_path: Path) -> AsyncIterator[Graph]:
    await loaded(await emptied(graph))
    tables = {
        "enterprises": ENTERPRISES,
        "ratings": RATINGS,
        "lists": LISTS,
        "commitments": COMMITMENTS,
        "coverage": COVERAGE + LAPSING,
    }
    await imported(graph, tmp_path, tables)
    yield graph
    await emptied(graph)


@pytest.fixture
async def clock() -> Clock:
    return Clock(NOON)


async def service(graph: Graph, clock: Clock, holder: str = "one") -> DayClock:
    services = Services.of(graph, clock)
    await services.shelf.refresh()
    return day_clock(graph, services, holder)


async def by_day(graph: Graph) -> list[LogEntry]:
    """Return the entries that days have brought."""
    log, found, position = ChangeLog(graph), list[LogEntry](), 0
    while entries := await log.after(position):
        found += [each for each in entries if each.draft.origin is EntryOrigin.DAY]
        position = entries[-1].sequence
    return found


def notices(entries: list[LogEntry], uscc: str | None = None) -> list[ChangeNotice]:
    every = [notice for entry in entries for notice in entry.notices]
    return every if uscc is None else [each for each in every if each.uscc == uscc]


async def test_nothing_is_notified_of_what_was_before_the_first_day(
    region: Graph, clock: Clock
) -> None:
    await (await service(region, clock)).work()
    assert await by_day(region) == []


async def test_a_rating_an_entry_and_a_commitment_turn_on_their_day(
    region: Graph, clock: Clock
) -> None:
    running = await service(region, clock)
    await running.work()
    clock.now = NOON + A_DAY
    await running.work()

    entries = await by_day(region)

    assert {each.draft.as_of for each in entries} == {TODAY + A_DAY}
    ended, *moves = notices(entries, RATED)
    assert (ended.kind, ended.register, ended.level) == (NoticeKind.ENDED, "customs", "advanced")
    assert "pds-drc" in ended.agencies
    assert {each.kind for each in moves} == {NoticeKind.LOST}
    assert "pds-2021-7/19" in {m for each in moves for m in each.measures}
    assert notices(entries, LISTED)[0].kind is NoticeKind.ENDED
    assert notices(entries, LISTED)[0].register == "judgment_defaulter"
    (late,) = notices(entries, PROMISED)
    assert (late.kind, late.subject) == (NoticeKind.OVERDUE, "papers_later")
    assert notices(entries, FRESH) == []


async def test_what_was_recorded_ahead_begins_on_its_day(region: Graph, clock: Clock) -> None:
    running = await service(region, clock)
    await running.work()
    clock.now = NOON + 2 * A_DAY
    await running.work()

    entries = [each for each in await by_day(region) if each.draft.as_of == TODAY + 2 * A_DAY]

    begun, *moves = notices(entries, FRESH)
    assert (begun.kind, begun.register) == (NoticeKind.BEGUN, "customs")
    assert {each.kind for each in moves} == {NoticeKind.GAINED}


async def test_a_register_that_lapses_gets_one_summary(region: Graph, clock: Clock) -> None:
    running = await service(region, clock)
    await running.work()
    clock.now = NOON + 3 * A_DAY
    await running.work()

    summaries = [each for each in notices(await by_day(region)) if each.kind is NoticeKind.SUMMARY]

    assert [(each.register, each.region, each.agencies) for each in summaries] == [
        ("customs", "410400", ("pds-customs",))
    ]


async def test_what_is_due_is_told_on_its_day_and_again_the_day_after_if_it_is_not_done(
    region: Graph, clock: Clock
) -> None:
    clock.now = datetime(2023, 10, 30, 4, tzinfo=UTC)
    running = await service(region, clock)
    await running.work()
    clock.now += A_DAY
    await running.work()
    due = [each for each in notices(await by_day(region)) if each.kind is NoticeKind.DUE]
    assert {each.day for each in due} == {date(2023, 10, 31)}
    assert "zj-2023-9/t17" in {each.subject for each in due}
    clock.now += A_DAY
    await running.work()
    overdue = [each for each in notices(await by_day(region)) if each.kind is NoticeKind.OVERDUE]
    assert {each.subject for each in overdue} == {each.subject for each in due}


async def test_two_processes_and_any_restart_write_each_notice_once(
    region: Graph, clock: Clock
) -> None:
    first = await service(region, clock)
    await first.work()
    clock.now = NOON + 3 * A_DAY
    for stop_after in range(1, 4):
        with pytest.raises(_StoppedError):
            await (await interrupted(region, clock, stop_after)).work()
    second = await service(region, clock, "two")
    await asyncio.gather(first.work(), second.work())
    await (await service(region, clock)).work()
    got = await by_day(region)

    await emptied_log(region)
    alone = await service(region, Clock(NOON), "three")
    await Lease(region, "clock", "one", 1).release()
    await alone.work()
    once = await service(region, clock, "three")
    await once.work()
    assert [each.draft for each in got] == [each.draft for each in await by_day(region)]


async def test_stopped_at_each_statement_of_a_day_it_writes_each_notice_once(
    region: Graph, clock: Clock
) -> None:
    """Before each statement, at each commit and after it, as by a process that is killed."""
    services = Services.of(region, clock)
    await services.shelf.refresh()
    await day_clock(region, services, "one").work()
    clock.now = NOON + DAYS * A_DAY
    stopped, statements, reached = 0, 0, None
    while await stops(day_clock(region, services, "one"), statements):
        stopped += 1
        # After a step that was written the next one is stopped at its first statement again.
        before, reached = reached, await DayProgress(region).state()
        statements = statements + 1 if reached == before else 0
    got = await by_day(region)
    show_figure("the clock of days: stopped", stopped)
    assert stopped > 20 * DAYS

    await emptied_log(region)
    alone = day_clock(region, services, "one")
    clock.now = NOON
    await alone.work()
    clock.now = NOON + DAYS * A_DAY
    await alone.work()
    once = [each.draft for each in await by_day(region)]
    assert once
    assert [each.draft for each in got] == once


async def stops(days: DayClock, statements: int) -> bool:
    """Tell whether a clock was stopped after so many statements before it was done."""

    def stop() -> None:
        raise _StoppedError

    with Fuse(statements, stop).laid():
        try:
            await days.work()
        except _StoppedError:
            return True
    return False


async def test_a_lease_is_one_holders_until_it_is_given_back_or_over(region: Graph) -> None:
    one, two = (Lease(region, "test", holder, 1) for holder in ("one", "two"))
    assert await one.take()
    assert not await two.take()
    assert await one.take()
    await one.release()
    assert await two.take()
    await asyncio.sleep(1.1)
    assert await one.take()


class _StoppedError(Exception):
    """The process dies here."""


class _StoppingTail(ChangeTail):
    """Ends the process when so many steps have been written."""

    left = 0

    def nudge(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise _StoppedError


async def interrupted(graph: Graph, clock: Clock, steps: int) -> DayClock:
    """Return a clock that dies right after a step."""
    services = Services.of(graph, clock)
    await services.shelf.refresh()
    tail = _StoppingTail(ChangeLog(graph))
    tail.left = steps
    return day_clock(graph, replace(services, change_tail=tail), "one")


async def emptied_log(graph: Graph) -> None:
    """Take the log and the days away."""
    await graph.write("testing/forget_log")
