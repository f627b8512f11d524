"""What the cells of one row must be to each other. Each check raises `CellError` naming its column.

A check says which cells it looks at, so that it can be made while others of the row are bad.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from credit_graph.domain.facts.partner_id import is_unnamed
from credit_graph.domain.scheme_version import Level, SchemeVersion
from credit_graph.domain.vocabulary import Scheme
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
        Kind.RATINGS: [
            _rule("scheme level", partial(check_level, codes=codes)),
            _rule("scheme level valid_from", partial(check_version, codes=codes)),
            interval,
        ],
        Kind.LISTS: [
            interval,
            _rule("valid_from valid_to repaired_on", check_repaired_entry),
            *_days_after("valid_from", "repair_from display_until"),
        ],
        Kind.STATEMENTS: [interval],
        Kind.COMMITMENTS: [
            _rule("made_on due_on", check_due),
            _rule("made_on fulfilled_on", check_fulfilled),
        ],
        Kind.VIOLATIONS: [
            _rule("found_on repaired_on", check_violation),
            *_days_after("found_on", "repair_from display_until"),
        ],
        Kind.LINKS: [_rule("supplier_uscc customer_uscc", check_link), interval],
        Kind.OWNERSHIP: [_rule("owner_uscc owned_uscc", check_ownership), interval],
    }
    return tuple(found.get(kind, ()))


def _rule(needs: str, check: Callable[..., None]) -> RowRule:
    return RowRule(frozenset(needs.split()), cast("Callable[[Row], None]", check))


def _days_after(first: str, columns: str) -> Iterator[RowRule]:
    """Yield rules that refuse a day in one of the columns before the day of the first."""
    for column in columns.split():
        yield _rule(f"{first} {column}", partial(check_day_after, first=first, column=column))


def check_day_after(row: Row, first: str, column: str) -> None:
    """Refuse a day that is before another of its row."""
    _in_order(column, getattr(row, column), first, getattr(row, first))


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
    if regions.inside(row.region, there) is False:
        facts = {"value": quoted(row.zone), "other": there, "region": row.region}
        raise CellError(Code.ZONE_ELSEWHERE, "zone", **facts)


def check_level(row: RatingRow, codes: Codes) -> None:
    """Refuse a level that no version of the scheme has."""
    scheme = codes.vocabulary.schemes[row.scheme]
    if any(each.code == row.level for each in scheme.levels):
        return
    every = _every_level(scheme)
    if any(each.code == row.level for each in every) or plain(row.level) in levels_by_name(every):
        return
    known = ", ".join(each.code for each in scheme.levels)
    facts = {"value": quoted(row.level), "scheme": row.scheme, "known": known}
    raise CellError(Code.UNKNOWN_LEVEL, "level", **facts)


def check_version(row: RatingRow, codes: Codes) -> None:
    """Refuse a level that the scheme's version of the first day does not have."""
    scheme = codes.vocabulary.schemes[row.scheme]
    level = level_of(row, codes)
    version = scheme.version(row.valid_from)
    if level is not None and version is not None and level not in version.codes:
        raise _other_version(row, level, scheme, version)


def _other_version(row: RatingRow, level: str, scheme: Scheme, version: SchemeVersion) -> CellError:
    other = next(each for each in scheme.versions if level in each.codes)
    until = f" to before {other.valid_to}" if other.valid_to else " on"
    return CellError(
        Code.LEVEL_OF_OTHER_VERSION,
        "level",
        value=quoted(row.level),
        scheme=scheme.code,
        other=f"{other.code} {other.name}",
        days=f"from {other.valid_from}{until}",
        version=f"{version.code} {version.name}",
        day=row.valid_from,
        known=", ".join(version.codes),
    )


def level_of(row: RatingRow, codes: Codes) -> str | None:
    """Return the code of a row's level, which may be written by its name; None if unknown.

    A name is looked up as it is used on the first day, then as any version has it.
    """
    scheme = codes.vocabulary.schemes[row.scheme]
    if any(level.code == row.level for level in scheme.levels):
        return row.level
    meant = plain(row.level)
    named = levels_by_name(scheme.levels_on(row.valid_from)).get(meant)
    return named or levels_by_name(_every_level(scheme)).get(meant)


def _every_level(scheme: Scheme) -> tuple[Level, ...]:
    every = (level for version in scheme.versions for level in version.levels)
    return (*scheme.levels, *every)


def check_due(row: CommitmentRow) -> None:
    """Refuse a promise that is due before it was made."""
    _in_order("due_on", row.due_on, "made_on", row.made_on)


def check_fulfilled(row: CommitmentRow) -> None:
    """Refuse a promise that is fulfilled before it was made."""
    _in_order("fulfilled_on", row.fulfilled_on, "made_on", row.made_on)


def check_violation(row: ViolationRow) -> None:
    """Refuse a violation that is repaired before it was found."""
    _in_order("repaired_on", row.repaired_on, "found_on", row.found_on)


def check_repaired_entry(row: ListRow) -> None:
    """Refuse a repair on which the entry does not end, or that leaves it no day."""
    if row.repaired_on is None:
        return
    value = quoted(row.repaired_on.isoformat())
    if row.repaired_on <= row.valid_from:
        raise CellError(Code.INTERVAL_EMPTY, "repaired_on", value=value, other=row.valid_from)
    if row.valid_to is not None and row.valid_to != row.repaired_on:
        raise CellError(Code.REPAIR_NOT_THE_END, "repaired_on", value=value, other=row.valid_to)


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
