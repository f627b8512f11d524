"""What the cells of one row must be to each other. Each raises `CellError` naming its column."""

from datetime import date

from credit_graph.intake.codes import Codes
from credit_graph.intake.problem import CellError, Code, quoted
from credit_graph.intake.rows import (
    CommitmentRow,
    EnterpriseRow,
    LinkRow,
    ListRow,
    OwnershipRow,
    RatingRow,
    Row,
    StatementRow,
    ViolationRow,
)


def check_nothing(_row: Row) -> None:
    """Take the row: each cell says all there is to say."""


def check_interval(row: RatingRow | ListRow | StatementRow | LinkRow | OwnershipRow) -> None:
    """Refuse a row that holds on no day: `valid_to` is the first day after."""
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        value = quoted(row.valid_to.isoformat())
        raise CellError(Code.INTERVAL_EMPTY, "valid_to", value=value, other=row.valid_from)


def check_enterprise(row: EnterpriseRow, codes: Codes) -> None:
    """Refuse a row of no day, or a zone neither in the enterprise's region nor around it."""
    if row.valid_from is not None and row.valid_to is not None and row.valid_to <= row.valid_from:
        value = quoted(row.valid_to.isoformat())
        raise CellError(Code.INTERVAL_EMPTY, "valid_to", value=value, other=row.valid_from)
    if row.zone is None:
        return
    regions, there = codes.vocabulary, codes.vocabulary.zones[row.zone].region
    if not regions.within(row.region, there) and not regions.within(there, row.region):
        facts = {"value": quoted(row.zone), "other": there, "region": row.region}
        raise CellError(Code.ZONE_ELSEWHERE, "zone", **facts)


def check_rating(row: RatingRow, codes: Codes) -> None:
    """Refuse a level that the scheme does not have."""
    levels = [level.code for level in codes.vocabulary.schemes[row.scheme].levels]
    if row.level not in levels:
        facts = {"value": quoted(row.level), "scheme": row.scheme, "known": ", ".join(levels)}
        raise CellError(Code.UNKNOWN_LEVEL, "level", **facts)
    check_interval(row)


def check_commitment(row: CommitmentRow) -> None:
    """Refuse a promise that is due or fulfilled before it was made."""
    _in_order("due_on", row.due_on, "made_on", row.made_on)
    _in_order("fulfilled_on", row.fulfilled_on, "made_on", row.made_on)


def check_violation(row: ViolationRow) -> None:
    """Refuse a violation that is repaired before it was found."""
    _in_order("repaired_on", row.repaired_on, "found_on", row.found_on)


def check_link(row: LinkRow) -> None:
    """Refuse an enterprise that supplies itself."""
    if row.supplier_uscc == row.customer_uscc:
        raise CellError(Code.SELF_SUPPLY, "customer_uscc")
    check_interval(row)


def check_ownership(row: OwnershipRow) -> None:
    """Refuse an enterprise that owns itself."""
    if row.owner_uscc == row.owned_uscc:
        raise CellError(Code.SELF_OWNERSHIP, "owned_uscc")
    check_interval(row)


def _in_order(column: str, later: date | None, before: str, earlier: date) -> None:
    if later is not None and later < earlier:
        value = quoted(later.isoformat())
        raise CellError(Code.DATE_ORDER, column, value=value, earlier_column=before, other=earlier)
