"""A state directory with an embedded database of its own, used by our commands."""

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar

from credit_graph.embedded import EmbeddedNeo4j
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.statement import Statement
from support.database import first_password, shared_jars
from support.service import OURS

Result = TypeVar("Result")

_PATIENT = DatabaseLimits(statement_s=120.0, connect_s=10.0)


class LoadedHome:
    """Runs commands on a home, and asks its database while none of them does."""

    def __init__(self, path: Path, statements: Mapping[str, Statement]) -> None:
        self.path = path
        self._statements = statements

    def command(self, *arguments: object) -> "subprocess.Popen[str]":
        """Start a command."""
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "CREDIT_GRAPH_HOME": str(self.path),
            "CREDIT_GRAPH_JARS": str(shared_jars()),
        }
        return subprocess.Popen(  # noqa: S603  # our own command
            [OURS, *map(str, arguments)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    async def ask(self, work: Callable[[Graph], Awaitable[Result]]) -> Result:
        """Run work on the graph, while no command uses the home."""
        server = EmbeddedNeo4j(self.path, prepare=first_password(), jars=shared_jars())
        await asyncio.to_thread(server.__enter__)
        try:
            async with Graph.open(server.endpoint, self._statements, limits=_PATIENT) as graph:
                return await work(graph)
        finally:
            await asyncio.to_thread(server.stop)
