"""The service becomes ready by itself, and says why it is not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from credit_graph.errors import (
    CreditGraphError,
    DatabaseUnreachableError,
    StatementTimeoutError,
)
from credit_graph.message import Words
from credit_graph.web.probes.readiness import Readiness

Work = Callable[[], Awaitable[None]]
UNREACHABLE = DatabaseUnreachableError(uri="bolt://nowhere")


def failing(*errors: Exception) -> Work:
    """Return work that fails with each of these once, then succeeds."""
    waiting = list(errors)

    async def work() -> None:
        await asyncio.sleep(0)
        if waiting:
            raise waiting.pop(0)

    return work


@asynccontextmanager
async def kept(
    prepare: Work, refresh: Work, said: list[str], warm: Work | None = None
) -> AsyncIterator[Readiness]:
    def hear(words: Words) -> None:
        said.append(str(words))

    readiness = Readiness(prepare, refresh, hear, warm, retry_s=0.02, refresh_s=0.02)
    keeping = asyncio.create_task(readiness.keep())
    try:
        yield readiness
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


def code(readiness: Readiness) -> str | None:
    return None if readiness.problem is None else readiness.problem.code


async def until(readiness: Readiness, problem: str | None) -> None:
    async with asyncio.timeout(5):
        while code(readiness) != problem:  # noqa: ASYNC110  # what is awaited sets no event
            await asyncio.sleep(0.01)


async def test_it_is_starting_until_it_is_ready() -> None:
    said: list[str] = []
    async with kept(failing(), failing(), said) as readiness:
        assert code(readiness) == "STARTING"
        await until(readiness, None)
    assert said == ["Ready."]


async def test_what_waits_for_the_schema_waits_until_preparing_has_succeeded() -> None:
    prepared_at_failure: list[bool] = []
    readers: list[Readiness] = []

    async def prepare() -> None:
        await asyncio.sleep(0)
        prepared_at_failure.append(readers[0].prepared.is_set())
        if len(prepared_at_failure) < 3:
            raise UNREACHABLE

    async with kept(prepare, failing(), []) as readiness:
        readers.append(readiness)
        await asyncio.wait_for(readiness.prepared.wait(), 5)
    assert prepared_at_failure == [False, False, False]


async def test_it_says_a_problem_once_and_tries_again() -> None:
    said: list[str] = []
    async with kept(failing(*[UNREACHABLE] * 3), failing(), said) as readiness:
        await until(readiness, "DATABASE_UNREACHABLE")
        await until(readiness, None)
    assert [line.split(":")[0] for line in said] == ["Not ready", "Ready."]


async def test_it_is_not_ready_when_the_database_goes_and_ready_when_it_returns() -> None:
    said: list[str] = []
    gone = asyncio.Event()

    async def refresh() -> None:
        await asyncio.sleep(0)
        if gone.is_set():
            raise UNREACHABLE

    async with kept(failing(), refresh, said) as readiness:
        await until(readiness, None)
        gone.set()
        await until(readiness, "DATABASE_UNREACHABLE")
        gone.clear()
        await until(readiness, None)


async def test_a_fault_of_ours_shows_and_does_not_end_the_watch(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said: list[str] = []
    async with kept(failing(), failing(AttributeError("planted")), said) as readiness:
        await until(readiness, "INTERNAL")
        await until(readiness, None)
    assert [line.partition(": ")[0] for line in said] == ["Not ready", "Ready."]
    assert "(AttributeError)" in said[0]
    assert "planted" in caplog.text


async def test_told_to_stop_it_stays_stopped() -> None:
    async with kept(failing(), failing(), []) as readiness:
        readiness.stop()
        await until(readiness, None)
        assert readiness.stopping


async def test_a_database_that_comes_back_is_warm_before_it_is_used() -> None:
    """Warmed until that succeeds, each time it was out of reach, and not for another problem."""
    problems: list[str | None] = []
    readers: list[Readiness] = []
    to_fail = [StatementTimeoutError("changes/tick", 60.0), UNREACHABLE]

    async def warm() -> None:
        await asyncio.sleep(0)
        problems.append(code(readers[0]))
        if to_fail:
            raise to_fail.pop()

    async def refresh() -> None:
        await asyncio.sleep(0)
        if troubles:
            raise troubles.pop()

    troubles: list[CreditGraphError] = []
    async with kept(failing(), refresh, [], warm) as readiness:
        readers.append(readiness)
        await until(readiness, None)
        assert problems == []
        troubles += [UNREACHABLE, UNREACHABLE]
        await until(readiness, UNREACHABLE.code)
        await until(readiness, None)
        assert problems == [UNREACHABLE.code, UNREACHABLE.code, "STATEMENT_TIMEOUT"]
        troubles.append(StatementTimeoutError("policies/rules", 8.0))
        await until(readiness, "STATEMENT_TIMEOUT")
        await until(readiness, None)
        assert len(problems) == 3
        troubles.append(UNREACHABLE)
        await until(readiness, UNREACHABLE.code)
        await until(readiness, None)
        assert len(problems) == 4
