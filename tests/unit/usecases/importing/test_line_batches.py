"""Batches of lines against batches of records: the same parameters, problems, notes, decisions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from credit_graph.clock import shanghai_day
from credit_graph.intake.batches import BatchReader, RecordBatch
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import CellError, Code
from credit_graph.intake.reconciling import packing
from credit_graph.intake.reconciling.packing import StagedRows
from credit_graph.intake.rows.reader import RowReader, row_reader
from credit_graph.intake.sources import Source, find_sources
from credit_graph.usecases.facts.row_upsert import NumberedRows, PackedRows, PreparedRows, RowUpsert
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.importing.lines.line_batches import (
    LineBatch,
    PreparedLines,
    line_batches,
)
from support.codes import small_codes
from support.generated_tables import quoted, table
from support.malformed_rows import code_of

AT = datetime(2026, 11, 23, 1, 2, 3, 4, tzinfo=UTC)
STAGE = Stage("import-1", "run", AT, AT)
PROBLEM = CellError(Code.DUPLICATE_ROW).problem()
KINDS = (Kind.ENTERPRISES, Kind.LINKS)


def source_of(
    folder: Path, kind: Kind, lines: Sequence[str], *, bom: bool = False, end: str = "\n"
) -> Source:
    path = folder / f"{kind}.csv"
    text = "".join(f"{line}{end}" for line in lines)
    path.write_text(text, "utf-8-sig" if bom else "utf-8", newline="")
    return find_sources([path])[0]


def reader_of(source: Source) -> RowReader:
    return row_reader(source.kind, small_codes(), today=shanghai_day(STAGE.at))


Prepared = list[tuple[RecordBatch, PreparedRows]]


def by_records(source: Source, size: int, skip: int = 0) -> tuple[Prepared, tuple[str, ...]]:
    upsert, found = RowUpsert(source.kind, STAGE), Prepared()
    with BatchReader(source, reader_of(source), skip=skip, size=size) as batches:
        while (batch := batches.next()) is not None:
            found.append((batch, upsert.prepare(batch.rows, batch.begin)))
        return found, batches.notes


def by_lines(source: Source, size: int, skip: int = 0) -> tuple[Prepared, tuple[str, ...]]:
    upsert, found = RowUpsert(source.kind, STAGE), Prepared()
    batches = line_batches(source, reader_of(source), skip=skip, size=size)
    assert batches is not None
    while (batch := batches.next(upsert)) is not None:
        found.append((batch.batch, batch.rows))
    return found, batches.notes


def with_days(kind: Kind, ready: StagedRows) -> list[list[object]]:
    """The rows with their days in the place of the places."""
    last = 2 + len(packing.properties(kind)) + (2 if kind is Kind.ENTERPRISES else 0)
    days = {at for at in range(2, last) if (kind, at) in DAYS}
    return [
        [
            ready.days[cell] if at in days and isinstance(cell, int) else cell
            for at, cell in enumerate(row)
        ]
        for row in (list(each) for each in ready.rows if isinstance(each, list))
    ]


DAYS = {
    *((Kind.ENTERPRISES, at) for at in (7, 9, 10, 11, 12)),
    *((Kind.LINKS, at) for at in (4, 5)),
}


def staged(kind: Kind, prepared: PreparedRows) -> list[list[object]]:
    if isinstance(prepared, PreparedLines):
        return with_days(kind, prepared.ready)
    assert isinstance(prepared, PackedRows)
    return with_days(kind, packing.staged(kind, prepared.packed))


def seen(kind: Kind, batch: RecordBatch, prepared: PreparedRows) -> object:
    hoped = prepared.hoped
    return (
        (batch.begin, batch.size, prepared.begin, tuple(batch.problems)),
        staged(kind, prepared),
        sorted(prepared.every()),
        replace(hoped, placed={}, rejected=sorted(hoped.rejected, key=lambda each: each[0])),
        [batch.reject(index, PROBLEM).text() for index in range(batch.size)],
    )


def rows_among(prepared: PreparedRows, upsert: RowUpsert, every: int) -> Sequence[NumberedRows]:
    """The rows of the groups of every so many rows, as if the graph knew something of those."""
    rows = prepared.every()
    found: list[NumberedRows] = []
    for start in range(every):
        looked = {index for index, _ in rows[start::every]}
        groups = {upsert.group(prepared.row(index)) for index in looked}
        found.append(list(prepared.among(groups, looked, upsert.group)))
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("is_quoted", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_lines_by_columns_are_what_they_are_record_by_record(
    seed: int, kind: Kind, end: str, tmp_path: Path, *, is_quoted: bool
) -> None:
    rows = table(seed, kind, 400)
    if is_quoted:
        rows = quoted(seed, rows)
    source = source_of(tmp_path, kind, rows, bom=seed % 2 == 1, end=end)
    size = 50 if seed % 3 else 1_000
    records, notes = by_records(source, size)
    lines, others = by_lines(source, size)
    assert others == notes
    assert [seen(kind, *each) for each in lines] == [seen(kind, *each) for each in records]
    good = sum(len(prepared.hoped.added) for _, prepared in records)
    assert 100 < good < 400
    # Most lines of a batch are not read: else this compares a reader with itself.
    fresh, _ = by_lines(source, size)
    unread = [each.size - len(each.rows) for each, _ in fresh if isinstance(each, LineBatch)]
    assert sum(unread) > 100


@pytest.mark.parametrize("kind", KINDS)
def test_of_what_the_graph_knows_something_the_same_rows_are_looked_at_again(
    kind: Kind, tmp_path: Path
) -> None:
    source = source_of(tmp_path, kind, table(3, kind, 300))
    upsert = RowUpsert(kind, STAGE)
    # Asked before `every`, which reads each line.
    for (_, lines), (_, records) in zip(
        by_lines(source, 60)[0], by_records(source, 60)[0], strict=True
    ):
        assert isinstance(lines, PreparedLines)
        unread = set(range(lines.batch.size)).difference(lines.batch.rows)
        unread = unread.difference(index for index, _ in lines.batch.problems)
        looked = set(sorted(unread)[::7])
        groups = {upsert.group(records.row(index)) for index in looked}
        wanted = records.among(groups, looked, upsert.group)
        for index in looked:
            assert lines.row(index) == records.row(index)
        assert lines.among(groups, looked, upsert.group) == wanted
        assert rows_among(lines, upsert, 5) == rows_among(records, upsert, 5)


@pytest.mark.parametrize("kind", KINDS)
def test_batches_that_share_a_group_are_told_apart_from_those_that_do_not(
    kind: Kind, tmp_path: Path
) -> None:
    source = source_of(tmp_path, kind, table(4, kind, 300))
    lines = [prepared.groups for _, prepared in by_lines(source, 10)[0]]
    records = [prepared.groups for _, prepared in by_records(source, 10)[0]]
    told = [[one.isdisjoint(other) for other in lines] for one in lines]
    assert told == [[one.isdisjoint(other) for other in records] for one in records]
    assert any(any(each) for each in told)
    assert any(not each for at, row in enumerate(told) for each in row[:at])


@pytest.mark.parametrize("kind", KINDS)
def test_a_resumed_source_goes_on_with_the_same_batches(kind: Kind, tmp_path: Path) -> None:
    source = source_of(tmp_path, kind, table(5, kind, 130))
    whole, resumed = by_lines(source, 40)[0], by_lines(source, 40, skip=80)[0]
    assert [seen(kind, *each) for each in resumed] == [seen(kind, *each) for each in whole[2:]]


def test_a_file_may_leave_columns_out_and_have_them_in_another_order(tmp_path: Path) -> None:
    header = ["source", "customer_uscc", "valid_from", "supplier_uscc"]
    cells = [["登记", code_of(number), "2024-01-01", code_of(number + 1)] for number in range(40)]
    cells[7][2] = "2024-02-30"
    cells[9].append("more")
    lines = [",".join(each) for each in (header, *cells)]
    source = source_of(tmp_path, Kind.LINKS, lines)
    found = [
        [seen(Kind.LINKS, *each) for each in of(source, 15)[0]] for of in (by_lines, by_records)
    ]
    assert found[0] == found[1]
    assert sum(each.size for each, _ in by_lines(source, 15)[0]) == 40


@pytest.mark.parametrize(
    "line",
    [
        '"a,b',
        '"a\n",b',
        '"","\u2003"',
        "a\rb",
        ",,,,,,",
        " , ,\u3000,\xa0,,,",
        "",
        "\x00",
        "x" * 70_000,
    ],
)
def test_a_file_with_a_line_that_is_no_record_is_read_by_records(line: str, tmp_path: Path) -> None:
    lines = table(6, Kind.LINKS, 20)
    source = source_of(tmp_path, Kind.LINKS, [*lines[:5], line, *lines[5:]])
    assert line_batches(source, reader_of(source), skip=0, size=10) is None


@pytest.mark.parametrize("header", ["sep=,", "名单", "supplier_uscc,customer_uscc,valid_from,,x"])
def test_a_file_that_does_not_begin_with_its_header_is_read_by_records(
    header: str, tmp_path: Path
) -> None:
    source = source_of(tmp_path, Kind.LINKS, [header, *table(6, Kind.LINKS, 20)])
    assert line_batches(source, reader_of(source), skip=0, size=10) is None
