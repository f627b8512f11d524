"""A supply link as seen from one end."""

from dataclasses import dataclass

from credit_graph.domain.facts import Enterprise, Origin
from credit_graph.domain.interval import Interval


@dataclass(frozen=True, slots=True)
class SupplyLink:
    """One link to a direct supplier or customer.

    `share` is a fraction in [0, 1] of the customer's purchases in the category, if stated.
    """

    partner: Enterprise
    interval: Interval
    category: str | None
    share: float | None
    origin: Origin
