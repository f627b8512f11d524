"""A receiver of webhooks: a real HTTPS server that keeps what came and answers as asked."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from support.answering import answering, opened_door
from support.certificates import self_signed

HOST = "receiver.test"


@dataclass(frozen=True, slots=True)
class Came:
    """One request: its path, headers and body."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """Its `webhook-id`."""
        return self.headers["webhook-id"]

    @property
    def codes(self) -> list[str]:
        """The enterprises of its notices."""
        return [each["uscc"] for each in self.json["data"]["notices"]]

    @property
    def json(self) -> Any:  # noqa: ANN401  # a document
        """Its body."""
        return orjson.loads(self.body)


@dataclass
class Receiver:
    """Answers `statuses` in turn, then 200; `held` keeps it from answering, `endless` from ending.

    `certificates` trusts it and nothing else.
    """

    port: int
    certificates: ssl.SSLContext
    statuses: list[int] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)
    held: asyncio.Event | None = None
    endless: bool = False

    @property
    def url(self) -> str:
        """Where it is reached, by name."""
        return f"https://{HOST}:{self.port}/hook"

    async def has(self, number: int, within_s: float = 20.0) -> list[Came]:
        """Wait until so many requests came; return all."""
        async with asyncio.timeout(within_s):
            while len(self.came) < number:  # noqa: ASYNC110  # as it would be from outside
                await asyncio.sleep(0.01)
        return self.came

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        self.came.append(Came(scope["path"], dict(request.headers), await request.body()))
        status = self.statuses.pop(0) if self.statuses else 200
        if self.held is not None:
            await self.held.wait()
        headers = [(b"location", b"/elsewhere")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        while self.endless:
            piece = {"type": "http.response.body", "body": b"x" * 4_096, "more_body": True}
            await send(piece)
            await asyncio.sleep(0.01)
        await send({"type": "http.response.body"})


@asynccontextmanager
async def receiving(folder: Path, *names: str) -> AsyncIterator[Receiver]:
    """Serve on loopback with a certificate for these names until the block ends."""
    chain, key = self_signed(folder, *(names or (HOST,)))
    trusting = ssl.create_default_context(cafile=str(chain))
    door, port = opened_door()
    receiver = Receiver(port, trusting)
    options: dict[str, Any] = {"lifespan": "off", "timeout_graceful_shutdown": 1}
    async with answering(receiver, door, ssl_certfile=chain, ssl_keyfile=key, **options):
        try:
            yield receiver
        finally:
            receiver.endless = False
            if receiver.held is not None:
                receiver.held.set()
