"""Lists as clerks send them, by chance, with what must become of each row.

Written from docs/import.md alone; it shares no code with the importer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from support.malformed_rows import code_of

COLUMNS = ("uscc", "list", "valid_from", "valid_to", "reason", "reference")
HEADINGS = {
    "uscc": ("uscc", "统一社会信用代码", "信用代码*", "社会信用代码（必填）"),
    "list": ("list", "LIST", "名单", "名 单"),
    "valid_from": ("valid_from", "列入日期", "起始日期"),
    "valid_to": ("valid_to", "移出日期", "有效期至"),
    "reason": ("reason", "列入原因", "事由"),
    "reference": ("reference", "文号"),
}
DAYS: dict[str, Callable[[date], object]] = {
    "iso": date.isoformat,
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "digits": lambda day: f"{day:%Y%m%d}",
    "serial": lambda day: (day - date(1899, 12, 30)).days,
    "cell": lambda day: datetime(day.year, day.month, day.day),  # noqa: DTZ001  # as Excel has it
}
ENDLESS = ("", "长期", "至今", "9999-12-31")
REASON = "虚构的列入原因，仅供测试"

Fate = tuple[int, str, str]  # line, column, code


@dataclass
class ClerksFile:
    """A file; the rows it holds as (uscc, list, from, to, reason), and its rejects."""

    path: Path
    is_local: bool
    good: list[tuple[str, str, date, date | None, str | None]] = field(default_factory=list)
    rejects: list[Fate] = field(default_factory=list)
    also: dict[int, set[str]] = field(default_factory=dict)


def make_file(seed: int, folder: Path) -> ClerksFile:
    """Return one file of about twenty rows."""
    random = Random(seed)  # noqa: S311  # chance for tests
    is_book = random.random() < 0.5
    styles = list(DAYS) if is_book else [name for name in DAYS if name != "cell"]
    style = random.choice(styles)
    made = ClerksFile(
        folder / f"lists.{'xlsx' if is_book else 'csv'}", style not in ("iso", "cell")
    )
    columns = [
        each for each in COLUMNS if each not in ("reason", "reference") or random.random() < 0.7
    ]
    random.shuffle(columns)
    places: list[str | None] = list(columns)
    for _ in range(random.randrange(3)):
        places.insert(random.randrange(len(places) + 1), None)
    header = ["" if each is None else random.choice(HEADINGS[each]) for each in places]
    lines: list[list[object]] = [["2024年度名单（虚构）"] for _ in range(random.randrange(3))]
    if not is_book and random.random() < 0.2:
        lines.insert(0, ["sep=,"])
        lines = lines[:1]
    lines.append(list(header))
    for number in range(20):
        while random.random() < 0.15:
            lines.append(random.choice([[""] * len(places), ["", " "], ["\u3000"] * 3]))
        cells = _row(random, number, style, made, len(lines) + 1, is_book=is_book)
        lines.append(["" if each is None else cells[each] for each in places])
        if made.good and made.good[-1][0] == cells["uscc"] and "reason" not in columns:
            made.good[-1] = (*made.good[-1][:4], None)
    (_write_book if is_book else _write_csv)(made.path, lines, random)
    return made


def _row(
    random: Random, number: int, style: str, made: ClerksFile, line: int, *, is_book: bool
) -> dict[str, object]:
    code = code_of(number)
    start = date(2020, 1, 1) + timedelta(days=random.randrange(1_000))
    end = random.choice([None, start + timedelta(days=random.randrange(1, 900))])
    cells: dict[str, object] = {
        "uscc": code,
        "list": random.choice(["gop", "GOP", "ｇｏｐ", " gop "]),
        "valid_from": DAYS[style](start),
        "valid_to": random.choice(ENDLESS) if end is None else DAYS[style](end),
        "reason": REASON,
        "reference": "",
    }
    faults: dict[str, str] = {}
    for column, spoil in _spoilers(code, is_book=is_book).items():
        if random.random() < 0.12:
            cells[column], faults[column] = random.choice(spoil)
    if faults:
        first = min(faults, key=COLUMNS.index)
        made.rejects.append((line, first, faults[first]))
        made.also[line] = set(faults) - {first}
    else:
        made.good.append((code, "gop", start, end, REASON))
    return cells


def _spoilers(code: str, *, is_book: bool) -> dict[str, list[tuple[object, str]]]:
    number: object = 914104001234568000 if is_book else "9.14104001234568E+17"
    ends: list[tuple[object, str]] = [("-", "END_WORD"), ("#REF!", "CELL_ERROR")]
    ends.append(("=TODAY()", "NOT_COMPUTED") if is_book else ("soon", "DATE_FORMAT"))
    return {
        "uscc": [(number, "USCC_NUMBER"), (code[:-1], "USCC_LENGTH"), ("", "MISSING_VALUE")],
        "list": [("grey", "UNKNOWN_LIST"), ("", "MISSING_VALUE"), ("#N/A", "CELL_ERROR")],
        "valid_from": [("3/4/2024", "DATE_AMBIGUOUS"), ("24年6月30日", "DATE_AMBIGUOUS")],
        "valid_to": ends,
    }


def _write_csv(path: Path, lines: list[list[object]], random: Random) -> None:
    width = max(map(len, lines))
    text = ""
    for cells in lines:
        padded = [str(each) for each in cells]
        if cells != ["sep=,"] and len(cells) > 3:
            padded += [""] * (width - len(cells))
        text += ",".join(f'"{each}"' if random.random() < 0.2 else each for each in padded)
        text += "\r\n"
    path.write_bytes(text.encode(random.choice(["utf-8", "utf-8-sig", "gb18030"])))


def _write_book(path: Path, lines: list[list[object]], random: Random) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    if random.random() < 0.3:
        book.create_sheet("旧", 0).sheet_state = "hidden"
        book.active = 1
    for cells in lines:
        sheet.append([each if each != "" else None for each in cells])
    if random.random() < 0.3:
        sheet.column_dimensions["B"].hidden = True
    book.save(path)
