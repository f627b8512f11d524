"""Each word of the documents that limits, permits, promises or directs is carried by the data."""

import pytest

from support.limiting_words import (
    CARRIERS,
    EFFECTS,
    POLICIES,
    Row,
    missing,
    places,
    rows_of,
    unlisted_judgements,
    unlisted_words,
)

ROWS = tuple(row for document in POLICIES for row in rows_of(document))
CARRIED = tuple(
    pytest.param(
        row,
        id=f"{row.document}-{row.item}-{row.quote}-{row.word}",
    )
    for row in ROWS
    if row.carrier != "none"
)


def test_every_row_is_whole_and_its_word_stands_once_in_its_quote_and_document() -> None:
    assert [
        row
        for row in ROWS
        if row.does not in EFFECTS or row.carrier not in CARRIERS or len(places(row)) != 1
    ] == []


def test_no_row_stands_twice() -> None:
    stated = [(row.document, place) for row in ROWS for place in places(row)]

    assert [each for each in stated if stated.count(each) > 1] == []


def test_a_word_that_nothing_carries_has_its_reason() -> None:
    assert [row for row in ROWS if row.carrier == "none" and not row.note] == []


@pytest.mark.parametrize("row", CARRIED)
def test_the_word_is_carried_as_its_row_demands(row: Row) -> None:
    assert missing(row) == []


@pytest.mark.parametrize("document", POLICIES)
def test_no_judgement_stands_without_a_row(document: str) -> None:
    assert unlisted_judgements(document) == []


@pytest.mark.parametrize("document", POLICIES)
def test_no_such_word_of_a_document_is_left_out_of_its_table(document: str) -> None:
    assert unlisted_words(document) == []
