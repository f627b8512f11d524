"""Which inner networks webhooks may deliver to."""

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network

from credit_graph.settings.networks import read_networks

_NAME = "CREDIT_GRAPH_WEBHOOK_NETWORKS"


def read_webhook_networks(
    environment: Mapping[str, str],
) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return networks that are not public and may receive all the same; none unless named."""
    # All addresses there are would be no exception any more.
    return read_networks(_NAME, environment.get(_NAME, ""), shortest_prefix=1)
