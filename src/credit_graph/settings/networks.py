"""Networks that a setting names."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from credit_graph.errors import SettingError
from credit_graph.message import Message


def read_networks(
    setting: str, text: str, *, shortest_prefix: int = 0
) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return the networks between commas, none of a prefix shorter than so many bits.

    Raises `SettingError` for the first that is not one.
    """
    found = []
    for each in filter(None, map(str.strip, text.split(","))):
        try:
            network = ip_network(each)
        except ValueError:
            network = None
        if network is None or network.prefixlen < shortest_prefix:
            raise SettingError(
                setting=setting,
                why=Message(
                    "{each!r} is neither an address nor a network like 10.1.0.0/16", each=each
                ),
            )
        found.append(network)
    return tuple(found)
