"""S12: every single change × crash: whatever is killed where, entries = committed changes.

Each mutation is made again and again by a process that is killed before its first statement, its
second, …, at the commit and right after it, until it comes to its end. After each the audit log has
one entry for every change set that shows, and is whole; and the same key gives the change once.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from credit_graph.api.authority.field_scopes import FIELD_SCOPES
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.auditing.verify import verify_log
from support.agency_files import ENTERPRISES, ONE, OTHER, imported, loaded
from support.empty_graph import emptied
from support.figures import show_figure
from support.recording import INPUTS, document

pytestmark = pytest.mark.slow

PROCESS = Path(__file__).parents[1] / "support" / "crashing_recorder.py"
EVERY = range(60)
ROW = {"uscc": ONE}
PAIR = {"supplierUscc": ONE, "customerUscc": OTHER}
# In an order in which each has what it needs; {recordUse} is the fact that it brought.
CHANGES: list[tuple[str, Mapping[str, object]]] = [
    ("upsertEnterprise", {**ROW, "name": "虚构一号新名", "region": "410400"}),
    ("recordRating", {**ROW, "scheme": "customs", "level": "advanced", "validFrom": "2026-01-01"}),
    ("endRating", {**ROW, "scheme": "customs", "validTo": "2026-09-01"}),
    ("addToList", {**ROW, "list": "serious_dishonesty", "validFrom": "2026-01-01"}),
    ("removeFromList", {**ROW, "list": "serious_dishonesty", "validTo": "2026-08-01"}),
    ("recordViolation", {**ROW, "violation": "customs_breach", "foundOn": "2026-05-01"}),
    ("recordRepair", {**ROW, "violation": "customs_breach", "repairedOn": "2026-06-01"}),
    ("makeCommitment", {**ROW, "commitment": "papers_later", "madeOn": "2026-05-01"}),
    ("fulfilCommitment", {**ROW, "commitment": "papers_later", "fulfilledOn": "2026-06-01"}),
    ("recordSupply", {**PAIR, "validFrom": "2026-01-01", "source": "who"}),
    ("endSupply", {**PAIR, "validTo": "2026-09-01"}),
    (
        "recordOwnership",
        {"ownerUscc": ONE, "ownedUscc": OTHER, "share": 0.6, "validFrom": "2026-01-01"},
    ),
    (
        "recordStatement",
        {**ROW, "statement": "wants_aeo", "value": True, "validFrom": "2026-01-01"},
    ),
    ("recordUse", {**ROW, "measure": "pds-2021-7/1", "usedOn": "2026-02-01"}),
    (
        "submitReport",
        {"obligation": "xm-2024-2/o1", "agency": "xm-addressed-units", "handedInOn": "2026-09-03"},
    ),
    ("retractFact", {"factId": "{submitReport}", "reason": "never true"}),
    ("objectToFact", {"factId": "{recordUse}", "reason": "it is wrong"}),
    ("answerObjection", {"objectionId": "{objectToFact}", "state": "KEPT", "reason": "it is not"}),
]
OBJECTION = """mutation O($input: KIND!, $key: ID!) {
  FIELD(input: $input, idempotencyKey: $key) { __typename ... on Objection { id } }
}"""
Json = Any


@dataclass(frozen=True)
class Crashes:
    """The process in which mutations are made, and the graph that they are made in."""

    process: Process
    graph: Graph

    async def attempt(self, text: str, variables: Mapping[str, object], statements: int) -> Json:
        """Make a mutation; `killed` if it was killed after so many statements."""
        asked = {"document": text, "variables": variables, "statements": statements}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        async with asyncio.timeout(60):
            return json.loads(await self.process.stdout.readline())

    async def until_done(
        self,
        field: str,
        text: str,
        variables: Mapping[str, object],
    ) -> tuple[Json, int]:
        """Make a mutation, killed ever later, until it comes to its end.

        Returns its answer, and how many were killed.
        """
        for killed, statements in enumerate(EVERY):
            answer = await self.attempt(text, variables, statements)
            await self.check()
            if answer != "killed":
                assert answer["errors"] == [], (field, statements, answer)
                return answer["data"][field], killed
        pytest.fail(f"{field} never came to its end")

    async def check(self) -> None:
        """Compare the log with the change sets that show."""
        showing = {each["id"] for each in await self.graph.read("testing/showing_changes")}
        entries = await audit_log.read_entries(self.graph, 0, 10_000)
        assert [each.number for each in entries] == list(range(len(entries)))
        assert sorted(each.change for each in entries) == sorted(showing)


@pytest.fixture
async def crashes(
    graph: Graph, endpoint: EmbeddedEndpoint, tmp_path: Path
) -> AsyncIterator[Crashes]:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path, {"enterprises": ENTERPRISES})
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(PROCESS),
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, "PYTHONPATH": str(PROCESS.parents[1])},
    )
    assert process.stdin
    process.stdin.write(json.dumps(asdict(endpoint)).encode() + b"\n")
    yield Crashes(process, graph)
    process.stdin.close()
    await process.wait()


def of_mutation(field: str) -> str:
    """Return the document of a mutation."""
    if field in INPUTS:
        return document(field)
    kind = {"objectToFact": "ObjectionInput", "answerObjection": "ObjectionAnswerInput"}[field]
    return OBJECTION.replace("KIND", kind).replace("FIELD", field)


async def test_entries_are_the_committed_changes_wherever_a_mutation_is_killed(
    crashes: Crashes,
) -> None:
    done = {each.partition(".")[2] for each in FIELD_SCOPES if each.startswith("Mutation.")}
    # Tables are made of many transactions: test_import_kills has those. The rest changes no fact.
    others = {"importTable", "syncList", "acknowledge"}
    others |= {"registerWebhook", "updateWebhook", "rotateWebhookSecret", "removeWebhook"}
    others |= {"redeliver", "issueCalendarAddress", "revokeCalendarAddress"}
    assert {field for field, _ in CHANGES} | others == done
    names: dict[str, str] = {}
    total = 0
    for field, given in CHANGES:
        filled = {
            name: value.format(**names) if isinstance(value, str) else value
            for name, value in given.items()
        }
        variables = {"input": filled, "key": field}
        made, killed = await crashes.until_done(field, of_mutation(field), variables)
        assert made["__typename"] in ("Recorded", "Objection"), (field, made)
        # Killed before each statement, at the commit and after it.
        assert killed >= 4, field
        # It was killed right after its commit: the last attempt found it made.
        assert made.get("replayed", True) is True, field
        total += killed
        names[field] = made["id"] if "id" in made else made["fact"]["factId"]
    verdict = await verify_log(crashes.graph)
    assert verdict.fault is None
    assert verdict.entries == 2 + len(CHANGES)
    show_figure("S12: mutations killed", total)
