"""Where others can reach the service, requests come over TLS or not at all."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.api.http.errors import InsecureTransportError
from credit_graph.web.refusal import refusal

_ASKING = frozenset({"http", "websocket"})
_PROBES = frozenset({"/live", "/ready"})
_FORWARDED = b"x-forwarded-proto"


class SecureTransport:
    """Refuses with 403 `INSECURE_TRANSPORT` what crossed a network in the clear.

    Let through are TLS that ends here, what a named proxy says came to it over TLS
    (`X-Forwarded-Proto: https`, once), programs on this machine, and the two probes. What others
    say of themselves in that field counts for nothing.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[IPv4Network | IPv6Network]) -> None:
        self._app = app
        self._proxies = tuple(proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] not in _ASKING or scope["path"] in _PROBES or self._is_secure(scope):
            await self._app(scope, receive, send)
            return
        await refusal(403, InsecureTransportError())(scope, receive, send)

    def _is_secure(self, scope: Scope) -> bool:
        if scope["scheme"] in ("https", "wss"):
            return True
        try:
            peer = ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer
        if any(peer in each for each in self._proxies):
            return [value for name, value in scope["headers"] if name == _FORWARDED] == [b"https"]
        return peer.is_loopback
