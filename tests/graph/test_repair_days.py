"""The clock notifies of the days of repair and of the end of display, each once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta

from credit_graph.clock import shanghai_day
from credit_graph.domain.facts.record import Severity
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.usecases.chores import day_clock
from credit_graph.usecases.notifying.repair_notices import decided_days
from credit_graph.usecases.services import Services
from support.agency_files import imported, loaded
from support.client import Clock
from support.empty_graph import emptied
from support.invented_region import code
from support.official_rules import official_rulebook

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
DAY = shanghai_day(NOON) + timedelta(days=1)
LATER = DAY + timedelta(days=40)
STATED, SHOWN, BROKE, REPAIRED, WHITE, BY_ORDER = (code(7_100 + each) for each in range(6))
EVERYBODY = (STATED, SHOWN, BROKE, REPAIRED, WHITE, BY_ORDER)
RULE = official_rulebook().vocabulary.repair
assert RULE is not None
TERM = next(each for each in RULE.terms if each.severity is Severity.GENERAL)
DECIDED = DAY - relativedelta(months=TERM.shortest_months)
TABLES = {
    "enterprises": "uscc,name,region\n"
    + "".join(f"{each},虚构{each[-4:]},410400\n" for each in EVERYBODY),
    "lists": "uscc,list,valid_from,severity,repair_from,display_until,repaired_on\n"
    f"{STATED},judgment_defaulter,2025-01-01,,{DAY},{LATER},\n"
    f"{SHOWN},judgment_defaulter,2025-01-01,,2025-06-01,{DAY},\n"
    f"{REPAIRED},judgment_defaulter,2025-01-01,,2025-06-01,{DAY},2026-01-01\n"
    f"{BY_ORDER},judgment_defaulter,{DECIDED},general,,,\n",
    "violations": "uscc,violation,found_on,severity,found_by,repair_from,display_until\n"
    f"{BROKE},environment_breach,2025-01-01,general,pds-environment,{DAY},{DAY}\n",
}


@pytest.fixture
async def region(graph: Graph, tmp_path: Path) -> AsyncIterator[Graph]:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path, TABLES)
    yield graph
    await emptied(graph)


async def told(graph: Graph) -> list[ChangeNotice]:
    entries = await ChangeLog(graph).after(0)
    kinds = (NoticeKind.REPAIRABLE, NoticeKind.DISPLAY_ENDED)
    return [each for entry in entries for each in entry.notices if each.kind in kinds]


async def test_each_day_is_notified_of_once_whatever_restarts(region: Graph) -> None:
    clock = Clock(NOON)
    for holder in ("one", "two", "one"):
        services = Services.of(region, clock)
        await services.shelf.refresh()
        running = day_clock(region, services, holder)
        await running.work()
        await running._lease.release()  # the process ends
        clock.now = NOON + timedelta(days=1)
    found = await told(region)

    assert {(each.uscc, each.kind) for each in found} == {
        (STATED, NoticeKind.REPAIRABLE),
        (SHOWN, NoticeKind.DISPLAY_ENDED),
        (BROKE, NoticeKind.REPAIRABLE),
        (BROKE, NoticeKind.DISPLAY_ENDED),
        *_by_order(),
    }
    assert len(found) == len({(each.uscc, each.kind) for each in found})
    (broke,) = [
        each for each in found if each.uscc == BROKE and each.kind is NoticeKind.DISPLAY_ENDED
    ]
    assert (broke.agencies, broke.subject, broke.day) == (
        ("pds-environment",),
        "environment_breach",
        DAY,
    )
    assert NoticeFilter(holder="pds-environment").admits(broke)
    assert not NoticeFilter(holder="pds-tax").admits(broke)


def _by_order() -> list[tuple[str, NoticeKind]]:
    """Return what the order has for a decision from before it: the later of the two days."""
    assert RULE is not None
    older = max(RULE.valid_from, DECIDED + relativedelta(months=TERM.shortest_months))
    return [(BY_ORDER, NoticeKind.REPAIRABLE)] if older == DAY else []


def test_decisions_whose_term_ends_on_a_day_are_all_looked_at() -> None:
    assert RULE is not None
    for number in range(400):
        day = RULE.valid_from + timedelta(days=1 + number)
        looked_at = decided_days(RULE, day)
        for term in RULE.terms:
            for months in (term.shortest_months, term.longest_months):
                near = day - relativedelta(months=months)
                around = [near + timedelta(days=each) for each in range(-6, 7)]
                ending = [each for each in around if each + relativedelta(months=months) == day]
                assert set(ending) <= set(looked_at)
    assert decided_days(RULE, RULE.valid_from) == []
    assert decided_days(None, DAY) == []
