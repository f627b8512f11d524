"""Which enterprises are asked for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EnterpriseQuery:
    """Which enterprises are asked for; `None` does not filter.

    `regions` holds the codes of the region asked and all below it. Rating and list count as
    they hold on `as_of`.
    """

    as_of: date
    regions: tuple[str, ...] | None = None
    zone: str | None = None
    kinds: tuple[str, ...] | None = None
    status: str | None = None
    name: str | None = None
    scheme: str | None = None
    level: str | None = None
    list: str | None = None
