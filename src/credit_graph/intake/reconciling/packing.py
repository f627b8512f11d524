"""How rows of each kind become parameters of the statements in cypher/imports, and come back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final, cast

from credit_graph.domain.search_words import folded, kept_words, needs_kept_form
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.columns import DAY_COLUMNS
from credit_graph.intake.rows.kinds import EnterpriseRow, Row
from credit_graph.intake.rows.reader import ROWS

if TYPE_CHECKING:
    from datetime import date

Parameter = object

# Columns that are stored under another name: who says it is the fact's `source`.
_PROPERTIES: Final = {"awarded_by": "source", "reported_by": "source", "synced_on": "as_of"}
# Columns that are kept under their own name and are the fact's `source` as well.
_SPEAKERS: Final = ("agency", "found_by")


@dataclass(frozen=True, slots=True)
class Said:
    """How a kind of fact that is said of one enterprise is stored: node label and relation.

    `group` is the property that, with the enterprise, makes the group of a fact.
    """

    label: str
    relation: str
    group: str


SAID: Final = {
    Kind.RATINGS: Said("Rating", "HOLDS", "scheme"),
    Kind.LISTS: Said("ListEntry", "LISTED", "list"),
    Kind.STATEMENTS: Said("Statement", "STATED", "statement"),
    Kind.COMMITMENTS: Said("Commitment", "PROMISED", "commitment"),
    Kind.VIOLATIONS: Said("Violation", "BROKE", "violation"),
    Kind.USES: Said("MeasureUse", "USED", "measure"),
}

# Their first statement stores the rows about which nothing stands; the others only look.
STAGED_AT_ONCE: Final = frozenset({Kind.ENTERPRISES, Kind.LINKS})


# Which of their columns are days, counted from the columns' first.
_DAYS: Final = {
    kind: tuple(at for at, name in enumerate(TABLES[kind].columns) if name in DAY_COLUMNS)
    for kind in STAGED_AT_ONCE
}


# What, with the id, finds a fact quickly where the columns of its enterprises do not say.
_ENDS: Final = {Kind.ENTERPRISES: ("uscc",)}


# What is stored of a registration besides its columns.
_STORED: Final = ("shown_from", "shown_to", "carried")


@dataclass(frozen=True, slots=True)
class StagedRows:
    """Rows that are staged at once: days are places in `days`, which has each of them once.

    A day costs the driver a hundred times what a number costs, and a file has few of them.
    """

    rows: Sequence[Parameter]
    days: Sequence["date"]


class DayPlaces:
    """The different days of some rows, and the place of each."""

    def __init__(self) -> None:
        self._places: dict[date, int] = {}

    @property
    def days(self) -> Sequence["date"]:
        """The days in the order of their places."""
        return list(self._places)

    def place(self, day: object) -> int | None:
        """Return the place of a day; None for none."""
        if day is None:
            return None
        return self._places.setdefault(cast("date", day), len(self._places))


def staged(
    kind: Kind,
    packed: Iterable[Parameter],
    placed: Sequence[Parameter] = (),
    places: DayPlaces | None = None,
) -> StagedRows:
    """Return packed rows of a kind that is staged at once, ready for its statement.

    `placed` are rows whose days are in `places` already; all are returned in their order.
    """
    places = places or DayPlaces()
    # Before the columns stand the index and the id, after those of a registration two more days.
    days = [at + 2 for at in _DAYS[kind]]
    if kind is Kind.ENTERPRISES:
        width = 2 + len(TABLES[kind].columns)
        days += [width, width + 1]
    rows: list[Any] = []
    for each in packed:
        row = list(cast("Sequence[object]", each))
        for at in days:
            row[at] = places.place(row[at])
        rows.append(row)
    if rows and placed:
        rows = sorted([*placed, *rows], key=itemgetter(0))
    return StagedRows(rows or placed, places.days)


def family(kind: Kind) -> str:
    """Return the last part of the names of the kind's statements."""
    return "said" if kind in SAID else kind.value


def first_statement(kind: Kind) -> str:
    """Return the statement that a batch of rows is first given to."""
    verb = "stage" if kind in STAGED_AT_ONCE else "look"
    return f"{verb}_{family(kind)}"


def properties(kind: Kind) -> tuple[str, ...]:
    """Return the property in which each column is stored, in the columns' order."""
    return tuple(_PROPERTIES.get(column, column) for column in TABLES[kind].columns)


def packer(kind: Kind) -> Callable[[int, str, Row], Parameter]:
    """Return a function from a row, with its index and the id of its fact, to a parameter."""
    if kind is Kind.ENTERPRISES:
        return _registration_packer()
    return _fact_packer(kind) if kind in SAID else _list_packer(kind)


def _fact_packer(kind: Kind) -> Callable[[int, str, Row], Parameter]:
    columns = TABLES[kind].columns
    names = dict(zip(columns, properties(kind), strict=True))
    speaker = next((column for column in columns if column in _SPEAKERS), None)

    def pack(index: int, fact_id: str, row: Row) -> Parameter:
        fact = {names[column]: getattr(row, column) for column in columns}
        if speaker is not None:
            fact["source"] = getattr(row, speaker)
        fact["fact_id"] = fact_id
        return {"index": index, "fact": fact}

    return pack


def _list_packer(kind: Kind) -> Callable[[int, str, Row], Parameter]:
    cells = attrgetter(*TABLES[kind].columns)

    def pack(index: int, fact_id: str, row: Row) -> Parameter:
        return [index, fact_id, *cells(row)]

    return pack


def _registration_packer() -> Callable[[int, str, Row], Parameter]:
    cells = attrgetter(*TABLES[Kind.ENTERPRISES].columns, *_STORED)

    def pack(index: int, fact_id: str, row: Row) -> Parameter:
        name = registration(row).name
        # Few names have a word that the index of words would leave out, or fold otherwise.
        words = kept_words(name) if needs_kept_form(name) else None
        return [index, fact_id, *cells(row), folded(name), words]

    return pack


def registration(row: Row) -> EnterpriseRow:
    """Return a row of enterprises.csv as one; raise `TypeError` for another."""
    if not isinstance(row, EnterpriseRow):
        raise TypeError(type(row))
    return row


def mark(kind: Kind, row: Row, fact_id: str, marks: Mapping[str, object]) -> Parameter:
    """Return the parameter that marks the fact of a row."""
    ends = TABLES[kind].enterprises or _ENDS.get(kind, ())
    return [*(getattr(row, column) for column in ends), fact_id, dict(marks)]


def shortened(row: Row, fact_id: str) -> Parameter:
    """Return the parameter that gives a registration's fact the days of the row."""
    its = registration(row)
    days = {"valid_to": its.valid_to, "shown_from": its.shown_from, "shown_to": its.shown_to}
    return mark(Kind.ENTERPRISES, row, fact_id, days)


def with_stored(row: Row, properties: Mapping[str, object]) -> Row:
    """Return a row with what is stored of it besides its columns."""
    if not isinstance(row, EnterpriseRow):
        return row
    return replace(
        row,
        shown_from=cast("date | None", properties.get("shown_from")),
        shown_to=cast("date | None", properties.get("shown_to")),
    )


def restored(kind: Kind, cells: Sequence[object]) -> Row:
    """Return the row that a stored fact came from; days are Python's already."""
    columns = TABLES[kind].columns
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells of {len(columns)}")
    if kind is Kind.ENTERPRISES:
        cells = [
            tuple(sorted(cast("list[str]", cell or []))) if column == "kinds" else cell
            for column, cell in zip(columns, cells, strict=True)
        ]
    return ROWS[kind](*cells)
