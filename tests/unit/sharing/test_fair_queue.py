"""Places are taken in turn, and no owner takes all of them."""

import asyncio
from collections.abc import Collection, Hashable, Sequence
from random import Random

import pytest

from credit_graph.sharing.fair_queue import FairQueue


class Hall:
    """Work for owners in a queue; remembers who was served in which order, and how many at once."""

    def __init__(self, queue: FairQueue, steps: int = 1) -> None:
        self._queue = queue
        self._steps = steps
        self.served: list[Hashable] = []
        self.inside: list[Hashable] = []
        self.most: dict[Hashable, int] = {}

    async def work(self, name: Hashable, owners: Collection[Hashable]) -> None:
        async with self._queue.place(owners):
            self.served.append(name)
            self.inside.append(name)
            self.most[name] = max(self.most.get(name, 0), self.inside.count(name))
            for _ in range(self._steps):
                await asyncio.sleep(0)
            self.inside.remove(name)


async def finish(tasks: Sequence["asyncio.Task[None]"]) -> None:
    await asyncio.wait_for(asyncio.gather(*tasks), 10)


async def test_an_owner_holds_no_more_places_than_one_may() -> None:
    hall = Hall(FairQueue(places=10, each=4), steps=3)
    await finish([asyncio.create_task(hall.work("a", ["a"])) for _ in range(60)])
    assert hall.most == {"a": 4}


async def test_owners_are_served_in_turn_however_much_one_of_them_asks() -> None:
    hall = Hall(FairQueue(places=1, each=1))
    greedy = [asyncio.create_task(hall.work("greedy", ["greedy"])) for _ in range(50)]
    await asyncio.sleep(0)
    others = [asyncio.create_task(hall.work(name, [name])) for name in ("b", "c", "d")]
    await finish([*greedy, *others])
    assert {"b", "c", "d"} <= set(hall.served[:6])


async def test_shared_work_waits_for_the_first_turn_of_any_of_its_owners() -> None:
    hall = Hall(FairQueue(places=2, each=1), steps=2)
    greedy = [asyncio.create_task(hall.work("greedy", ["greedy"])) for _ in range(20)]
    await asyncio.sleep(0)
    shared = asyncio.create_task(hall.work("shared", ["greedy", "modest"]))
    await finish([*greedy, shared])
    assert "shared" in hall.served[:4]


async def test_what_belongs_to_nobody_may_take_every_place() -> None:
    hall = Hall(FairQueue(places=7, each=2), steps=2)
    await finish([asyncio.create_task(hall.work("nobody", ())) for _ in range(20)])
    assert hall.most == {"nobody": 7}


async def test_one_who_gives_up_waiting_takes_no_place() -> None:
    queue = FairQueue(places=1, each=1)
    hall = Hall(queue)
    async with queue.place(["a"]):
        waiting = asyncio.create_task(hall.work("b", ["b"]))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await finish([asyncio.create_task(hall.work("c", ["c"]))])
    assert hall.served == ["c"]


async def test_one_who_gives_up_when_it_was_just_let_in_gives_its_place_back() -> None:
    queue = FairQueue(places=1, each=1)
    hall = Hall(queue)
    async with queue.place(["a"]):
        waiting = asyncio.create_task(hall.work("b", ["b"]))
        await asyncio.sleep(0)
    waiting.cancel()  # its place was granted a moment ago
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await finish([asyncio.create_task(hall.work("c", ["c"]))])
    assert hall.served == ["c"]


@pytest.mark.parametrize("seed", range(20))
async def test_whatever_comes_all_are_served_and_no_bound_is_broken(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret
    places, each = chance.randint(1, 5), chance.randint(1, 3)
    inside: list[Hashable] = []
    served = 0
    queue = FairQueue(places, each)

    async def work(owners: Sequence[str]) -> None:
        nonlocal served
        for _ in range(chance.randint(0, 3)):
            await asyncio.sleep(0)
        async with queue.place(owners):
            inside.append(tuple(owners))
            assert len(inside) <= places
            for owner in set(owners):
                assert len(owners) > 1 or inside.count((owner,)) <= each
            try:
                for _ in range(chance.randint(0, 4)):
                    await asyncio.sleep(0)
            finally:
                inside.remove(tuple(owners))
        served += 1

    tasks = [
        asyncio.create_task(work(chance.sample("abcdef", chance.choice((1, 1, 1, 2)))))
        for _ in range(80)
    ]
    given_up = chance.sample(tasks, 15)
    await asyncio.sleep(0)
    for task in given_up:
        task.cancel()
    results = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)
    assert served == sum(result is None for result in results)
    assert [each for each in results if isinstance(each, AssertionError)] == []
    async with asyncio.timeout(1):
        async with queue.place(["z"]):
            pass
