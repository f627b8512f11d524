"""Changes at once: each answer and each notice is what moved between two neighbouring instants.

What a change moves is worked out before its turn to be published has come. What others publish
meanwhile must be in it, or be of no account.
"""

import asyncio
import os
from datetime import timedelta
from random import Random

import pytest

from credit_graph.clock import AdvancingClock
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.recording.changes import RecordedChange
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.recording.answer import Answers, RecordedAnswer, WorkedOut
from credit_graph.usecases.recording.recorder import Recorder
from credit_graph.usecases.recording.request import EndedFact, Request, StatedRow
from support.agency_files import NOW
from support.figures import show_figure
from support.notice_story import CODES, OPERATOR, Story, difference, moves_in, settled

_NIGHTLY = os.environ.get("CREDIT_GRAPH_TIER") == "N"
CLIENTS, EACH = (8, 60) if _NIGHTLY else (8, 8)
_INSTANT = timedelta(microseconds=1)


@pytest.fixture(scope="module")
async def story(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Story:
    return await Story.begun(graph, tmp_path_factory.mktemp("story"))


class Interrupted(Answers):
    """Works answers out, and has somebody else record something right after it did so."""

    def __init__(self, answers: Answers, rival: Recorder, asked: list[Request]) -> None:
        self._answers = answers
        self._rival = rival
        self._asked = asked
        self.worked_out = 0

    async def work_out(self, graph: Graph | Transaction, change: RecordedChange) -> WorkedOut:
        """Return what came of a change."""
        found = await self._answers.work_out(graph, change)
        self.worked_out += 1
        if self._asked:
            rival = self._asked.pop()
            answer = await settled(lambda: self._rival.record(rival, OPERATOR))
            assert isinstance(answer, RecordedAnswer), answer
        return found


def ending(key: str, uscc: str) -> Request:
    cells = {"uscc": uscc, "scheme": "customs"}
    return Request("end", key, EndedFact(Kind.RATINGS, cells, "valid_to", NOW.date()))


def stating(key: str, kind: Kind, **cells: str) -> Request:
    return Request("state", key, StatedRow(kind, cells))


RATED = {"scheme": "customs", "level": "advanced", "valid_from": "2020-01-01"}
SUPPLYING = {"category": "parts", "valid_from": "2020-01-01"}
STRANGER = CODES[9]


@pytest.mark.parametrize(("about", "place"), [("partner", 0), ("stranger", 1), ("nobody", 2)])
async def test_what_is_published_meanwhile_counts_where_it_may(
    story: Story, monkeypatch: pytest.MonkeyPatch, about: str, place: int
) -> None:
    """While a change about one is worked out its partner loses a rating, or a stranger does.

    The change is none to a rating: two of those may wait for each other at the scheme's node.
    """
    # The change takes in another one here, on a machine that may be busy.
    monkeypatch.setattr("credit_graph.usecases.recording.recorder._RECORDING_S", 60.0)
    core, partner = CODES[place], CODES[place + 4]
    plain = story.services.recorder
    for asked in (
        stating(f"{about} 1", Kind.RATINGS, uscc=core, **RATED),
        stating(f"{about} 2", Kind.RATINGS, uscc=partner, **RATED),
        stating(f"{about} 3", Kind.LINKS, supplier_uscc=partner, customer_uscc=core, **SUPPLYING),
        # The last one counts as one that came meanwhile.
        stating(f"{about} 4", Kind.VIOLATIONS, uscc=STRANGER, **breach(about)),
    ):
        done = await settled(lambda: plain.record(asked, OPERATOR))  # noqa: B023
        assert isinstance(done, RecordedAnswer)
    rivals = {
        "partner": [ending("e1", partner)],
        "stranger": [stating("e2", Kind.RATINGS, uscc=STRANGER, **RATED)],
        "nobody": [],
    }
    shelf = RulesShelf(story.graph, story.clock)
    await shelf.refresh()
    clock = AdvancingClock(story.clock)
    recorder = Recorder(story.graph, shelf, DutyBooks(), clock, lambda: None)
    recorder._answers = answers = Interrupted(recorder._answers, plain, rivals[about])
    asked = stating(f"{about} 5", Kind.VIOLATIONS, uscc=core, **breach(about))
    answer = await recorder.record(asked, OPERATOR)
    assert isinstance(answer, RecordedAnswer)
    assert answers.worked_out == (2 if about == "partner" else 1)
    again = await settled(lambda: plain.record(asked, OPERATOR))
    assert isinstance(again, RecordedAnswer)
    assert again.replayed
    assert stated(again) == stated(answer)


def breach(reference: str) -> dict[str, str]:
    return {"violation": "customs_breach", "found_on": "2026-01-01", "reference": reference}


async def test_each_of_many_changes_at_once_tells_what_it_moved_itself(story: Story) -> None:
    await story.entries()
    answers: list[RecordedAnswer] = []

    async def client(number: int) -> None:
        chance = Random(number)  # noqa: S311  # invented data, not a secret
        for turn in range(EACH):
            asked = story.request(f"{number}.{turn}", chance)
            answer = await settled(lambda: story.services.recorder.record(asked, OPERATOR))  # noqa: B023
            if isinstance(answer, RecordedAnswer):
                answers.append(answer)
                again = await settled(lambda: story.services.recorder.record(asked, OPERATOR))  # noqa: B023
                assert isinstance(again, RecordedAnswer)
                assert stated(again) == stated(answer)

    await asyncio.gather(*(client(number) for number in range(CLIENTS)))
    entries = await story.entries()
    moved = 0
    for answer in answers:
        at = answer.change.published_at
        before = await story.verdicts(story.today, at - _INSTANT)
        after = await story.verdicts(story.today, at)
        told = moves_in([each for each in entries if each.draft.change == answer.change.id])
        assert told == difference(before, after), answer.change.id
        moved += len(told)
    show_figure("moves of changes at once", moved)
    assert len(answers) > CLIENTS * EACH // 4
    assert moved > 0


def stated(answer: RecordedAnswer) -> object:
    """Return all that an answer says of the facts, and of who gained and lost what."""
    shown = answer.consequences
    sides = (shown.gained, shown.lost, shown.changed)
    return (
        answer.change.published_at,
        answer.facts,
        shown.as_of,
        [
            [
                (
                    move.enterprise,
                    move.change.measure.code,
                    move.change.before and move.change.before.verdict,
                    move.change.after and move.change.after.verdict,
                )
                for move in side
            ]
            for side in sides
        ],
        shown.left_out_partners,
    )
