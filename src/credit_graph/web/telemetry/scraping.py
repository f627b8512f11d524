"""`GET /metrics`: who may read it, and the answer."""

from ipaddress import IPv4Network, IPv6Network, ip_address

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from credit_graph.api.http.errors import NotFoundError
from credit_graph.web.refusal import refusal
from credit_graph.web.telemetry.metrics import Metrics

Network = IPv4Network | IPv6Network
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


class Scraping:
    """Answers scrapers of the named networks; to all others there is no such path."""

    def __init__(self, metrics: Metrics, networks: tuple[Network, ...]) -> None:
        self._metrics = metrics
        self._networks = networks

    async def show(self, request: Request) -> Response:
        """Answer 200 with the metrics, or 404."""
        if not may_scrape(request, self._networks):
            return refusal(404, NotFoundError())
        headers = {"Cache-Control": "no-store"}
        return Response(self._metrics.text(), media_type=CONTENT_TYPE_LATEST, headers=headers)


def may_scrape(request: Request, networks: tuple[Network, ...]) -> bool:
    """Tell whether a request comes straight from one of the networks.

    The one place that decides about `/metrics`. What a proxy passes on comes from an address that
    says nothing of the caller, and is not let in.
    """
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        address = ip_address(request.client.host)
    except ValueError:
        return False
    return any(address in network for network in networks)
