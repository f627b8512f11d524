"""A supply link as seen from one end, and pages of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Enterprise, Origin


class SupplyLink(Protocol):
    """One link to a direct supplier or customer. Immutable."""

    @property
    def partner(self) -> Enterprise:
        """The enterprise at the other end."""

    @property
    def interval(self) -> Interval:
        """The days on which it holds."""

    @property
    def category(self) -> str | None:
        """What is supplied, if stated."""

    @property
    def share(self) -> float | None:
        """Fraction in [0, 1] of the customer's purchases in the category, if stated."""

    @property
    def origin(self) -> Origin:
        """Who stated it."""


class NamedPartner(NamedTuple):
    """A partner of whom is known the code, the name and the region, and a link to it.

    Stands for an `Enterprise` where no more is asked: pages hold hundreds of them.
    """

    uscc: str
    name: str
    region: str

    @property
    def partner(self) -> "NamedPartner":
        """The partner at the other end: itself."""
        return self


class LinkSide(StrEnum):
    """Which direct links: to those who supply, or to those supplied."""

    SUPPLIERS = "suppliers"
    CUSTOMERS = "customers"


class LinkDetail(StrEnum):
    """What is read of a link: all, or only who it is with, with its id or without."""

    WHOLE = "whole"
    NAME_AND_ID = "name_and_id"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Up to `limit` links on a side on a day, after the position (partner's code, fact id)."""

    side: LinkSide
    as_of: date
    after: tuple[str, str]
    limit: int
    detail: LinkDetail = LinkDetail.WHOLE
