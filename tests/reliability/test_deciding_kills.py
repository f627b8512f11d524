"""Deciding is interrupted, or loses workers: the table has the same bytes all the same."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from credit_graph.errors import BadArgumentError, WorkersLostError
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.deciding.decide_region import DecidingOptions, DecidingReport
from credit_graph.usecases.deciding.engines import OpenEngine, dask_engine, local_engine
from credit_graph.usecases.deciding.region_question import RegionQuestion, decide_snapshot
from support.deciding import SilentRun, here
from support.snapshot_world import Invention, write_snapshot
from support.tiers import nightly

pytestmark = pytest.mark.slow

SEEDS = read_seeds(seeds_folder())
DAY = date(2026, 3, 1)
ENTERPRISES, CHUNK = 400, 20


class KillingRun(SilentRun):
    """Kills once, when the first part is written."""

    def __init__(self, kill: Callable[[], None]) -> None:
        super().__init__()
        self._kill: Callable[[], None] | None = kill

    def advanced(self, enterprises: int) -> None:
        """Count, and kill."""
        super().advanced(enterprises)
        if self._kill is not None:
            kill, self._kill = self._kill, None
            kill()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = build_rulebook(SEEDS).vocabulary
    rows = Invention(11, words).rows(ENTERPRISES)
    return write_snapshot(rows, tmp_path_factory.mktemp("region"))


def decide(
    snapshot: Path, out: Path, engine: OpenEngine, run: SilentRun | None = None
) -> DecidingReport:
    return asyncio.run(
        decide_snapshot(
            snapshot,
            SEEDS,
            RegionQuestion(DAY),
            open_engine=engine,
            options=DecidingOptions(out, chunk=CHUNK),
            progress=run or SilentRun(),
        )
    )


@pytest.fixture(scope="module")
def undisturbed(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("out") / "decisions.parquet"
    report = decide(snapshot, out, here)
    assert (report.enterprises, report.rows) == (ENTERPRISES, ENTERPRISES * report.measures)
    return out.read_bytes()


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(
    snapshot: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "decisions.parquet"
    with pytest.raises(InterruptedError):
        decide(snapshot, out, partial(here, chunks=9))
    assert not out.exists()
    run = SilentRun()
    report = decide(snapshot, out, local_engine(2), run)
    assert report.resumed_parts == run.resumed > 3
    assert run.enterprises == ENTERPRISES
    assert out.read_bytes() == undisturbed
    assert list(tmp_path.iterdir()) == [out]


def test_parts_of_another_question_are_not_taken(
    snapshot: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "decisions.parquet"
    with pytest.raises(InterruptedError):
        asyncio.run(
            decide_snapshot(
                snapshot,
                SEEDS,
                RegionQuestion(date(2026, 2, 1)),
                open_engine=partial(here, chunks=9),
                options=DecidingOptions(out, chunk=CHUNK),
                progress=SilentRun(),
            )
        )
    assert decide(snapshot, out, here).resumed_parts == 0
    assert out.read_bytes() == undisturbed


def kill_a_child() -> None:
    os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)


def test_a_lost_process_of_this_machine_is_reported_and_the_next_run_goes_on(
    snapshot: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "decisions.parquet"
    with pytest.raises(WorkersLostError):
        decide(snapshot, out, local_engine(2), KillingRun(kill_a_child))
    report = decide(snapshot, out, local_engine(1))
    assert report.resumed_parts >= 1
    assert out.read_bytes() == undisturbed


@contextmanager
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as found:
        yield found


@nightly
@pytest.mark.filterwarnings("default")  # what Dask warns of while a worker dies is its own affair
def test_a_worker_of_a_dask_cluster_killed_in_mid_run_changes_no_byte(
    snapshot: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "decisions.parquet"
    with cluster() as found, Client(found) as client:  # type: ignore[no-untyped-call]
        before = client.run(os.getpid)
        run = KillingRun(lambda: os.kill(next(iter(before.values())), signal.SIGKILL))
        report = decide(snapshot, out, dask_engine(found.scheduler_address), run)
        killed = next(iter(before.values()))
        assert killed not in client.run(os.getpid).values()
    assert report.resumed_parts == 0
    assert out.read_bytes() == undisturbed


def test_a_scheduler_that_is_not_there_is_named(snapshot: Path, tmp_path: Path) -> None:
    with pytest.raises(BadArgumentError, match="no scheduler answers at"):
        decide(snapshot, tmp_path / "x.parquet", dask_engine("tcp://127.0.0.1:1"))
