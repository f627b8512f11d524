"""Has the database plan what a change takes before anybody waits for one, and clears up."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Final

from credit_graph.clock import Now, shanghai_day
from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.evidence import EvidenceFile, PartnerQuestions
from credit_graph.graph.notifying import change_log
from credit_graph.graph.recording.announcements import announce, sweep
from credit_graph.graph.recording.changes import (
    Made,
    Opening,
    facts_by_id,
    open_recording,
    partners_of,
    publish_recording,
    recorded_change,
)
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.kinds import RatingRow
from credit_graph.usecases.facts.fact_writer import FactWriter
from credit_graph.usecases.importing.ledger import Stage

_NOBODY: Final = "-"
_PLANNING_S: Final = 60.0
_ABANDONED: Final = timedelta(minutes=10)  # no request takes so long


class _PlannedError(Exception):
    """Rolls back what was done for its plans alone."""


async def warm_up_recording(graph: Graph, now: Now) -> None:
    """Record a rating of nobody, and take it back; clear up what killed processes announced.

    Planned within a request, the statements would count against its deadline.
    """
    at = now()
    day = shanghai_day(at)
    opening = Opening("record-", "", "", "", "", None, None, _NOBODY, at)
    row = RatingRow(_NOBODY, _NOBODY, _NOBODY, day, None, None, None)

    async def work(transaction: Transaction) -> None:
        await announce(transaction, [opening.id], at)
        await open_recording(transaction, opening, [_NOBODY])
        writer = FactWriter(Kind.RATINGS, Stage(opening.id, "", at, at))
        packed = writer.pack([(0, row)])
        await writer.look(transaction, packed)
        await writer.record_packed(transaction, packed)
        await writer.withdraw(transaction, [(row, _NOBODY)])
        made = Made(RecordingOutcome.RECORDED, (), (_NOBODY,), day, "")
        published_at, _ = await publish_recording(transaction, opening.id, made, at)
        await recorded_change(transaction, opening.id)
        await facts_by_id(transaction, [_NOBODY], published_at)
        await partners_of(transaction, [_NOBODY], published_at, 1)
        await EvidenceFile(transaction).collect([_NOBODY], published_at, PartnerQuestions())
        summary = ChangeNotice(NoticeKind.SUMMARY, agencies=(_NOBODY,))
        entry = DraftEntry(EntryOrigin.MUTATION, day, (summary,))
        await change_log.append(transaction, entry, published_at)
        raise _PlannedError

    with suppress(_PlannedError):
        await graph.transact(work, label="recording/open", timeout_s=_PLANNING_S)
    clear_up = partial(sweep, before=at - _ABANDONED)
    await graph.transact(clear_up, label="recording/sweep", timeout_s=_PLANNING_S)
