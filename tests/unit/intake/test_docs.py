"""docs/import.md says what the importer does: every code, every file, every column."""

import re
from pathlib import Path

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import WORDS, Code
from credit_graph.intake.tables.headings import headings, plain_heading
from credit_graph.intake.tables.names import OTHER_NAMES

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


def headings_section() -> str:
    """One table per kind: each column with the headings that it goes by besides its name."""
    parts = []
    for kind in Kind:
        rows = [
            f"| `{column}` | {' '.join(words)} |"
            for column, words in headings(kind).items()
            if words
        ]
        parts.append("\n".join([f"`{kind}`:\n", "| column | headings |", "|---|---|", *rows, ""]))
    return "\n".join(parts)


def test_the_page_lists_the_chinese_headings_of_every_kind() -> None:
    assert headings_section() in PAGE


def test_the_page_lists_the_other_names_of_codes() -> None:
    for noun, column in (("kind", "kinds"), ("status", "status"), ("truth", "value")):
        for name, code in OTHER_NAMES[noun].items():
            if name != code:
                assert f"| `{column}` | {name} | `{code}` |" in PAGE


def test_no_heading_of_a_kind_means_two_columns() -> None:
    for kind in Kind:
        every = [plain_heading(word) for words in headings(kind).values() for word in words]
        assert len(every) == len(set(every)), kind
        assert all(headings(kind).values()), f"{kind} has a column without a Chinese heading"
