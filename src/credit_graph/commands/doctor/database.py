"""What the database is: its version, its schema, its policies."""

import asyncio

from credit_graph.commands.doctor.finding import Checkup, CheckupSubject
from credit_graph.commands.session import database
from credit_graph.embedded import running_endpoint
from credit_graph.embedded.database_folder import is_owned
from credit_graph.errors import CreditGraphError
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.migrations import schema_state
from credit_graph.graph.database.statements import load_statements
from credit_graph.graph.seed_store import current_version
from credit_graph.message import Message
from credit_graph.resources import cypher_folder
from credit_graph.settings import Settings

_TRIED = ("Neo4j/5.26.", "Neo4j/2026.")
_LOAD = Message("`credit-graph serve` or `credit-graph load-policies` brings it up to date.")


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
        return (Checkup.of_error(CheckupSubject.DATABASE, error),)


def _asked_running(settings: Settings) -> tuple[Checkup, ...]:
    running = running_endpoint(settings.home)
    if running is None:
        return (
            Checkup.note(
                CheckupSubject.DATABASE,
                Message("another process is starting the one in {home}", home=str(settings.home)),
            ),
        )
    return asyncio.run(_asked(running))


def _resting(settings: Settings) -> Checkup:
    data = settings.home / "neo4j" / "data"
    found = Message("embedded, none was made yet; it does not run")
    if data.exists():
        found = Message("embedded, in {folder}; it does not run", folder=str(data))
    return Checkup.note(
        CheckupSubject.DATABASE, found, Message("`credit-graph doctor --start` looks inside.")
    )


async def _asked(endpoint: Endpoint) -> tuple[Checkup, ...]:
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        agent = await graph.server_agent()
        name = Message("{version} at {place}", version=agent.replace("/", " "), place=endpoint.uri)
        found = Checkup.ok(CheckupSubject.DATABASE, name)
        if not agent.startswith(_TRIED):
            found = Checkup.note(
                CheckupSubject.DATABASE,
                Message("{found}; tried are Neo4j 5.26 and 2026", found=name),
            )
        return found, await _schema(graph), await _policies(graph)


async def _schema(graph: Graph) -> Checkup:
    state = await schema_state(graph)
    if state.changed:
        files = ", ".join(state.changed)
        return Checkup.failed(
            CheckupSubject.SCHEMA,
            Message("edited after it was applied: {files}", files=files),
            Message("Restore the file."),
            "SCHEMA_CHANGED",
        )
    if state.unknown:
        return Checkup.note(
            CheckupSubject.SCHEMA,
            Message(
                "{count} step(s) of a newer version: {last}",
                count=len(state.unknown),
                last=state.unknown[-1],
            ),
            Message("Upgrade credit-graph to the version that applied them."),
        )
    if state.missing:
        return Checkup.note(
            CheckupSubject.SCHEMA,
            Message("{count} step(s) are missing", count=len(state.missing)),
            _LOAD,
        )
    return Checkup.ok(
        CheckupSubject.SCHEMA, Message("complete, {applied} steps", applied=state.applied)
    )


async def _policies(graph: Graph) -> Checkup:
    version = await current_version(graph)
    if version is None:
        return Checkup.note(CheckupSubject.RULES, Message("the database holds no policies"), _LOAD)
    return Checkup.ok(CheckupSubject.RULES, Message("version {version}", version=version))
