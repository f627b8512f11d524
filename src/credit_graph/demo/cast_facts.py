"""What is said of the cast. Days are fixed: ask as of a day from 2026-01-01 to 2026-12-15."""

from collections.abc import Iterator
from datetime import date

from credit_graph.demo.cast import Cast
from credit_graph.intake.rows.kinds import (
    CommitmentRow,
    ListRow,
    RatingRow,
    StatementRow,
    UseRow,
    ViolationRow,
)

_SINCE = date(2023, 1, 1)
_WISH = date(2025, 3, 1)
_REFERENCE = "虚构"

_RATINGS: tuple[tuple[Cast, str, str, str, str | None, str], ...] = (
    (Cast.PDS_STAR, "customs", "advanced", "2022-06-01", None, "pds-customs"),
    (Cast.PDS_STAR, "tax", "A", "2023-04-01", None, "pds-tax"),
    (Cast.PDS_STAR, "export_refund", "1", "2023-05-01", None, "pds-tax"),
    (Cast.PDS_LISTED, "customs", "advanced", "2021-12-01", None, "pds-customs"),
    (Cast.PDS_LISTED, "export_refund", "1", "2022-05-01", None, "pds-tax"),
    (Cast.PDS_UNKNOWN, "customs", "advanced", "2024-02-01", None, "pds-customs"),
    (Cast.PDS_GENERAL, "customs", "general", "2015-03-01", None, "pds-customs"),
    (Cast.PDS_GENERAL, "tax", "B", "2024-04-01", None, "pds-tax"),
    (Cast.PDS_FALLEN, "customs", "advanced", "2020-01-10", "2026-05-31", "pds-customs"),
    (Cast.PDS_FALLEN, "customs", "general", "2026-05-31", None, "pds-customs"),
    (Cast.PDS_BREACH, "customs", "advanced", "2023-09-01", None, "pds-customs"),
    (Cast.XM_AEO, "customs", "advanced", "2019-07-01", None, "xm-customs"),
    (Cast.XM_AEO, "tax", "A", "2022-04-01", None, "xm-tax"),
    (Cast.XM_SUPPLIER, "customs", "general", "2018-01-01", None, "xm-customs"),
    (Cast.XM_ENDED, "customs", "advanced", "2021-02-01", "2026-02-01", "xm-customs"),
    (Cast.ZJ_READY, "transport", "AA", "2025-06-01", None, "zj-transport"),
    (Cast.ZJ_REACH, "port", "B", "2025-06-01", None, "zj-port-office"),
    (Cast.ZJ_WISH, "maritime", "A", "2025-06-01", None, "zj-maritime"),
    (Cast.ZJ_UNKNOWN, "port", "A", "2025-06-01", None, "zj-port-office"),
    (Cast.ZJ_BLOCKED, "port", "A", "2025-06-01", None, "zj-port-office"),
    (Cast.ZJ_IN, "maritime", "A", "2024-06-01", None, "zj-maritime"),
    (Cast.ZJ_ACHIEVED, "customs", "advanced", "2023-11-01", None, "zj-ningbo-customs"),
    (Cast.ZJ_WHITE, "port_service", "A", "2025-01-01", None, "zj-jinhua-credit-office"),
    (Cast.ZJ_PARK, "tax", "A", "2025-04-01", None, "zj-yiwu-tax"),
    (Cast.SH_GOP, "public_credit", "A", "2025-01-01", None, "sh-credit-centre"),
    (Cast.SH_GOP, "tax", "B", "2025-04-01", None, "sh-tax"),
    (Cast.SH_AEO, "customs", "advanced", "2022-03-01", None, "sh-customs"),
    (Cast.SH_AEO, "tax", "A", "2025-04-01", None, "sh-tax"),
    (Cast.SH_MODEL, "public_credit", "A", "2025-01-01", None, "sh-credit-centre"),
    (Cast.SH_REPAIRED, "public_credit", "C", "2025-01-01", None, "sh-credit-centre"),
    (Cast.NY_CLASS1, "export_refund", "1", "2022-05-01", None, "ny-tax"),
    (Cast.NY_CLASS1, "tax", "A", "2025-04-01", None, "ny-tax"),
    (Cast.NY_SMALL, "tax", "B", "2025-04-01", None, "ny-tax"),
    (Cast.NY_SMALL, "export_refund", "2", "2024-05-01", None, "ny-tax"),
    (Cast.CORE, "customs", "advanced", "2018-09-01", None, "xm-customs"),
    (Cast.CORE, "tax", "A", "2022-04-01", None, "xm-tax"),
    (Cast.TIER1_AEO, "customs", "advanced", "2022-08-01", None, "pds-customs"),
    (Cast.TIER1_NEAR, "customs", "general", "2017-01-01", None, "zj-ningbo-customs"),
    (Cast.TIER1_NEAR, "transport", "AA", "2025-06-01", None, "zj-transport"),
    (Cast.TIER1_DISHONEST, "customs", "dishonest", "2026-02-01", None, "xm-customs"),
    (Cast.TIER2_OF_AEO, "customs", "general", "2016-01-01", None, "pds-customs"),
    (Cast.TIER2_PLAIN, "customs", "general", "2019-01-01", None, "xm-customs"),
    (Cast.GROUP_DIRECT, "customs", "general", "2020-01-01", None, "xm-customs"),
    (Cast.BUYER, "customs", "advanced", "2021-01-01", None, "sh-customs"),
)

_ENTRIES: tuple[tuple[Cast, str, str, str | None, str, str], ...] = (
    (Cast.PDS_LISTED, "judgment_defaulter", "2026-03-01", "2026-07-01", "未履行判决", ""),
    (Cast.XM_WHITE, "srdi", "2024-09-01", None, "年度认定", "xm-industry"),
    (Cast.XM_IN, "xm_cultivation", "2025-05-01", None, "部门推荐", "xm-customs"),
    (Cast.XM_IN, "key_foreign_trade", "2024-01-01", None, "年度认定", "xm-commerce"),
    (Cast.ZJ_BLOCKED, "serious_dishonesty", "2026-01-10", "2027-01-10", "环境违法", ""),
    (Cast.ZJ_IN, "zj_aeo_pool", "2025-09-01", None, "重点培育", "zj-ningbo-customs"),
    (Cast.ZJ_WHITE, "zj_port_white", "2025-03-01", None, "联动应用", "zj-drc"),
    (Cast.SH_GOP, "gop", "2024-01-01", None, "入选", "sh-zones-bureau"),
    (Cast.SH_MODEL, "zone_model", "2025-02-01", None, "诚信示范", "sh-zones-bureau"),
    (Cast.SH_REPAIRED, "zone_model", "2025-02-01", None, "诚信示范", "sh-zones-bureau"),
    (
        Cast.SH_REPAIRED,
        "zone_serious_dishonesty",
        "2025-09-01",
        "2026-06-01",
        "已修复",
        "sh-zones-bureau",
    ),
    (Cast.NY_REFUSED, "procurement_dishonesty", "2025-01-01", "2028-01-01", "围标串标", ""),
    (Cast.NY_REFUSED, "major_tax_violation", "2025-06-01", None, "虚开发票", "ny-tax"),
    (Cast.TIER1_DISHONEST, "xm_cultivation", "2024-01-01", "2026-02-01", "退出", "xm-customs"),
    (Cast.TIER2_LISTED, "serious_dishonesty", "2026-04-01", None, "安全生产违法", ""),
)

_STATEMENTS: tuple[tuple[Cast, str, str], ...] = (
    (Cast.PDS_STAR, "general_taxpayer", "true"),
    (Cast.PDS_STAR, "links_complete", "true"),
    (Cast.PDS_LISTED, "general_taxpayer", "true"),
    (Cast.PDS_GENERAL, "wants_aeo", "true"),
    (Cast.XM_WHITE, "wants_aeo", "true"),
    (Cast.XM_LONELY, "links_complete", "true"),
    (Cast.ZJ_READY, "wants_aeo", "true"),
    (Cast.ZJ_REACH, "wants_aeo", "true"),
    (Cast.ZJ_WISH, "wants_aeo", "false"),
    (Cast.ZJ_BLOCKED, "wants_aeo", "true"),
    (Cast.ZJ_IN, "wants_aeo", "true"),
    (Cast.NY_CLASS1, "small_micro", "false"),
    (Cast.NY_SMALL, "small_micro", "true"),
    (Cast.CORE, "links_complete", "true"),
    (Cast.TIER1_NEAR, "wants_aeo", "true"),
)


def cast_ratings() -> Iterator[RatingRow]:
    """Yield the cast's ratings."""
    for number, (member, scheme, level, first, last, agency) in enumerate(_RATINGS, start=1):
        yield RatingRow(
            uscc=member.uscc,
            scheme=scheme,
            level=level,
            valid_from=date.fromisoformat(first),
            valid_to=date.fromisoformat(last) if last else None,
            awarded_by=agency,
            reference=f"{_REFERENCE}评级{number:03}",
        )


def cast_entries() -> Iterator[ListRow]:
    """Yield the cast's list entries."""
    for number, (member, name, first, last, reason, agency) in enumerate(_ENTRIES, start=1):
        yield ListRow(
            uscc=member.uscc,
            list=name,
            valid_from=date.fromisoformat(first),
            valid_to=date.fromisoformat(last) if last else None,
            reason=reason,
            reported_by=agency or None,
            reference=f"{_REFERENCE}名单{number:03}",
        )


def cast_statements() -> Iterator[StatementRow]:
    """Yield what the cast declared."""
    for member, statement, value in _STATEMENTS:
        yield StatementRow(member.uscc, statement, value, _WISH, None, None)


def cast_commitments() -> Iterator[CommitmentRow]:
    """Yield what the cast promised: kept, open, overdue."""
    made = date(2026, 9, 1)
    for member, commitment, due, kept, agency in (
        (Cast.NY_SMALL, "papers_later", date(2026, 12, 31), None, "ny-county-tax"),
        (Cast.NY_CLASS1, "papers_later", date(2026, 10, 1), date(2026, 9, 20), "ny-county-tax"),
        (Cast.XM_AEO, "papers_later", date(2026, 10, 1), None, "xm-data"),
        (Cast.SH_GOP, "entry", None, None, "sh-zones-bureau"),
        (Cast.SH_REPAIRED, "repair", date(2026, 10, 1), date(2026, 9, 2), "sh-zones-bureau"),
    ):
        yield CommitmentRow(member.uscc, commitment, "虚构事项", made, due, kept, agency)


def cast_violations() -> Iterator[ViolationRow]:
    """Yield what the cast broke: open, repaired."""
    for number, (member, violation, found, severity, agency, repaired) in enumerate(
        (
            (Cast.PDS_FALLEN, "customs_breach", "2026-05-10", "serious", "pds-customs", None),
            (Cast.PDS_BREACH, "environment_breach", "2026-08-02", "minor", "pds-environment", None),
            (Cast.SH_REPAIRED, "market_breach", "2025-08-20", "general", "sh-market", "2026-05-30"),
            (Cast.TIER1_DISHONEST, "customs_breach", "2026-01-12", "serious", "xm-customs", None),
        ),
        start=1,
    ):
        yield ViolationRow(
            uscc=member.uscc,
            violation=violation,
            found_on=date.fromisoformat(found),
            severity=severity,
            found_by=agency,
            repaired_on=date.fromisoformat(repaired) if repaired else None,
            reference=f"{_REFERENCE}违规{number:03}",
        )


def cast_uses() -> Iterator[UseRow]:
    """Yield the measures that the cast enjoyed or was refused."""
    for member, measure, agency, day, outcome in (
        (Cast.PDS_STAR, "pds-2021-7/1", "pds-customs", "2026-02-11", "granted"),
        (Cast.PDS_STAR, "pds-2021-7/9", "pds-customs", "2026-03-05", "granted"),
        (Cast.PDS_STAR, "pds-2021-7/27", "pds-tax", "2026-03-18", "granted"),
        (Cast.PDS_LISTED, "pds-2021-7/1", "pds-customs", "2026-04-09", "refused"),
        (Cast.XM_AEO, "xm-2024-2/8", "xm-commerce", "2026-06-30", "partly"),
        (Cast.XM_SUPPLIER, "xm-2024-2/13", "xm-finance-office", "2026-07-15", "granted"),
        (Cast.NY_REFUSED, "ny-2020-63/3.4", "ny-tax", "2026-05-20", "refused"),
        (Cast.SH_MODEL, "sh-ftz-2022/6", "sh-zones-bureau", "2026-08-08", "granted"),
    ):
        used_on = date.fromisoformat(day)
        yield UseRow(member.uscc, measure, agency, used_on, outcome, "虚构的使用记录")
