"""Changes made at once: each one's notices are what differs just before and at its publication."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.recording.answer import RecordedAnswer
from support.figures import show_figure
from support.notice_story import OPERATOR, Story, difference, moves_in, settled
from support.tiers import IS_NIGHTLY

WRITERS, CHANGES = (16, 40) if IS_NIGHTLY else (16, 4)
_INSTANT = timedelta(microseconds=1)


async def test_each_change_notifies_of_what_it_moved(graph: Graph, tmp_path: Path) -> None:
    story = await Story.begun(graph, tmp_path)
    published: dict[str, datetime] = {}

    async def write(writer: int) -> None:
        chance = Random(writer)  # noqa: S311  # invented data, not a secret
        for turn in range(CHANGES):
            asked = story.request(f"{writer}.{turn}", chance)
            answer = await settled(partial(story.services.recorder.record, asked, OPERATOR))
            if isinstance(answer, RecordedAnswer):
                published[answer.change.id] = answer.change.published_at

    await asyncio.gather(*map(write, range(WRITERS)))
    assert len(set(published.values())) == len(published), "two changes at one instant"
    entries = {each.draft.change: each for each in await story.entries()}
    moves = 0
    for change, instant in published.items():
        before = await story.verdicts(story.today, instant - _INSTANT)
        after = await story.verdicts(story.today, instant)
        told = moves_in([entries[change]] if change in entries else [])
        assert told == difference(before, after), (change, instant)
        moves += len(told)
    show_figure("moves of simultaneous changes compared", moves)
    assert moves > CHANGES
