"""An invented region of any size, written straight into an empty graph."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

from stdnum.cn import uscc

from credit_graph.graph.database.connection import Graph

STATEMENTS = Path(__file__).parent / "cypher"
START = date(2024, 1, 1)

_CHANGE = "invented"
_BATCH = 5_000
_LINKS_EACH = 3
_CHANCE_OF_ZONE = 0.4
_TRUE = 0.6
# Region codes with how many enterprises in a hundred.
_REGIONS = {"410400": 15, "310115": 20, "330200": 15, "330700": 10, "330900": 5, "350200": 20}
_REST = "411300"
_ZONES = ("waigaoqiao", "waigaoqiao_port", "pudong_airport")
_KINDS = ("manufacturer", "trader", "freight_forwarder", "customs_broker", "carrier_road")
# Levels with how many enterprises in a hundred hold them; the rest holds none.
_LEVELS = {
    "customs": {"advanced": 2, "general": 55, "dishonest": 1},
    "tax": {"A": 20, "B": 40, "M": 10, "C": 5, "D": 3},
    "export_refund": {"1": 4, "2": 20, "3": 5, "4": 1},
    "port": {"A": 2, "B": 6},
    "transport": {"AA": 1, "A": 4},
    "maritime": {"A": 1, "B": 2},
    "port_service": {"A": 3, "B": 4, "C": 2},
    "public_credit": {"A": 10, "B": 30, "C": 5},
}
_LISTS = {
    "serious_dishonesty": 1,
    "judgment_defaulter": 1,
    "major_tax_violation": 1,
    "procurement_dishonesty": 1,
    "zone_model": 1,
    "gop": 1,
    "zj_port_white": 2,
    "xm_cultivation": 2,
    "srdi": 2,
}
_STATEMENTS = {"wants_aeo": 10, "small_micro": 40, "general_taxpayer": 60}
_SYNCED = (
    "customs",
    "serious_dishonesty",
    "judgment_defaulter",
    "major_tax_violation",
    "procurement_dishonesty",
    "zone_serious_dishonesty",
)


def codes(count: int, seed: int) -> list[str]:
    """Return so many different unified social credit codes that are formally valid."""
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    found: dict[str, None] = {}
    while len(found) < count:
        body = f"91{chance.choice(('310115', '330200', '350200', '410400', '411300'))}"
        body += "MA" + "".join(chance.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=7))
        found[body + uscc.calc_check_digit(body)] = None
    return list(found)


async def load_region(
    graph: Graph, keys: list[str], *, seed: int, at: datetime, synced_on: date
) -> None:
    """Write enterprises of these codes with ratings, entries, statements and links."""
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    await graph.write("region/put_change", id=_CHANGE, at=at)
    places = {key: _region(chance) for key in keys}
    steps: list[tuple[str, Iterable[object]]] = [
        ("enterprises", (_enterprise(key, places[key], chance) for key in keys)),
        ("ratings", (row for key in keys for row in _ratings(key, chance))),
        ("entries", (row for key in keys for row in _entries(key, chance))),
        ("statements", (row for key in keys for row in _statements(key, chance))),
        ("links", _links(keys, chance)),
        ("syncs", _syncs(synced_on)),
    ]
    for name, rows in steps:
        for batch in batches(rows):
            await graph.write(
                f"region/put_{name}", rows=batch, change=_CHANGE, at=at, timeout_s=120.0
            )
        print(f"  {name} written", file=sys.stderr)


def batches(rows: Iterable[object]) -> Iterator[list[object]]:
    """Yield the rows in lists, of which a transaction takes one."""
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        yield batch


def _fact(*parts: object) -> str:
    return sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]


def _pick(chance: Random, shares: dict[str, int]) -> str | None:
    left = chance.random() * 100
    for code, share in shares.items():
        left -= share
        if left < 0:
            return code
    return None


def _region(chance: Random) -> str:
    return _pick(chance, _REGIONS) or _REST


def _enterprise(key: str, region: str, chance: Random) -> dict[str, object]:
    in_zone = region == "310115" and chance.random() < _CHANCE_OF_ZONE
    return {
        "fact_id": _fact("registration", key),
        "uscc": key,
        "name": f"虚构{region}第{key[-8:]}号有限公司",
        "region": region,
        "zone": chance.choice(_ZONES) if in_zone else None,
        "kinds": chance.sample(_KINDS, k=chance.choice((1, 1, 2))),
    }


def _ratings(key: str, chance: Random) -> Iterator[dict[str, object]]:
    for scheme, shares in _LEVELS.items():
        if level := _pick(chance, shares):
            yield _held(key, "rating", scheme=scheme, level=level)


def _entries(key: str, chance: Random) -> Iterator[dict[str, object]]:
    for code, share in _LISTS.items():
        if chance.random() * 100 < share:
            yield _held(key, "entry", list=code)


def _statements(key: str, chance: Random) -> Iterator[dict[str, object]]:
    for code, share in _STATEMENTS.items():
        if chance.random() * 100 < share:
            value = "true" if chance.random() < _TRUE else "false"
            yield _held(key, "statement", statement=code, value=value)


def _held(key: str, kind: str, **said: str) -> dict[str, object]:
    fact_id = _fact(kind, key, *said.values())
    return {"fact_id": fact_id, "uscc": key, "valid_from": START, **said}


def _links(keys: list[str], chance: Random) -> Iterator[dict[str, object]]:
    for number in range(len(keys) * _LINKS_EACH):
        # The cube makes a few enterprises the customers of very many.
        customer = keys[int(len(keys) * chance.random() ** 3)]
        supplier = chance.choice(keys)
        if supplier != customer:
            facts = {"fact_id": _fact("link", number), "valid_from": START, "share": 0.1}
            yield {"supplier": supplier, "customer": customer, "facts": facts}


def _syncs(synced_on: date) -> Iterator[dict[str, object]]:
    for register in _SYNCED:
        for region in (*_REGIONS, _REST):
            fact_id = _fact("sync", register, region)
            yield {"fact_id": fact_id, "register": register, "region": region, "as_of": synced_on}
