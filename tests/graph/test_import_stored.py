"""What import stores of every kind of file, and what a later file does to it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.importing.report import ImportOptions, Outcome
from credit_graph.usecases.importing.retraction import retract_reference
from support.canonical_hash import canonical_hash, canonical_lines, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, C, Desk, counts, enterprises


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


STORED = sorted(
    [
        *(
            line(
                f"Registration DESCRIBED {uscc} IN_REGION 410400",
                folded_name=f"虚构企业{uscc[-4:].lower()}",
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


async def test_every_kind_of_file_is_stored_as_the_graphs_contract_says(desk: Desk) -> None:
    report = await desk.load(*desk.write(**ALL))
    assert (report.outcome, counts(report)) == (Outcome.PUBLISHED, (14, 0, 0, 0))
    assert await canonical_lines(desk.graph) == STORED


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


async def test_whatever_rests_on_a_reference_is_withdrawn_at_once(desk: Desk) -> None:
    await desk.load(*desk.write(**ALL))
    done = await retract_reference(desk.graph, "R1", options=ImportOptions(), now=desk.now)
    assert done.withdrawn == {Kind.RATINGS: 1}
    assert not any(line.startswith("Rating") for line in await canonical_lines(desk.graph))
    assert (await stored_facts(desk.graph))["Rating"] == (1, 1)
    again = await retract_reference(desk.graph, "R1", options=ImportOptions(), now=desk.now)
    assert (again.withdrawn, again.published_at) == ({}, None)


async def test_a_day_is_stored_as_a_day(desk: Desk) -> None:
    await desk.load(*desk.write(**ALL))
    records = await desk.graph.read("testing/canonical_links", known_at=desk.now())
    days = {record["fact"]["valid_from"].to_native() for record in records}
    assert days == {date(2024, 1, 1)}
