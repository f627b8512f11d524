"""A law: what is notified is what differs between all eligibility reports before and after.

Invented stories of changes and of days that come, over enterprises that supply each other. After
each step every enterprise is decided anew, and the difference compared with the change log. One
story on every run, thirty with `CREDIT_GRAPH_TIER=N`.
"""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import NOW
from support.figures import show_figure
from support.notice_story import Story, difference, moves_in
from support.tiers import IS_NIGHTLY

STORIES, STEPS = (30, 60) if IS_NIGHTLY else (1, 50)
LASTING = timedelta(days=7)  # no register lapses so soon


@pytest.mark.parametrize("number", range(STORIES))
async def test_the_notices_are_the_difference_of_all_reports(
    graph: Graph, tmp_path: Path, number: int
) -> None:
    chance = Random(number)  # noqa: S311  # invented data, not a secret
    story = await Story.begun(graph, tmp_path)
    counted: Counter[str] = Counter()
    for turn in range(STEPS):
        before = await story.verdicts(story.today)
        if chance.random() < 0.2 and story.clock.now < NOW + LASTING:
            counted["day"] += 1
            await story.next_day()
        else:
            counted[await story.record(f"{number}.{turn}", chance)] += 1
        after = await story.verdicts(story.today)
        told = moves_in(await story.entries())
        assert told == difference(before, after), (number, turn)
        counted["moves"] += len(told)
    show_figure(f"notices compared, story {number}", counted["moves"])
    assert counted["moves"] > 0
    assert counted["day"] > 0
    assert counted["recorded"] > STEPS // 4
