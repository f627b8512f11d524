"""One line of JSON for each request: which, how it ended, how long it took; never what it said."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.graph.database.request_statistics import receipt

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def new_id() -> str:
    """Return an id that no other request has."""
    return uuid4().hex


class RequestLog:
    """Names each request, tells its name in `X-Request-ID`, and writes its line when it ends.

    A name that the caller brings in `X-Request-ID` is kept if it is harmless.
    """

    def __init__(
        self,
        app: ASGIApp,
        write: Callable[[str], None],
        now: Callable[[], datetime],
        make_id: Callable[[], str] = new_id,
    ) -> None:
        self._app = app
        self._write = write
        self._now = now
        self._make_id = make_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        brought = Headers(scope=scope).get("x-request-id", "")
        name = brought if _ID.fullmatch(brought) else self._make_id()
        status, began = 0, time.perf_counter()

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = name
            await send(message)

        with receipt() as spent:
            try:
                await self._app(scope, receive, named)
            finally:
                ms = round((time.perf_counter() - began) * 1_000, 1)
                statements = spent.round_trips
                self._write(self._line(scope, name, status=status, ms=ms, statements=statements))

    def _line(self, scope: Scope, name: str, **told: float) -> str:
        line = {
            "at": self._now().isoformat(timespec="milliseconds"),
            "request": name,
            "method": scope["method"],
            "path": scope["path"],
            **told,
        }
        return orjson.dumps(line).decode()
