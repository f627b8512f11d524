"""Import through its public door: what is rejected, and how that is told."""

from pathlib import Path

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.importing.report import ImportOptions
from support.canonical_hash import canonical_hash, canonical_lines
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, counts, enterprises


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    return Desk(await emptied(graph), tmp_path)


async def test_a_day_left_out_between_equal_ratings_is_noted_and_rejects_nothing(
    desk: Desk,
) -> None:
    await desk.load(enterprises=enterprises(A))
    report = await desk.load(ratings=f"{A},tax,A,2021-01-01,2023-12-31,,\n{A},tax,A,2024-01-01,,,")
    assert counts(report) == (2, 0, 0, 0)
    (note,) = report.files[0].notes
    assert note.startswith(
        f"1 gap(s) of one day between ratings of the same level, the first that of {A}"
    )
    again = await desk.load(ratings=f"{A},tax,A,2024-01-01,2025-06-30,,")
    assert "2023-12-31" in again.files[0].notes[0]


async def test_rows_that_name_an_unknown_enterprise_are_rejected_with_its_code(
    desk: Desk,
) -> None:
    report = await desk.load(
        enterprises=enterprises(A),
        ratings=f"{D},tax,A,2024-01-01,,,",
        links=f"{A},{D},2024-01-01,,,,\n{C},{D},2024-01-01,,,,",
        ownership=f"{D},{A},0.5,2024-01-01,",
    )
    assert counts(report) == (1, 0, 0, 4)
    assert desk.rejected() == [
        "2 uscc UNKNOWN_ENTERPRISE",
        "2 customer_uscc UNKNOWN_ENTERPRISE",
        "3 supplier_uscc UNKNOWN_ENTERPRISE",
        "2 owner_uscc UNKNOWN_ENTERPRISE",
    ]
    text = desk.rejects.read_text("utf-8")
    assert f"No enterprise '{D}' is registered here." in text
    assert f"'{C}' is registered here. Also customer_uscc: No enterprise '{D}'" in text


async def test_of_rows_that_clash_the_later_is_rejected_also_across_batches(desk: Desk) -> None:
    ratings = [f"{A},tax,A,2024-01-01,,,", f"{A},tax,B,2024-01-01,,,"]
    desk.write(enterprises=enterprises(A, B, C), ratings="\n".join([*ratings, ratings[0]]))
    desk.write(ownership=f"{A},{C},0.6,2024-01-01,\n{B},{C},0.5,2024-01-01,")
    options = ImportOptions(rejects=desk.rejects, batch_rows=1)
    report = await desk.run([desk.folder], options)
    assert counts(report) == (5, 0, 0, 3)
    assert desk.rejected() == [
        "3 level CONTRADICTS_ROW",
        "4  DUPLICATE_ROW",
        "3 share OWNERSHIP_ABOVE_ONE",
    ]


async def test_a_file_with_rejects_given_again_has_the_same_rejects_and_changes_nothing(
    desk: Desk,
) -> None:
    files = {
        "enterprises": enterprises(A, B),
        "ratings": f"{A},tax,A,2024-01-01,,,\n{A},tax,B,2024-01-01,,,\n{A},tax,A,2024-01-01,,,",
        "links": f"{A},{B},2024-01-01,,,,\n{A},{B},2024-01-01,,,0.5,",
    }
    await desk.load(*desk.write(**files))
    first = desk.rejects.read_bytes(), await canonical_hash(desk.graph)
    report = await desk.load(*desk.write(**files))
    assert counts(report) == (0, 4, 0, 3)
    assert (desk.rejects.read_bytes(), await canonical_hash(desk.graph)) == first


async def test_a_mended_report_is_imported_like_the_file_it_came_from(desk: Desk) -> None:
    await desk.load(
        enterprises=enterprises(A), ratings=f"{A},tax,Z,2024-01-01,,,\n{A},customs,x,2024-01-01,,,"
    )
    mended = desk.folder / "mended.csv"
    mended.write_text(desk.rejects.read_text("utf-8").replace(f"{A},tax,Z", f"{A},tax,B"), "utf-8")
    report = await desk.load(mended)
    assert counts(report) == (1, 0, 0, 1)
    assert f"{mended.as_posix()}#ratings.csv,3,level,UNKNOWN_LEVEL" in desk.rejects.read_text(
        "utf-8"
    )
    assert any("level=B" in line for line in await canonical_lines(desk.graph))


async def test_without_rejects_no_report_is_written(desk: Desk) -> None:
    report = await desk.load(enterprises=enterprises(A))
    assert report.rejects is None
    assert not desk.rejects.exists()


async def test_a_report_that_would_overwrite_its_own_source_is_refused(desk: Desk) -> None:
    await desk.load(enterprises=f"{A},x,1,,,,")
    with pytest.raises(ImportRefusedError, match="would overwrite"):
        await desk.load(desk.rejects)


async def test_excels_habits_load_or_are_named(desk: Desk) -> None:
    path = desk.folder / "enterprises.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        "\ufeffname,uscc,status,region,registered_on\r\n"
        f'"虚构""引号"",\n两行",{A.lower()},active,410400,2010-01-01\r\n'
        f"虚构,{B},,410400,2010/1/1\r\n"
        "虚构,9.14104E+17,,410400,\r\n"
        ",,,,\r\n".encode()
    )
    report = await desk.load(path)
    assert counts(report) == (1, 0, 0, 2)
    assert desk.rejected() == [
        "4 registered_on DATE_FORMAT",
        "5 uscc USCC_NUMBER",
    ]
    text = desk.rejects.read_text("utf-8")
    assert text.count('"name,uscc,status,region,registered_on"') == 2
