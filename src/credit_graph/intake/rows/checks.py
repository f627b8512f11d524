"""What the cells of one row must be to each other. Each check raises `CellError` naming its column.

A check says which cells it looks at, so that it can be made while others of the row are bad.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from credit_graph.domain.facts.partner_id import is_unnamed
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import CellError, Code, quoted
from credit_graph.intake.rows.codes import Codes
from credit_graph.intake.rows.kinds import (
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
from credit_graph.intake.tables.characters import plain
from credit_graph.intake.tables.names import levels_by_name


@dataclass(frozen=True, slots=True)
class RowRule:
    """A check with the columns that it needs."""

    needs: frozenset[str]
    check: Callable[[Row], None]


def rules_of(kind: Kind, codes: Codes) -> tuple[RowRule, ...]:
    """Return the rules that rows of a kind must keep."""
    interval = _rule("valid_from valid_to", check_interval)
    found: dict[Kind, Sequence[RowRule]] = {
        Kind.ENTERPRISES: [_rule("region zone", partial(check_enterprise, codes=codes))],
        Kind.RATINGS: [_rule("scheme level", partial(check_level, codes=codes)), interval],
        Kind.LISTS: [interval],
        Kind.STATEMENTS: [interval],
        Kind.COMMITMENTS: [
            _rule("made_on due_on", check_due),
            _rule("made_on fulfilled_on", check_fulfilled),
        ],
        Kind.VIOLATIONS: [_rule("found_on repaired_on", check_violation)],
        Kind.LINKS: [_rule("supplier_uscc customer_uscc", check_link), interval],
        Kind.OWNERSHIP: [_rule("owner_uscc owned_uscc", check_ownership), interval],
    }
    return tuple(found.get(kind, ()))


def _rule(needs: str, check: Callable[..., None]) -> RowRule:
    return RowRule(frozenset(needs.split()), cast("Callable[[Row], None]", check))


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
    if regions.inside(row.region, there) is False and not regions.within(there, row.region):
        facts = {"value": quoted(row.zone), "other": there, "region": row.region}
        raise CellError(Code.ZONE_ELSEWHERE, "zone", **facts)


def check_level(row: RatingRow, codes: Codes) -> None:
    """Refuse a level that the scheme does not have."""
    levels = codes.vocabulary.schemes[row.scheme].levels
    if level_of(row, codes) is None:
        known = ", ".join(level.code for level in levels)
        facts = {"value": quoted(row.level), "scheme": row.scheme, "known": known}
        raise CellError(Code.UNKNOWN_LEVEL, "level", **facts)


def level_of(row: RatingRow, codes: Codes) -> str | None:
    """Return the code of a row's level, which may be written by its name; None if unknown."""
    levels = codes.vocabulary.schemes[row.scheme].levels
    if any(level.code == row.level for level in levels):
        return row.level
    return levels_by_name(levels).get(plain(row.level))


def check_due(row: CommitmentRow) -> None:
    """Refuse a promise that is due before it was made."""
    _in_order("due_on", row.due_on, "made_on", row.made_on)


def check_fulfilled(row: CommitmentRow) -> None:
    """Refuse a promise that is fulfilled before it was made."""
    _in_order("fulfilled_on", row.fulfilled_on, "made_on", row.made_on)


def check_violation(row: ViolationRow) -> None:
    """Refuse a violation that is repaired before it was found."""
    _in_order("repaired_on", row.repaired_on, "found_on", row.found_on)


def check_link(row: LinkRow) -> None:
    """Refuse an enterprise that supplies itself, and a link of which no end is named."""
    _one_named(row.supplier_uscc, row.customer_uscc, "customer_uscc")
    if row.supplier_uscc == row.customer_uscc:
        raise CellError(Code.SELF_SUPPLY, "customer_uscc")


def check_ownership(row: OwnershipRow) -> None:
    """Refuse an enterprise that owns itself, and a holding of which no end is named."""
    _one_named(row.owner_uscc, row.owned_uscc, "owned_uscc")
    if row.owner_uscc == row.owned_uscc:
        raise CellError(Code.SELF_OWNERSHIP, "owned_uscc")


def _one_named(one: str, other: str, column: str) -> None:
    if is_unnamed(one) and is_unnamed(other):
        raise CellError(Code.UNNAMED_BOTH, column)


def _in_order(column: str, later: date | None, before: str, earlier: date) -> None:
    if later is not None and later < earlier:
        value = quoted(later.isoformat())
        raise CellError(Code.DATE_ORDER, column, value=value, earlier_column=before, other=earlier)
