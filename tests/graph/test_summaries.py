"""Summaries of undos, retractions and loads of policies go to those who get such news.

The recipients are written out here from the documents: 000 section two has ratings passed on to
all departments of Pingdingshan, 000 section three violations and black lists to the commission
and customs, 003 item 20 to the platform of Xiamen and by it to the other regulators.
"""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from credit_graph.clock import Now
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import EntryOrigin, LogEntry
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.resources import seeds_folder
from credit_graph.usecases.importing.report import ImportOptions
from credit_graph.usecases.importing.retraction import retract_reference
from credit_graph.usecases.importing.undo import undo_import
from credit_graph.usecases.policies.loading import LoadingOptions, load_policies
from support.agency_files import ENTERPRISES, ONE, OTHER, RATINGS, imported, loaded
from support.empty_graph import emptied
from support.official_rules import official_rulebook
from support.site_folder import POLICY, make_site, put

RATING = {
    *("pds-drc", "pds-customs", "pds-commerce", "pds-treasury", "pds-natural-resources"),
    *("pds-environment", "pds-market", "pds-finance-office", "pds-pbc", "pds-government-services"),
    *("pds-tax", "pds-trade-unions", "pds-women"),
}
WRONG = {"pds-drc", "pds-customs", "xm-credit-platform", "xm-other-regulators"}
VIOLATIONS = f"""\
uscc,violation,found_on,reference
{OTHER},customs_breach,2026-01-01,V
"""
BLACK = f"""\
uscc,list,valid_from,reference
{OTHER},serious_dishonesty,2025-01-01,B
"""
RED = f"""\
uscc,list,valid_from,reference
{OTHER},xm_cultivation,2025-01-01,W
"""
USES = f"""\
uscc,measure,agency,used_on,outcome
{ONE},pds-2021-7/1,pds-customs,2026-02-01,granted
"""


def ticking() -> Now:
    """Return a clock that goes on by a second whenever it is read."""
    seconds = count()
    return lambda: datetime(2026, 11, 23, 4, tzinfo=UTC) + timedelta(seconds=next(seconds))


@pytest.fixture(scope="module")
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    return graph


async def last(graph: Graph) -> LogEntry:
    """Return the latest entry of the log."""
    log = ChangeLog(graph)
    (entry,) = await log.after(await log.length() - 1)
    return entry


def summary(entry: LogEntry) -> ChangeNotice:
    (notice,) = entry.notices
    assert notice.kind is NoticeKind.SUMMARY
    assert (notice.uscc, notice.measures) == (None, ())
    assert len(notice.agencies) == len(set(notice.agencies))
    return notice


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"ratings": RATINGS}, RATING),
        ({"violations": VIOLATIONS}, WRONG),
        ({"lists": BLACK}, WRONG),
        ({"lists": RED}, set()),
        ({"uses": USES}, set()),
        ({"ratings": RATINGS, "violations": VIOLATIONS, "uses": USES}, RATING | WRONG),
    ],
    ids=["ratings", "violations", "black list", "another list", "uses", "several"],
)
async def test_an_undo_tells_those_who_get_news_of_what_it_withdrew(
    region: Graph, tmp_path: Path, files: dict[str, str], told: set[str]
) -> None:
    report = await imported(region, tmp_path, files)
    words = official_rulebook().vocabulary
    await undo_import(region, words, report.id, options=ImportOptions(), now=ticking())
    entry = await last(region)
    assert (entry.draft.origin, entry.draft.action) == (EntryOrigin.IMPORT, "undo")
    assert set(summary(entry).agencies) == told
    # Each of them finds it in its inbox.
    for agency in sorted(told):
        found = await ChangeLog(region).to_agency(agency, entry.sequence - 1, 10)
        assert [each.sequence for each in found] == [entry.sequence]


@pytest.mark.parametrize(
    ("files", "reference", "told"),
    [
        ({"ratings": RATINGS}, "C1", RATING),
        ({"violations": VIOLATIONS}, "V", WRONG),
        ({"lists": BLACK}, "B", WRONG),
        ({"lists": RED}, "W", set()),
    ],
    ids=["ratings", "violations", "black list", "another list"],
)
async def test_a_retraction_tells_those_who_get_news_of_such_facts(
    region: Graph, tmp_path: Path, files: dict[str, str], reference: str, told: set[str]
) -> None:
    await imported(region, tmp_path, files)
    done = await retract_reference(region, reference, options=ImportOptions(), now=ticking())
    assert sum(done.withdrawn.values()) == 1
    entry = await last(region)
    assert (entry.draft.change, entry.draft.action) == (done.id, "retraction")
    assert set(summary(entry).agencies) == told


async def test_a_retraction_of_nothing_tells_nobody(region: Graph) -> None:
    before = await ChangeLog(region).length()
    await retract_reference(region, "none", options=ImportOptions(), now=ticking())
    assert await ChangeLog(region).length() == before


async def test_a_load_of_policies_tells_who_has_or_had_a_duty_in_one_that_changed(
    region: Graph, tmp_path: Path
) -> None:
    site, log = make_site(tmp_path), ChangeLog(region)
    text = (site / POLICY).read_text("utf-8")
    before = await log.length()

    async def load(*withdraw: str) -> set[str] | None:
        """Load the site's policies; return who was told, None if nobody could be."""
        position = await log.length()
        options = LoadingOptions(withdraw=withdraw)
        await load_policies(region, seeds_folder(), ticking(), sites=[site], options=options)
        entries = await log.after(position)
        assert len(entries) <= 1
        return set(summary(entries[0]).agencies) if entries else None

    assert await load() == {"pds-treasury"}
    assert await load() is None
    put(site, POLICY, text.replace("gloss: Priority", "gloss: First place"))
    assert await load() == {"pds-treasury"}
    (site / POLICY).unlink()
    assert await load(POLICY) == {"pds-treasury"}
    assert await log.length() == before + 3
