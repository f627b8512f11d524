"""Work of many tasks leaves the loop to others between its slices."""

import asyncio
import time

from credit_graph.sharing.pace import Pace

SLICE_S = 0.004


def busy(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


async def turns_held(tasks: int, work_s: float, pace: Pace | None) -> list[float]:
    """Return the processor time of each turn of the loop while the tasks work."""
    held: list[float] = []

    async def work() -> None:
        if pace is not None:
            await pace.pause()
        busy(work_s)

    working = [asyncio.create_task(work()) for _ in range(tasks)]
    before = time.thread_time()
    while not all(task.done() for task in working):
        await asyncio.sleep(0)
        now = time.thread_time()
        held.append(now - before)
        before = now
    return held


async def test_no_turn_takes_much_more_than_a_slice() -> None:
    assert max(await turns_held(60, 0.002, Pace(SLICE_S))) <= SLICE_S + 0.002 + 0.005


async def test_without_a_pace_one_turn_takes_all_of_it() -> None:
    assert max(await turns_held(60, 0.002, None)) >= 0.1


async def test_work_that_is_alone_does_not_pause() -> None:
    pace = Pace(SLICE_S)
    turns = await turns_held(1, 0.0, pace)
    assert len(turns) <= 3


def test_a_pace_outlives_the_loop_that_it_began_in() -> None:
    pace = Pace(SLICE_S)

    async def use() -> None:
        for _ in range(5):
            await pace.pause()
            busy(SLICE_S / 2)

    for _ in range(3):
        asyncio.run(asyncio.wait_for(use(), 5))


async def test_a_pace_is_awaited_while_work_pauses() -> None:
    pace = Pace(SLICE_S)
    seen: list[bool] = []

    async def hog() -> None:
        await pace.pause()
        busy(SLICE_S * 2)

    async def look() -> None:
        seen.append(pace.is_awaited)

    hogging = asyncio.create_task(hog())
    pausing, leaving = asyncio.create_task(pace.pause()), asyncio.create_task(pace.pause())
    looking = asyncio.create_task(look())
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.gather(hogging, pausing, leaving, looking, return_exceptions=True)
    assert seen == [True]
    assert not pace.is_awaited
