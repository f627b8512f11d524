"""What a sheet's XML tells that its cells do not: merges, hidden rows, formulas without a result.

openpyxl gives None for a cell under a merge and for a formula that was never computed, as for a
blank one; a blank end means "no end", so the three must be told apart.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from credit_graph.errors import ImportRefusedError
from credit_graph.message import Message

Place = tuple[int, int]  # row and column, from 1
Box = tuple[int, int, int, int]  # left, top, right, bottom

_LARGEST: Final = 1 << 31  # bytes of all parts together, unpacked
_BLOCK: Final = 1 << 20
_WIDE: Final = 10_000  # cells; a merge of more is kept by its corners
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\shidden=\"(?:1|true)\")[^>]*?\sr=\"(\d+)\"")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\shidden=\"(?:1|true)\")[^>]*>")
_FROM_TO = re.compile(rb"\s(min|max)=\"(\d+)\"")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
# A formula's cell: its attributes, and what stands between </f> and </c>.
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)(.*?)</(?:\w+:)?c>",
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]")
_REF = re.compile(rb"\br=\"([A-Z]+\d+)\"")
_TEXT_RESULT = re.compile(rb"\bt=\"str\"")


@dataclass(slots=True)
class SheetFacts:
    """What was found; `hidden_rows` in their order, `hidden_columns` their number."""

    uncomputed: set[Place] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: int = 0
    _merged: dict[Place, str] = field(default_factory=dict)
    _wide: list[tuple[Box, str]] = field(default_factory=list)

    def merge(self, ref: str) -> None:
        """Note merged cells, as people write them: B2:C4."""
        left, top, right, bottom = (each or 0 for each in range_boundaries(ref))
        if (bottom - top + 1) * (right - left + 1) > _WIDE:
            self._wide.append(((left, top, right, bottom), ref))
            return
        for row in range(top, bottom + 1):
            self._merged.update(((row, column), ref) for column in range(left, right + 1))
        self._merged.pop((top, left), None)

    def merge_at(self, row: int, column: int) -> str:
        """Return the merge under which a cell lies, empty if it is none or its first cell."""
        if found := self._merged.get((row, column)):
            return found
        for (left, top, right, bottom), ref in self._wide:
            inside = top <= row <= bottom and left <= column <= right
            if inside and (row, column) != (top, left):
                return ref
        return ""

    def merge_across(self, row: int, column: int) -> str:
        """Return the merge that a cell of a header lies under or reaches below the header with."""
        if found := self.merge_at(row, column):
            return found
        below = self.merge_at(row + 1, column)
        return below if below and range_boundaries(below)[1] == row else ""


def refuse_unfit(path: Path, archive: ZipFile) -> None:
    """Raise `ImportRefusedError` for a workbook that must not or cannot be opened."""
    where = str(path)
    if sum(each.file_size for each in archive.infolist()) > _LARGEST:
        raise ImportRefusedError(
            where, Message("it unpacks to more than 2 GB"), Message("Split it.")
        )
    for each in archive.infolist():
        if each.filename.endswith((".xml", ".rels")):
            with archive.open(each) as part:
                start = part.read(4_096)
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise ImportRefusedError(
                    where, Message("its XML declares entities"), Message("Save it again.")
                )
            if each.filename == "xl/workbook.xml" and _STRICT in start:
                fix = Message("Save it as an ordinary .xlsx.")
                raise ImportRefusedError(where, Message("it is a 'Strict Open XML' workbook"), fix)


def sheet_parts(archive: ZipFile) -> Mapping[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # no entities
    }
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  # no entities
    sheets = (each for each in book.iter() if each.tag.rpartition("}")[2] == "sheet")
    return {
        each.get("name", ""): _absolute(targets.get(each.get(_RELATION), "")) for each in sheets
    }


def read_facts(stream: IO[bytes]) -> SheetFacts:
    """Read a sheet's part from beginning to end, a stretch of rows at a time."""
    facts = SheetFacts()
    for stretch in _stretches(stream):
        facts.hidden_rows += [int(each) for each in _HIDDEN_ROW.findall(stretch)]
        for columns in _HIDDEN_COLUMNS.findall(stretch):
            ends = {name: int(number) for name, number in _FROM_TO.findall(columns)}
            facts.hidden_columns += ends.get(b"max", 0) - ends.get(b"min", 0) + 1
        for attributes, result in _FORMULA.findall(stretch):
            blank = _TEXT_RESULT.search(attributes) and b"v" in result
            if (ref := _REF.search(attributes)) and not blank and not _VALUE.search(result):
                facts.uncomputed.add(_place(ref[1].decode()))
        for ref in _MERGE.findall(stretch):
            facts.merge(ref.decode())
    return facts


def _stretches(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := stream.read(_BLOCK):
        rest += block
        end = rest.rfind(b"</row>") + 6
        if end > 6:  # noqa: PLR2004  # the length of the tag
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _place(ref: str) -> Place:
    letters, row = coordinate_from_string(ref)
    return row, column_index_from_string(letters)


def _absolute(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return str(PurePosixPath("xl") / target)
