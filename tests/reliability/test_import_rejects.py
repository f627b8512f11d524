"""R5: ten thousand bad rows among ten thousand good ones are told exactly, in order, quickly."""

import resource
from pathlib import Path
from time import perf_counter

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.importing.report import ImportOptions
from support.empty_graph import emptied
from support.import_desk import Desk, counts
from support.reject_oracle import KINDS, make_case

pytestmark = pytest.mark.alone

_MEGABYTE = 1024  # ru_maxrss is in kilobytes


@pytest.mark.slow
async def test_the_report_is_what_the_oracle_says_to_the_byte(graph: Graph, tmp_path: Path) -> None:
    desk = Desk(await emptied(graph), tmp_path / "in")
    case = make_case(seed=5, good=10_002, bad=10_000)
    desk.folder.mkdir()
    for name, data in case.files.items():
        (desk.folder / f"{name}.csv").write_bytes(data)
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, perf_counter()
    report = await desk.run([desk.folder], ImportOptions(rejects=desk.rejects))
    seconds = perf_counter() - begun
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert desk.rejects.read_bytes() == case.report(desk.folder.as_posix())
    assert counts(report) == (case.good, 0, 0, case.bad)
    assert KINDS >= 25
    assert grown <= 150 * _MEGABYTE
    assert seconds <= 20
