"""Who may read metrics, and where traces are sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from urllib.parse import urlsplit

from credit_graph.errors import SettingError
from credit_graph.message import Message
from credit_graph.settings.networks import read_networks


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Where measurements go.

    `metrics`: networks that may read `/metrics`, none where it is off. `traces`: an OTLP
    endpoint, None where none are made.
    """

    metrics: tuple[IPv4Network | IPv6Network, ...] = ()
    traces: str | None = None


def read_monitoring(environment: Mapping[str, str]) -> Monitoring:
    """Read both; raise `SettingError` for the first that is wrong."""
    return Monitoring(
        metrics=read_networks("CREDIT_GRAPH_METRICS", environment.get("CREDIT_GRAPH_METRICS", "")),
        traces=_endpoint(environment.get("CREDIT_GRAPH_TRACES")),
    )


def _endpoint(text: str | None) -> str | None:
    if not text:
        return None
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        open_to_all = "@" not in parts.netloc
    except ValueError:
        fits = open_to_all = False
    if not fits or not open_to_all:
        # It is not repeated, for it may hold credentials.
        why = Message(
            "it is not an address like http://127.0.0.1:4318/v1/traces, without credentials"
        )
        raise SettingError(setting="CREDIT_GRAPH_TRACES", why=why)
    return text
