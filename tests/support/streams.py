"""The service behind its real server in this process, and clients that follow changes."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from socket import socket
from types import TracebackType
from typing import Any, Self

import httpx
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.graph.database.connection import Endpoint
from credit_graph.settings import read_settings
from credit_graph.web.app import build_app
from credit_graph.web.guards.receive_deadline import ReceiptDeadline
from credit_graph.web.streaming.bounded_socket import BoundedSocket
from credit_graph.web.streaming.stream_limits import DEFAULT_STREAM_LIMITS, StreamLimits
from support.client import Client, Clock

_SETTINGS = {"CREDIT_GRAPH_SECRET": "only for tests, and long enough for that"}
PROTOCOL = Subprotocol("graphql-transport-ws")
CHANGES = """
subscription Follow($filter: ChangeFilter, $after: String) {
  changes(filter: $filter, after: $after) {
    cursor changeSet
    notices { kind uscc measures { code } before after agencies { code } }
  }
}
"""
LOG_END = "{ notices(first: 100) { nodes { cursor } pageInfo { hasNextPage endCursor } } }"

Json = Any


class QuietSocket(BoundedSocket):
    """A WebSocket that is dropped soon after it was closed."""

    close_s = 0.5


@dataclass(frozen=True, slots=True)
class Running:
    """A service that is served: where, and a client that asks it over HTTP."""

    port: int
    client: Client

    @property
    def socket_url(self) -> str:
        """Where WebSockets are opened."""
        return f"ws://127.0.0.1:{self.port}/graphql"


@asynccontextmanager
async def running(
    database: Endpoint,
    clock: Clock,
    *,
    settings: Mapping[str, str] | None = None,
    stream_limits: StreamLimits = DEFAULT_STREAM_LIMITS,
) -> AsyncIterator[Running]:
    """Serve over a database that has its rules until the block ends."""
    app = build_app(
        read_settings({**_SETTINGS, **(settings or {})}),
        database,
        lambda graph: graph.ping,
        now=clock,
        announce=lambda _: None,
        stream_limits=stream_limits,
    )
    config = uvicorn.Config(
        app,
        http=ReceiptDeadline,
        ws=QuietSocket,
        ws_max_size=DEFAULT_LIMITS.body_bytes,
        ws_per_message_deflate=False,
        log_level="critical",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    with socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
        serving = asyncio.create_task(server.serve([door]))
        try:
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
                await _ready(http)
                yield Running(port, Client(http, clock))
        finally:
            app.state.stop()
            server.should_exit = True
            await serving


async def log_end(client: Client, token: str | None = None) -> str | None:
    """Return the cursor of the last entry of the change log."""
    return await log_end_of(client.http, token)


async def log_end_of(http: httpx.AsyncClient, token: str | None = None) -> str | None:
    """Return the same, asked over HTTP."""
    after, headers = None, {"authorization": f"Bearer {token}"} if token else {}
    while True:
        query = LOG_END.replace("first: 100", f'first: 100, after: "{after}"') if after else LOG_END
        answer = await http.post("/graphql", json={"query": query}, headers=headers)
        page = answer.json()["data"]["notices"]["pageInfo"]
        after = page["endCursor"] or after
        if not page["hasNextPage"]:
            return after


@dataclass
class Follower:
    """A client of graphql-transport-ws."""

    url: str
    token: str | None = None
    protocol: Subprotocol | None = PROTOCOL
    headers: Mapping[str, str] = field(default_factory=dict)
    origin: str | None = None
    socket: ClientConnection = field(init=False)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    async def __aenter__(self) -> Self:
        protocols = None if self.protocol is None else [self.protocol]
        extra = dict(self.headers) | ({"Origin": self.origin} if self.origin else {})
        self.socket = await connect(
            self.url,
            subprotocols=protocols,
            additional_headers=extra,
            compression=None,
            max_size=None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.socket.close()

    async def say(self, **message: object) -> None:
        """Send a message."""
        await self.socket.send(json.dumps(message))

    async def hear(self, within_s: float = 10.0) -> Json:
        """Return the next message."""
        async with asyncio.timeout(within_s):
            return json.loads(await self.socket.recv())

    async def begin(self) -> None:
        """Initialise the connection."""
        payload = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        await self.say(type="connection_init", payload=payload)
        assert (await self.hear())["type"] == "connection_ack"

    async def subscribe(self, document: str = CHANGES, **variables: object) -> str:
        """Subscribe; return the id of the subscription."""
        name = str(next(self._ids))
        payload = {"query": document, "variables": variables}
        await self.say(type="subscribe", id=name, payload=payload)
        return name

    async def entry(self, within_s: float = 10.0) -> Json:
        """Return the next entry of `changes`."""
        message = await self.hear(within_s)
        assert message["type"] == "next", message
        return message["payload"]["data"]["changes"]

    async def closed(self, within_s: float = 10.0) -> tuple[int, str]:
        """Wait until the other side closes; return its code and reason."""
        try:
            async with asyncio.timeout(within_s):
                while True:
                    await self.socket.recv()
        except ConnectionClosed as ended:
            found = ended.rcvd
        if found is None:
            raise ConnectionError("it was dropped without a code")
        return found.code, found.reason


async def _ready(http: httpx.AsyncClient) -> None:
    for _ in range(1_000):
        try:
            if (await http.get("/ready")).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.02)
    raise TimeoutError
