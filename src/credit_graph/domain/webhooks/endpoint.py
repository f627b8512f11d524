"""Where deliveries may go: HTTPS addresses of the outer network (server-side request forgery)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final
from urllib.parse import urlsplit

from credit_graph.domain.webhooks.errors import BadWebhookAddressError
from credit_graph.message import Message

AddressRange = IPv4Network | IPv6Network

LONGEST: Final = 500
"""Characters of an address."""

_HTTPS: Final = 443
_TRANSLATED: Final = ip_network("64:ff9b::/96")  # NAT64 (RFC 6052): its last 32 bits are IPv4
_TRANSLATED_LOCALLY: Final = ip_network("64:ff9b:1::/48")  # RFC 8215
_HOST: Final = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
_PRINTED: Final = re.compile(r"[!-~]*")


@dataclass(frozen=True, slots=True)
class WebhookEndpoint:
    """An HTTPS address in its parts; `target` is path and query."""

    host: str
    port: int
    target: str

    @classmethod
    def read(cls, text: str) -> "WebhookEndpoint":
        """Return the parts of an address; raise `BadWebhookAddressError` if it is not one."""
        why = _problem(text)
        if why is not None:
            raise BadWebhookAddressError(why)
        parts = urlsplit(text)
        query = f"?{parts.query}" if parts.query else ""
        assert parts.hostname is not None  # noqa: S101  # it was just checked
        return cls(parts.hostname, parts.port or _HTTPS, f"{parts.path or '/'}{query}")

    @property
    def authority(self) -> str:
        """Host and port, as the header `Host` names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _HTTPS else f"{host}:{self.port}"

    def at(self, address: str) -> str:
        """Return the address to connect to, with the host replaced by a numeric address of it."""
        host = f"[{address}]" if ":" in address else address
        return f"https://{host}:{self.port}{self.target}"


def may_receive(address: str, allowed: Iterable[AddressRange]) -> bool:
    """Tell whether deliveries may go to a numeric address.

    That is every address of the public Internet, and those in the networks that are allowed by
    name. An IPv6 address that carries an IPv4 address is judged by both.
    """
    outer = ip_address(address.partition("%")[0])
    faces = (outer, *_carried(outer))
    named = tuple(allowed)
    if any(each in network for network in named for each in faces):
        return True
    return all(map(_is_public, faces))


def _problem(text: str) -> Message | None:
    if len(text) > LONGEST:
        return Message("it has more than {most} characters", most=LONGEST)
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return Message("it cannot be read")
    why = None
    if parts.scheme != "https":
        why = Message("it does not begin with https://")
    elif "@" in parts.netloc:
        why = Message("it holds credentials")
    elif "#" in text:
        why = Message("it has a fragment")
    elif port == 0 or not _PRINTED.fullmatch(text) or not _HOST.fullmatch(host):
        why = Message("its host, port or path is not written as in RFC 3986")
    return why


def _carried(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address stands for: mapped, 6to4, NAT64."""
    if isinstance(address, IPv4Address):
        return ()
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else None
    found = (address.ipv4_mapped, address.sixtofour, translated)
    return tuple(each for each in found if each is not None)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None or address in _TRANSLATED:
            return True  # judged by what it carries
        if address.is_site_local or address in _TRANSLATED_LOCALLY:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )
