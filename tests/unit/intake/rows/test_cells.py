from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as reference

from credit_graph.intake.problem import CellError, Code
from credit_graph.intake.rows.cells import (
    read_count,
    read_past_day,
    read_share,
    read_truth,
    read_uscc,
)
from credit_graph.intake.rows.days import read_day

GOOD = "91110000600037341L"


def refused(read: Callable[[str], object], text: str) -> str:
    with pytest.raises(CellError) as caught:
        read(text)
    return f"{caught.value.problem().code} {caught.value.problem().message}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021/3/5", Code.DATE_FORMAT),
        ("2021-3-5", Code.DATE_FORMAT),
        ("2021年3月5日", Code.DATE_FORMAT),
        ("20210305", Code.DATE_FORMAT),
        ("2021-03-05 00:00:00", Code.DATE_FORMAT),
        ("2021-W10-5", Code.DATE_FORMAT),
        ("２０２１-０３-０５", Code.DATE_FORMAT),
        ("soon", Code.DATE_FORMAT),
        ("03/04/2021", Code.DATE_AMBIGUOUS),
        ("3-4-21", Code.DATE_AMBIGUOUS),
        ("44260", Code.DATE_SERIAL),
        ("2021-02-30", Code.DATE_IMPOSSIBLE),
        ("0021-03-05", Code.DATE_RANGE),
    ],
)
def test_what_spreadsheets_make_of_a_day_is_told_apart(text: str, expected: Code) -> None:
    assert refused(read_day, text).split()[0] == expected


def test_a_spreadsheets_day_number_is_told_as_the_day_it_stands_for() -> None:
    assert "2021-03-05" in refused(read_day, "44260")


def test_a_day_is_read_the_same_however_often_it_comes() -> None:
    assert [read_day("2024-02-29") for _ in range(3)] == [date(2024, 2, 29)] * 3


def test_a_day_after_today_is_refused_where_something_has_happened() -> None:
    read = read_past_day(date(2026, 11, 23), read_day)
    assert read("2026-11-23") == date(2026, 11, 23)
    assert refused(read, "2026-11-24").startswith(Code.DATE_FUTURE)


@pytest.mark.parametrize("text", [GOOD, GOOD.lower(), "9111 0000 6000 3734 1L", "９" + GOOD[1:]])
def test_a_credit_code_is_read_in_plain_capitals_without_spaces(text: str) -> None:
    assert read_uscc(text) == GOOD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.11101E+17", Code.USCC_NUMBER),
        ("9.14104001234568E+17", Code.USCC_NUMBER),
        ("9.14104001234568e+017", Code.USCC_NUMBER),
        ("914104000000000000", Code.USCC_NUMBER),
        ("914104001234568000", Code.USCC_NUMBER),
        ("914104001234567808.0", Code.USCC_NUMBER),
        (GOOD[:-1], Code.USCC_LENGTH),
        (GOOD[:-1] + "M", Code.USCC_CHECK),
        (GOOD[:-1] + "I", Code.USCC_CHARACTER),
        ("A1110000600037341L", Code.USCC_CHECK),
        ("01110000600037341L", Code.USCC_CHARACTER),
        ("B1110000600037341L", Code.USCC_CHARACTER),
        ("9111A000600037341L", Code.USCC_CHARACTER),
    ],
)
def test_each_way_of_spoiling_a_credit_code_has_its_own_word(text: str, expected: Code) -> None:
    assert refused(read_uscc, text).split()[0] == expected


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def by_the_standard(code: str) -> bool:
    """GB 32100-2015 read slowly: weights are the powers of three modulo 31."""
    if len(code) != 18 or code[0] not in "123456789ANY" or set(code) - set(ALPHABET):
        return False
    if not code[2:8].isdigit():
        return False
    total = sum(ALPHABET.index(each) * 3**place for place, each in enumerate(code[:17]))
    return ALPHABET[-total % 31] == code[17]


@given(
    first=st.sampled_from("019ANYB"),
    second=st.text("0123456789ABI", min_size=1, max_size=1),
    place=st.text("0123456789", min_size=6, max_size=6),
    body=st.text(ALPHABET, min_size=8, max_size=9),
    mended=st.booleans(),
)
def test_the_quick_look_agrees_with_the_standard(
    first: str, second: str, place: str, body: str, *, mended: bool
) -> None:
    code = first + second + place + body
    if mended and "I" not in code:
        code += reference.calc_check_digit(code)
    else:
        code += "0"
    try:
        mine = read_uscc(code)
    except CellError:
        mine = ""
    assert bool(mine) == by_the_standard(code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("51%", Code.SHARE_PERCENT),
        ("２５％", Code.SHARE_PERCENT),
        ("0,51", Code.SHARE_FORMAT),
        ("nan", Code.SHARE_FORMAT),
        ("1e-3", Code.SHARE_FORMAT),
        ("1.01", Code.SHARE_RANGE),
        ("-0.1", Code.SHARE_RANGE),
    ],
)
def test_a_share_is_a_plain_fraction(text: str, expected: Code) -> None:
    assert refused(read_share, text).split()[0] == expected


@pytest.mark.parametrize(("text", "share"), [("0", 0.0), ("1", 1.0), (".5", 0.5), ("0.333", 0.333)])
def test_shares_from_nothing_to_the_whole_are_read(text: str, share: float) -> None:
    assert read_share(text) == share


def test_a_spreadsheets_capitals_of_true_and_false_are_taken() -> None:
    assert (read_truth("TRUE"), read_truth("false")) == ("true", "false")
    assert (read_truth("是"), read_truth("否")) == ("true", "false")
    assert refused(read_truth, "yes").startswith(Code.STATEMENT_VALUE)


def test_a_number_of_cases_is_whole() -> None:
    assert read_count("12") == 12
    assert refused(read_count, "1.5").startswith(Code.CASES_FORMAT)
