"""Bodies are received whole before anything looks at them, and no further than their limit."""

from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.api.http.errors import BodyEncodedError, BodyTooLargeError
from credit_graph.errors import TooBusyError
from credit_graph.web.header_fields import header_field
from credit_graph.web.refusal import refusal


@dataclass(slots=True)
class Uploads:
    """How many long bodies there may be at once, how long each may be, how many there are."""

    most: int
    at_most_bytes: int
    under_way: int = 0


class BodyLimit:
    """Lets a request through once its body is here; 413 if it is too long, 415 if compressed.

    A stated length is believed where it is too long, and counted where it is not. Whoever is
    asked next finds the body in one piece: a slow sender keeps nobody waiting but itself.

    A request that brings a token may be an upload, of which there are few at once: whether the
    token is good is found out later, and memory is bounded either way.
    """

    def __init__(self, app: ASGIApp, at_most_bytes: int, uploads: "Uploads | None" = None) -> None:
        self._app = app
        self._at_most = at_most_bytes
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        fields = scope["headers"]
        if (header_field(fields, b"content-encoding") or "identity").lower() != "identity":
            answer = refusal(415, BodyEncodedError(), Connection="close")
            await answer(scope, receive, send)
            return
        uploads = self._uploads
        is_upload = (
            self._is_too_long(scope, self._at_most)
            and header_field(fields, b"authorization") is not None
        )
        if uploads is None or not is_upload:
            await self._answer(scope, receive, send, self._at_most)
            return
        if uploads.under_way >= uploads.most:
            await refusal(503, TooBusyError(), Retry_After="5", Connection="close")(
                scope, receive, send
            )
            return
        uploads.under_way += 1
        try:
            await self._answer(scope, receive, send, uploads.at_most_bytes)
        finally:
            uploads.under_way -= 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send, at_most: int) -> None:
        too_long = self._is_too_long(scope, at_most)
        body = None if too_long else await self._received(receive, at_most)
        if body is None:
            error = BodyTooLargeError(limit=at_most)
            await refusal(413, error, Connection="close")(scope, receive, send)
            return
        if body.get("type") == "http.request":
            await self._app(scope, _again(body, receive), send)

    def _is_too_long(self, scope: Scope, at_most: int) -> bool:
        # A number of many digits takes long to read, and is too long anyway.
        digits = (header_field(scope["headers"], b"content-length") or "").lstrip("0")
        return len(digits) > len(str(at_most)) or int(digits or "0") > at_most

    async def _received(self, receive: Receive, at_most: int) -> Message | None:
        """Return the body as one message, None if it is too long, or the sender's leaving."""
        pieces, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return message
            piece = message.get("body", b"")
            size += len(piece)
            if size > at_most:
                return None
            pieces.append(piece)
            more = message.get("more_body", False)
        return {"type": "http.request", "body": b"".join(pieces), "more_body": False}


def _again(body: Message, receive: Receive) -> Receive:
    waiting = [body]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received
