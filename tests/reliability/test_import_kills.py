"""R3 and R4: an import that is killed again and again ends as if it had not been, and unseen."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from credit_graph.clock import utc_now
from credit_graph.graph.database.connection import Endpoint, Graph
from support.canonical_hash import canonical_hash, stored_facts
from support.empty_graph import emptied
from support.reject_oracle import make_case
from support.tiers import IS_NIGHTLY

ROWS, KILLS, BATCH = (100_000, 10, 2_000) if IS_NIGHTLY else (6_000, 2, 250)
TESTS = Path(__file__).parents[1]


class Region:
    """Files with some bad rows, and a process that imports them."""

    def __init__(self, folder: Path, endpoint: Endpoint) -> None:
        self.folder, self.endpoint = folder / "in", endpoint
        self.rejects = folder / "rejects.csv"
        case = make_case(seed=3, good=ROWS * 9 // 10, bad=ROWS // 10)
        self.folder.mkdir()
        for name, data in case.files.items():
            (self.folder / f"{name}.csv").write_bytes(data)
        self.report = case.report(self.folder.as_posix())

    async def start(self, *killed_at: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "support.importing_process",
            str(self.folder),
            str(self.rejects),
            str(BATCH),
            *killed_at,
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, "PYTHONPATH": str(TESTS)},
        )
        assert process.stdin is not None
        who = {name: getattr(self.endpoint, name) for name in ("uri", "username", "password")}
        process.stdin.write(
            json.dumps({**who, "database": self.endpoint.database}).encode() + b"\n"
        )
        await process.stdin.drain()
        return process

    async def import_all(self) -> dict[str, int]:
        process = await self.start()
        output, _ = await process.communicate()
        assert process.returncode == 0
        return dict(json.loads(output.splitlines()[-1]))

    async def import_until(self, mark: str, times: int) -> None:
        """Import in a process that is killed when so many lines began with the mark."""
        process = await self.start(mark, str(times))
        await process.communicate()
        assert process.returncode == -signal.SIGKILL

    async def import_until_publishing(self) -> None:
        """Kill the import from outside, at some moment of the publishing or just after it."""
        process = await self.start()
        assert process.stdout is not None
        while line := (await process.stdout.readline()).decode():
            if line.startswith("publishing"):
                process.send_signal(signal.SIGKILL)
                break
        assert await process.wait() in {-signal.SIGKILL, 0}


class Watcher:
    """Reads totals over and over and keeps every different answer."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.readings = graph, 0
        self.seen: set[tuple[int, int]] = set()
        self.over = False

    async def watch(self) -> None:
        while not self.over:
            record = (await self.graph.read("testing/totals", known_at=utc_now(), timeout_s=60.0))[
                0
            ]
            self.seen.add((record["registrations"], record["links"]))
            self.readings += 1
            await asyncio.sleep(0)


@pytest.fixture
def region(tmp_path: Path, endpoint: Endpoint) -> Region:
    return Region(tmp_path, endpoint)


@pytest.mark.slow
async def test_an_import_killed_at_many_points_ends_like_one_that_was_not(
    graph: Graph, region: Region
) -> None:
    await emptied(graph)
    expected_counts = await region.import_all()
    expected = await canonical_hash(graph), await stored_facts(graph)
    assert region.rejects.read_bytes() == region.report
    after = (await graph.read("testing/totals", known_at=utc_now()))[0]

    await emptied(graph)
    region.rejects.unlink()
    watcher = Watcher(graph)
    watching = asyncio.create_task(watcher.watch())
    batches = ROWS // BATCH // (KILLS + 1)
    for _ in range(KILLS):
        await region.import_until("rows", batches)
    for mark in ("writing", "publishing"):
        await region.import_until(mark, 1)
    await region.import_until_publishing()
    counts = await region.import_all()
    watcher.over = True
    await watching

    # Killed while publishing: either it had been published, and all is unchanged, or not.
    assert counts["rejected"] == expected_counts["rejected"]
    assert (await canonical_hash(graph), await stored_facts(graph)) == expected
    assert region.rejects.read_bytes() == region.report
    whole = (after["registrations"], after["links"])
    assert watcher.seen <= {(0, 0), whole}
    assert (0, 0) in watcher.seen
    assert watcher.readings >= (2_000 if IS_NIGHTLY else 20)
