"""One line of JSON for each request and each WebSocket, when it has ended; never what it held."""

import re
import time
from collections.abc import Callable
from typing import Final
from uuid import uuid4

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.clock import Now
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.web.header_fields import header_field
from credit_graph.web.streaming.socket_end import SocketEnd

_FIELD: Final = b"x-request-id"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def new_id() -> str:
    """Return an id that no other request has."""
    return uuid4().hex


class RequestLog:
    """Names each request, tells its name in `X-Request-ID`, and writes its line when it ends.

    A name that the caller brings in `X-Request-ID` is kept if it is harmless. Of a WebSocket the
    line has the code with which it ended.
    """

    def __init__(
        self,
        app: ASGIApp,
        write: Callable[[str], None],
        now: Now,
        make_id: Callable[[], str] = new_id,
    ) -> None:
        self._app = app
        self._write = write
        self._now = now
        self._make_id = make_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "websocket":
            await self._follow_socket(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = self._name(scope)
        status, began = 0, time.perf_counter()

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (_FIELD, name.encode())]
            await send(message)

        with receipt() as spent:
            try:
                await self._app(scope, receive, named)
            finally:
                line = self._line(scope, name, scope["method"], status, began)
                self._write(_json({**line, "statements": spent.round_trips}))

    async def _follow_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        name, began = self._name(scope), time.perf_counter()
        end = SocketEnd(receive, send)
        try:
            await self._app(scope, end.receive, end.send)
        finally:
            self._write(_json(self._line(scope, name, "WEBSOCKET", end.code, began)))

    def _name(self, scope: Scope) -> str:
        brought = header_field(scope["headers"], _FIELD) or ""
        return brought if _ID.fullmatch(brought) else self._make_id()

    def _line(
        self, scope: Scope, name: str, method: str, status: int, began: float
    ) -> dict[str, object]:
        return {
            "at": self._now().isoformat(timespec="milliseconds"),
            "request": name,
            "method": method,
            "path": scope["path"],
            "status": status,
            "ms": round((time.perf_counter() - began) * 1_000, 1),
        }


def _json(line: dict[str, object]) -> str:
    return orjson.dumps(line).decode()
