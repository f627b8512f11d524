"""An import by columns leaves the graph, the report and the rejects that one by records does."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.importing.report import ImportOptions
from support.canonical_hash import canonical_lines, stored_facts
from support.empty_graph import emptied
from support.generated_tables import table
from support.import_desk import Desk

NEVER = 1 << 40
# The first names too few enterprises; the others say otherwise of what stands, or the same again.
LOADS = ((200, 100), (250, 400), (200, 400), (200, 400))


def written(folder: Path, seed: int) -> Sequence[Path]:
    """Folders of files, which later ones contradict."""
    folders = []
    for load, sizes in enumerate(LOADS):
        folders.append(folder / str(load))
        folders[-1].mkdir()
        for kind, size in zip((Kind.ENTERPRISES, Kind.LINKS), sizes, strict=True):
            lines = table(seed * 10 + min(load, 2), kind, size)
            text = "".join(f"{line}\n" for line in lines)
            (folders[-1] / f"{kind}.csv").write_text(text, "utf-8")
    return folders


async def imported(desk: Desk, folders: Sequence[Path], columns_from: int) -> list[object]:
    """Everything that is to be seen of imports one after the other."""
    seen: list[object] = []
    await emptied(desk.graph)
    for number, folder in enumerate(folders):
        options = ImportOptions(
            rejects=desk.rejects,
            batch_rows=37,
            columns_from=columns_from,
            change_id=f"import-{number}",
            run="run",
        )
        report = await desk.run([folder], options)
        seen += [report.files, desk.rejects.read_text("utf-8")]
        seen += [await canonical_lines(desk.graph), await stored_facts(desk.graph)]
        seen += await facts(desk.graph)
        assert report.total.rejected > 0
    assert report.total.unchanged > 100
    return seen


async def facts(graph: Graph) -> list[str]:
    """All facts with all that is stored of them, in an order of their own."""
    nodes = await graph.read("testing/held_nodes")
    links = await graph.read("testing/held_links")
    # Whose facts they are is in the canonical lines; the ids of nodes are the database's own.
    stored = (each["properties"] for each in (*nodes, *links))
    return sorted(str(sorted(each.items())) for each in stored if "recorded_at" in each)


@pytest.mark.parametrize("seed", range(3))
async def test_columns_and_records_leave_the_same(seed: int, graph: Graph, tmp_path: Path) -> None:
    folders = written(tmp_path, seed)
    by_columns, by_records = [
        await imported(Desk(graph, tmp_path), folders, columns_from) for columns_from in (0, NEVER)
    ]
    assert by_columns == by_records
