"""Many clients at once over plain connections, cheap enough that the service is what is slow."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

import orjson


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: its status, its body, and the seconds until all of it was there."""

    status: int
    body: bytes
    took_s: float


@dataclass(frozen=True, slots=True)
class Line:
    """One connection that stays open from request to request."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def to(cls, port: int) -> "Line":
        """Open a connection to a service on the loopback interface."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, document: str) -> Reply:
        """Put a question and read the answer."""
        began = time.monotonic()
        self.writer.write(request(document))
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        size = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        body = await self.reader.readexactly(size)
        return Reply(int(head.split(b" ", 2)[1]), body, time.monotonic() - began)


def request(document: str) -> bytes:
    """Return the bytes of a question."""
    body = orjson.dumps({"query": document})
    head = (
        "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def asked_for(
    port: int, documents: Sequence[str], clients: int, seconds: float, after_refusal_s: float = 1.0
) -> list[Reply]:
    """Have so many clients ask for so long; who is refused waits as the refusal demands."""
    replies: list[Reply] = []
    until = time.monotonic() + seconds

    async def client(number: int) -> None:
        line, turn = await Line.to(port), number
        while time.monotonic() < until:
            reply = await line.ask(documents[turn % len(documents)])
            replies.append(reply)
            turn += clients
            if reply.status == 503:
                await asyncio.sleep(after_refusal_s)
        line.writer.close()

    await asyncio.gather(*(client(number) for number in range(clients)))
    return replies


def percentile(values: Iterable[float], share: float) -> float:
    """Return the least value that so large a share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(ceil(len(ordered) * share) - 1, 0)]
