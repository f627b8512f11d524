"""uvicorn's WebSockets, for `ws=`, ending also with a client that reads nothing."""

import asyncio
from typing import ClassVar

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class BoundedSocket(WebSocketsSansIOProtocol):
    """A WebSocket that is gone so many seconds after it was closed.

    uvicorn waits for room before it sends a close frame, and then for the rest to be read: with a
    client that reads nothing both take for ever, and so does the connection.
    """

    close_s: ClassVar[float] = 5.0
    _leaving: asyncio.TimerHandle | None = None

    async def send(self, message: ASGISendEvent) -> None:
        """Send a message; a close frame goes behind whatever waits to be read."""
        if message["type"] == "websocket.close" and not self.disconnected:
            self.writable.set()
            self._leave()
        await super().send(message)

    def keepalive_timeout(self) -> None:
        """End a connection whose other end is silent."""
        super().keepalive_timeout()
        self._leave()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None
        super().connection_lost(exc)

    def _leave(self) -> None:
        if self._leaving is None:
            self._leaving = self.loop.call_later(self.close_s, self.transport.abort)
