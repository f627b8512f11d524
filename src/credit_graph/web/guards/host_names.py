"""Requests are taken for names of this machine, and those of a setting, only."""

from collections.abc import Collection
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.api.http.errors import BadHostError
from credit_graph.message import Message
from credit_graph.web.refusal import refusal


class HostNames:
    """Refuses with 400 `BAD_HOST` what is not asked of a known name, exactly one of them.

    Known are loopback names, and `names`, in small letters without port.

    A page of another site could otherwise reach a service on this machine by a name of its own
    that leads here; and of two `Host` fields a proxy may have looked at the other one.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = ()) -> None:
        self._app = app
        self._names = frozenset(names)
        # Nearly all requests name the same one or two; a name is no longer than all header
        # fields may be.
        self._is_known = lru_cache(maxsize=32)(self._find)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        problem = self._problem([value for name, value in scope["headers"] if name == b"host"])
        if problem is None:
            await self._app(scope, receive, send)
            return
        await refusal(400, BadHostError(why=problem))(scope, receive, send)

    def _problem(self, hosts: list[bytes]) -> Message | None:
        if len(hosts) != 1:
            count = len(hosts)
            return (
                Message("there are {count} of them", count=count)
                if hosts
                else Message("there is none")
            )
        return None if self._is_known(hosts[0]) else Message("it is not a name of this service")

    def _find(self, field: bytes) -> bool:
        host = field.decode("latin-1")
        try:
            parts = urlsplit(f"//{host}")
            name, _ = parts.hostname, parts.port
            if parts.netloc != host or "@" in host or not name:
                return False
            if name == "localhost" or name in self._names:
                return True
            return ip_address(name).is_loopback
        except ValueError:
            return False
