"""The invented enterprises beside the cast, and what is said of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from credit_graph.demo.dice import Dice
from credit_graph.demo.identity import invented_name, invented_uscc
from credit_graph.intake.rows.kinds import (
    CommitmentRow,
    EnterpriseRow,
    ListRow,
    RatingRow,
    StatementRow,
    UseRow,
    ViolationRow,
)

_FIRST_SERIAL: Final = 1_000
_REGIONS: Final = (
    (0.25, "410400"),
    (0.18, "310115"),
    (0.02, "310000"),
    (0.16, "330200"),
    (0.06, "330700"),
    (0.03, "330782"),
    (0.04, "330900"),
    (0.16, "350200"),
    (0.04, "350205"),
    (0.06, "411300"),
)
_ZONES: Final = (
    (0.3, "waigaoqiao"),
    (0.2, "waigaoqiao_port"),
    (0.2, "pudong_airport"),
    (0.3, None),
)
_KINDS: Final = (
    (0.45, "manufacturer"),
    (0.27, "trader"),
    (0.07, "freight_forwarder"),
    (0.03, "ship_agent"),
    (0.05, "customs_broker"),
    (0.03, "yard"),
    (0.06, "carrier_road"),
    (0.02, "carrier_sea"),
    (0.02, "logistics_park"),
)
_PORT_KINDS: Final = ("freight_forwarder", "ship_agent", "customs_broker", "yard")
_GRADES: Final = ((0.2, "A"), (0.5, "B"), (0.2, "C"), (0.1, "D"))
_LEVELS: Final = {
    "customs": ((0.08, "advanced"), (0.9, "general"), (0.02, "dishonest")),
    "tax": ((0.3, "A"), (0.4, "B"), (0.2, "M"), (0.07, "C"), (0.03, "D")),
    "export_refund": ((0.15, "1"), (0.55, "2"), (0.25, "3"), (0.05, "4")),
    "port": _GRADES,
    "transport": ((0.1, "AA"), (0.3, "A"), (0.4, "B"), (0.15, "C"), (0.05, "D")),
    "maritime": _GRADES,
    "port_service": _GRADES,
    "public_credit": _GRADES,
}
_BLACK: Final = (
    "serious_dishonesty",
    "judgment_defaulter",
    "major_tax_violation",
    "procurement_dishonesty",
)
_LOCAL_LISTS: Final = {
    "31": ("gop", "zone_model", "zone_serious_dishonesty"),
    "33": ("zj_aeo_pool", "zj_port_white"),
    "35": (
        "xm_cultivation",
        "key_foreign_trade",
        "srdi",
        "integrated_trade_leader",
        "own_brand",
    ),
    "41": ("ny_red",),
}
_MEASURES: Final = {
    "31": ("sh-ftz-2022/5", "sh-ftz-2022/6"),
    "33": ("zj-2023-9/8",),
    "35": ("xm-2024-2/6", "xm-2024-2/8"),
    "410400": ("pds-2021-7/1", "pds-2021-7/7", "pds-2021-7/20"),
    "411300": ("ny-2020-63/3.3",),
}
_OLDEST: Final = date(1995, 1, 1)
_RECENT: Final = date(2019, 1, 1)
_NEWEST: Final = date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the crowd: its number, its registration, and dice for whatever is said of it."""

    seed: int
    number: int
    row: EnterpriseRow = field(compare=False)

    def dice(self, topic: int) -> Dice:
        """Return the dice for one topic, always the same."""
        return Dice(self.seed, self.number, topic)


@lru_cache(maxsize=100_000)
def crowd_uscc(seed: int, number: int) -> str:
    """Return the credit code of one of the crowd without making the rest of it."""
    region = Dice(seed, number, 0).weighted(_REGIONS)
    return invented_uscc(region, _FIRST_SERIAL + number)


def member(seed: int, number: int) -> Member:
    """Return one of the crowd."""
    dice = Dice(seed, number, 0)
    region = dice.weighted(_REGIONS)
    kind = dice.weighted(_KINDS)
    kinds = {kind, "trader"} if kind == "manufacturer" and dice.hits(0.3) else {kind}
    row = EnterpriseRow(
        uscc=invented_uscc(region, _FIRST_SERIAL + number),
        name=invented_name(region, kind, _FIRST_SERIAL + number),
        region=region,
        zone=dice.weighted(_ZONES) if region == "310115" else None,
        kinds=tuple(sorted(kinds)),
        registered_on=dice.day(_OLDEST, _RECENT),
        status=dice.weighted(((0.96, "active"), (0.02, "revoked"), (0.02, "deregistered"))),
    )
    return Member(seed, number, row)


def ratings(each: Member) -> Iterator[RatingRow]:
    """Yield its ratings; a few have ended, and a new one begins where the old one ends."""
    dice = each.dice(1)
    for scheme in _schemes(each, dice):
        begins, level = dice.day(_RECENT, _NEWEST), dice.weighted(_LEVELS[scheme])
        ends = None
        if dice.hits(0.1):
            ends = min(begins + timedelta(days=365), _NEWEST + timedelta(days=1))
        yield RatingRow(each.row.uscc, scheme, level, begins, ends, None, None)
        if ends is not None and dice.hits(0.5):
            level = dice.weighted(_LEVELS[scheme])
            yield RatingRow(each.row.uscc, scheme, level, ends, None, None, None)


def _schemes(each: Member, dice: Dice) -> Iterator[str]:
    if dice.hits(0.75):
        yield "customs"
    if dice.hits(0.85):
        yield "tax"
    if dice.hits(0.45):
        yield "export_refund"
    if each.row.region.startswith("31") and dice.hits(0.7):
        yield "public_credit"
    if each.row.region.startswith("33"):
        yield from (name for name in ("port", "transport", "maritime") if dice.hits(0.35))
        if set(each.row.kinds) & set(_PORT_KINDS) and dice.hits(0.8):
            yield "port_service"


def entries(each: Member) -> Iterator[ListRow]:
    """Yield its stays on lists."""
    dice = each.dice(2)
    local = _LOCAL_LISTS[each.row.region[:2]]
    for chance, names in ((0.04, _BLACK), (0.12, local)):
        if dice.hits(chance):
            name = dice.one_of(names)
            begins = dice.day(_RECENT, _NEWEST)
            ends = begins + timedelta(days=730) if dice.hits(0.5) else None
            yield ListRow(each.row.uscc, name, begins, ends, None, None, None)


def statements(each: Member) -> Iterator[StatementRow]:
    """Yield what it declared."""
    dice = each.dice(3)
    for chance, name, yes in (
        (0.3, "wants_aeo", 0.7),
        (0.5, "small_micro", 0.6),
        (0.5, "general_taxpayer", 0.8),
        (0.2, "links_complete", 1.0),
    ):
        if dice.hits(chance):
            value = "true" if dice.hits(yes) else "false"
            yield StatementRow(each.row.uscc, name, value, dice.day(_RECENT, _NEWEST), None, None)


def commitments(each: Member) -> Iterator[CommitmentRow]:
    """Yield what it promised."""
    dice = each.dice(4)
    if not dice.hits(0.06):
        return
    made = dice.day(_RECENT, date(2026, 6, 30))
    due = made + timedelta(days=90)
    kept = made + timedelta(days=dice.below(100)) if dice.hits(0.6) else None
    sort = dice.one_of(("papers_later", "entry", "repair", "self_disclosure", "trade_body"))
    yield CommitmentRow(each.row.uscc, sort, None, made, due, kept, None)


def violations(each: Member) -> Iterator[ViolationRow]:
    """Yield what it broke."""
    dice = each.dice(5)
    if not dice.hits(0.05):
        return
    found = dice.day(_RECENT, date(2026, 6, 30))
    repaired = found + timedelta(days=dice.below(120)) if dice.hits(0.5) else None
    fields = ("customs", "tax", "environment", "safety", "market", "other")
    sort = f"{dice.one_of(fields)}_breach"
    severity = dice.weighted(((0.6, "minor"), (0.3, "general"), (0.1, "serious")))
    yield ViolationRow(each.row.uscc, sort, found, severity, None, repaired, None)


def uses(each: Member) -> Iterator[UseRow]:
    """Yield a measure that it used."""
    dice = each.dice(6)
    if not dice.hits(0.05):
        return
    region = each.row.region
    measure = dice.one_of(_MEASURES.get(region) or _MEASURES[region[:2]])
    outcome = dice.weighted(((0.85, "granted"), (0.1, "partly"), (0.05, "refused")))
    yield UseRow(each.row.uscc, measure, None, dice.day(_RECENT, _NEWEST), outcome, None)
