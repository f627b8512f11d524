"""Maps as Cypher returns them to domain values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, cast

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    Enterprise,
    EntryFact,
    LinkDirection,
    Origin,
    Partner,
    RatingFact,
    Registration,
    Severity,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.domain.openness import Openness
from credit_graph.graph.database.instants import to_instant

if TYPE_CHECKING:
    from neo4j.time import Date, DateTime


class Row(Protocol):
    """What a record and a map have in common."""

    def __getitem__(self, key: str, /) -> object:
        """Return the value under the key."""
        ...


def day(value: object) -> date | None:
    """Return a Cypher DATE, or the text of one, as a day; null stays None."""
    return None if value is None else certain_day(value)


def certain_day(value: object) -> date:
    """Return a Cypher DATE, or the text of one, that cannot be null.

    Statements that are asked most give texts: the driver takes ten times as long for a DATE.
    """
    if isinstance(value, str):
        return date.fromisoformat(value)
    return cast("Date", value).to_native()


def instant(value: object) -> datetime | None:
    """Return a Cypher ZONED DATETIME as an instant; null stays None."""
    return None if value is None else certain_instant(value)


def certain_instant(value: object) -> datetime:
    """Return a Cypher ZONED DATETIME that cannot be null."""
    return to_instant(cast("DateTime", value))


def words(value: object) -> str | None:
    """Return a Cypher STRING; null stays None."""
    return None if value is None else str(value)


def rows(value: object) -> Iterable[Row]:
    """Return a Cypher LIST<MAP> for iteration."""
    return cast("Iterable[Mapping[str, object]]", value)


def to_registration(row: Row) -> Registration:
    """Return the registration in the row with its days."""
    return Registration(
        enterprise=to_enterprise(row),
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        origin=to_origin(row),
        shown_from=day(row["shown_from"]),
        shown_to=day(row["shown_to"]),
    )


def to_enterprise(row: Row) -> Enterprise:
    """Return what the row says of an enterprise, whatever the day."""
    return Enterprise(
        uscc=cast("str", row["uscc"]),
        name=cast("str", row["name"]),
        region=cast("str", row["region"]),
        zone=cast("str | None", row["zone"]),
        kinds=tuple(cast("list[str] | None", row["kinds"]) or ()),
        registered_on=day(row["registered_on"]),
        status=cast("str", row["status"]),
    )


def enterprise_of(  # noqa: PLR0917  # the cells as the statements order them
    uscc: str,
    name: str,
    region: str,
    zone: str | None,
    kinds: Sequence[str] | None,
    registered_on: str | None,
    status: str,
) -> Enterprise:
    """Return the registration in the cells that enterprises/by_keys and others return."""
    return Enterprise(uscc, name, region, zone, tuple(kinds or ()), day(registered_on), status)


def to_origin(row: Row, openness: Openness | None = None) -> Origin:
    """Return who said the fact in the row."""
    return Origin(
        fact_id=cast("str", row["fact_id"]),
        source=words(row["source"]),
        reference=words(row["reference"]),
        openness=openness,
    )


def to_stated_origin(row: Row) -> Origin:
    """Return who said the fact in the row, of a kind for which an openness may be stated."""
    return to_origin(row, to_openness(row["openness"]))


def to_openness(value: object) -> Openness | None:
    """Return the openness that is stated for a fact; null stays None."""
    return None if value is None else Openness(str(value))


def to_interval(row: Row) -> Interval:
    """Return the days on which the fact in the row holds."""
    return Interval(certain_day(row["valid_from"]), day(row["valid_to"]))


def to_rating(row: Row) -> RatingFact:
    """Return the rating in the row."""
    return RatingFact(
        str(row["scheme"]), str(row["level"]), to_interval(row), to_stated_origin(row)
    )


def to_entry(row: Row) -> EntryFact:
    """Return the list entry in the row."""
    return EntryFact(
        str(row["list"]),
        to_interval(row),
        to_stated_origin(row),
        words(row["reason"]),
        severity=Severity(cast("str", row["severity"])) if row["severity"] else None,
        repair_from=day(row["repair_from"]),
        display_until=day(row["display_until"]),
        repaired_on=day(row["repaired_on"]),
    )


def to_statement(row: Row) -> StatementFact:
    """Return the statement in the row."""
    return StatementFact(
        str(row["statement"]), str(row["value"]), to_interval(row), to_stated_origin(row)
    )


def to_commitment(row: Row) -> CommitmentFact:
    """Return the commitment in the row."""
    return CommitmentFact(
        commitment=str(row["commitment"]),
        subject=words(row["subject"]),
        made_on=certain_day(row["made_on"]),
        due_on=day(row["due_on"]),
        fulfilled_on=day(row["fulfilled_on"]),
        origin=to_stated_origin(row),
    )


def to_violation(row: Row) -> ViolationFact:
    """Return the violation in the row; one without a severity counts as the mildest."""
    return ViolationFact(
        violation=str(row["violation"]),
        severity=Severity(words(row["severity"]) or Severity.MINOR),
        found_on=certain_day(row["found_on"]),
        repaired_on=day(row["repaired_on"]),
        found_by=words(row["found_by"]),
        origin=to_stated_origin(row),
        is_graded=row["severity"] is not None,
        repair_from=day(row["repair_from"]),
        display_until=day(row["display_until"]),
    )


def to_partner(row: Row) -> Partner:
    """Return the partner in the row with its ratings and entries."""
    return Partner(
        uscc=str(row["uscc"]),
        name=str(row["name"]),
        region=str(row["region"]),
        direction=LinkDirection.SUPPLIER if row["supplier"] else LinkDirection.CUSTOMER,
        interval=to_interval(row),
        origin=to_origin(row),
        ratings=tuple(map(to_rating, rows(row["ratings"]))),
        entries=tuple(map(to_entry, rows(row["entries"]))),
        registered=Registration(
            enterprise=to_enterprise(row),
            valid_from=day(row["registered_from"]),
            valid_to=day(row["registered_to"]),
            origin=Origin(str(row["registration_id"])),
            shown_from=day(row["shown_from"]),
            shown_to=day(row["shown_to"]),
        ),
    )


def to_sync(row: Row) -> Sync:
    """Return the first and last sync of a register in a region."""
    return Sync(
        register=str(row["register"]),
        region=str(row["region"]),
        first=certain_day(row["first"]),
        last=certain_day(row["last"]),
    )
