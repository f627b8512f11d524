"""R6 and R8, as far as they concern import: again, shuffled, and many at once."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.importing.report import ImportOptions, ImportReport
from support.canonical_hash import canonical_hash, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, Desk, counts, enterprises

AT_ONCE, ROUNDS = 16, 5


@pytest.mark.slow
async def test_the_same_region_again_and_shuffled_changes_nothing(
    graph: Graph, tmp_path: Path
) -> None:
    rulebook = build_rulebook(read_seeds(seeds_folder()))
    desk = Desk(await emptied(graph), tmp_path, rulebook)
    first = await desk.load(seeds_folder() / "demo")
    expected = await canonical_hash(graph), await stored_facts(graph)
    again = await desk.load(seeds_folder() / "demo")
    assert counts(again) == (0, first.total.read, 0, 0)
    for path in (seeds_folder() / "demo").glob("*.csv"):
        header, *rows = path.read_text("utf-8").splitlines(keepends=True)
        Random(path.name).shuffle(rows)  # noqa: S311  # chance for tests
        (tmp_path / path.name).write_text(header + "".join(rows), "utf-8")
    shuffled = await desk.load(tmp_path)
    assert counts(shuffled) == (0, first.total.read, 0, 0)
    assert (await canonical_hash(graph), await stored_facts(graph)) == expected
    await emptied(graph)
    fresh = await desk.load(tmp_path)
    assert counts(fresh) == counts(first)
    assert (await canonical_hash(graph), await stored_facts(graph)) == expected


@pytest.mark.slow
async def test_many_imports_of_one_enterprise_at_once_leave_one(
    graph: Graph, tmp_path: Path
) -> None:
    await emptied(graph)
    desks = [Desk(graph, tmp_path / str(number)) for number in range(AT_ONCE)]
    for number, desk in enumerate(desks):
        name = f"虚构{number}"
        desk.write(enterprises=f"{A},{name},410400,,,,", links=f"{A},{B},2024-01-01,,,,")
        desk.write(enterprises=f"{A},{name},410400,,,,\n{enterprises(B)}")
    ended: list[ImportReport] = []
    for _ in range(ROUNDS):
        results = await asyncio.gather(
            *(desk.run([desk.folder], ImportOptions(rejects=desk.rejects)) for desk in desks),
            return_exceptions=True,
        )
        assert all(isinstance(each, ImportReport | ImportRefusedError) for each in results)
        ended += [each for each in results if isinstance(each, ImportReport)]
    assert ended
    nodes = await graph.read("testing/nodes")
    assert sum("Enterprise" in each["labels"] for each in nodes) == 2
    stored = await stored_facts(graph)
    assert stored["SUPPLIES"] == (1, 0)
    assert stored["Registration"][0] - stored["Registration"][1] == 2
