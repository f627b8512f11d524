"""What the database is: its version, its schema, its policies."""

import asyncio

from credit_graph.commands.doctor.finding import Checkup
from credit_graph.commands.session import database
from credit_graph.embedded import running_endpoint
from credit_graph.embedded.database_folder import is_owned
from credit_graph.errors import CreditGraphError
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.migrations import schema_state
from credit_graph.graph.database.statements import load_statements
from credit_graph.graph.seed_store import current_version
from credit_graph.resources import cypher_folder
from credit_graph.settings import Settings

_TRIED = ("Neo4j/5.26.", "Neo4j/2026.")
_LOAD = "`credit-graph serve` or `credit-graph load-policies` brings it up to date."


def check_database(settings: Settings, *, start: bool) -> tuple[Checkup, ...]:
    """Ask the database what it is; an embedded one that does not run only if `start`."""
    try:
        if settings.external is not None:
            return asyncio.run(_asked(settings.external))
        if is_owned(settings.home):
            return _asked_running(settings)
        if not start:
            return (_resting(settings),)
        with database(settings) as endpoint:
            return asyncio.run(_asked(endpoint))
    except CreditGraphError as error:
        return (Checkup.of_error("database", error),)


def _asked_running(settings: Settings) -> tuple[Checkup, ...]:
    running = running_endpoint(settings.home)
    if running is None:
        return (
            Checkup.note("database", f"another process is starting the one in {settings.home}"),
        )
    return asyncio.run(_asked(running))


def _resting(settings: Settings) -> Checkup:
    data = settings.home / "neo4j" / "data"
    found = f"embedded, in {data}" if data.exists() else "embedded, none was made yet"
    return Checkup.note(
        "database", f"{found}; it does not run", "`credit-graph doctor --start` looks inside."
    )


async def _asked(endpoint: Endpoint) -> tuple[Checkup, ...]:
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        agent = await graph.server_agent()
        name = f"{agent.replace('/', ' ')} at {endpoint.uri}"
        found = Checkup.ok("database", name)
        if not agent.startswith(_TRIED):
            found = Checkup.note("database", f"{name}; tried are Neo4j 5.26 and 2026")
        return found, await _schema(graph), await _policies(graph)


async def _schema(graph: Graph) -> Checkup:
    state = await schema_state(graph)
    if state.changed:
        files = ", ".join(state.changed)
        return Checkup.failed(
            "schema", f"edited after it was applied: {files}", "Restore the file.", "SCHEMA_CHANGED"
        )
    if state.unknown:
        return Checkup.note(
            "schema",
            f"{len(state.unknown)} step(s) of a newer version: {state.unknown[-1]}",
            "Upgrade credit-graph to the version that applied them.",
        )
    if state.missing:
        return Checkup.note("schema", f"{len(state.missing)} step(s) are missing", _LOAD)
    return Checkup.ok("schema", f"complete, {state.applied} steps")


async def _policies(graph: Graph) -> Checkup:
    version = await current_version(graph)
    if version is None:
        return Checkup.note("rules", "the database holds no policies", _LOAD)
    return Checkup.ok("rules", f"version {version}")
