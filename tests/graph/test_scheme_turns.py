"""Levels of schemes whose orders changed: what files may state, and on which days."""

from datetime import date
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Graph
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, counts, enterprises
from support.official_rules import official_rulebook

E = "91350200MA0000001W"
MAY = date(2026, 5, 6)


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    desk = Desk(await emptied(graph), tmp_path, official_rulebook())
    await desk.load(enterprises=enterprises(A, B, C, D, E))
    return desk


async def test_a_list_of_may_2026_with_all_five_classes_imports(desk: Desk) -> None:
    await desk.load(ratings=f"{D},customs,dishonest,2025-03-01,,,")
    report = await desk.sync(
        f"{A},customs,高级认证企业,2019-06-01,,,",
        f"{B},customs,认证企业,2026-04-20,,,",
        f"{C},customs,常规企业,,,,",
        f"{D},customs,失信企业,2026-04-02,,,",
        f"{E},customs,serious_dishonest,2026-04-03,,,",
        day=MAY,
    )
    assert (report.rejected, report.rejects) == (0, None)
    assert report.published_at is not None
    assert await desk.said("Rating") == [
        f"{E[-4:]} level=serious_dishonest valid_from=2026-04-03",
        f"{A[-4:]} level=advanced valid_from=2019-06-01",
        f"{B[-4:]} level=certified valid_from=2026-04-20",
        f"{C[-4:]} level=general valid_from=2026-05-06",
        f"{D[-4:]} level=dishonest valid_from=2025-03-01 valid_to=2026-04-02",
        f"{D[-4:]} level=dishonest valid_from=2026-04-02",
    ]


async def test_ratings_of_2019_load_by_the_order_of_their_day(desk: Desk) -> None:
    report = await desk.load(
        ratings=f"""{A},customs,一般认证企业,2019-01-01,2021-06-01,,
            {B},customs,certified_general,2019-01-01,,,
            {C},customs,一般信用企业,2016-01-01,,,"""
    )
    assert counts(report) == (3, 0, 0, 0)


@pytest.mark.parametrize(
    ("level", "since", "versions"),
    [
        ("certified", "2026-03-31", ("order-282", "order-251")),
        ("认证企业", "2019-01-01", ("order-282", "order-237")),
        ("serious_dishonest", "2025-01-01", ("order-282", "order-251")),
        ("certified_general", "2021-11-01", ("order-237", "order-251")),
        ("一般认证企业", "2026-04-01", ("order-237", "order-282")),
    ],
)
async def test_a_level_outside_the_days_of_its_order_is_rejected_naming_both_orders(
    desk: Desk, level: str, since: str, versions: tuple[str, str]
) -> None:
    report = await desk.load(ratings=f"{A},customs,{level},{since},,,\n{B},tax,A,2024-01-01,,,")
    assert counts(report) == (1, 0, 0, 1)
    assert desk.rejected() == ["2 level LEVEL_OF_OTHER_VERSION"]
    text = desk.rejects.read_text("utf-8")
    assert all(version in text for version in versions)


async def test_one_wrong_level_withholds_a_complete_list(desk: Desk) -> None:
    await desk.load(ratings=f"{B},customs,advanced,2024-01-01,,,")
    report = await desk.sync(
        f"{A},customs,certified,2026-03-01,,,", f"{B},customs,advanced,2024-01-01,,,", day=MAY
    )
    assert report.published_at is None
    assert desk.rejected() == ["2 level LEVEL_OF_OTHER_VERSION"]


async def test_a_name_of_another_order_for_the_same_class_is_understood(desk: Desk) -> None:
    # The list of May 2026 calls those 常规企业 who have been 注册登记和备案企业 since 2023.
    report = await desk.load(ratings=f"{A},customs,常规企业,2023-01-01,,,")
    assert counts(report) == (1, 0, 0, 0)
    assert await desk.said("Rating") == [f"{A[-4:]} level=general valid_from=2023-01-01"]


async def test_a_repair_ends_an_entry_and_is_exported_with_it(desk: Desk) -> None:
    lists = f"""{A},serious_dishonesty,2026-04-10,,案由,,R1,serious,,,2026-06-01
        {B},serious_dishonesty,2026-04-10,2026-06-01,,,R2,一般,2026-07-10,2027-04-10,2026-06-01"""
    assert counts(await desk.load(lists=lists)) == (2, 0, 0, 0)
    assert counts(await desk.load(lists=lists)) == (0, 2, 0, 0)
    assert await desk.said("ListEntry") == [
        f"{A[-4:]} reference=R1 valid_from=2026-04-10 valid_to=2026-06-01",
        f"{B[-4:]} reference=R2 valid_from=2026-04-10 valid_to=2026-06-01",
    ]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (",,,R,serious,,,2026-04-10", "repaired_on INTERVAL_EMPTY"),
        ("2026-08-01,,,R,serious,,,2026-06-01", "repaired_on REPAIR_NOT_THE_END"),
        (",,,R,grave,,,", "severity UNKNOWN_SEVERITY"),
        (",,,R,minor,2026-04-09,,", "repair_from DATE_ORDER"),
        (",,,R,minor,,2026-04-09,", "display_until DATE_ORDER"),
    ],
)
async def test_days_of_a_repair_that_cannot_be_are_rejected(
    desk: Desk, cells: str, found: str
) -> None:
    report = await desk.load(lists=f"{A},serious_dishonesty,2026-04-10,{cells}")
    assert counts(report) == (0, 0, 0, 1)
    assert desk.rejected() == [f"2 {found}"]


async def test_a_violation_takes_the_stated_days_of_its_repair(desk: Desk) -> None:
    report = await desk.load(
        violations=f"""{A},tax_breach,2026-04-10,serious,,,V1,2027-04-10,2029-04-10
            {B},tax_breach,2026-04-10,serious,,,V2,2026-04-09,"""
    )
    assert counts(report) == (1, 0, 0, 1)
    assert desk.rejected() == ["3 repair_from DATE_ORDER"]
