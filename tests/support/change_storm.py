"""Many who record and many who follow, over several processes: what came to whom, and when."""

import asyncio
import json
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from support.invented_region import code
from support.recording import document
from support.service import Service
from support.streams import PROTOCOL

FIFTY: Final = tuple(code(2_200 + number) for number in range(50))
"""Enterprises of which each change is about one: who follows one gets a fiftieth of them."""

ITS: Final = """subscription ($filter: ChangeFilter, $after: String) {
  changes(filter: $filter, after: $after) { cursor changeSet notices { kind uscc } } }"""
_WIDE: Final = " ".join(f"c{number}: cursor" for number in range(40))
ALL: Final = f"""subscription ($after: String) {{ changes(after: $after) {{
  cursor changeSet {_WIDE} }} }}"""
"""Answers of some 3 kB, so that what nobody reads fills the buffers of a connection in seconds."""

LOG: Final = """query ($after: String) { notices(first: 100, after: $after) {
  nodes { changeSet notices { uscc } } pageInfo { hasNextPage endCursor } } }"""
TOO_SLOW: Final = 4451
_AGAIN_S: Final = 0.3
_GIVEN_UP_S: Final = 600.0

Json = Any


@dataclass
class Writer:
    """Records violations one after the other, each until it is acknowledged."""

    http: httpx.AsyncClient
    token: str
    name: str
    sent: dict[str, float] = field(default_factory=dict)
    tried_again: int = 0

    async def write(self, numbers: Sequence[int], each_s: float) -> None:
        """Record so many changes, one in `each_s` seconds at most."""
        began = time.monotonic()
        for turn, number in enumerate(numbers):
            await asyncio.sleep(max(0.0, began + turn * each_s - time.monotonic()))
            given = {
                "uscc": FIFTY[number % len(FIFTY)],
                "violation": "customs_breach",
                "foundOn": "2026-01-01",
                "reference": f"{self.name}-{number}",
            }
            began_at = time.monotonic()
            change = await self.settle("recordViolation", f"{self.name}-{number}", given)
            self.sent[change] = began_at

    async def settle(self, mutation: str, key: str, given: Json) -> str:
        """Send a change with its key until it is acknowledged; return its change set."""
        until = time.monotonic() + _GIVEN_UP_S
        while time.monotonic() < until:
            change = await self._once(mutation, key, given)
            if change is not None:
                return change
            self.tried_again += 1
            await asyncio.sleep(_AGAIN_S)
        raise TimeoutError(key)

    async def _once(self, mutation: str, key: str, given: Json) -> str | None:
        body = {"query": document(mutation), "variables": {"input": given, "key": key}}
        headers = {"authorization": f"Bearer {self.token}"}
        with suppress(httpx.TransportError, json.JSONDecodeError):
            answer = (await self.http.post("/graphql", json=body, headers=headers)).json()
            if not answer.get("errors"):
                made = answer["data"][mutation]
                assert made["__typename"] == "Recorded", made
                return str(made["changeSet"])
        return None


@dataclass
class Subscriber:
    """Follows one enterprise, goes on with its last cursor whenever it is cut off.

    What came is kept by change set, with the instant of a monotonic clock.
    """

    service: Service
    token: str
    uscc: str
    after: str | None = None
    came: list[tuple[str, float]] = field(default_factory=list)
    again: int = 0
    leaves_after: int | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self) -> None:
        """Follow until cancelled; away for a moment after every `leaves_after` entries."""
        while True:
            with suppress(ConnectionClosed, OSError, TimeoutError, InvalidHandshake):
                async with await opened(self.service, self.token) as line:
                    await _subscribe(
                        line, "1", ITS, filter={"enterprises": [self.uscc]}, after=self.after
                    )
                    self.ready.set()
                    await self._read(line)
            self.again += 1
            await asyncio.sleep(_AGAIN_S)

    async def _read(self, line: ClientConnection) -> None:
        async for text in line:
            message = json.loads(text)
            if message["type"] != "next":
                return  # an error while it caught up: it goes on with its cursor
            entry = message["payload"]["data"]["changes"]
            assert {each["uscc"] for each in entry["notices"]} == {self.uscc}
            self.came.append((entry["changeSet"], time.monotonic()))
            self.after = entry["cursor"]
            if self.leaves_after is not None and len(self.came) % self.leaves_after == 0:
                return

    @property
    def changes(self) -> list[str]:
        """The change sets that came, in the order in which they did."""
        return [change for change, _ in self.came]


@dataclass
class Stuck:
    """Subscribes several times to everything, reads nothing for a while, and is closed.

    It reads the code only if it reads again within five seconds of its end, whenever that is; the
    service's log has it in either case, under the `request` that the client named. `changes` are
    those that its first subscription brought, over all connections.
    """

    service: Service
    token: str
    name: str
    after: str | None = None
    changes: list[str] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        """Whether the service has closed one of its connections as too slow."""
        mine = f'"request":"{self.name}"'
        ends = [each for each in self.service.log.read_text().splitlines() if mine in each]
        return any(json.loads(each)["status"] == TOO_SLOW for each in ends)

    async def get_closed(self, is_over: asyncio.Event) -> None:
        """Be slow until the service has closed it for that, or everything is over."""
        while not (self.is_closed or is_over.is_set()):
            with suppress(ConnectionClosed, OSError, TimeoutError, InvalidHandshake):
                line = await opened(self.service, self.token, small=self.name)
                try:
                    for name in range(10):
                        await _subscribe(line, str(name), ALL, after=self.after)
                    # At most so long: a process that is gone closes nobody.
                    for _ in range(30):
                        if self.is_closed or is_over.is_set():
                            break
                        await asyncio.sleep(1.0)
                    await self._read_on(line)
                finally:
                    line.transport.abort()
            await asyncio.sleep(_AGAIN_S)

    async def catch_up(self, count: int) -> None:
        """Read what is left, until so many changes have come."""
        while len(self.changes) < count:
            with suppress(ConnectionClosed, OSError, TimeoutError, InvalidHandshake):
                async with await opened(self.service, self.token) as line:
                    await _subscribe(line, "0", ALL, after=self.after)
                    async for text in line:
                        self._take(json.loads(text))
                        if len(self.changes) >= count:
                            return
            await asyncio.sleep(_AGAIN_S)

    async def _read_on(self, line: ClientConnection) -> None:
        """Read what has come, until nothing does for a moment."""
        with suppress(TimeoutError):
            while True:
                async with asyncio.timeout(0.5):
                    text = await line.recv()
                self._take(json.loads(text))

    def _take(self, message: Json) -> None:
        if message["type"] == "next" and message["id"] == "0":
            entry = message["payload"]["data"]["changes"]
            self.changes.append(entry["changeSet"])
            self.after = entry["cursor"]


async def opened(service: Service, token: str, *, small: str = "") -> ClientConnection:
    """Return a connection that is initialised; a `small` one, with that name, is full soon."""
    door = socket.socket()
    if small:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    door.settimeout(0)
    await asyncio.get_running_loop().sock_connect(door, ("127.0.0.1", service.port))
    line = await connect(
        f"ws://127.0.0.1:{service.port}/graphql",
        sock=door,
        subprotocols=[PROTOCOL],
        compression=None,
        max_size=None,
        max_queue=1 if small else 16,
        ping_interval=None,
        open_timeout=30,
        proxy=None,
        additional_headers={"x-request-id": small} if small else None,
    )
    payload = {"authorization": f"Bearer {token}"}
    try:
        await line.send(json.dumps({"type": "connection_init", "payload": payload}))
        async with asyncio.timeout(30):
            assert json.loads(await line.recv())["type"] == "connection_ack"
    except BaseException:
        line.transport.abort()  # its process was killed, or whoever waits is
        raise
    return line


async def whole_log(
    http: httpx.AsyncClient, token: str, after: str | None
) -> list[tuple[str, str]]:
    """Return change set and enterprise of every entry after a cursor, in order."""
    found: list[tuple[str, str]] = []
    while True:
        body = {"query": LOG, "variables": {"after": after}}
        answer = await http.post(
            "/graphql", json=body, headers={"authorization": f"Bearer {token}"}
        )
        page = answer.json()["data"]["notices"]
        found += [(each["changeSet"], each["notices"][0]["uscc"]) for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"] or after
        if not page["pageInfo"]["hasNextPage"]:
            return found


async def _subscribe(line: ClientConnection, name: str, text: str, **variables: object) -> None:
    payload = {"query": text, "variables": variables}
    await line.send(json.dumps({"type": "subscribe", "id": name, "payload": payload}))
