"""Bodies are received whole before anything looks at them, and no further than their limit."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.api.http.errors import BodyEncodedError, BodyTooLargeError
from credit_graph.web.refusal import refusal


class BodyLimit:
    """Lets a request through once its body is here; 413 if it is too long, 415 if compressed.

    A stated length is believed where it is too long, and counted where it is not. Whoever is
    asked next finds the body in one piece: a slow sender keeps nobody waiting but itself.
    """

    def __init__(self, app: ASGIApp, at_most_bytes: int) -> None:
        self._app = app
        self._at_most = at_most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.get("content-encoding", "identity").lower() != "identity":
            answer = refusal(415, BodyEncodedError(), Connection="close")
            await answer(scope, receive, send)
            return
        stated = headers.get("content-length", "0")
        body = None if self._is_too_long(stated) else await self._received(receive)
        if body is None:
            error = BodyTooLargeError(limit=self._at_most)
            await refusal(413, error, Connection="close")(scope, receive, send)
            return
        if body.get("type") == "http.request":
            await self._app(scope, _again(body, receive), send)

    def _is_too_long(self, stated: str) -> bool:
        # A number of many digits takes long to read, and is too long anyway.
        digits = stated.lstrip("0")
        return len(digits) > len(str(self._at_most)) or int(digits or "0") > self._at_most

    async def _received(self, receive: Receive) -> Message | None:
        """Return the body as one message, None if it is too long, or the sender's leaving."""
        pieces, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return message
            piece = message.get("body", b"")
            size += len(piece)
            if size > self._at_most:
                return None
            pieces.append(piece)
            more = message.get("more_body", False)
        return {"type": "http.request", "body": b"".join(pieces), "more_body": False}


def _again(body: Message, receive: Receive) -> Receive:
    waiting = [body]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received
