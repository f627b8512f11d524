"""What agencies handed in and did, read from the graph."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.duties.workload import Uses
from credit_graph.domain.facts.submission import Inquiry
from credit_graph.graph.change_sets import BegunChange, publish_change_set
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.graph.submissions import Submissions
from support.agency_files import FILES, IMPORTED, NOW, SUBMISSIONS, imported, later
from support.change_sets import open_change_set

TODAY = date(2026, 11, 23)
XIAMEN = Inquiry("xm-addressed-units", ("xm-2024-2/o1",))
NANYANG = Inquiry("ny-county-tax", ("ny-2020-63/o1",))


@pytest.fixture(scope="module")
async def reading(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Submissions:
    await imported(graph, tmp_path_factory.mktemp("files"), FILES)
    return Submissions(graph)


async def test_each_inquiry_gets_what_its_agency_handed_in_by_day(reading: Submissions) -> None:
    found = await reading.handed_in(TODAY, [XIAMEN, NANYANG], NOW)

    assert [(each.handed_in_on, each.text) for each in found[XIAMEN]] == [
        (date(2026, 9, 3), "August"),
        (date(2026, 10, 30), "October"),
    ]
    assert [(each.cases, each.origin.reference) for each in found[NANYANG]] == [
        (0, "B1"),
        (1, "B2"),
    ]


async def test_another_agency_of_the_same_subject_gets_nothing(reading: Submissions) -> None:
    other = Inquiry("xm-customs", ("xm-2024-2/o1",))

    assert await reading.handed_in(TODAY, [other], NOW) == {other: ()}


async def test_what_is_handed_in_later_is_not_there_yet(reading: Submissions) -> None:
    found = await reading.handed_in(date(2026, 10, 29), [XIAMEN], NOW)

    assert [each.text for each in found[XIAMEN]] == ["August"]


async def test_what_was_not_known_yet_is_not_there(reading: Submissions) -> None:
    found = await reading.handed_in(TODAY, [XIAMEN], datetime(2026, 11, 1, tzinfo=UTC))

    assert found == {XIAMEN: ()}


async def test_the_first_use_of_a_measure_is_a_submission_unless_it_was_refused(
    reading: Submissions,
) -> None:
    granted, refused = (Inquiry(code, ("zj-2023-9/t17",)) for code in ("zj-nfra", "zj-drc"))
    twice = Inquiry("pds-customs", ("pds-2021-7/1", "pds-2021-7/2"))

    found = await reading.handed_in(TODAY, [granted, refused, twice], NOW)

    assert [each.handed_in_on for each in found[granted]] == [date(2023, 10, 20)]
    assert found[refused] == ()
    assert [each.handed_in_on for each in found[twice]] == [date(2026, 2, 1)]


async def test_uses_are_counted_with_different_measures_and_enterprises(
    reading: Submissions,
) -> None:
    assert await reading.uses(TODAY, ["pds-customs", "pds-tax"], NOW) == {
        "pds-customs": Uses(uses=3, measures=2, enterprises=2),
        "pds-tax": Uses(),
    }


async def test_uses_count_up_to_the_day(reading: Submissions) -> None:
    found = await reading.uses(date(2026, 2, 28), ["pds-customs"], NOW)

    assert found == {"pds-customs": Uses(uses=1, measures=1, enterprises=1)}


async def test_a_batch_is_one_round_trip_and_an_empty_one_none(reading: Submissions) -> None:
    with receipt() as spent:
        await reading.handed_in(TODAY, [XIAMEN, NANYANG], NOW)
        await reading.handed_in(TODAY, [], NOW)

    assert spent.round_trips == 1


async def test_a_submission_shows_from_its_publication_on(
    reading: Submissions, graph: Graph
) -> None:
    anonymous = [0, "fact", "xm-2024-2/o1", None, date(2026, 11, 3), "by nobody", None, None]
    change = BegunChange("hidden", ChangeSetKind.IMPORT, "test", later(1))
    await open_change_set(graph, change)
    await graph.write("imports/record_submissions", change="hidden", at=change.at, rows=[anonymous])

    before = await reading.handed_in(TODAY, [XIAMEN], NOW)
    await publish_change_set(graph, "hidden", now=later(2))
    after = await reading.handed_in(TODAY, [XIAMEN], NOW)

    assert [each.text for each in before[XIAMEN]] == ["August", "October"]
    assert [each.text for each in after[XIAMEN]] == ["August", "October", "by nobody"]


async def test_a_corrected_submission_is_replaced_and_remembered(
    reading: Submissions, graph: Graph, tmp_path: Path
) -> None:
    corrected = SUBMISSIONS.replace("2026-06-24,no case,0", "2026-06-24,two cases,2")
    await imported(graph, tmp_path, {"submissions": corrected}, at=later(5))

    now = await reading.handed_in(TODAY, [NANYANG], NOW)
    earlier = await reading.handed_in(TODAY, [NANYANG], later(4))

    assert [each.cases for each in now[NANYANG]] == [2, 1]
    assert [each.cases for each in earlier[NANYANG]] == [0, 1]
    assert later(4) > IMPORTED
