"""S12: tables of a request × crash: entries = published tables, each key's table once.

A preview, and the publication that it confirms, are killed before each of their statements, at each
commit and after it; each time by another key, and then asked again by the same one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.auditing.verify import verify_log
from support.agency_files import ENTERPRISES, ONE, OTHER, imported, loaded
from support.canonical_hash import canonical_lines
from support.crashes import PLACES, Crashes, crashing
from support.empty_graph import emptied
from support.figures import show_figure
from support.tiers import nightly

pytestmark = nightly

DOCUMENT = """mutation($input: KIND!, $key: ID!) { FIELD(input: $input, idempotencyKey: $key) {
  __typename
  ... on TablePreview { token rejected }
  ... on TableRecorded { changeSet added rejected replayed }
} }"""
KINDS = {"importTable": "ImportTableInput", "syncList": "SyncListInput"}
Json = Any


def given(field: str, number: int) -> Mapping[str, object]:
    """Return a table of one row that no other number has."""
    if field == "importTable":
        row = f"{ONE},other_breach,2026-01-01,R{number}"
        text = f"uscc,violation,found_on,reference\n{row}\n"
        return {"kind": "VIOLATIONS", "content": {"text": text}}
    whose = (ONE, OTHER)[number % 2]
    row = f"{whose},customs,advanced,2026-01-01,L{number}"
    text = f"uscc,scheme,level,valid_from,reference\n{row}\n"
    place = {"register": "customs", "region": "410400", "asOf": "2026-11-20", "mayShrink": True}
    return {**place, "content": {"text": text}}


class Tables:
    """Asks for tables; each number is a key of its own."""

    def __init__(self, crashes: Crashes, field: str) -> None:
        self._crashes = crashes
        self._field = field
        self._text = DOCUMENT.replace("KIND", KINDS[field]).replace("FIELD", field)
        self.killed = 0
        self.replayed: list[bool] = []

    async def ask(self, number: int, confirm: str | None = None, **more: int) -> Json:
        """Ask for a table; None if the process was killed."""
        asked = {**given(self._field, number), "confirm": confirm}
        variables = {"input": asked, "key": f"{self._field} {number}"}
        answer = await self._crashes.made(self._field, self._text, variables, **more)
        self.killed += answer is None
        return answer

    async def published(self) -> int:
        """Return how many entries of such tables the log has."""
        entries = await self._crashes.entries()
        return sum(each.kind == "import" for each in entries)

    async def kill_previews(self) -> None:
        """Kill a preview ever later, until it comes to its end: nothing is published."""
        before = await self.published()
        for statements in PLACES:
            if await self.ask(0, statements=statements) is not None:
                break
        assert await self.published() == before

    async def kill_publications(self) -> None:
        """Kill a publication ever later, and ask for each again: each is published once."""
        before = await self.published()
        for number, statements in enumerate(PLACES):
            preview = await self.ask(number)
            assert (preview["__typename"], preview["rejected"]) == ("TablePreview", 0)
            first = await self.ask(number, preview["token"], statements=statements)
            made = first or await self.ask(number, preview["token"])
            assert (made["__typename"], made["added"]) == ("TableRecorded", 1), made
            self.replayed.append(made["replayed"])
            assert await self.published() == before + number + 1
            again = await self.ask(number, preview["token"])
            assert again == {**made, "replayed": True}
            if first is not None:
                return
        pytest.fail("it never came to its end")


@pytest.mark.parametrize("field", KINDS)
async def test_entries_are_the_published_tables_wherever_one_is_killed(
    graph: Graph, endpoint: EmbeddedEndpoint, tmp_path: Path, field: str
) -> None:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path, {"enterprises": ENTERPRISES})
    async with crashing(graph, endpoint) as crashes:
        tables = Tables(crashes, field)
        await tables.kill_previews()
        await tables.kill_publications()
    show_figure(f"S12: tables killed, {field}", tables.killed)
    assert tables.killed > 40
    assert tables.replayed[-2], "it was killed after its commit, and found made"
    facts = [each for each in await canonical_lines(graph) if "reference=" in each]
    if field == "importTable":
        assert len(facts) == len(tables.replayed)
    verdict = await verify_log(graph)
    assert (verdict.fault, verdict.entries) == (None, 2 + len(tables.replayed))
