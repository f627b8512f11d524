"""A request that is not received in time, or whose headers are too long, ends its connection."""

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from credit_graph.api.http.errors import HeadersTooLargeError, MalformedHttpError
from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.web.refusal import refusal
from credit_graph.web.streaming.server_sent_events import ABORT

_BAD_REQUEST, _HEADERS_TOO_LARGE = 400, 431
_BETWEEN = 4  # colon, blank and the end of the line


class ReceiptDeadline(HttpToolsProtocol):
    """uvicorn's HTTP, for `http=`, with a deadline from a request's first byte to its last.

    uvicorn itself waits forever for the rest of a header or a body, and each waiting connection
    takes a descriptor. A new connection has the same time for its first request; one that has
    been answered is idle, for which uvicorn has its own deadline. Nor does it bound header
    fields: here address and fields, those after the body too, have a limit, above which the
    answer is 431. Bytes that are no request get 400.
    """

    receipt_s: ClassVar[float] = DEFAULT_LIMITS.receipt_s
    header_bytes: ClassVar[int] = DEFAULT_LIMITS.header_bytes
    _receiving: asyncio.TimerHandle | None = None
    _head = 0  # bytes of the fields that are complete
    _unparsed = 0  # bytes since the last complete thing, while a head is being received
    _in_head = True
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._received()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; what follows a refused request is not looked at."""
        if self._refused:
            return
        self._unparsed += len(data)
        super().data_received(data)
        if self._in_head and self._unparsed > self.header_bytes and not self._refused:
            self._head = self._unparsed
            self.send_400_response("")

    def on_url(self, url: bytes) -> None:
        """Count the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a field."""
        self._count(len(name) + len(value) + _BETWEEN)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop counting bytes that are not parsed yet: what follows is the body."""
        self._in_head = False
        super().on_headers_complete()
        # The end of a stream whose reader has stopped: what waits for it would never be read.
        self.scope["extensions"] = {ABORT: {"abort": self.transport.abort}}

    def send_400_response(self, msg: str) -> None:
        """Answer what cannot be parsed, in JSON; uvicorn closes the connection after it."""
        del msg
        self._refused = True
        self._received()
        large = self._head > self.header_bytes
        error = HeadersTooLargeError(self.header_bytes) if large else MalformedHttpError()
        answer = refusal(_HEADERS_TOO_LARGE if large else _BAD_REQUEST, error, connection="close")
        fields = b"".join(name + b": " + value + b"\r\n" for name, value in answer.raw_headers)
        line = STATUS_LINE[answer.status_code]
        self.transport.write(line + fields + b"\r\n" + bytes(answer.body))
        self.transport.close()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request."""
        super().on_message_begin()
        self._head, self._in_head = 0, True
        if self._receiving is None:
            self._wait()

    def on_message_complete(self) -> None:
        """Stop waiting: the request is here."""
        self._received()
        self._unparsed, self._in_head = 0, True
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Stop waiting: the connection is a WebSocket's from now on."""
        self._received()
        super().handle_websocket_upgrade()

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > self.header_bytes:
            # An error in a callback stops the parser, and uvicorn calls `send_400_response`.
            raise ValueError("the header is too long")

    def _wait(self) -> None:
        self._receiving = self.loop.call_later(self.receipt_s, self._give_up)

    def _received(self) -> None:
        if self._receiving is not None:
            self._receiving.cancel()
            self._receiving = None

    def _give_up(self) -> None:
        self._receiving = None
        self.transport.abort()
