"""Where the service listens, under which names, and for whom."""

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from credit_graph.errors import SettingError
from credit_graph.errors.causes import cause_of
from credit_graph.message import Message

_USUAL_PORTS = {"http": 80, "https": 443}
_HIGHEST_PORT = 65_535

_MISMATCHES = ("KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH")
_UNREAD = "PEM lib"

AddressRange = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files of a TLS certificate, with its chain, and of its private key."""

    chain: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Network:
    """An address to listen on, and who may come that way.

    `names`: the service is reached under these host names too, beside those of loopback.
    `proxies`: who ends TLS for it, so that what they forward counts. `origins`: pages of these
    sites may ask too.
    """

    host: str
    port: int
    names: tuple[str, ...] = ()
    certificate: Certificate | None = None
    proxies: tuple[AddressRange, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether others than programs on this machine can reach the service."""
        return bool(self.names) or not is_loopback(self.host)


def read_network(environment: Mapping[str, str]) -> Network:
    """Read where to listen; raise `SettingError` for the first value that is wrong."""
    network = Network(
        host=_address(environment.get("CREDIT_GRAPH_HOST", "127.0.0.1")),
        port=_port(environment.get("CREDIT_GRAPH_PORT", "8000")),
        names=tuple(map(_name, _listed(environment, "CREDIT_GRAPH_NAMES"))),
        certificate=_certificate(environment),
        proxies=tuple(map(_range, _listed(environment, "CREDIT_GRAPH_PROXIES"))),
        origins=tuple(map(_origin, _listed(environment, "CREDIT_GRAPH_ORIGINS"))),
    )
    if network.is_open:
        _check_open(network)
    return network


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _check_open(network: Network) -> None:
    if not network.names:
        raise SettingError(
            setting="CREDIT_GRAPH_NAMES",
            why=Message(
                "it is empty, and {host} can be reached from other machines", host=network.host
            ),
        )
    if network.certificate is None and not network.proxies:
        raise SettingError(
            setting="CREDIT_GRAPH_TLS_CERTIFICATE",
            why=Message(
                "others can reach the service, and neither a certificate nor CREDIT_GRAPH_PROXIES "
                "is set: tokens would cross the network in the clear"
            ),
        )


def _listed(environment: Mapping[str, str], name: str) -> Iterable[str]:
    return [each.strip() for each in environment.get(name, "").split(",") if each.strip()]


def _address(text: str) -> str:
    host = text.strip("[]")
    if host == "localhost":
        return host
    try:
        ip_address(host)
    except ValueError:
        raise SettingError(
            setting="CREDIT_GRAPH_HOST",
            why=Message("{text!r} is neither an IP address nor localhost", text=text),
        ) from None
    return host


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= _HIGHEST_PORT:
        raise SettingError(
            setting="CREDIT_GRAPH_PORT",
            why=Message(
                "{text!r} is not a port from 0 to {highest_port}",
                text=text,
                highest_port=_HIGHEST_PORT,
            ),
        )
    return int(text)


def _name(text: str) -> str:
    name = text.lower()
    labels = name.split(".")
    if not all(
        each and each.isascii() and each.replace("-", "").isalnum() for each in labels
    ) or is_loopback(name):
        raise SettingError(
            setting="CREDIT_GRAPH_NAMES",
            why=Message(
                "{text!r} is not a host name like credit.example.org, without port", text=text
            ),
        )
    return name


def _range(text: str) -> AddressRange:
    try:
        found = ip_network(text)
    except ValueError:
        found = None
    if found is None or found.prefixlen == 0:
        raise SettingError(
            setting="CREDIT_GRAPH_PROXIES",
            why=Message(
                "{text!r} is not an address, or range of some, like 10.0.0.7 or 10.0.1.0/24",
                text=text,
            ),
        )
    return found


def _certificate(environment: Mapping[str, str]) -> Certificate | None:
    chain = environment.get("CREDIT_GRAPH_TLS_CERTIFICATE")
    key = environment.get("CREDIT_GRAPH_TLS_KEY")
    if not chain and not key:
        return None
    if not chain or not key:
        lacking = "CREDIT_GRAPH_TLS_KEY" if chain else "CREDIT_GRAPH_TLS_CERTIFICATE"
        raise SettingError(setting=lacking, why=Message("it is not set, and the other one is"))
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(chain, key, password="")
    except (OSError, ValueError) as error:
        raise SettingError(
            setting="CREDIT_GRAPH_TLS_CERTIFICATE",
            why=Message(
                "{chain} and {key} are not a certificate in PEM and its key without a password "
                "({cause})",
                chain=str(chain),
                key=str(key),
                cause=_cause(error),
            ),
        ) from None
    return Certificate(Path(chain).resolve(), Path(key).resolve())


def _cause(error: OSError | ValueError) -> Message:
    """Return why a certificate and its key were not taken."""
    if isinstance(error, ssl.SSLError) and error.reason in _MISMATCHES:
        return Message("the key is not that of the certificate")
    if isinstance(error, ssl.SSLError) and _UNREAD in str(error):
        return Message("one of them cannot be read")
    return cause_of(error, "OpenSSL")


def _origin(text: str) -> str:
    """Return an origin as browsers write it: scheme, host and any port but the usual one."""
    try:
        parts = urlsplit(text.lower())
        usual, host = _USUAL_PORTS.get(parts.scheme), parts.hostname or ""
        name = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}"
        origin = name if parts.port in (None, usual) else f"{name}:{parts.port}"
    except ValueError:
        usual, host, origin = None, "", ""
    if (
        usual is None
        or not host
        or "*" in host
        or text.lower() not in (origin, f"{origin}:{usual}")
    ):
        raise SettingError(
            setting="CREDIT_GRAPH_ORIGINS",
            why=Message(
                "{text!r} is not an origin like https://example.org or http://localhost:3000",
                text=text,
            ),
        )
    return origin
