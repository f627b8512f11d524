"""Duty books are kept by version, the last eight."""

from dataclasses import replace

from credit_graph.usecases.agencies.duty_books import DutyBooks
from support.small_duties import book

RULES = book().rulebook


def test_a_version_is_worked_out_once() -> None:
    books = DutyBooks()

    assert books.of(RULES) is books.of(replace(RULES))


def test_another_version_has_another_book() -> None:
    books = DutyBooks()

    assert books.of(RULES) is not books.of(replace(RULES, version="later"))


def test_only_the_versions_asked_for_last_are_kept() -> None:
    books = DutyBooks()
    first = books.of(RULES)
    versions = [replace(RULES, version=str(number)) for number in range(8)]

    for rulebook in versions[:7]:
        books.of(rulebook)
    kept = books.of(RULES)
    for rulebook in versions:
        books.of(rulebook)

    assert kept is first
    assert books.of(RULES) is not first
