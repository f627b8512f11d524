"""Readers see a change whole or not at all, even those that read while it is committed.

Neo4j gives no snapshot: a statement that is under way sees what others commit meanwhile.
"""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from credit_graph.clock import AdvancingClock
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.graph.recording.announcements import announce, withdraw
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.recording.announcer import Announcer
from credit_graph.usecases.recording.answer import RecordedAnswer
from credit_graph.usecases.recording.refusal import NotInForce
from credit_graph.usecases.recording.request import EndedFact, Request, StatedRow
from credit_graph.usecases.recording.warm_up import warm_up_recording
from support.busy import allowed
from support.figures import show_figure
from support.notice_story import CODES, OPERATOR, Story, settled
from support.tiers import IS_NIGHTLY

READERS = 2
CHANGES = 400 if IS_NIGHTLY else 15
MOMENTS = 200 if IS_NIGHTLY else 40
AGAIN = 200 if IS_NIGHTLY else 20


class _RefusedError(Exception):
    """What ends a block in which a change was to be made."""


def _rating(uscc: str, level: str) -> StatedRow:
    cells = {"uscc": uscc, "scheme": "customs", "level": level, "valid_from": "2024-01-01"}
    return StatedRow(Kind.RATINGS, cells)


async def _unpublished(graph: Graph) -> set[str]:
    return {str(each["id"]) for each in await graph.read("testing/unpublished_changes")}


async def test_readers_see_nothing_of_a_later_change(graph: Graph, tmp_path: Path) -> None:
    story = await Story.begun(graph, tmp_path)
    asked, uscc = story.services.shelf.current.partners, CODES[0]
    readings: Counter[bool] = Counter()
    is_done = asyncio.Event()

    async def correct(turn: int) -> tuple[datetime, str]:
        level = ("advanced", "general")[turn % 2]
        request = Request("rate", f"k{turn}", _rating(uscc, level))
        answer = await settled(lambda: story.services.recorder.record(request, OPERATOR))
        assert isinstance(answer, RecordedAnswer)
        return answer.change.published_at, level

    latest = await correct(0)

    async def write() -> None:
        nonlocal latest
        for turn in range(1, CHANGES):
            latest = await correct(turn)
        is_done.set()

    async def read() -> None:
        while not is_done.is_set():
            known_at, level = latest
            # Asked for a hundred times in one statement, so that commits fall into it.
            collect = partial(EvidenceFile(graph).collect, [uscc] * 100, known_at, asked)
            ratings = (await settled(collect)).facts[uscc].ratings
            readings[[each.level for each in ratings] == [level]] += 1

    await asyncio.gather(write(), *(read() for _ in range(READERS)))
    show_figure("readings while a rating is corrected", readings.total())
    assert readings[False] == 0
    assert readings[True] > CHANGES


async def test_what_is_refused_or_given_up_leaves_no_announcement(
    graph: Graph, tmp_path: Path
) -> None:
    story = await Story.begun(graph, tmp_path)
    recorder, before = story.services.recorder, await _unpublished(graph)
    nothing = EndedFact(
        Kind.RATINGS, {"uscc": CODES[0], "scheme": "customs"}, "valid_to", story.today
    )
    refused = await recorder.record(Request("end", "refused", nothing), OPERATOR)
    assert isinstance(refused, NotInForce)
    given_up = [
        Request("rate", f"given up {moment}", _rating(CODES[0], "advanced"))
        for moment in range(MOMENTS)
    ]
    # One after another, so that each meets its announcement at another place of its way.
    for moment, request in enumerate(given_up):
        recording = asyncio.ensure_future(recorder.record(request, OPERATOR))
        await asyncio.sleep(moment * 0.000_3)
        recording.cancel()
        await asyncio.gather(recording, return_exceptions=True)
    async with asyncio.timeout(allowed(10)):
        while await _unpublished(graph) != before:  # noqa: ASYNC110  # the database tells nobody
            await asyncio.sleep(0.05)
    for request in given_up[::4]:
        again = await settled(partial(recorder.record, request, OPERATOR))
        assert isinstance(again, RecordedAnswer)
    assert await _unpublished(graph) == before


async def test_a_request_made_again_at_once_is_announced_like_the_first(
    graph: Graph, tmp_path: Path
) -> None:
    story = await Story.begun(graph, tmp_path)
    announcer = Announcer(graph, AdvancingClock(story.clock))
    before = await _unpublished(graph)
    for again in range(AGAIN):
        change = f"made again {again}"
        with pytest.raises(_RefusedError):
            async with announcer.announced(change):
                raise _RefusedError
        async with announcer.announced(change):
            with pytest.raises(_RefusedError):
                async with announcer.announced(change):
                    raise _RefusedError
            # What is withdrawn would be by now.
            async with announcer.announced("another"):
                assert await _unpublished(graph) == before | {change, "another"}
            await graph.transact(partial(withdraw, change=change), label="the end of a test")


async def test_a_start_clears_up_what_a_killed_process_announced(
    graph: Graph, tmp_path: Path
) -> None:
    story = await Story.begun(graph, tmp_path)
    before = await _unpublished(graph)
    for change, age in (("left", timedelta(hours=1)), ("under way", timedelta(seconds=1))):
        at = story.clock.now - age
        await graph.transact(partial(announce, changes=[change], at=at), label="a killed process")
    await warm_up_recording(graph, story.clock)
    assert await _unpublished(graph) == before | {"under way"}
