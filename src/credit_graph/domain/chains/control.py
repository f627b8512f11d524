"""Which enterprises a core controls: its group (集团)."""

from collections.abc import Iterable
from math import fsum
from typing import NamedTuple

# Shares are decimal fractions; their binary sums may exceed one half by less than this.
_TOLERANCE = 1e-9


class Holding(NamedTuple):
    """A share of ownership, a fraction in [0, 1], that holds on the day."""

    owner: str
    owned: str
    share: float


def group_of(core: str, holdings: Iterable[Holding]) -> tuple[str, ...]:
    """Return the core's group, the core first, then by code.

    An enterprise belongs to it when its members together hold more than one half of it: the
    core directly, and controlled members with it or alone, to any depth.
    """
    by_owner: dict[str, list[Holding]] = {}
    for holding in holdings:
        by_owner.setdefault(holding.owner, []).append(holding)
    members: set[str] = set()
    held: dict[str, list[float]] = {}
    joining = {core}
    while joining:
        members |= joining
        touched: set[str] = set()
        for holding in (each for member in joining for each in by_owner.get(member, ())):
            held.setdefault(holding.owned, []).append(holding.share)
            touched.add(holding.owned)
        joining = {code for code in touched - members if is_control(fsum(held[code]))}
    return (core, *sorted(members - {core}))


def is_control(share: float) -> bool:
    """Tell whether a share is above one half."""
    return share > 0.5 + _TOLERANCE
