"""Identifiers of partners that have no unified social credit code."""

import pytest

from credit_graph.domain.facts.partner_id import (
    COUNTRIES,
    country_of,
    is_unnamed,
    parse_country,
    parse_partner_id,
    parse_party,
    stated_code,
    unnamed_code,
)
from credit_graph.errors import BadUsccError

LEI = "LEI:5493001KJTIIGC8Y1R12"
USCC = "91410400XN00000125"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LEI, LEI),
        ("lei: 5493001kjtiigc8y1r12", LEI),
        ("LEI：5493001KJTIIGC8Y1R12", LEI),
        ("HK-BRN:12345678", "HK-BRN:12345678"),
        ("TW-MOEA:12345678", "TW-MOEA:12345678"),
        ("GB-COH:09506232", "GB-COH:09506232"),
        ("XI-EID:a/1.b-2", "XI-EID:A/1.B-2"),
    ],
)
def test_an_identifier_is_a_scheme_and_a_number_in_capitals(text: str, code: str) -> None:
    assert parse_partner_id(text) == code
    assert parse_party(text) == code


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("LEI:5493001KJTIIGC8Y1R13", "check digits"),
        ("LEI:123", "check digits"),
        ("LEI:1", "check digits"),
        ("LEI:5493001KJTIIGC8Y1R1200", "check digits"),
        ("DUNS:123456789", "scheme"),
        ("CN-RCN:91410400XN00000125", "scheme"),
        ("12345678", "scheme"),
        (":1", "scheme"),
        ("HK-BRN:", "number"),
        ("HK-BRN:1:2", "number"),
        ("HK-BRN:" + "1" * 41, "number"),
        ("unnamed:JP", "scheme"),
    ],
)
def test_what_is_no_identifier_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(BadUsccError, match=why):
        parse_partner_id(text)


def test_countries_are_those_of_the_standard_but_china() -> None:
    assert len(COUNTRIES) == 248
    assert parse_country(" jp ") == "JP"
    assert parse_country("ＨＫ") == "HK"
    for text in ("CN", "UK", "JPN", "England"):
        with pytest.raises(ValueError, match=text):
            parse_country(text)


def test_each_enterprise_has_unnamed_partners_of_its_own() -> None:
    code = unnamed_code("unnamed:JP", USCC)
    assert is_unnamed(code)
    assert not is_unnamed(LEI)
    assert country_of(code) == "JP"
    assert parse_party(code) == code
    assert stated_code(code) == "unnamed:JP"
    assert stated_code(LEI) == LEI
    assert stated_code(USCC) == USCC


@pytest.mark.parametrize("text", ["unnamed:CN:" + USCC, "unnamed:JP", "unnamed:JP:1", "unnamed:"])
def test_an_unnamed_partner_is_asked_for_by_country_and_enterprise(text: str) -> None:
    with pytest.raises(BadUsccError):
        parse_party(text)


def test_a_credit_code_is_read_as_one() -> None:
    assert parse_party(USCC.lower()) == USCC
