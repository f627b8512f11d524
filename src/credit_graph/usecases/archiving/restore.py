"""Restores a logical export into an empty database, and compares what came of it."""

from credit_graph.audit.verification import AuditFault
from credit_graph.clock import Now
from credit_graph.errors import BadArgumentError
from credit_graph.graph.archiving.extraction import ArchivedInstant
from credit_graph.graph.archiving.restoration import Restoration, occupation
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import complete_rows, migrate
from credit_graph.graph.seed_store import rebuild_structure
from credit_graph.message import Message
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.auditing.verify import verify_log
from credit_graph.usecases.policies.rules import read_seed_set


async def begin_restoration(graph: Graph, archive: str, now: Now) -> Restoration:
    """Bring an empty database to the schema, or go on where the same archive was left.

    Raises `BadArgumentError` for a database that holds something else.
    """
    await migrate(graph, at=now())
    found = await occupation(graph)
    if found.restoring not in (None, archive) or (found.occupied and found.restoring is None):
        other = Message("the database is being restored from another archive")
        raise BadArgumentError(
            argument="NEO4J_URI",
            why=Message("the database holds a graph") if found.restoring is None else other,
            fix=Message("Give an empty database; nothing was changed."),
        )
    restoration = Restoration(graph, archive, found.done)
    await restoration.begin(now())
    return restoration


async def finish_restoration(
    graph: Graph, restoration: Restoration, instant: ArchivedInstant
) -> tuple[str | None, AuditFault | None]:
    """Build what stands for the rules; return their version, and a fault of the audit log.

    An archive of an earlier schema is brought up to date.
    """
    await complete_rows(graph)
    await restoration.finish(instant)
    rules = None
    if instant.at is not None and await holds_seeds(graph):
        seeds = await read_seed_set(graph, instant.at)
        rules = seeds.version
        await rebuild_structure(graph, build_rulebook(seeds), instant.at)
    await restoration.end()
    verdict = await verify_log(graph, facts=False)
    return rules, verdict.fault


async def holds_seeds(graph: Graph) -> bool:
    """Tell whether any seed file stands."""
    return bool(await graph.read("policies/standing"))
