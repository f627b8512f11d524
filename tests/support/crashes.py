"""Mutations made by processes that are killed at a statement, and what the audit log says then."""

import asyncio
import json
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from credit_graph.audit.entry import AuditEntry
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Graph
from support.child_process import started
from support.tiers import IS_NIGHTLY

# Every statement is a place to be killed at; each third on every run.
PLACES: Final = range(0, 120, 1 if IS_NIGHTLY else 3)
LEAST: Final = 4 if IS_NIGHTLY else 2
"""Before a statement or two, at the commit and after it, so many attempts are killed at least."""
NEVER: Final = 1_000_000
_PROCESS: Final = Path(__file__).with_name("crashing_recorder.py")

Json = Any


@dataclass(frozen=True)
class Crashes:
    """The process in which mutations are made, and the graph that they are made in.

    `key` is the id of the API key whose holder makes them; None is an operator without one.
    """

    process: Process
    graph: Graph
    key: str | None = None

    async def attempt(
        self, text: str, variables: Mapping[str, object], statements: int = NEVER
    ) -> Json:
        """Make a mutation; `killed` if it was killed after so many statements."""
        asked = {"document": text, "variables": variables, "statements": statements}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({**asked, "key": self.key}).encode() + b"\n")
        async with asyncio.timeout(60):
            return json.loads(await self.process.stdout.readline())

    async def made(
        self, field: str, text: str, variables: Mapping[str, object], statements: int = NEVER
    ) -> Json:
        """Make a mutation that is answered; None if it was killed."""
        answer = await self.attempt(text, variables, statements)
        await self.check()
        if answer == "killed":
            return None
        assert answer["errors"] == [], (field, statements, answer)
        return answer["data"][field]

    async def until_done(
        self, field: str, text: str, variables: Mapping[str, object], error: str = "never"
    ) -> tuple[Json, int]:
        """Make a mutation, killed ever later, until it comes to its end.

        Returns its answer, None for an error that says `error`, and how many were killed.
        """
        for killed, statements in enumerate(PLACES):
            answer = await self.attempt(text, variables, statements)
            await self.check()
            if answer != "killed":
                if error in str(answer["errors"]):
                    return None, killed
                assert answer["errors"] == [], (field, statements, answer)
                return answer["data"][field], killed
        pytest.fail(f"{field} never came to its end")

    async def entries(self) -> list[AuditEntry]:
        """Return the whole log."""
        stored = await audit_log.read_entries(self.graph, 0, 10_000)
        return [AuditEntry.read(each.data) for each in stored]

    async def check(self) -> None:
        """Compare the log with the change sets that show."""
        showing = {each["id"] for each in await self.graph.read("testing/showing_changes")}
        entries = await audit_log.read_entries(self.graph, 0, 10_000)
        assert [each.number for each in entries] == list(range(len(entries)))
        assert sorted(each.change for each in entries) == sorted(showing)


@asynccontextmanager
async def crashing(graph: Graph, endpoint: EmbeddedEndpoint) -> AsyncIterator[Crashes]:
    """Run the process until the block ends."""
    process = await started(_PROCESS, asdict(endpoint))
    yield Crashes(process, graph)
    assert process.stdin
    process.stdin.close()
    await process.wait()
