"""Files that LibreOffice 7.4.7 wrote: each loads, or says exactly what is wrong where.

`support.clerks_files` made six workbooks of invented data, with what must become of each row
(`expected.json`); `soffice --headless` opened them and saved each as .xlsx and as .csv (UTF-8).
"""

import json
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.rows.kinds import ListRow
from credit_graph.intake.tables.manner import Dates, Manner
from support.table_reading import read_table

FOLDER = Path(__file__).parent / "libreoffice"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
# A .csv is the first sheet, which in these is a hidden one without a row.
WITHOUT_ROWS = ("lists0.csv", "lists4.csv")
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".csv", ".xlsx"))


def read(name: str, folder: Path) -> tuple[list[list[str | None]], list[list[object]]]:
    """Return the rows and the rejects of a file."""
    path = folder / f"lists{Path(name).suffix}"
    copy(FOLDER / name, path)
    is_local = EXPECTED[Path(name).stem]["local"]
    rows, rejects, _ = read_table(path, Manner(dates=Dates.LOCAL if is_local else Dates.ISO))
    seen = [
        [
            row.uscc,
            row.list,
            row.valid_from.isoformat(),
            None if row.valid_to is None else row.valid_to.isoformat(),
            row.reason,
        ]
        for row in rows
        if isinstance(row, ListRow)
    ]
    told = [each.split(maxsplit=3) for each in rejects]
    return seen, [[int(line), column, code] for line, column, code, _ in told]


@pytest.mark.parametrize("name", [each for each in FILES if each not in WITHOUT_ROWS])
def test_every_row_loads_or_is_rejected_by_line_column_and_code(name: str, tmp_path: Path) -> None:
    expected = EXPECTED[Path(name).stem]
    seen, told = read(name, tmp_path)
    assert seen == expected["good"]
    assert told == expected["rejects"]


@pytest.mark.parametrize("name", WITHOUT_ROWS)
def test_a_hidden_sheet_that_became_the_file_is_refused_as_a_whole(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefusedError, match="it has no header"):
        read(name, tmp_path)


def test_the_files_are_twelve_and_each_says_something() -> None:
    assert len(FILES) == 12
    assert all(each["good"] and each["rejects"] for each in EXPECTED.values())
