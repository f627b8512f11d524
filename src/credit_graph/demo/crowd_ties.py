"""Links and holdings among the crowd: a few hubs with very many, most with few.

The crowd is never tied to the cast, so that examples stay as they are.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from credit_graph.demo.crowd import crowd_uscc
from credit_graph.demo.dice import Dice
from credit_graph.intake.rows.kinds import LinkRow, OwnershipRow

_CATEGORIES: Final = ("原料", "零部件", "包装", "运输", "仓储", "设备", "服务", None)
_SUPPLIER_SKEW: Final = 0.45  # smaller is more skewed
_CUSTOMER_SKEW: Final = 2.2  # larger is more skewed
_SHARES: Final = ((1.0,), (0.51, 0.49), (0.6, 0.3), (0.4,), (0.34, 0.33, 0.33), (0.2,))
_FIRST: Final = date(2015, 1, 1)
_LAST: Final = date(2026, 10, 31)


def crowd_links(seed: int, count: int, links: int) -> Iterator[LinkRow]:
    """Yield exactly `links` links among `count` enterprises, supplier by supplier.

    Raises ValueError if there are not enough enterprises for so many.
    """
    if links and links > count * (count - 1) // 2:
        raise ValueError(f"{count} enterprises are too few for {links} links")
    spare = 0
    for number in range(count):
        wanted = _up_to(number + 1, count, links) - _up_to(number, count, links) + spare
        made = min(wanted, count - 1)
        spare = wanted - made
        yield from _links_of(seed, number, count, made)


def _up_to(number: int, count: int, links: int) -> int:
    return round(links * float((number / count) ** _SUPPLIER_SKEW))


def _links_of(seed: int, number: int, count: int, made: int) -> Iterator[LinkRow]:
    dice = Dice(seed, number, 7)
    supplier = crowd_uscc(seed, number)
    taken = {number}
    for _ in range(made):
        customer = int(count * dice.roll() ** _CUSTOMER_SKEW)
        while customer in taken:
            customer = (customer + 1) % count
        taken.add(customer)
        begins = dice.day(_FIRST, _LAST)
        ends = date(2026, 11, 1) if dice.hits(0.05) else None
        share = (1 + dice.below(1000)) / 1000 if dice.hits(0.6) else None
        category = dice.one_of(_CATEGORIES)
        yield LinkRow(supplier, crowd_uscc(seed, customer), begins, ends, category, share, None)


def crowd_holdings(seed: int, count: int) -> Iterator[OwnershipRow]:
    """Yield holdings: about one in eight enterprises is owned by others with lower numbers."""
    for number in range(3, count):
        dice = Dice(seed, number, 8)
        if not dice.hits(0.12):
            continue
        owners: list[int] = []
        begins = dice.day(_FIRST, _LAST)
        for share in dice.one_of(_SHARES):
            owner = dice.below(number)
            while owner in owners:
                owner = (owner + 1) % number
            owners.append(owner)
            yield OwnershipRow(
                crowd_uscc(seed, owner), crowd_uscc(seed, number), share, begins, None
            )
