"""With which code a WebSocket ended, seen from outside."""

from starlette.types import Message, Receive, Send

ABNORMAL = 1006


class SocketEnd:
    """Watches what a WebSocket's application takes and sends; `code` is that of its end.

    The service's own code counts, whether or not the client was there to read it; else the one
    that came from the client, or 1006 if it went without any.
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self.code = ABNORMAL
        self._receive = receive
        self._send = send
        self._is_closed = False

    async def receive(self) -> Message:
        """Take the next message."""
        message = await self._receive()
        if message["type"] == "websocket.disconnect" and not self._is_closed:
            self.code = message.get("code", ABNORMAL)
        return message

    async def send(self, message: Message) -> None:
        """Send a message."""
        if message["type"] == "websocket.close" and not self._is_closed:
            self._is_closed = True
            self.code = message.get("code", 1000)
        await self._send(message)
