"""Forty lists as clerks send them each load, or say exactly what is wrong where."""

from pathlib import Path

import pytest

from credit_graph.intake.rows.kinds import ListRow
from credit_graph.intake.tables.manner import Dates, Manner
from support.clerks_files import make_file
from support.table_reading import read_table


@pytest.mark.parametrize("seed", range(40))
def test_every_row_loads_or_is_rejected_by_line_column_and_code(seed: int, tmp_path: Path) -> None:
    made = make_file(seed, tmp_path)
    manner = Manner(dates=Dates.LOCAL if made.is_local else Dates.ISO)
    rows, rejects, _ = read_table(made.path, manner)
    seen = [
        (row.uscc, row.list, row.valid_from, row.valid_to, row.reason)
        for row in rows
        if isinstance(row, ListRow)
    ]
    assert seen == made.good
    told = [each.split(maxsplit=3) for each in rejects]
    assert [(int(line), column, code) for line, column, code, _ in told] == made.rejects
    for line, _, _, message in told:
        assert all(f"Also {column}: " in message for column in made.also[int(line)])


def test_the_forty_are_of_many_sorts(tmp_path: Path) -> None:
    made = [make_file(seed, tmp_path) for seed in range(40)]
    assert {each.path.suffix for each in made} == {".csv", ".xlsx"}
    assert {code for each in made for _, _, code in each.rejects} >= {
        "USCC_NUMBER",
        "USCC_LENGTH",
        "MISSING_VALUE",
        "UNKNOWN_LIST",
        "CELL_ERROR",
        "DATE_AMBIGUOUS",
        "END_WORD",
        "NOT_COMPUTED",
    }
