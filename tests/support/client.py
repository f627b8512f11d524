"""The whole service in this process, over the run's database, asked through ASGI."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

import httpx
import orjson

from credit_graph.api.limits import DEFAULT_LIMITS, Limits
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.settings import read_settings
from credit_graph.web.app import build_app
from support.question import Json, Reply

_SETTINGS = {"CREDIT_GRAPH_SECRET": "only for tests, and long enough for that"}


@dataclass
class Clock:
    """What the service takes for now."""

    now: datetime

    def __call__(self) -> datetime:
        """Return the instant it was set to."""
        return self.now


@dataclass(frozen=True, slots=True)
class Answer(Reply):
    """A reply with its very bytes, the errors in words and what advice came with them."""

    body: bytes
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Client:
    """Puts questions to the service; its `clock` may be set between them.

    `headers` go with each of them.
    """

    http: httpx.AsyncClient
    clock: Clock
    headers: Mapping[str, str] = field(default_factory=dict)

    async def ask(self, document: str, **variables: object) -> Answer:
        """Put a question and return what came back, whether data or errors."""
        content = orjson.dumps({"query": document, "variables": variables})
        with receipt() as spent:
            headers = {"content-type": "application/json", **self.headers}
            response = await self.http.post("/graphql", content=content, headers=headers)
        body = orjson.loads(response.content)
        errors = body.get("errors", [])
        return Answer(
            data=cast("Json", body.get("data")),
            codes=tuple(each["extensions"]["code"] for each in errors),
            round_trips=spent.round_trips,
            body=response.content,
            errors=tuple(
                (each["message"], each["extensions"].get("advice", "")) for each in errors
            ),
        )


@asynccontextmanager
async def serving_here(
    database: Endpoint,
    clock: Clock,
    *,
    settings: Mapping[str, str] = _SETTINGS,
    limits: Limits = DEFAULT_LIMITS,
    announce: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Client]:
    """Serve until the block ends, over a database that has its rules.

    `announce` gets what the service writes on standard error.
    """
    app = build_app(
        read_settings({**_SETTINGS, **settings}),
        database,
        _as_it_is,
        now=clock,
        announce=lambda words: announce(str(words)),
        limits=limits,
    )
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http,
    ):
        client = Client(http, clock)
        while (await http.get("/ready")).status_code != httpx.codes.OK:  # noqa: ASYNC110  # nobody sets an event
            await asyncio.sleep(0.01)
        yield client


def _as_it_is(graph: Graph) -> Callable[[], Awaitable[None]]:
    return graph.ping
