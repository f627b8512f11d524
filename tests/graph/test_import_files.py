"""Import through its public door, against a real database."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.connection import Graph
from credit_graph.usecases.import_history import list_imports, show_import
from credit_graph.usecases.import_journal import abandon_import
from credit_graph.usecases.import_report import ImportMode, ImportOptions, ImportReport, Outcome
from credit_graph.usecases.retract_reference import retract_reference
from support.canonical_hash import canonical_hash, canonical_lines, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, counts, enterprises


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    return Desk(await emptied(graph), tmp_path)


def line(what: str, **values: str) -> str:
    """The canonical line of a fact with these values."""
    return f"{what} " + " ".join(f"{key}={values[key]}" for key in sorted(values))


ALL = {
    "enterprises": enterprises(A, B, C),
    "ratings": f"{A},customs,advanced,2024-01-01,,pds-customs,R1",
    "lists": f"{A},gop,2024-01-01,2025-01-01,why,who,L1",
    "statements": f"{B},wants_aeo,TRUE,2024-01-01,,who",
    "commitments": f"{B},entry,matter,2024-01-01,2024-06-01,,who",
    "violations": f"{B},tax_breach,2024-01-01,minor,who,2024-02-01,V1",
    "uses": f"{A},pds-2021-7/1,who,2024-03-01,granted,note",
    "links": f"{A},{B},2024-01-01,,parts,0.25,who\n{B},{C},2024-01-01,2025-01-01,,,",
    "ownership": f"{A},{B},0.6,2024-01-01,",
    "coverage": "customs,410400,2024-05-01,S1",
    "submissions": "xm-2024-2/o1,who,2024-06-30,text,3,X1",
}


async def test_every_kind_of_file_is_stored_as_the_graphs_contract_says(desk: Desk) -> None:
    report = await desk.load(*desk.write(**ALL))
    assert (report.outcome, counts(report)) == (Outcome.PUBLISHED, (14, 0, 0, 0))
    assert await canonical_lines(desk.graph) == sorted(
        [
            *(
                line(
                    f"Registration DESCRIBED {uscc} IN_REGION 410400",
                    kinds="['trader']",
                    name=f"虚构企业{uscc[-4:]}",
                    region="410400",
                    registered_on="2010-01-01",
                    status="active",
                    uscc=uscc,
                )
                for uscc in (A, B, C)
            ),
            line(
                f"Rating HOLDS {A} ON customs",
                uscc=A,
                scheme="customs",
                level="advanced",
                valid_from="2024-01-01",
                source="pds-customs",
                reference="R1",
            ),
            line(
                f"ListEntry LISTED {A} ON gop",
                uscc=A,
                list="gop",
                valid_from="2024-01-01",
                valid_to="2025-01-01",
                reason="why",
                source="who",
                reference="L1",
            ),
            line(
                f"Statement STATED {B}",
                uscc=B,
                statement="wants_aeo",
                value="true",
                valid_from="2024-01-01",
                source="who",
            ),
            line(
                f"Commitment PROMISED {B}",
                uscc=B,
                commitment="entry",
                subject="matter",
                made_on="2024-01-01",
                due_on="2024-06-01",
                agency="who",
                source="who",
            ),
            line(
                f"Violation BROKE {B}",
                uscc=B,
                violation="tax_breach",
                found_on="2024-01-01",
                severity="minor",
                found_by="who",
                source="who",
                repaired_on="2024-02-01",
                reference="V1",
            ),
            line(
                f"MeasureUse USED {A}",
                uscc=A,
                measure="pds-2021-7/1",
                agency="who",
                source="who",
                used_on="2024-03-01",
                outcome="granted",
                note="note",
            ),
            line(
                f"SUPPLIES {A} {B}",
                valid_from="2024-01-01",
                category="parts",
                share="0.25",
                source="who",
            ),
            line(f"SUPPLIES {B} {C}", valid_from="2024-01-01", valid_to="2025-01-01"),
            line(f"OWNS {A} {B}", share="0.6", valid_from="2024-01-01"),
            line("Sync ", register="customs", region="410400", as_of="2024-05-01", reference="S1"),
            line(
                "Submission ",
                obligation="xm-2024-2/o1",
                agency="who",
                source="who",
                handed_in_on="2024-06-30",
                text="text",
                cases="3",
                reference="X1",
            ),
        ]
    )


async def test_the_same_files_again_change_nothing(desk: Desk) -> None:
    await desk.load(*desk.write(**ALL))
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    report = await desk.load(*desk.write(**ALL))
    assert counts(report) == (0, 14, 0, 0)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("enterprises", f"{A},虚构新名,350200,,manufacturer,2010-01-01,revoked"),
        ("ratings", f"{A},customs,advanced,2024-01-01,2026-01-01,pds-customs,R1"),
        ("lists", f"{A},gop,2024-01-01,2025-06-01,why,who,L1"),
        ("statements", f"{B},wants_aeo,false,2024-01-01,,who"),
        ("commitments", f"{B},entry,matter,2024-01-01,2024-06-01,2024-05-01,who"),
        ("violations", f"{B},tax_breach,2024-01-01,serious,who,2024-02-01,V1"),
        ("uses", f"{A},pds-2021-7/1,who,2024-03-01,refused,note"),
        ("links", f"{A},{B},2024-01-01,2026-01-01,parts,0.25,who"),
        ("ownership", f"{A},{B},0.9,2024-01-01,"),
        ("coverage", "customs,410400,2024-05-01,S2"),
        ("submissions", "xm-2024-2/o1,who,2024-06-30,text,4,X1"),
    ],
)
async def test_a_later_file_with_another_value_withdraws_the_old_fact_and_records_the_new(
    desk: Desk, name: str, row: str
) -> None:
    await desk.load(*desk.write(**ALL))
    old, stored = await canonical_lines(desk.graph), await stored_facts(desk.graph)
    report = await desk.load(*desk.write(**{name: row}))
    assert counts(report) == (0, 0, 1, 0)
    new = await canonical_lines(desk.graph)
    assert len(new) == len(old)
    assert len(set(new) - set(old)) == 1
    now = await stored_facts(desk.graph)
    (label,) = (each for each in now if now[each] != stored[each])
    assert now[label] == (stored[label][0] + 1, 1)


async def test_what_was_known_before_a_correction_stays_known_as_it_was(desk: Desk) -> None:
    await desk.load(*desk.write(**ALL))
    report = await desk.load(links=f"{B},{C},2024-01-01,2026-01-01,,,")
    assert report.published_at is not None
    day_before = await desk.graph.read(
        "testing/totals", known_at=datetime(2026, 11, 20, tzinfo=UTC)
    )
    after = await desk.graph.read("testing/totals", known_at=report.published_at)
    assert (day_before[0]["links"], after[0]["links"]) == (0, 2)


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


async def test_a_strict_import_with_a_reject_publishes_nothing_and_leaves_nothing(
    desk: Desk,
) -> None:
    await desk.load(enterprises=enterprises(A))
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    report = await desk.load(
        mode=ImportMode.STRICT,
        enterprises=f"{A},虚构新名,410400,,,,\n{B},虚构,410400,,,,\n{C},虚构,1,,,,",
    )
    assert (report.outcome, counts(report)) == (Outcome.WITHHELD, (1, 0, 1, 1))
    assert report.published_at is None
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before


async def test_a_strict_import_without_a_reject_is_published(desk: Desk) -> None:
    report = await desk.load(mode=ImportMode.STRICT, enterprises=enterprises(A))
    assert report.outcome is Outcome.PUBLISHED


async def test_a_check_tells_everything_and_leaves_nothing(desk: Desk) -> None:
    report = await desk.load(
        mode=ImportMode.CHECK,
        enterprises=enterprises(A, B),
        links=f"{A},{B},2024-01-01,,,,\n{A},{D},2024-01-01,,,,",
    )
    assert (report.outcome, counts(report)) == (Outcome.CHECKED, (3, 0, 0, 1))
    assert desk.rejected() == ["3 customer_uscc UNKNOWN_ENTERPRISE"]
    assert await stored_facts(desk.graph) == {}
    assert await list_imports(desk.graph) == ()


async def test_imports_are_on_record_with_their_files_and_counts(desk: Desk) -> None:
    report = await desk.load(enterprises=enterprises(A, A))
    (entry,) = await list_imports(desk.graph)
    assert await show_import(desk.graph, report.id) == entry
    assert entry.published_at == report.published_at
    assert [each.counts for each in entry.files] == [report.total]
    assert await show_import(desk.graph, "import-none") is None


class Stops:
    """Progress that fails when so many rows have been read, as a kill would."""

    def __init__(self, after: int) -> None:
        self.after = after

    def began(self, name: str, size: int) -> None:
        """Say nothing."""

    def advanced(self, *_heard: object) -> None:
        self.after -= 1
        if self.after == 0:
            raise KeyboardInterrupt

    def closing(self, what: str) -> None:
        """Say nothing."""


async def interrupted(desk: Desk, mode: ImportMode = ImportMode.PUBLISH) -> None:
    options = ImportOptions(mode=mode, rejects=desk.rejects, batch_rows=1)
    with pytest.raises(KeyboardInterrupt):
        await desk.run([desk.folder], options, Stops(2))


async def test_an_interrupted_import_shows_nothing_and_the_same_call_goes_on(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C), ratings=f"{A},tax,Z,2024-01-01,,,")
    await interrupted(desk)
    assert await canonical_lines(desk.graph) == []
    assert sum(stored for stored, _ in (await stored_facts(desk.graph)).values()) == 2
    report = await desk.load(desk.folder)
    assert (report.resumed, counts(report)) == (True, (3, 0, 0, 1))
    assert len(await canonical_lines(desk.graph)) == 3


async def test_another_import_is_refused_while_one_is_unfinished(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    await interrupted(desk)
    with pytest.raises(ImportRefusedError, match="is unfinished") as caught:
        await desk.load(enterprises=enterprises(D))
    assert "imports abandon import-" in caught.value.advice


async def test_an_abandoned_import_is_gone_and_makes_way(desk: Desk) -> None:
    await desk.load(enterprises=enterprises(A), links="")
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    desk.write(enterprises=f"{A},虚构新名,410400,,,,\n" + enterprises(B, C))
    await interrupted(desk)
    unfinished = next(each for each in await list_imports(desk.graph) if not each.published_at)
    assert await abandon_import(desk.graph, unfinished.id, now=desk.now()) > 0
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
    assert counts(await desk.load(enterprises=enterprises(D))) == (1, 0, 0, 0)


async def test_an_enterprise_of_an_abandoned_import_is_unknown_again(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    await interrupted(desk)
    (unfinished,) = await list_imports(desk.graph)
    await abandon_import(desk.graph, unfinished.id, now=desk.now())
    report = await desk.load(ratings=f"{A},tax,A,2024-01-01,,,", enterprises="")
    assert desk.rejected() == ["2 uscc UNKNOWN_ENTERPRISE"]
    assert report.total.added == 0


async def test_a_published_import_cannot_be_abandoned(desk: Desk) -> None:
    report = await desk.load(enterprises=enterprises(A))
    with pytest.raises(ImportRefusedError, match="no unpublished import"):
        await abandon_import(desk.graph, report.id, now=desk.now())


async def test_an_unfinished_check_makes_way_for_another_import(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    await interrupted(desk, ImportMode.CHECK)
    report = await desk.load(enterprises=enterprises(D))
    assert counts(report) == (1, 0, 0, 0)
    assert await stored_facts(desk.graph) == {"Registration": (1, 0)}


async def test_of_two_runs_of_one_command_the_later_goes_on_and_the_earlier_stops(
    desk: Desk,
) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    runs = [
        desk.run([desk.folder], ImportOptions(rejects=desk.rejects, batch_rows=1, run=name))
        for name in ("one", "two")
    ]
    ended = await asyncio.gather(*runs, return_exceptions=True)
    (refused,) = (each for each in ended if isinstance(each, ImportRefusedError))
    assert "another run of it has taken over" in str(refused)
    (report,) = (each for each in ended if isinstance(each, ImportReport))
    assert report.total.read == 3
    assert await stored_facts(desk.graph) == {"Registration": (3, 0)}


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
    assert counts(report) == (1, 0, 0, 3)
    assert desk.rejected() == [
        "4 registered_on DATE_FORMAT",
        "5 uscc USCC_NUMBER",
        "6  EMPTY_ROW",
    ]
    text = desk.rejects.read_text("utf-8")
    assert text.count('"name,uscc,status,region,registered_on"') == 3


async def test_whatever_rests_on_a_reference_is_withdrawn_at_once(desk: Desk) -> None:
    await desk.load(*desk.write(**ALL))
    done = await retract_reference(desk.graph, "R1", source="test", now=desk.now)
    assert done.withdrawn == {"Rating": 1}
    assert not any(line.startswith("Rating") for line in await canonical_lines(desk.graph))
    assert (await stored_facts(desk.graph))["Rating"] == (1, 1)
    again = await retract_reference(desk.graph, "R1", source="test", now=desk.now)
    assert (again.withdrawn, again.published_at) == ({}, None)


async def test_a_day_is_stored_as_a_day(desk: Desk) -> None:
    await desk.load(*desk.write(**ALL))
    records = await desk.graph.read("testing/canonical_links")
    days = {record["fact"]["valid_from"].to_native() for record in records}
    assert days == {date(2024, 1, 1)}
