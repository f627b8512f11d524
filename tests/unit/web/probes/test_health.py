"""`/ready` asks the database itself."""

import asyncio

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from credit_graph.errors import DatabaseUnreachableError
from credit_graph.web.probes.health import Health, Probe
from credit_graph.web.probes.readiness import Readiness


def ready(probe: Probe) -> httpx.AsyncClient:
    async def nothing() -> None:
        await asyncio.sleep(0)

    readiness = Readiness(nothing, nothing, lambda _: None)
    readiness.problem = None
    app = Starlette(routes=[Route("/ready", Health(readiness, probe).ready)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def test_a_database_that_went_silent_a_moment_ago_is_not_ready() -> None:
    async def silent() -> None:
        await asyncio.sleep(0)
        raise DatabaseUnreachableError("bolt://here")

    async with ready(silent) as client:
        answer = await client.get("/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, "DATABASE_UNREACHABLE")
    assert answer.headers["retry-after"] == "1"


async def test_however_many_ask_the_database_is_asked_once() -> None:
    asked = 0

    async def slow() -> None:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.05)

    async with ready(slow) as client:
        answers = await asyncio.gather(*(client.get("/ready") for _ in range(50)))
        assert {answer.status_code for answer in answers} == {200}
        assert asked == 1
        assert (await client.get("/ready")).status_code == 200
        assert asked == 2
