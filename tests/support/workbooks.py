"""Workbooks as clerks have them, written by openpyxl and mended by hand where it cannot."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Sheet = Callable[[Worksheet], None]


def write_book(path: Path, rows: Sequence[Sequence[object]], *then: Sheet) -> Path:
    """Write rows into the first sheet and let each function change it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    for change in then:
        change(sheet)
    book.save(path)
    return path


def with_part(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a workbook."""
    with ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    text = parts[part].decode()
    changed = change(text)
    assert changed != text, "nothing was changed"
    parts[part] = changed.encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_sheet(path: Path, old: str, new: str) -> Path:
    """Change words of the first sheet's XML."""

    # openpyxl writes an empty element in two ways, depending on whether lxml is there.
    def change(text: str) -> str:
        return re.sub(r"<v\s*/>|<v></v>", "<v />", text).replace(old, new, 1)

    return with_part(path, "xl/worksheets/sheet1.xml", change)
