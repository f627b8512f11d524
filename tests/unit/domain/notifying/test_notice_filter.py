"""Which notices pass a filter, and which a token sees."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin, LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter

LOST = ChangeNotice(
    NoticeKind.LOST, agencies=("port", "tax"), uscc="A", region="111", measures=("p/1", "p/2")
)
RATED = ChangeNotice(NoticeKind.RATING, agencies=("tax",), uscc="B", region="12", register="tax")
DUE = ChangeNotice(NoticeKind.DUE, agencies=("port",), subject="p/o1")
LOADED = ChangeNotice(NoticeKind.SUMMARY, facts=3)
ENTRY = LogEntry(
    7,
    datetime(2026, 3, 1, tzinfo=UTC),
    DraftEntry(EntryOrigin.MUTATION, date(2026, 3, 1), (LOST, RATED, DUE, LOADED)),
)


@pytest.mark.parametrize(
    ("wanted", "passed"),
    [
        ({}, (LOST, RATED, DUE, LOADED)),
        ({"kinds": frozenset({NoticeKind.RATING})}, (RATED,)),
        ({"enterprises": frozenset({"A"})}, (LOST,)),
        ({"measures": frozenset({"p/2", "p/9"})}, (LOST,)),
        ({"agency": "port"}, (LOST, DUE)),
        ({"regions": frozenset({"12"})}, (RATED,)),
        ({"agency": "tax", "regions": frozenset({"12"})}, (RATED,)),
        ({"sight": Sight(frozenset({"111"}))}, (LOST, DUE)),
    ],
)
def test_every_criterion_must_fit(wanted: dict[str, Any], passed: tuple[ChangeNotice, ...]) -> None:
    shown = NoticeFilter(**wanted).shown(ENTRY)

    assert shown is not None
    assert shown.notices == passed
    assert shown.sequence == ENTRY.sequence


def test_an_entry_of_which_nothing_passes_is_not_shown() -> None:
    assert NoticeFilter(enterprises=frozenset({"C"})).shown(ENTRY) is None


def test_a_summary_of_a_region_is_seen_by_who_sees_that_region() -> None:
    listed = replace(LOADED, register="tax", region="12")

    assert NoticeFilter(sight=Sight(frozenset({"12"}))).admits(listed)
    assert not NoticeFilter(sight=Sight(frozenset({"111"}))).admits(listed)


def test_an_entry_notifies_each_agency_once() -> None:
    assert ENTRY.draft.agencies == ("port", "tax")


def test_that_display_has_ended_is_shown_to_whom_it_notifies_alone() -> None:
    ended = replace(RATED, kind=NoticeKind.DISPLAY_ENDED)
    assert NoticeFilter(holder="tax").admits(ended)
    for other in (None, "port"):
        assert not NoticeFilter(holder=other).admits(ended)
    assert not NoticeFilter(agency="tax").admits(ended)
