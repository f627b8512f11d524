import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from credit_graph.errors import DatabaseBusyError
from credit_graph.graph.loaders.batch_loader import LARGEST_BATCH, BatchLoader
from credit_graph.message import Message
from credit_graph.sharing.meter import Meter, metered

NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Shelf:
    """A store that remembers how it was asked; keys that begin with x are not in it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[str, ...]]] = []
        self.instants: list[datetime] = []

    async def fetch(self, group: str, keys: Sequence[str], known_at: datetime) -> Mapping[str, str]:
        self.calls.append((group, tuple(keys)))
        self.instants.append(known_at)
        await asyncio.sleep(0)
        return {key: f"{group}:{key}" for key in keys if not key.startswith("x")}


def batch_loader(shelf: Shelf) -> BatchLoader[str, str, str | None]:
    return BatchLoader(shelf.fetch, None, lambda: NOW)


async def test_keys_of_one_turn_go_out_as_one_call() -> None:
    shelf = Shelf()
    loader = batch_loader(shelf)
    found = await asyncio.gather(*(loader.load("today", key) for key in ("a", "b", "c")))
    assert found == ["today:a", "today:b", "today:c"]
    assert shelf.calls == [("today", ("a", "b", "c"))]


async def test_a_key_asked_for_twice_is_sent_once() -> None:
    shelf = Shelf()
    loader = batch_loader(shelf)
    found = await asyncio.gather(*(loader.load("g", "a") for _ in range(2)))
    assert found == ["g:a", "g:a"]
    assert shelf.calls == [("g", ("a",))]


async def test_groups_do_not_mix() -> None:
    shelf = Shelf()
    loader = batch_loader(shelf)
    await asyncio.gather(loader.load("g", "a"), loader.load("h", "a"))
    assert sorted(shelf.calls) == [("g", ("a",)), ("h", ("a",))]


async def test_a_key_that_is_not_there_gets_the_value_for_absence() -> None:
    loader = batch_loader(Shelf())
    assert await loader.load("g", "x1") is None


async def test_a_later_turn_makes_another_call() -> None:
    shelf = Shelf()
    loader = batch_loader(shelf)
    await loader.load("g", "a")
    await loader.load("g", "a")
    assert shelf.calls == [("g", ("a",)), ("g", ("a",))]


async def test_no_call_holds_more_keys_than_the_largest_batch() -> None:
    shelf = Shelf()
    loader = batch_loader(shelf)
    keys = [f"k{number}" for number in range(2 * LARGEST_BATCH + 1)]
    assert await asyncio.gather(*(loader.load("g", key) for key in keys)) == [
        f"g:{key}" for key in keys
    ]
    assert [len(sent) for _, sent in shelf.calls] == [LARGEST_BATCH, LARGEST_BATCH, 1]


async def test_no_call_holds_keys_of_more_requests_than_it_may() -> None:
    shelf = Shelf()
    loader = BatchLoader(shelf.fetch, None, lambda: NOW, requests=2)

    async def ask(*keys: str) -> None:
        with metered(Meter()):
            await asyncio.gather(*(loader.load("g", key) for key in keys))

    await asyncio.gather(ask("a", "b", "c"), ask("d"), ask("d", "e"), ask("a"), ask("f"))
    assert shelf.calls == [("g", ("a", "b", "c", "d")), ("g", ("e", "a")), ("g", ("f",))]


async def test_a_failed_call_fails_every_caller_of_its_keys() -> None:
    async def fetch(group: str, keys: Sequence[str], known_at: datetime) -> Mapping[str, str]:
        raise DatabaseBusyError(why=Message(f"{group} {keys} {known_at}"))

    loader: BatchLoader[str, str, str | None] = BatchLoader(fetch, None, lambda: NOW)
    results = await asyncio.gather(
        loader.load("g", "a"), loader.load("g", "b"), return_exceptions=True
    )
    assert [type(result) for result in results] == [DatabaseBusyError, DatabaseBusyError]


async def test_a_caller_that_gives_up_does_not_take_the_answer_from_the_others() -> None:
    shelf = Shelf()
    loader = batch_loader(shelf)
    impatient = asyncio.create_task(loader.load("g", "a"))
    patient = asyncio.create_task(loader.load("g", "a"))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == "g:a"
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_now_is_the_instant_at_which_a_batch_is_sent() -> None:
    shelf, instants = Shelf(), iter([NOW, NOW.replace(hour=1)])
    loader: BatchLoader[str, str, str | None] = BatchLoader(
        shelf.fetch, None, lambda: next(instants)
    )
    await asyncio.gather(loader.load("g", "a"), loader.load("g", "b"))
    await loader.load("g", "a")
    assert shelf.instants == [NOW, NOW.replace(hour=1)]


async def test_a_batch_that_is_held_takes_in_keys_of_later_turns() -> None:
    shelf, held = Shelf(), True
    loader = BatchLoader(shelf.fetch, None, lambda: NOW, is_held=lambda: held)
    first = asyncio.create_task(loader.load("g", "a"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second = asyncio.create_task(loader.load("g", "b"))
    await asyncio.sleep(0)
    assert not shelf.calls
    held = False
    assert tuple(await asyncio.gather(first, second)) == ("g:a", "g:b")
    assert shelf.calls == [("g", ("a", "b"))]


async def test_no_batch_is_held_for_ever() -> None:
    shelf = Shelf()
    loader = BatchLoader(shelf.fetch, None, lambda: NOW, is_held=lambda: True)
    assert await asyncio.wait_for(loader.load("g", "a"), 5) == "g:a"
