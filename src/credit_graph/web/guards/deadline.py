"""A request is answered within its time, or refused."""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.errors import RequestTimeoutError
from credit_graph.web.refusal import Started, refusal, refuse


class RequestDeadline:
    """Ends the work on a request after some seconds with 504 `REQUEST_TIMEOUT`."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        started = Started(send)
        try:
            async with asyncio.timeout(self._seconds) as limit:
                await self._app(scope, receive, started)
        except TimeoutError:
            if not limit.expired():
                raise
            error = RequestTimeoutError(seconds=self._seconds)
            await refuse(refusal(504, error, Retry_After="1"), scope, receive, started)
