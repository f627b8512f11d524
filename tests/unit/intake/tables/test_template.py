"""A template is a file that `import` reads as soon as rows are filled in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from credit_graph.cli import command_line
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.kinds import RatingRow
from credit_graph.intake.tables.template import write_template
from support.official_rules import official_rulebook
from support.table_reading import read_table


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_template_of_every_kind_is_read_without_a_row_or_reject(
    tmp_path: Path, kind: Kind
) -> None:
    path = tmp_path / f"{kind}.xlsx"
    write_template(kind, official_rulebook().vocabulary, path)
    assert read_table(path)[:2] == ([], [])
    book = load_workbook(path)
    sheet = book[kind.value]
    assert sheet.max_column == len(TABLES[kind].columns)
    assert all(sheet.cell(1, place).comment for place in range(1, sheet.max_column + 1))
    assert len(list(book["说明"].iter_rows())) == len(TABLES[kind].columns) + 1


def test_codes_are_text_and_the_allowed_values_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "ratings.xlsx"
    write_template(Kind.RATINGS, official_rulebook().vocabulary, path)
    book = load_workbook(path)
    sheet = book["ratings"]
    assert sheet.column_dimensions["A"].number_format == "@"
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert offered["B2:B10000"].startswith("取值!$A$2")
    assert "customs" in [cell.value for cell in book["取值"]["A"]]
    for place, text in enumerate(("91410400XN00000125", "customs", "高级认证企业", "2024-01-01")):
        sheet.cell(2, place + 1, text)
    book.save(path)
    rows, rejects, _ = read_table(path)
    assert rows == []
    assert "高级认证企业" in rejects[0], "the small vocabulary of this test has no such name"
    sheet.cell(2, 3, "advanced")
    book.save(path)
    assert [row.level for row in read_table(path)[0] if isinstance(row, RatingRow)] == ["advanced"]


def test_the_command_writes_one_and_overwrites_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = CliRunner().invoke(command_line(), ["template", "lists"])
    assert first.exit_code == 0, first.output
    assert (tmp_path / "lists.xlsx").is_file()
    again = CliRunner().invoke(command_line(), ["template", "lists"])
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert CliRunner().invoke(command_line(), ["template", "nothing"]).exit_code == 2
