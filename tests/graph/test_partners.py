"""Partners abroad: recorded with another identifier or unnamed, exported, undone, in chains."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from credit_graph.domain.facts.record import PARTNER
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.exporting.export_files import FileFormat, export_files
from credit_graph.usecases.importing.report import ImportMode
from support.canonical_hash import canonical_hash, canonical_lines
from support.empty_graph import emptied
from support.import_desk import A, B, Desk, enterprises

LEI = "LEI:5493001KJTIIGC8Y1R12"
HONG_KONG = "HK-BRN:12345678"
PARTNERS = [f"{LEI},Fictitious Parts,GB", f"{HONG_KONG},虚构（香港）贸易,HK"]


class Silent:
    def advanced(self, enterprises: int) -> None:
        """Say nothing."""


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    desk = Desk(await emptied(graph), tmp_path)
    await desk.load(enterprises=enterprises(A, B))
    return desk


def text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


async def names(desk: Desk) -> dict[str, tuple[str, str, str]]:
    rows = await desk.graph.read("export/page", known_at=desk.now(), after="", limit=100)
    found: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        cells: list[Any] = row["cells"]
        found[cells[0]] = (cells[1], cells[2], cells[6])
    return found


async def load_all(desk: Desk) -> None:
    report = await desk.load(
        partners=text(*PARTNERS),
        links=text(
            f"{LEI},{A},2024-01-01,,铜,0.7,",
            f"unnamed:JP,{A},2024-01-01,,铜,0.3,",
            f"{B},unnamed:jp,2024-01-01,,,,",
            f"{A},{HONG_KONG},2024-01-01,,,,",
        ),
        ownership=text(f"{HONG_KONG},{A},0.6,2020-01-01,", f"unnamed:US,{B},1,2020-01-01,"),
    )
    assert report.total.rejected == 0, desk.rejects.read_text("utf-8")


async def test_partners_are_recorded_with_their_country_and_the_status_partner(desk: Desk) -> None:
    await load_all(desk)
    found = await names(desk)
    assert found[LEI] == ("Fictitious Parts", "GB", PARTNER)
    assert found[HONG_KONG] == ("虚构（香港）贸易", "HK", PARTNER)
    assert found[f"unnamed:JP:{A}"] == ("未具名（JP）", "JP", PARTNER)
    assert found[f"unnamed:JP:{B}"] == ("未具名（JP）", "JP", PARTNER)
    assert found[f"unnamed:US:{B}"] == ("未具名（US）", "US", PARTNER)


async def test_what_is_exported_imports_elsewhere_to_the_same(desk: Desk) -> None:
    await load_all(desk)
    out = desk.folder / "export"
    await export_files(desk.graph, out, FileFormat.CSV, known_at=desk.now(), progress=Silent())
    assert (out / "partners.csv").read_text("utf-8").splitlines() == [
        "id,name,country",
        f"{HONG_KONG},虚构（香港）贸易,HK",
        f"{LEI},Fictitious Parts,GB",
    ]
    assert f"unnamed:JP,{A}," in (out / "links.csv").read_text("utf-8")
    assert "unnamed" not in (out / "enterprises.csv").read_text("utf-8")
    expected = await canonical_hash(desk.graph)
    await emptied(desk.graph)
    report = await desk.load(out)
    assert report.total.rejected == 0, desk.rejects.read_text("utf-8")
    assert await canonical_hash(desk.graph) == expected


async def test_the_same_again_changes_nothing(desk: Desk) -> None:
    await load_all(desk)
    before = await canonical_lines(desk.graph)
    await load_all(desk)
    assert await canonical_lines(desk.graph) == before


async def test_an_undone_import_takes_its_partners_along(desk: Desk) -> None:
    before = await canonical_lines(desk.graph)
    report = await desk.load(links=text(f"unnamed:JP,{A},2024-01-01,,,,"), partners=text(*PARTNERS))
    await desk.undo(report.id)
    assert await canonical_lines(desk.graph) == before


async def test_a_dry_run_records_no_partner(desk: Desk) -> None:
    before = await canonical_lines(desk.graph)
    await desk.load(
        mode=ImportMode.CHECK,
        partners=text(*PARTNERS),
        links=text(f"unnamed:JP,{A},2024-01-01,,,,"),
    )
    assert await canonical_lines(desk.graph) == before


async def test_a_link_with_an_unregistered_enterprise_begins_no_unnamed_partner(
    desk: Desk,
) -> None:
    unheard = "91410400XN0000039W"
    report = await desk.load(links=text(f"unnamed:JP,{unheard},2024-01-01,,,,"))
    assert report.total.rejected == 1
    assert set(await names(desk)) == {A, B}


async def test_a_partner_that_nobody_named_is_unknown(desk: Desk) -> None:
    report = await desk.load(links=text(f"{LEI},{A},2024-01-01,,,,"))
    assert report.total.rejected == 1
    assert "UNKNOWN_ENTERPRISE" in desk.rejects.read_text("utf-8")


async def test_another_name_corrects_a_partner(desk: Desk) -> None:
    await load_all(desk)
    report = await desk.load(partners=text(f"{LEI},Fictitious Wire,GB"))
    assert report.total.corrected == 1
    assert (await names(desk))[LEI] == ("Fictitious Wire", "GB", PARTNER)


@pytest.mark.parametrize(
    ("file", "row", "code"),
    [
        ("partners", "LEI:5493001KJTIIGC8Y1R13,x,GB", "PARTNER_ID"),
        ("partners", "DUNS:1,x,GB", "PARTNER_ID"),
        ("partners", f"{A},x,GB", "PARTNER_ID"),
        ("partners", f"{LEI},x,CN", "UNKNOWN_COUNTRY"),
        ("links", f"unnamed:England,{A},2024-01-01,,,,", "UNKNOWN_COUNTRY"),
        ("links", "unnamed:JP,unnamed:US,2024-01-01,,,,", "UNNAMED_BOTH"),
        ("links", f"LEI:1,{A},2024-01-01,,,,", "PARTNER_ID"),
        ("ratings", f"{LEI},tax,A,2024-01-01,,,", "USCC_LENGTH"),
    ],
)
async def test_a_row_that_names_no_partner_is_rejected(
    desk: Desk, file: str, row: str, code: str
) -> None:
    report = await desk.load(*desk.write(**{file: row}))
    assert report.total.rejected == 1
    assert f",{code}," in desk.rejects.read_text("utf-8")


async def test_days_of_a_link_are_those_of_any_other(desk: Desk) -> None:
    await load_all(desk)
    report = await desk.load(links=text(f"unnamed:JP,{A},2024-01-01,2025-01-01,铜,0.3,"))
    assert report.total.corrected == 1
    assert date(2025, 1, 1).isoformat() in "".join(await canonical_lines(desk.graph))
