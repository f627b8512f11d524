"""Which inner networks webhooks may deliver to."""

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network

from credit_graph.errors import SettingError
from credit_graph.message import Message

_NAME = "CREDIT_GRAPH_WEBHOOK_NETWORKS"


def read_webhook_networks(
    environment: Mapping[str, str],
) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return networks that are not public and may receive all the same; none unless named."""
    found = []
    for each in environment.get(_NAME, "").split(","):
        text = each.strip()
        try:
            network = ip_network(text) if text else None
        except ValueError:
            network = None
        if network is not None and network.prefixlen:
            found.append(network)
        elif text:
            why = Message(
                "{text!r} is neither an address nor a network like 10.1.0.0/16", text=text
            )
            raise SettingError(setting=_NAME, why=why)
    return tuple(found)
