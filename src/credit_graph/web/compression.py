"""Compressed answers (gzip) for clients that accept them, and nothing in the way of the others."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send


class Compression(GZipMiddleware):
    """Starlette's, past which goes an answer that it would hold back and then leave as it is.

    That is one to a POST without gzip in `Accept-Encoding`. An answer to a GET may be kept by a
    cache, so it gets its `Vary` from Starlette, compressed or not.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and scope["method"] == "POST" and not _accepts_gzip(scope):
            await self.app(scope, receive, send)
            return
        await super().__call__(scope, receive, send)


def _accepts_gzip(scope: Scope) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
