"""Re-entries, gaps of one day and hidden characters, made up by someone who did not write them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.exporting.export_files import FileFormat, export_files
from credit_graph.usecases.importing.report import ImportReport
from support.canonical_hash import canonical_hash
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, enterprises
from support.silent_export import SilentExport

MAY, JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (5, 6, 7, 8))
LISTED: dict[str, Any] = {"header": "uscc,list,valid_from,reference", "register": "srdi"}
TAX: dict[str, Any] = {"register": "tax"}


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    desk = Desk(await emptied(graph), tmp_path)
    await desk.load(enterprises=enterprises(A, B, C))
    return desk


async def imports_elsewhere(desk: Desk) -> None:
    """Export, import into an empty graph, and compare."""
    out = desk.folder / "export"
    await export_files(
        desk.graph, out, FileFormat.CSV, known_at=desk.now(), progress=SilentExport()
    )
    expected = await canonical_hash(desk.graph)
    await emptied(desk.graph)
    report = await desk.load(out)
    assert report.total.rejected == 0, desk.rejects.read_text("utf-8")
    assert await canonical_hash(desk.graph) == expected


async def test_an_entry_that_leaves_twice_and_returns_twice_has_three_stays(desk: Desk) -> None:
    row = f"{A},srdi,2024-01-01,"
    for month in range(1, 6):
        rows = [row] if month % 2 else []
        await desk.sync(*rows, day=date(2026, month, 1), **LISTED)
    assert await desk.said("ListEntry") == [
        "0125 valid_from=2024-01-01 valid_to=2026-02-01",
        "0125 valid_from=2026-03-01 valid_to=2026-04-01",
        "0125 valid_from=2026-05-01",
    ]
    await imports_elsewhere(desk)


async def test_a_rating_that_returns_at_another_level_leaves_the_days_of_absence_empty(
    desk: Desk,
) -> None:
    await desk.sync(f"{A},tax,A,2024-01-01,,,", day=MAY, **TAX)
    await desk.sync(day=JUNE, **TAX)
    await desk.sync(f"{A},tax,B,2024-01-01,,,", day=JULY, **TAX)
    assert await desk.said("Rating") == [
        "0125 level=A valid_from=2024-01-01 valid_to=2026-06-01",
        "0125 level=B valid_from=2026-07-01",
    ]
    await imports_elsewhere(desk)


async def test_an_entry_that_left_and_returned_between_two_lists_counts_from_its_stated_day(
    desk: Desk,
) -> None:
    await desk.sync(f"{A},srdi,2024-01-01,", day=MAY, **LISTED)
    await desk.sync(day=JUNE, **LISTED)
    await desk.sync(f"{A},srdi,2026-06-15,", day=JULY, **LISTED)
    assert await desk.said("ListEntry") == [
        "0125 valid_from=2024-01-01 valid_to=2026-06-01",
        "0125 valid_from=2026-06-15",
    ]
    await imports_elsewhere(desk)


async def test_a_return_on_the_list_of_a_wider_region_keeps_the_days_of_absence(
    desk: Desk,
) -> None:
    row = f"{A},srdi,2024-01-01,"
    await desk.sync(row, day=MAY, **LISTED)
    await desk.sync(day=JUNE, **LISTED)
    await desk.sync(row, day=JULY, region="410000", **LISTED)
    assert await desk.said("ListEntry") == [
        "0125 valid_from=2024-01-01 valid_to=2026-06-01",
        "0125 valid_from=2026-07-01",
    ]
    await imports_elsewhere(desk)


async def test_what_was_listed_on_a_day_is_known_as_it_was_after_each_list(desk: Desk) -> None:
    row = f"{A},srdi,2024-01-01,"
    await desk.sync(row, day=MAY, **LISTED)
    first = desk.now()
    await desk.sync(day=JUNE, **LISTED)
    second = desk.now()
    await desk.sync(row, day=JULY, **LISTED)
    assert await desk.said("ListEntry", first) == ["0125 valid_from=2024-01-01"]
    assert await desk.said("ListEntry", second) == [
        "0125 valid_from=2024-01-01 valid_to=2026-06-01"
    ]


async def test_undoing_the_list_without_an_entry_joins_nothing_that_a_later_list_parted(
    desk: Desk,
) -> None:
    row = f"{A},tax,A,2024-01-01,,,"
    await desk.sync(row, day=MAY, **TAX)
    gone = await desk.sync(day=JUNE, **TAX)
    undone = await desk.undo(gone.id)
    await desk.sync(row, day=JULY, **TAX)
    assert undone.published_at is not None
    assert await desk.said("Rating") == ["0125 level=A valid_from=2024-01-01"]
    await imports_elsewhere(desk)


GAP = "gap(s) of one day"


def notes_of(report: ImportReport) -> str:
    return " ".join(note for each in report.files for note in each.notes)


@pytest.mark.parametrize(
    "rows",
    [
        # The later one stands first in the file.
        [f"{A},tax,A,2024-01-01,,,", f"{A},tax,A,2022-01-01,2023-12-31,,"],
        # A leap year's last day of February is the day between.
        [f"{A},customs,advanced,2020-01-01,2024-02-29,,", f"{A},customs,advanced,2024-03-01,,,"],
        # Three in a row, one gap.
        [
            f"{B},port,A,2020-01-01,2021-01-01,,",
            f"{B},port,A,2021-01-01,2021-12-31,,",
            f"{B},port,A,2022-01-01,,,",
        ],
    ],
)
async def test_one_day_between_equal_levels_is_noted_and_no_row_rejected(
    desk: Desk, rows: list[str]
) -> None:
    report = await desk.load(ratings="\n".join(rows))
    assert report.total.rejected == 0
    assert f"1 {GAP}" in notes_of(report)


async def test_one_day_between_a_recorded_rating_and_a_new_one_is_noted(desk: Desk) -> None:
    await desk.load(ratings=f"{A},tax,A,2022-01-01,2023-12-31,,")
    report = await desk.load(ratings=f"{A},tax,A,2024-01-01,,,")
    assert f"1 {GAP}" in notes_of(report)


@pytest.mark.parametrize(
    "rows",
    [
        [f"{A},tax,A,2022-01-01,2024-01-01,,", f"{A},tax,A,2024-01-01,,,"],
        [f"{A},tax,A,2022-01-01,2023-12-30,,", f"{A},tax,A,2024-01-01,,,"],
        [f"{A},tax,A,2022-01-01,2023-12-31,,", f"{A},tax,B,2024-01-01,,,"],
        [f"{A},tax,A,2022-01-01,2023-12-31,,", f"{B},tax,A,2024-01-01,,,"],
        [f"{A},tax,A,2022-01-01,2023-12-31,,", f"{A},port,A,2024-01-01,,,"],
    ],
)
async def test_no_gap_of_one_day_is_noted_where_there_is_none(desk: Desk, rows: list[str]) -> None:
    report = await desk.load(ratings="\n".join(rows))
    assert report.total.rejected == 0
    assert GAP not in notes_of(report)


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\ufeff", "\u2060"])
async def test_characters_without_width_are_taken_out_of_codes_names_and_days(
    desk: Desk, hidden: str
) -> None:
    coded = f"{D[:9]}{hidden}{D[9:]}"
    report = await desk.load(
        enterprises=f"{coded},虚构{hidden}隐字有限公司,4104{hidden}00,,trader,2010-01{hidden}-01,"
    )
    assert report.total.rejected == 0
    assert notes_of(report)
    again = await desk.load(enterprises=f"{D},虚构隐字有限公司,410400,,trader,2010-01-01,")
    assert (again.total.added, again.total.unchanged) == (0, 1)


async def test_a_name_copied_out_of_a_pdf_is_that_of_the_register(desk: Desk) -> None:
    row = f"{D},虚构⻓⻔⾯粉有限公司,410400,,trader,2010-01-01,"
    report = await desk.load(enterprises=row)
    assert report.total.rejected == 0
    assert "U+2ED3" in notes_of(report)
    again = await desk.load(enterprises=row.replace("⻓⻔⾯", "长门面"))
    assert (again.total.added, again.total.unchanged) == (0, 1)


@pytest.mark.parametrize("turned", ["\u202e", "\u202d", "\u2066", "\u2067"])
async def test_characters_that_turn_the_direction_reject_the_row_and_are_named(
    desk: Desk, turned: str
) -> None:
    await desk.load(enterprises=f"{D},虚构{turned}司公限有,410400,,trader,2010-01-01,")
    assert desk.rejected() == ["2  CONTROL_CHARACTER"]
    assert f"U+{ord(turned):04X}" in desk.rejects.read_text("utf-8")


async def test_a_list_whose_codes_hold_hidden_characters_ends_nobody(desk: Desk) -> None:
    row = f"{A},srdi,2024-01-01,"
    await desk.sync(row, day=MAY, **LISTED)
    report = await desk.sync(row.replace("XN", "X\u200bN"), day=JUNE, **LISTED)
    assert (report.added, report.ended, report.unchanged) == (0, 0, 1)


@pytest.mark.parametrize("cell", ["-", "=1+1", "@home", "+x"])
async def test_a_message_that_quotes_what_a_spreadsheet_would_run_has_one_apostrophe(
    desk: Desk, cell: str
) -> None:
    await desk.load(ratings=f"{A},tax,A,2024-01-01,{cell},,")
    assert f"'{cell}'" in desk.rejects.read_text("utf-8")
    assert "''" not in desk.rejects.read_text("utf-8")
