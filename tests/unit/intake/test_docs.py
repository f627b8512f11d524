"""docs/import.md says what the importer does: every code, every file, every column."""

import re
from pathlib import Path

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import WORDS, Code

PAGE = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")


def test_every_code_has_a_row_with_an_explanation_and_a_remedy() -> None:
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| (.+?) \| (.*?) ?\| (.+?) \|$", PAGE, re.MULTILINE)
    assert [row[0] for row in rows] == [code.value for code in Code]
    assert all(when and remedy for _, when, _, remedy in rows)


def test_every_code_has_words() -> None:
    assert list(WORDS) == list(Code)


def test_every_file_stands_there_with_its_columns_and_its_key() -> None:
    rows = re.findall(r"^\| `(\w+)\.csv` \| `(.+?)` \| `(.+?)` \|$", PAGE, re.MULTILINE)
    assert rows == [
        (
            kind.value,
            " ".join(f"{name}!" if name in table.required else name for name in table.columns),
            " ".join(table.key),
        )
        for kind, table in ((kind, TABLES[kind]) for kind in Kind)
    ]
