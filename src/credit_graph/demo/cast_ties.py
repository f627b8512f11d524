"""Who of the cast supplies and owns whom: three tiers around the core, a cycle, a group."""

from collections.abc import Iterator
from datetime import date

from credit_graph.demo.cast import Cast
from credit_graph.intake.rows.kinds import CoverageRow, LinkRow, OwnershipRow, SubmissionRow

_SINCE = date(2022, 1, 1)
_LAST_SYNC = date(2026, 11, 15)

_LINKS: tuple[tuple[Cast, Cast, str, float | None], ...] = (
    (Cast.XM_SUPPLIER, Cast.XM_AEO, "元件", 0.35),
    (Cast.XM_AEO, Cast.XM_CUSTOMER, "整机", 0.2),
    (Cast.XM_SECOND, Cast.XM_SUPPLIER, "塑胶", 0.5),
    (Cast.XM_OUTSIDE, Cast.XM_AEO, "钢材", 0.1),
    # Tier 1 of the core; the same supplier in two categories is two links.
    (Cast.TIER1_AEO, Cast.CORE, "线缆", 0.3),
    (Cast.TIER1_AEO, Cast.CORE, "端子", 0.1),
    (Cast.TIER1_NEAR, Cast.CORE, "连接器", 0.25),
    (Cast.TIER1_DISHONEST, Cast.CORE, "包装", 0.05),
    (Cast.TIER1_SOLE, Cast.CORE, "晶片", 1.0),
    # Tiers 2 and 3.
    (Cast.TIER2_OF_AEO, Cast.TIER1_AEO, "铜材", 0.6),
    (Cast.TIER2_LISTED, Cast.TIER1_NEAR, "五金", 0.4),
    (Cast.TIER2_PLAIN, Cast.TIER1_DISHONEST, "纸板", 0.7),
    (Cast.TIER3_LOOP, Cast.TIER2_OF_AEO, "再生铜", 0.2),
    (Cast.TIER3_PLAIN, Cast.TIER2_LISTED, "矿料", None),
    # Downstream, and back to tier 3: a cycle through the core.
    (Cast.CORE, Cast.BUYER, "整机", 0.8),
    (Cast.BUYER, Cast.TIER3_LOOP, "废旧电器", 0.3),
    # Through the group.
    (Cast.GROUP_SUPPLIER, Cast.GROUP_DIRECT, "注塑件", 0.9),
    (Cast.GROUP_DIRECT, Cast.CORE, "组件", 0.15),
    (Cast.CORE, Cast.GROUP_SUM, "设备", None),
)

_HOLDINGS: tuple[tuple[Cast, Cast, float], ...] = (
    (Cast.CORE, Cast.GROUP_DIRECT, 0.7),
    (Cast.CORE, Cast.GROUP_SUM, 0.3),
    (Cast.GROUP_DIRECT, Cast.GROUP_SUM, 0.4),
    (Cast.CORE, Cast.GROUP_HALF, 0.5),
)

_COMPLETE: tuple[tuple[str, str], ...] = (
    ("customs", "410400"),
    ("customs", "350200"),
    ("customs", "330000"),
    ("customs", "310000"),
    ("tax", "410400"),
    ("tax", "310000"),
    ("tax", "330000"),
    ("tax", "411300"),
    ("export_refund", "411300"),
    ("port", "330000"),
    ("transport", "330000"),
    ("maritime", "330000"),
    ("port_service", "330200"),
    ("public_credit", "310000"),
    ("serious_dishonesty", "410400"),
    ("judgment_defaulter", "410400"),
    ("major_tax_violation", "410400"),
    ("procurement_dishonesty", "410400"),
    ("judgment_defaulter", "411300"),
    ("major_tax_violation", "411300"),
    ("procurement_dishonesty", "411300"),
    ("serious_dishonesty", "330000"),
    ("zone_model", "310115"),
    ("zone_serious_dishonesty", "310115"),
    ("gop", "310115"),
    ("xm_cultivation", "350200"),
    ("key_foreign_trade", "350200"),
    ("srdi", "350200"),
    ("zj_aeo_pool", "330000"),
    ("zj_port_white", "330000"),
)


def cast_links() -> Iterator[LinkRow]:
    """Yield the cast's links; one has ended."""
    for supplier, customer, category, share in _LINKS:
        yield LinkRow(supplier.uscc, customer.uscc, _SINCE, None, category, share, "虚构登记")
    past, core = Cast.PAST_SUPPLIER.uscc, Cast.CORE.uscc
    yield LinkRow(past, core, _SINCE, date(2025, 1, 1), "油墨", 0.02, "虚构登记")


def cast_holdings() -> Iterator[OwnershipRow]:
    """Yield who of the cast owns whom."""
    for owner, owned, share in _HOLDINGS:
        yield OwnershipRow(owner.uscc, owned.uscc, share, _SINCE, None)


def coverage() -> Iterator[CoverageRow]:
    """Yield the first and last day on which each register was complete.

    Registers and regions that are not among them leave facts unknown.
    """
    for register, region in _COMPLETE:
        for day in (_SINCE, _LAST_SYNC):
            yield CoverageRow(register, region, day, "虚构同步")


def submissions() -> Iterator[SubmissionRow]:
    """Yield what agencies handed in: some due items stay open."""
    for obligation, agency, day, cases in (
        ("xm-2024-2/o1", "xm-addressed-units", "2026-06-28", None),
        ("xm-2024-2/o1", "xm-addressed-units", "2026-08-30", None),
        ("ny-2020-63/o1", "ny-county-tax", "2026-06-24", 2),
        ("ny-2020-63/o1", "ny-county-tax", "2026-09-22", 1),
    ):
        handed_in = date.fromisoformat(day)
        yield SubmissionRow(obligation, agency, handed_in, "虚构的报告", cases, None)
