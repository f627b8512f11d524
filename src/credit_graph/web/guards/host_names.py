"""Requests are taken for names of this machine only."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.api.http.errors import BadHostError
from credit_graph.web.refusal import refusal


class HostNames:
    """Refuses with 400 `BAD_HOST` what is not asked of a loopback name, exactly one of them.

    A page of another site could otherwise reach a service on this machine by a name of its own
    that leads here; and of two `Host` fields a proxy may have looked at the other one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        problem = _problem([value for name, value in scope["headers"] if name == b"host"])
        if problem is None:
            await self._app(scope, receive, send)
            return
        await refusal(400, BadHostError(why=problem))(scope, receive, send)


def _problem(hosts: list[bytes]) -> str | None:
    if len(hosts) != 1:
        return "there is none" if not hosts else f"there are {len(hosts)} of them"
    return None if _is_loopback(hosts[0]) else "it is not a loopback name"


# Nearly all requests name the same one or two; a name is no longer than all header fields may be.
@lru_cache(maxsize=32)
def _is_loopback(field: bytes) -> bool:
    host = field.decode("latin-1")
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname, parts.port
        if parts.netloc != host or "@" in host or not name:
            return False
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
