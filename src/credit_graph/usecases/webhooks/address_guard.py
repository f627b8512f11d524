"""Whether deliveries may go to a host: every address of it must be one that may receive."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from credit_graph.domain.webhooks.endpoint import AddressRange, WebhookEndpoint, may_receive
from credit_graph.domain.webhooks.errors import WebhookAddressRefusedError
from credit_graph.message import Message

RESOLVE_S: Final = 5.0
"""Seconds that the look-up of a name may take."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolved(host: str, port: int) -> Sequence[str]:
    """Return the numeric addresses of a host, as the system finds them; raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class AddressGuard:
    """Looks names up and judges what they stand for.

    Whoever sends connects to an address that was returned, and looks no name up again: a name
    that stands for another address a moment later leads nowhere else.
    """

    def __init__(self, allowed: Sequence[AddressRange], resolve: Resolve = resolved) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolve

    async def addresses(self, endpoint: WebhookEndpoint) -> Sequence[str]:
        """Return the addresses of a host, in order; raise `WebhookAddressRefusedError`."""
        try:
            async with asyncio.timeout(RESOLVE_S):
                found = await self._resolve(endpoint.host, endpoint.port)
        except (OSError, UnicodeError):  # TimeoutError among them
            found = ()
        if not found:
            raise WebhookAddressRefusedError(Message("its host is not found"))
        if not all(may_receive(each, self._allowed) for each in found):
            raise WebhookAddressRefusedError(
                Message("its host lies in a network that is not public")
            )
        return found
