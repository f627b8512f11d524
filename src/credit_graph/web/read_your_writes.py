"""Read your writes: a request that brings a change's bookmark sees that change, in any process."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.api.recording.bookmark import open_bookmark
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.errors import BadBookmarkError, DatabaseError
from credit_graph.web.header_fields import header_field
from credit_graph.web.refusal import refusal

HEADER: Final = "X-Bookmark"
_FIELD: Final = HEADER.lower().encode()

Follow = Callable[[datetime, frozenset[str]], Awaitable[None]]


class ReadYourWrites:
    """Waits until the database has the change that `X-Bookmark` stands for; 400 for any other.

    `follow` has the clock go on to the change's instant too: what is read as known now is read as
    known then, even where the clock of this machine is behind that of the writer.
    """

    def __init__(self, app: ASGIApp, seal: CursorSeal, follow: Follow) -> None:
        self._app = app
        self._seal = seal
        self._follow = follow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        brought = header_field(scope["headers"], _FIELD)
        if brought is not None:
            try:
                await self._follow(*open_bookmark(self._seal, brought))
            except BadBookmarkError as error:
                await refusal(400, error)(scope, receive, send)
                return
            except DatabaseError as error:
                await refusal(503, error, Retry_After="1")(scope, receive, send)
                return
        await self._app(scope, receive, send)
