"""`vocabulary/places.csv`: what the published table lacks, has wrong, or does not state.

One row states a name of a code with its years, or what a former code passed to. The rows with
names of a code replace those of the published table. Each row has its source and the day on which
it was read.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from credit_graph.domain.region import RegionName
from credit_graph.message import Message, Series
from credit_graph.seeds.files.causes import csv_cause
from credit_graph.seeds.files.findings import FindingLine, Findings, suggest
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.files.sources import SeedFile

PLACES: Final = re.compile(r"vocabulary/places(?:/[^/]+)?\.csv")
COLUMNS: Final = ("code", "name", "first", "last", "successors", "source", "seen_on")
UNRECORDED: Final = "?"
"""Among the successors: parts of it passed to regions that are not recorded."""

_CODE = re.compile(r"[1-8][0-9]{5}")
_YEAR = re.compile(r"(19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row. `is_whole`: the successors are all there are."""

    place: FindingLine
    code: str
    name: RegionName | None
    successors: tuple[str, ...]
    is_whole: bool


def read_places(file: SeedFile, ledger: Findings) -> tuple[PlaceRow, ...]:
    """Return the rows of a file; findings go to the ledger, with the line."""
    reader = csv.reader(file.text.removeprefix("\ufeff").splitlines(), strict=True)
    rows = []
    try:
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            known = Message("the header is {columns}", columns=",".join(COLUMNS))
            ledger.refuse(FindingLine(file.path), SeedProblem.BAD_TABLE, why=known)
            return ()
        for cells in reader:
            row = _row(FindingLine(file.path, reader.line_num), cells, ledger)
            if row is not None:
                rows.append(row)
    except csv.Error as error:
        place = FindingLine(file.path, reader.line_num)
        ledger.refuse(place, SeedProblem.BAD_TABLE, why=csv_cause(error))
    return tuple(rows)


def _row(place: FindingLine, cells: list[str], ledger: Findings) -> PlaceRow | None:
    faults = tuple(_faults(cells))
    if faults:
        ledger.refuse(place, SeedProblem.BAD_TABLE, why=Series(faults, "; "))
        return None
    code, name, first, last, successors, _, _ = cells
    heirs = successors.split(";") if successors else []
    return PlaceRow(
        place=place,
        code=code,
        name=RegionName(name, _year(first), _year(last)) if name else None,
        successors=tuple(each for each in heirs if each != UNRECORDED),
        is_whole=UNRECORDED not in heirs,
    )


def _faults(cells: list[str]) -> Iterator[Message]:
    if len(cells) != len(COLUMNS):
        yield Message(
            "it has {count} cells instead of {expected}",
            count=len(cells),
            expected=len(COLUMNS),
        )
        return
    code, name, first, last, successors, source, seen_on = cells
    heirs = successors.split(";") if successors else []
    for each in (code, *(heir for heir in heirs if heir != UNRECORDED)):
        if not _CODE.fullmatch(each):
            yield Message("{text!r} is no code of six digits", text=each)
    yield from _faults_of_years(first, last)
    if not name and (first or last or not heirs):
        yield Message("it states no name, and years, or no successors")
    if not source or not _is_day(seen_on):
        yield Message("it states no source, or not the day on which that was read")


def _faults_of_years(first: str, last: str) -> Iterator[Message]:
    for each in (first, last):
        if each and not _YEAR.fullmatch(each):
            yield Message("{text!r} is no year", text=each)
    if first and last and last < first:
        yield Message("{last} is before {first}", last=last, first=first)


def refuse_unknown_heirs(
    rows: tuple[PlaceRow, ...], known: frozenset[str], ledger: Findings
) -> None:
    """Note each row whose code, or a successor of it, no table has."""
    for row in rows:
        for each in (row.code, *row.successors):
            if each not in known:
                near = suggest(each, known)
                facts = {"noun": "region", "given": each, "near": near}
                ledger.refuse(row.place, SeedProblem.UNKNOWN_CODE, **facts)


def _year(text: str) -> int | None:
    return int(text) if text else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
