"""Where chunks are decided: in processes of this machine, or on a Dask cluster."""

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from credit_graph.errors import BadArgumentError, WorkersLostError
from credit_graph.errors.causes import cause_of
from credit_graph.message import Message
from credit_graph.usecases.deciding.chunk_decider import DecisionTask, decider_of


class DecidingEngine(Protocol):
    """Decides chunks elsewhere."""

    workers: int

    async def decide(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return `ChunkDecider.decide` of a chunk."""


OpenEngine = Callable[[DecisionTask], AbstractContextManager[DecidingEngine]]
"""Opens an engine for one task."""


def local_engine(workers: int) -> OpenEngine:
    """Return an engine of so many processes on this machine."""

    @contextmanager
    def opened(task: DecisionTask) -> Iterator[DecidingEngine]:
        # A fresh interpreter each: forking a process with threads (the driver's) may hang it.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, context, _begin, (task,)) as pool:
            yield _LocalEngine(pool, workers)

    return opened


class _LocalEngine:
    def __init__(self, pool: ProcessPoolExecutor, workers: int) -> None:
        self.workers = workers
        self._pool = pool

    async def decide(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return `ChunkDecider.decide` of a chunk."""
        try:
            return await asyncio.wrap_future(self._pool.submit(_decide, dossiers))
        except BrokenProcessPool:
            raise WorkersLostError from None


_TASKS: list[DecisionTask] = []  # of this worker process: one, from its beginning


def _begin(task: DecisionTask) -> None:
    _TASKS.append(task)
    decider_of(task)


def _decide(dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
    return _TASKS[-1].decide(dossiers)


def dask_engine(scheduler: str) -> OpenEngine:
    """Return an engine on the Dask cluster whose scheduler has this address.

    Its workers need this package with the extra `dask`. A chunk whose worker is lost is decided
    again by another. Raises `BadArgumentError` if there is no such scheduler, or no Dask here.
    """

    @contextmanager
    def opened(task: DecisionTask) -> Iterator[DecidingEngine]:
        try:
            from distributed import Client  # noqa: PLC0415  # an extra
        except ModuleNotFoundError:
            raise BadArgumentError(
                "--engine dask",
                Message("Dask is not installed"),
                Message("Install credit-graph[dask]."),
            ) from None
        try:
            client: Any = Client(scheduler, timeout=_CONNECT_S)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            cause = cause_of(error, "Dask")
            raise BadArgumentError(
                "--scheduler",
                Message(
                    "no scheduler answers at {scheduler} ({cause})",
                    scheduler=scheduler,
                    cause=cause,
                ),
                Message("Start one."),
            ) from None
        with client:
            yield _DaskEngine(client, task)

    return opened


_CONNECT_S = 10


class _DaskEngine:
    def __init__(self, client: Any, task: DecisionTask) -> None:  # noqa: ANN401  # untyped
        self.workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        self._client = client
        self._task = task

    async def decide(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return `ChunkDecider.decide` of a chunk."""
        # As an argument and not scattered: what only a lost worker held would be lost with it.
        future = self._client.submit(self._task.decide, dossiers, pure=False)
        return await asyncio.to_thread(future.result)
