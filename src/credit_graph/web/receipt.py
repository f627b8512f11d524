"""A request that is not received in time ends its connection."""

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from credit_graph.api.limits import DEFAULT_LIMITS


class ReceiptDeadline(HttpToolsProtocol):
    """uvicorn's HTTP, for `http=`, with a deadline from a request's first byte to its last.

    uvicorn itself waits forever for the rest of a header or a body, and each waiting connection
    takes a descriptor. A new connection has the same time for its first request; one that has
    been answered is idle, for which uvicorn has its own deadline.
    """

    receipt_s: ClassVar[float] = DEFAULT_LIMITS.receipt_s
    _receiving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._received()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request."""
        super().on_message_begin()
        if self._receiving is None:
            self._wait()

    def on_message_complete(self) -> None:
        """Stop waiting: the request is here."""
        self._received()
        super().on_message_complete()

    def _wait(self) -> None:
        self._receiving = self.loop.call_later(self.receipt_s, self._give_up)

    def _received(self) -> None:
        if self._receiving is not None:
            self._receiving.cancel()
            self._receiving = None

    def _give_up(self) -> None:
        self._receiving = None
        self.transport.abort()
