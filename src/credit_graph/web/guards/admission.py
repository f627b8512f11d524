"""So many requests at work, so many waiting, and no more: the rest are asked to retry later."""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.errors import TooBusyError
from credit_graph.web.refusal import refusal


class Admission:
    """Lets requests through in the order they came; 503 with `Retry-After` where all is taken.

    A service that takes on everything answers nobody in time. One that is full says so at once.
    """

    def __init__(self, app: ASGIApp, in_flight: int, queued: int) -> None:
        self._app = app
        self._places = asyncio.Semaphore(in_flight)
        self._in_flight = in_flight
        self._most = in_flight + queued
        self._inside = 0

    @property
    def at_work(self) -> int:
        """How many requests are being answered."""
        return min(self._inside, self._in_flight)

    @property
    def waiting(self) -> int:
        """How many requests wait for a place."""
        return self._inside - self.at_work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if self._inside >= self._most:
            await refusal(503, TooBusyError(), Retry_After="1")(scope, receive, send)
            return
        self._inside += 1
        try:
            async with self._places:
                await self._app(scope, receive, send)
        finally:
            self._inside -= 1
