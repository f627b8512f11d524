"""The openness of a fact is stored where it is stated, exported, and kept by full lists."""

from datetime import date
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.exporting.export_files import FileFormat, export_files
from support.agency_files import NOW
from support.canonical_hash import canonical_hash, canonical_lines
from support.empty_graph import emptied
from support.import_desk import A, B, Desk, counts, enterprises
from support.official_rules import official_rulebook
from support.silent_export import SilentExport

STATED = {
    "ratings": f"{A},customs,advanced,2024-01-01,,,,keeper",
    "lists": f"{A},gop,2024-01-01,,,,,,,,,shared",
    "statements": f"{A},wants_aeo,true,2024-01-01,,,public",
    "commitments": f"{A},repair,,2024-01-01,,,,仅限主管部门",
    "violations": f"{A},tax_breach,2024-01-01,,,,,,,部门共享",
}
PLAIN = {kind: row.rpartition(",")[0] + "," for kind, row in STATED.items()}


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    return Desk(await emptied(graph), tmp_path / "in", official_rulebook())


async def stated(desk: Desk) -> set[str]:
    """Return what facts state, with the label of each."""
    lines = await canonical_lines(desk.graph)
    return {
        f"{line.split()[0]} {word.removeprefix('openness=')}"
        for line in lines
        for word in line.split()
        if word.startswith("openness=")
    }


async def test_it_comes_back_from_an_export(desk: Desk, tmp_path: Path) -> None:
    report = await desk.load(*desk.write(enterprises=enterprises(A), **STATED))
    assert counts(report) == (6, 0, 0, 0)
    expected = {
        "Rating keeper",
        "ListEntry shared",
        "Statement public",
        "Commitment keeper",
        "Violation shared",
    }
    assert await stated(desk) == expected
    before = await canonical_hash(desk.graph)
    written = await export_files(
        desk.graph, tmp_path / "out", FileFormat.CSV, known_at=NOW, progress=SilentExport(), page=9
    )
    assert written[Kind.RATINGS] == 1
    await emptied(desk.graph)
    assert (await desk.load(tmp_path / "out")).total.rejected == 0
    assert await canonical_hash(desk.graph) == before


async def test_a_fact_that_states_none_is_stored_as_ever(desk: Desk) -> None:
    await desk.load(*desk.write(enterprises=enterprises(A), **PLAIN))
    assert await stated(desk) == set()
    await desk.load(*desk.write(**STATED))
    assert len(await stated(desk)) == len(STATED)
    # Nothing is opened by a file that leaves it out.
    before = await canonical_hash(desk.graph)
    for rows in (STATED, PLAIN):
        again = await desk.load(*desk.write(**rows))
        assert counts(again) == (0, 5, 0, 0)
    assert await canonical_hash(desk.graph) == before


async def test_a_full_list_keeps_it_for_what_it_keeps(desk: Desk) -> None:
    await desk.load(
        enterprises=enterprises(A, B),
        ratings=STATED["ratings"] + f"\n{B},customs,general,2024-01-01,,,,shared",
    )
    await desk.sync(f"{A},customs,advanced,,,,", f"{B},customs,advanced,,,,", day=date(2024, 6, 1))
    assert await stated(desk) == {"Rating keeper", "Rating shared"}
    lines = [each for each in await canonical_lines(desk.graph) if each.startswith("Rating")]
    assert len(lines) == 3
    assert all("openness=" in each for each in lines)
