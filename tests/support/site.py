"""The whole service behind a real uvicorn in this process, for browsers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import httpx

from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.settings import read_settings
from credit_graph.web.app import build_app
from support.answering import answering, opened_door
from support.client import Clock

_SETTINGS = {"CREDIT_GRAPH_SECRET": "only for tests, and long enough for that"}
_NONE: Mapping[str, str] = {}


@asynccontextmanager
async def site(
    database: Endpoint, clock: Clock, settings: Mapping[str, str] = _NONE
) -> AsyncIterator[str]:
    """Serve until the block ends, over a database that has its rules; give the address."""
    read = read_settings({**_SETTINGS, **settings})
    app = build_app(read, database, _as_it_is, now=clock, announce=lambda _: None)
    door, port = opened_door()
    async with answering(app, door, lifespan="on"):
        address = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=address) as http:
            while (await http.get("/ready")).status_code != httpx.codes.OK:  # noqa: ASYNC110  # nobody sets an event
                await asyncio.sleep(0.05)
        yield address


def _as_it_is(graph: Graph) -> Callable[[], Awaitable[None]]:
    return graph.ping
