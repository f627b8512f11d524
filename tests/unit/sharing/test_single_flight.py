"""Shared work is done once, and no caller can take its result from the others."""

import asyncio

import pytest

from credit_graph.sharing.single_flight import SingleFlight


class Counting:
    """Counts how often it is run, and goes on when it may."""

    def __init__(self) -> None:
        self.runs = 0
        self.may_go_on = asyncio.Event()

    async def __call__(self) -> int:
        self.runs += 1
        await self.may_go_on.wait()
        return self.runs


async def test_nothing_is_done_before_somebody_asks() -> None:
    work = Counting()
    SingleFlight(work)
    await asyncio.sleep(0)
    assert work.runs == 0


async def test_all_who_ask_meanwhile_or_later_get_the_one_result() -> None:
    work = Counting()
    flight = SingleFlight(work)
    asking = [asyncio.create_task(flight()) for _ in range(3)]
    await asyncio.sleep(0)
    work.may_go_on.set()
    assert await asyncio.gather(*asking) == [1, 1, 1]
    assert await flight() == 1


async def test_a_caller_that_gives_up_does_not_take_the_result_from_the_others() -> None:
    work = Counting()
    flight = SingleFlight(work)
    leaving, staying = (asyncio.create_task(flight()) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    work.may_go_on.set()
    assert await staying == 1
    with pytest.raises(asyncio.CancelledError):
        await leaving


async def test_a_failure_reaches_every_caller_and_the_work_is_not_repeated() -> None:
    runs = 0

    async def fail() -> int:
        nonlocal runs
        runs += 1
        raise ValueError("no")

    flight = SingleFlight(fail)
    found = await asyncio.gather(flight(), flight(), return_exceptions=True)
    assert [type(each) for each in found] == [ValueError, ValueError]
    with pytest.raises(ValueError, match="no"):
        await flight()
    assert runs == 1
