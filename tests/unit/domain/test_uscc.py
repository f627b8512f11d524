"""Unified social credit codes are checked, and a refusal says what is wrong."""

import pytest

from credit_graph.domain.uscc import parse_uscc
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
    assert why in refused.value.why
