"""Which notices pass a filter, and which a token sees."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.principal import LOCAL_READER, Principal
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin, LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.openness import Openness
from support.closed_terms import OPERATOR, closed_rules, speaking_for

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


def closed_to(reader: Principal) -> NoticeFilter:
    rules = closed_rules(
        schemes={"tax": Openness.SHARED},
        lists={"pds_incentives_cancelled": Openness.KEEPER},
        violations={"tax_breach": Openness.KEEPER},
        commitments={"repair": Openness.KEEPER},
    )
    return NoticeFilter(holder=reader.agency, closure=Closure.of(rules, reader))


def on_fact(kind: NoticeKind, **said: Any) -> ChangeNotice:  # noqa: ANN401  # fields of a notice
    return ChangeNotice(kind, uscc="A", fact="f1", **{"region": "410400", **said})


RATING = on_fact(NoticeKind.RATING, register="tax", agencies=("pds-drc",))
CANCELLED = on_fact(NoticeKind.LIST_ENTRY, register="pds_incentives_cancelled")
BREACH = on_fact(NoticeKind.VIOLATION, subject="tax_breach", keeper="pds-tax")
BROKEN = on_fact(NoticeKind.OVERDUE, subject="repair", keeper="pds-drc")
OPEN = on_fact(NoticeKind.VIOLATION, subject="customs_breach")
BULK = ChangeNotice(
    NoticeKind.SUMMARY, register="pds_incentives_cancelled", region="410400", facts=3
)
LAPSE = replace(BULK, facts=None)
PLAIN = on_fact(NoticeKind.BEGUN)


@pytest.mark.parametrize(
    ("reader", "hidden"),
    [
        (LOCAL_READER, {"RATING", "CANCELLED", "BREACH", "BROKEN", "BULK"}),
        (speaking_for("pds-tax"), {"CANCELLED", "BROKEN", "BULK"}),
        (speaking_for("pds-customs"), {"BREACH", "BROKEN"}),
        (speaking_for("pds-drc"), {"CANCELLED", "BREACH", "BULK"}),
        (OPERATOR, set()),
    ],
)
def test_what_is_closed_is_told_to_those_it_notifies_and_to_its_keeper(
    reader: Principal, hidden: set[str]
) -> None:
    every = {
        "RATING": RATING,
        "CANCELLED": CANCELLED,
        "BREACH": BREACH,
        "BROKEN": BROKEN,
        "OPEN": OPEN,
        "BULK": BULK,
        "LAPSE": LAPSE,
        "PLAIN": PLAIN,
        "DUE": DUE,
    }
    wanted = closed_to(reader)
    assert {name for name, each in every.items() if not wanted.admits(each)} == hidden


def test_who_is_notified_of_it_is_told_though_it_is_closed() -> None:
    wanted = closed_to(speaking_for("pds-drc"))
    assert wanted.admits(replace(CANCELLED, agencies=("pds-drc",)))
    assert not closed_to(LOCAL_READER).admits(RATING)


def test_a_notice_on_a_fact_that_is_closed_is_left_to_whom_it_notifies_and_its_keeper() -> None:
    closed = replace(RATED, fact="f", keeper="customs", openness=Openness.KEEPER)
    hides = frozenset({Openness.KEEPER})
    assert NoticeFilter().admits(closed)
    assert NoticeFilter(closed=frozenset({Openness.SHARED})).admits(closed)
    assert not NoticeFilter(closed=hides).admits(closed)
    assert not NoticeFilter(closed=hides, holder="port").admits(closed)
    for holder in ("tax", "customs"):
        assert NoticeFilter(closed=hides, holder=holder).admits(closed)
    # That another term is closed does not open it.
    closure = Closure.of(closed_rules(lists={"gop": Openness.KEEPER}), LOCAL_READER)
    assert not NoticeFilter(closed=hides, closure=closure).admits(closed)
    assert NoticeFilter(closed=hides, closure=closure).admits(replace(closed, openness=None))
