"""A TCP relay between a driver and Neo4j that can fail a line at a chosen Bolt request."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum

_AT_MOST = 65_536
_TIME_TO_ACT_S = 0.3  # for a server that got the request; its answer is not read any more


class Request(Enum):
    """A Bolt request by its first two bytes: the structure's size and the message's tag."""

    BEGIN = b"\xb1\x11"
    RUN = b"\xb3\x10"
    COMMIT = b"\xb0\x12"


class When(Enum):
    """What becomes of the request and of its line."""

    BEFORE_IT_ARRIVES = "the line is cut, and the server never sees the request"
    BEFORE_ITS_ANSWER = "the server gets the request, and the line is cut"
    FALLING_SILENT = "the server gets the request, and the line stays open without an answer"


@dataclass(slots=True)
class Relay:
    """`port` is where to connect; `cuts` counts the lines that failed at a request.

    `delay_s` is how long every answer is held back. New lines lead to `server_port` as it is then.
    """

    server_port: int
    port: int = 0
    delay_s: float = 0.0
    cuts: int = 0
    _request: Request | None = None
    _when: When = When.BEFORE_IT_ARRIVES
    _left: int = 0
    _lines: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut_at(self, request: Request, when: When, *, times: int = 1) -> None:
        """Fail the next `times` lines on which such a request is sent."""
        self._request, self._when, self._left = request, when, times

    def move(self, server_port: int) -> None:
        """Cut every line there is now; new ones lead to another server."""
        self.server_port = server_port
        self.cut_all()

    def cut_all(self) -> None:
        """Cut every line there is now."""
        for line in self._lines:
            line.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one line until either side ends it or it is cut."""
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        answers = asyncio.ensure_future(self._pour(far_reader, writer))
        self._lines.add(writer)
        try:
            while data := await reader.read(_AT_MOST):
                cut = self._left > 0 and self._request in set(_requests(data))
                if cut:
                    self._left -= 1
                    self.cuts += 1
                    answers.cancel()
                if not cut or self._when is not When.BEFORE_IT_ARRIVES:
                    far_writer.write(data)
                    await far_writer.drain()
                if cut and self._when is not When.FALLING_SILENT:
                    await asyncio.sleep(_TIME_TO_ACT_S)
                    return
        except ConnectionError:
            return
        finally:
            answers.cancel()
            self._lines.discard(writer)
            writer.transport.abort()
            far_writer.transport.abort()

    async def _pour(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(_AT_MOST):
                await asyncio.sleep(self.delay_s)
                sink.write(data)
                await sink.drain()
        # The server hung up, so the client must notice.
        sink.close()


@asynccontextmanager
async def relay_to(server_port: int, port: int = 0) -> AsyncIterator[Relay]:
    """Relay to a port on this machine until the block ends, from a port given or chosen."""
    relay = Relay(server_port)
    server = await asyncio.start_server(relay.serve, "127.0.0.1", port)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()
        relay.cut_all()
        await asyncio.sleep(0)


def _requests(data: bytes) -> Iterator[Request]:
    # A chunk begins with its length in two bytes; these requests fit into the first of theirs.
    at = 0
    while at + 4 <= len(data):
        start = data[at + 2 : at + 4]
        if any(start == each.value for each in Request):
            yield Request(start)
        at += 2 + int.from_bytes(data[at : at + 2], "big")
