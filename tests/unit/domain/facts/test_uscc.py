"""Unified social credit codes are checked, and a refusal says what is wrong."""

import pytest
from stdnum.cn import uscc as reference

from credit_graph.domain.facts.uscc import parse_uscc
from credit_graph.errors import BadUsccError

VALID = "913100001322020099"


def test_a_valid_code_is_returned_in_capitals_without_spaces() -> None:
    assert parse_uscc("9131 0000 MA1FL0000n") == "91310000MA1FL0000N"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (VALID[:-1], "18 characters"),
        (VALID[:-1] + "8", "check character"),
        ("I" + VALID[1:], "character that the standard does not use"),
        (VALID[:-2] + "I9", "character that the standard does not use"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(BadUsccError) as refused:
        parse_uscc(text)
    assert refused.value.text == text
    assert why in str(refused.value.why)


@pytest.mark.parametrize(
    "code",
    [
        "N2411326MF01234567",  # the ministry of agriculture registers
        "A1411326MF0123456N",  # the central military commission registers
        "Y1410400MF01234565",  # another authority registers
        VALID,
    ],
)
def test_every_registering_authority_of_the_standard_is_taken(code: str) -> None:
    assert parse_uscc(code) == code


@pytest.mark.parametrize(
    "first", sorted(set("0123456789ABCDEFGHJKLMNPQRTUWXY") - set("123456789ANY"))
)
def test_no_other_authority_is_taken_whatever_the_check_character(first: str) -> None:
    body = first + "1410400MF0123456"
    with pytest.raises(BadUsccError, match="character that the standard does not use"):
        parse_uscc(body + reference.calc_check_digit(body))


def test_letters_of_any_width_and_invisible_characters_do_not_matter() -> None:
    assert parse_uscc("９１３１００００ＭＡ１ＦＬ００００Ｎ") == "91310000MA1FL0000N"
    assert parse_uscc("\ufeff9131\u200b0000MA1FL0000N\u2060") == "91310000MA1FL0000N"
