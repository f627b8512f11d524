"""Answers that hold for ever are worked out once and kept while there is room."""

import asyncio

import pytest

from credit_graph.sharing.single_flight_cache import SingleFlightCache


class Work:
    """Works out how long a word is, and counts how often it is asked to."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def __call__(self, word: str) -> int:
        self.done.append(word)
        await self.may_go_on.wait()
        if not word:
            raise ValueError("no word")
        return len(word)


async def asked(kept: SingleFlightCache[str, int], work: Work, word: str) -> int:
    return await kept.get(word, lambda: work(word))


async def test_an_answer_is_worked_out_once() -> None:
    kept, work = SingleFlightCache[str, int](lambda _: 1, 9), Work()
    assert [await asked(kept, work, word) for word in ("ab", "ab", "abc")] == [2, 2, 3]
    assert work.done == ["ab", "abc"]


async def test_those_who_ask_at_once_share_one_answer() -> None:
    kept, work = SingleFlightCache[str, int](lambda _: 1, 9), Work()
    assert await asyncio.gather(*(asked(kept, work, "ab") for _ in range(5))) == [2] * 5
    assert work.done == ["ab"]


async def test_a_caller_that_gives_up_does_not_take_the_answer_from_the_others() -> None:
    kept, work = SingleFlightCache[str, int](lambda _: 1, 9), Work()
    work.may_go_on.clear()
    leaving = asyncio.create_task(asked(kept, work, "ab"))
    staying = asyncio.create_task(asked(kept, work, "ab"))
    await asyncio.sleep(0)
    leaving.cancel()
    work.may_go_on.set()
    assert await staying == 2
    assert work.done == ["ab"]


async def test_a_failure_is_told_and_not_kept() -> None:
    kept, work = SingleFlightCache[str, int](lambda _: 1, 9), Work()
    for _ in range(2):
        with pytest.raises(ValueError, match="no word"):
            await asked(kept, work, "")
    assert work.done == ["", ""]


async def test_what_was_not_asked_for_longest_makes_room() -> None:
    kept, work = SingleFlightCache[str, int](lambda length: length, 6), Work()
    for word in ("aa", "bbb", "aa", "cc"):  # seven letters: bbb has to go
        await asked(kept, work, word)
    await asked(kept, work, "aa")
    await asked(kept, work, "bbb")
    assert work.done == ["aa", "bbb", "cc", "bbb"]


async def test_an_answer_too_heavy_to_keep_is_given_and_forgotten() -> None:
    kept, work = SingleFlightCache[str, int](lambda length: length, 3), Work()
    assert [await asked(kept, work, "abcd") for _ in range(2)] == [4, 4]
    assert work.done == ["abcd", "abcd"]
