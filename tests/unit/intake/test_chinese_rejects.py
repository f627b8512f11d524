"""What is wrong with a row is said in the language of who brought it."""

import re

import pytest

from credit_graph.intake.problem import WORDS, CellError, Code, RowProblem, joined, quoted
from credit_graph.languages.catalogue import catalogue
from credit_graph.languages.language import Language, asking

# Standards, and names of columns and values that files are written with.
KEPT = re.compile(
    r"RFC|ISO|YYYY-MM-DD|UTF-8|true|false|valid_from|valid_to|display_until|expectedVersion"
)


def problem(code: Code, column: str, **facts: object) -> RowProblem:
    return CellError(code, column, **facts).problem()


def test_a_finding_is_in_chinese_where_that_is_asked_for() -> None:
    value = quoted("9141")
    english = problem(Code.USCC_LENGTH, "uscc", value=value, count=4)
    with asking(Language.ZH):
        chinese = problem(Code.USCC_LENGTH, "uscc", value=value, count=4)
    assert english.message == "'9141' has 4 characters; a credit code has 18."
    assert chinese.message == "'9141'有4个字符，统一社会信用代码为18位。"
    assert (chinese.code, chinese.column) == (english.code, english.column)


def test_several_findings_of_a_row_are_joined_in_its_language() -> None:
    with asking(Language.ZH):
        found = [
            problem(Code.MISSING_VALUE, "name", under=""),
            problem(Code.DATE_RANGE, "valid_from", value="'1800-01-01'"),
            problem(Code.DUPLICATE_ROW, ""),
        ]
        message = joined(found).message
    assert message == (
        "单元格不得为空。另：valid_from：'1800-01-01'早于1900年。另：该行：与本次导入中前面的一行重复。"
    )


@pytest.mark.parametrize("code", list(Code))
def test_the_chinese_of_every_finding_has_no_english_words(code: Code) -> None:
    words = re.sub(r"\{[^}]*\}", "", catalogue(Language.ZH)[WORDS[code]])
    assert not re.search(r"[A-Za-z]{2,}", KEPT.sub("", words)), words
