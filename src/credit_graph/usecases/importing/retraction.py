"""Withdraw whatever rests on one reference: a document that was cancelled, a case in error."""

from collections.abc import Sequence

from credit_graph.clock import Now
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import facts
from credit_graph.graph.imports.facts import StoredFact
from credit_graph.graph.imports.journal import About
from credit_graph.usecases.importing.report import ImportOptions
from credit_graph.usecases.importing.undo import Amending, Amendment

_AT_ONCE = 5_000


async def retract_reference(
    graph: Graph, reference: str, *, options: ImportOptions, now: Now
) -> Amendment:
    """Withdraw every rating, list entry and violation with the reference, in one change set.

    What was known before stays known as it was. Raises `ImportRefusedError` while an import is
    unfinished, whose rows were checked against these facts.
    """
    about = About(action="retraction", reference=reference)
    with Amending(graph, about, options, now) as amending:
        opened, stage = await amending.open()

        async def work(transaction: Transaction) -> Sequence[StoredFact]:
            await stage.hold(transaction)
            return await facts.withdraw_referenced(
                transaction, reference, stage.change, stage.recorded_at, batch=_AT_ONCE
            )

        timeout_s = graph.limits.stage_s
        while gone := await graph.transact(work, label="imports/referenced", timeout_s=timeout_s):
            amending.note_withdrawn(gone)
        return await amending.close(opened)
