"""Answers that may be kept carry an `ETag`; whoever has them already gets 304 and no body."""

from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OK, _NOT_MODIFIED = 200, 304


class ConditionalGet:
    """Compares a GET's answer with what `If-None-Match` names (RFC 9110, 13.1.2).

    Looked at are answers with status 200 and `Cache-Control: … no-cache`: those may be kept and
    must be asked for again each time. An `ETag` that the answer brings is taken; else one is made
    of its body. It is weak, for the same answer may also be sent compressed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Compared(Headers(scope=scope), send))


class _Compared:
    """Holds the beginning of an answer back until its body is known."""

    def __init__(self, asked: Headers, send: Send) -> None:
        self._known = asked.get("if-none-match", "")
        self._send = send
        self._start: Message | None = None
        self._is_known = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _may_be_kept(message):
            self._start = message
            return
        start, self._start = self._start, None
        if start is not None:
            message = self._begun(start, message)
            await self._send(start)
        elif self._is_known:
            return  # the rest of a body that is not sent
        await self._send(message)

    def _begun(self, start: Message, message: Message) -> Message:
        """Complete the head, and return the body that goes with it."""
        headers = MutableHeaders(scope=start)
        if "etag" not in headers:
            if message.get("more_body", False):
                return message  # only the whole body has a tag
            headers["ETag"] = f'W/"{sha256(message.get("body", b"")).hexdigest()[:32]}"'
        self._is_known = _names(self._known, headers["ETag"])
        if not self._is_known:
            return message
        start["status"] = _NOT_MODIFIED
        for name in ("Content-Length", "Content-Type", "Content-Disposition"):
            del headers[name]
        return {"type": "http.response.body", "body": b""}


def _may_be_kept(start: Message) -> bool:
    storage = Headers(raw=start["headers"]).get("cache-control", "")
    return bool(start["status"] == _OK) and "no-cache" in storage


def _names(known: str, tag: str) -> bool:
    listed = {each.strip().removeprefix("W/") for each in known.split(",")}
    return "*" in listed or tag.removeprefix("W/") in listed
