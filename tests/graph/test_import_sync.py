"""A complete list on a day: what begins, ends, goes on; what is refused."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from credit_graph.demo.identity import invented_uscc
from credit_graph.errors import BadArgumentError, ImportRefusedError, UnknownCodeError
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.importing.full_list import SyncReport
from credit_graph.usecases.importing.history import list_imports
from support.canonical_hash import canonical_hash, canonical_lines, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, enterprises

DAY = date(2026, 6, 1)


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    return Desk(await emptied(graph), tmp_path)


async def sync(desk: Desk, *rows: str, day: date = DAY, **how: Any) -> SyncReport:  # noqa: ANN401  # as `Desk.sync`
    return await desk.sync(*rows, day=day, **how)


def figures(report: SyncReport) -> tuple[int, int, int, int, int]:
    return (report.added, report.ended, report.unchanged, report.changed, report.rejected)


async def ratings(desk: Desk) -> list[str]:
    """Code, level and days of each rating that stands."""
    return [
        " ".join(word for word in line.split() if not word.startswith("reference="))
        for line in await desk.said("Rating")
    ]


async def rated(desk: Desk, rows: Sequence[str]) -> None:
    await desk.load(*desk.write(enterprises=enterprises(A, B, C), ratings="\n".join(rows)))


async def test_new_entries_begin_missing_ones_end_and_the_others_go_on(desk: Desk) -> None:
    await rated(
        desk, [f"{A},customs,advanced,2020-01-01,,x,R", f"{B},customs,advanced,2021-01-01,,,"]
    )
    report = await sync(desk, f"{A},customs,advanced,,,,", f"{C},customs,advanced,2026-03-01,,,")
    assert figures(report) == (1, 1, 1, 0, 0)
    assert report.published_at is not None
    assert await ratings(desk) == [
        "0125 level=advanced valid_from=2020-01-01",
        "0200 level=advanced valid_from=2021-01-01 valid_to=2026-06-01",
        "039W level=advanced valid_from=2026-03-01",
    ]


async def test_the_register_counts_as_complete_on_that_day(desk: Desk) -> None:
    await rated(desk, [])
    await sync(desk, f"{A},customs,advanced,,,,")
    assert "Sync  as_of=2026-06-01 region=410400 register=customs" in await canonical_lines(
        desk.graph
    )


async def test_a_new_entry_without_a_first_day_begins_on_the_day_of_the_list(desk: Desk) -> None:
    await rated(desk, [])
    await sync(desk, f"{A},customs,advanced", header="uscc,scheme,level")
    assert await ratings(desk) == ["0125 level=advanced valid_from=2026-06-01"]


async def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    await rated(desk, [f"{B},customs,advanced,2021-01-01,,,"])
    rows = [f"{A},customs,advanced,,,x,", f"{B},customs,general,,,,"]
    await sync(desk, *rows)
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    assert figures(await sync(desk, *rows)) == (0, 0, 2, 0, 0)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before


async def test_another_level_begins_on_the_day_of_the_list_unless_it_says_when(
    desk: Desk,
) -> None:
    await rated(
        desk, [f"{A},customs,advanced,2020-01-01,,,", f"{B},customs,advanced,2021-01-01,,,"]
    )
    report = await sync(desk, f"{A},customs,general,,,,", f"{B},customs,general,2026-05-01,,,")
    assert figures(report) == (0, 0, 0, 2, 0)
    assert await ratings(desk) == [
        "0125 level=advanced valid_from=2020-01-01 valid_to=2026-06-01",
        "0125 level=general valid_from=2026-06-01",
        "0200 level=advanced valid_from=2021-01-01 valid_to=2026-05-01",
        "0200 level=general valid_from=2026-05-01",
    ]


async def test_what_the_list_leaves_empty_stays_as_recorded(desk: Desk) -> None:
    await rated(desk, [f"{A},customs,advanced,2020-01-01,2027-01-01,x,R"])
    assert figures(await sync(desk, f"{A},customs,advanced,,,,")) == (0, 0, 1, 0, 0)
    report = await sync(desk, f"{A},customs,advanced,,2028-01-01,,")
    assert figures(report) == (0, 0, 0, 1, 0)
    assert await ratings(desk) == ["0125 level=advanced valid_from=2020-01-01 valid_to=2028-01-01"]


async def test_entries_that_begin_after_the_day_or_ended_before_it_stay(desk: Desk) -> None:
    rows = [
        f"{A},customs,advanced,2026-07-01,,,",
        f"{B},customs,advanced,2020-01-01,2021-01-01,,",
    ]
    await rated(desk, rows)
    before = await ratings(desk)
    assert figures(await sync(desk)) == (0, 0, 0, 0, 0)
    assert await ratings(desk) == before


async def test_a_new_entry_reaches_up_to_a_later_one_that_says_otherwise(desk: Desk) -> None:
    await rated(desk, [f"{A},customs,advanced,2026-07-01,,,"])
    await sync(desk, f"{A},customs,general,,,,")
    assert await ratings(desk) == [
        "0125 level=advanced valid_from=2026-07-01",
        "0125 level=general valid_from=2026-06-01 valid_to=2026-07-01",
    ]


async def test_other_registers_and_regions_are_not_touched(desk: Desk) -> None:
    elsewhere = invented_uscc("350200", 9)
    await desk.load(
        *desk.write(
            enterprises=f"{enterprises(A)}\n{elsewhere},虚构,350200,,,,",
            ratings=f"{A},tax,A,2020-01-01,,,\n{elsewhere},customs,advanced,2020-01-01,,,",
        )
    )
    before = await ratings(desk)
    assert figures(await sync(desk)) == (0, 0, 0, 0, 0)
    assert await ratings(desk) == before


async def test_an_entry_that_began_on_the_day_and_is_missing_is_withdrawn_altogether(
    desk: Desk,
) -> None:
    await rated(desk, [f"{A},customs,advanced,2026-06-01,,,"])
    assert figures(await sync(desk)) == (0, 1, 0, 0, 0)
    assert await ratings(desk) == []


async def test_an_unknown_enterprise_is_rejected_and_does_not_hold_up_the_list(
    desk: Desk,
) -> None:
    await rated(desk, [])
    report = await sync(desk, f"{A},customs,advanced,,,,", f"{D},customs,advanced,,,,")
    assert figures(report) == (1, 0, 0, 0, 1)
    assert report.published_at is not None
    assert desk.rejected() == ["3 uscc UNKNOWN_ENTERPRISE"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{A},tax,A,,,,", "2 scheme OTHER_REGISTER"),
        (f"{A},customs,advanced,2026-06-02,,,", "2 valid_from AFTER_THE_DAY"),
        (f"{A},customs,advanced,2020-01-01,2026-06-01,,", "2 valid_to ENDED_BEFORE_THE_DAY"),
        (f"{A},customs,AEO,,,,", "2 level UNKNOWN_LEVEL"),
    ],
)
async def test_any_other_reject_withholds_the_list_since_nobody_may_lose_by_a_slip(
    desk: Desk, row: str, code: str
) -> None:
    await rated(desk, [f"{A},customs,advanced,2020-01-01,,,"])
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    report = await sync(desk, row)
    assert report.published_at is None
    assert desk.rejected() == [code]
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before


async def test_a_row_of_another_register_does_not_confuse_the_one_beside_it(desk: Desk) -> None:
    await rated(desk, [f"{A},customs,advanced,2020-01-01,,,", f"{A},tax,A,2020-01-01,,,"])
    await sync(desk, f"{A},customs,advanced,,,,", f"{A},tax,A,,,,")
    assert desk.rejected() == ["3 scheme OTHER_REGISTER"]


async def test_an_enterprise_of_another_region_is_rejected(desk: Desk) -> None:
    await rated(desk, [])
    report = await sync(desk, f"{A},customs,advanced,,,,", region="350200")
    assert report.published_at is None
    assert desk.rejected() == ["2 uscc OTHER_REGION"]


async def test_an_enterprise_twice_on_a_list_is_rejected(desk: Desk) -> None:
    await rated(desk, [])
    await sync(desk, f"{A},customs,advanced,,,,", f"{A},customs,general,,,,")
    assert desk.rejected() == ["3  DUPLICATE_ROW"]


async def test_one_list_may_hold_an_enterprise_under_two_references(desk: Desk) -> None:
    await desk.load(
        *desk.write(
            enterprises=enterprises(A, B),
            lists=f"{A},serious_dishonesty,2020-01-01,,,,C1\n{A},serious_dishonesty,2021-01-01,,,,C2",
        )
    )
    header, register = "uscc,list,reference", "serious_dishonesty"
    rows = [f"{A},serious_dishonesty,C1", f"{A},serious_dishonesty,C3"]
    report = await sync(desk, *rows, header=header, register=register)
    assert figures(report) == (1, 1, 1, 0, 0)
    report = await sync(
        desk, f"{A},serious_dishonesty,", header=header, register=register, day=date(2026, 7, 1)
    )
    assert figures(report) == (0, 0, 1, 0, 0)
    standing = [line for line in await canonical_lines(desk.graph) if "ListEntry" in line]
    assert sum("valid_to" not in line for line in standing) == 2


async def test_a_day_before_the_last_sync_is_refused_also_of_a_region_around_it(
    desk: Desk,
) -> None:
    await rated(desk, [])
    await sync(desk, region="410000")
    with pytest.raises(BadArgumentError, match="before the last sync, 2026-06-01"):
        await sync(desk, day=date(2026, 5, 31))


async def test_a_day_in_the_future_is_refused(desk: Desk) -> None:
    with pytest.raises(BadArgumentError, match="in the future"):
        await sync(desk, day=date(2026, 11, 24))


async def test_an_unknown_register_or_region_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownCodeError, match="no register 'air'"):
        await sync(desk, register="air")
    with pytest.raises(UnknownCodeError, match="no region '1'"):
        await sync(desk, region="1")


async def test_a_list_that_shrinks_suspiciously_is_refused_until_that_is_confirmed(
    desk: Desk,
) -> None:
    codes = [invented_uscc("410400", number) for number in range(10, 20)]
    await desk.load(
        *desk.write(
            enterprises=enterprises(*codes),
            ratings="\n".join(f"{code},customs,advanced,2020-01-01,,," for code in codes),
        )
    )
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    rows = [f"{code},customs,advanced,,,," for code in codes[:4]]
    with pytest.raises(ImportRefusedError, match="6 of 10 entries would end"):
        await sync(desk, *rows)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
    assert figures(await sync(desk, *rows, shrink=1.0)) == (0, 6, 4, 0, 0)


async def test_a_sync_is_on_record_as_an_import(desk: Desk) -> None:
    await rated(desk, [])
    report = await sync(desk, f"{A},customs,advanced,,,,")
    assert (await list_imports(desk.graph))[0].id == report.id
