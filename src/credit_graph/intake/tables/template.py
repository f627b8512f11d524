"""An empty workbook for a kind of file: headings, allowed values, and notes on each column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from credit_graph.domain.scheme_version import Level
from credit_graph.domain.term import Term
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.columns import DAY_COLUMNS, USCC_COLUMNS
from credit_graph.intake.tables.headings import headings
from credit_graph.intake.tables.names import OPENNESS

_Choice: TypeAlias = Term | Level
_NOTES: Final = "说明"
_VALUES: Final = "取值"
_REQUIRED: Final = PatternFill("solid", fgColor="FFF2CC")
_ROWS: Final = 10_000  # so many rows offer the allowed values
_WIDTH: Final = 22
_AUTHOR: Final = "credit-graph"
_MANY: Final = frozenset(
    {"kinds"}
)  # several values in a cell: offered as a list it would be refused

_HELD: Final[Mapping[str, str]] = {
    "kinds": "一个或多个，以“；”分隔 | one or more, separated by ;",
    "share": "0 到 1 之间的小数，如 0.25 | a fraction in [0, 1], such as 0.25",
    "value": "是 或 否 | true or false",
    "cases": "整数 | a whole number",
    "valid_to": "不再有效的第一天；长期有效则留空 | the first day after; empty if it does not end",
}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    heading: str
    is_required: bool
    allowed: tuple[tuple[str, str], ...]  # code and name

    @property
    def held(self) -> str:
        """What a cell holds, in Chinese and English."""
        if self.name in _HELD:
            return _HELD[self.name]
        if self.name in USCC_COLUMNS:
            return "18 位统一社会信用代码，文本格式 | 18 characters, as text"
        if self.name in DAY_COLUMNS:
            return "日期，如 2026-01-31 | a day, such as 2026-01-31"
        if self.allowed:
            return "见“取值”表，可填代码或名称 | a code or name of the sheet 取值"
        return "文本 | text"


def write_template(kind: Kind, words: Vocabulary, path: Path) -> None:
    """Write the workbook; its first sheet is what `import` reads once it is filled in."""
    columns = tuple(_columns(kind, words))
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook has one
    sheet.title = kind.value
    values = book.create_sheet(_VALUES)
    for place, column in enumerate(columns, start=1):
        _head(sheet.cell(1, place), column)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTH
        # As text, no spreadsheet makes a number of a code or a day of a reference.
        sheet.column_dimensions[letter].number_format = "@"
        if column.allowed:
            _offer(sheet, values, letter, column)
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet(_NOTES), columns)
    if values.max_column == 1 and values.cell(1, 1).value is None:
        book.remove(values)
    book.save(path)


def _columns(kind: Kind, words: Vocabulary) -> Iterator[_Column]:
    table, named = TABLES[kind], headings(kind)
    allowed = _allowed(words)
    for name in table.columns:
        heading = named[name][0] if named[name] else name
        yield _Column(name, heading, name in table.required, allowed.get(name, ()))


def _allowed(words: Vocabulary) -> Mapping[str, tuple[tuple[str, str], ...]]:
    levels = (
        Level(level.code, f"{scheme.name}: {level.name}")
        for scheme in words.schemes.values()
        for level in scheme.levels
    )
    registers = (*words.schemes.values(), *words.lists.values())
    terms: Mapping[str, Sequence[_Choice]] = {
        "region": [each for each in words.regions.values() if each.ended is None],
        "zone": tuple(words.zones.values()),
        "kinds": tuple(words.kinds.values()),
        "status": tuple(words.statuses.values()),
        "scheme": tuple(words.schemes.values()),
        "level": tuple(levels),
        "list": tuple(words.lists.values()),
        "register": registers,
        "statement": tuple(words.statements.values()),
        "commitment": tuple(words.commitments.values()),
        "violation": tuple(words.violations.values()),
        "severity": tuple(words.severities.values()),
        "openness": tuple(OPENNESS.values()),
        "outcome": tuple(words.outcomes.values()),
    }
    return {name: tuple((each.code, each.name) for each in found) for name, found in terms.items()}


def _head(cell: Cell | MergedCell, column: _Column) -> None:
    cell.value = column.heading
    cell.font = Font(bold=True)
    if column.is_required:
        cell.fill = _REQUIRED
    must = "必填 | required" if column.is_required else "可留空 | may be empty"
    cell.comment = Comment(f"{column.name}\n{must}\n{column.held}", _AUTHOR)


def _offer(sheet: Worksheet, values: Worksheet, letter: str, column: _Column) -> None:
    """List the allowed values on their own sheet, and let each cell choose among the codes."""
    place = values.max_column + 1 if values.cell(1, 1).value is not None else 1
    values.cell(1, place, column.name)
    values.cell(1, place + 1, column.heading)
    for row, (code, name) in enumerate(column.allowed, start=2):
        _text(values.cell(row, place), code)
        _text(values.cell(row, place + 1), name)
    if column.name in _MANY:
        return
    codes = get_column_letter(place)
    last = len(column.allowed) + 1
    choice = DataValidation("list", f"{_VALUES}!${codes}$2:${codes}${last}", allow_blank=True)
    choice.showErrorMessage = False  # a name may be written too
    choice.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(choice)


def _text(cell: Cell | MergedCell, text: str) -> None:
    cell.value = text
    # openpyxl takes "=…" for a formula and "#N/A" for an error.
    cell.data_type = "s"
    cell.number_format = "@"


def _explain(sheet: Worksheet, columns: tuple[_Column, ...]) -> None:
    sheet.append(["列 | column", "名称 | name", "必填 | required", "内容 | holds"])
    for column in columns:
        required = "是" if column.is_required else "否"
        sheet.append([column.heading, column.name, required, column.held])
    for letter, width in zip("ABCD", (28, 18, 14, 60), strict=True):
        sheet.column_dimensions[letter].width = width
