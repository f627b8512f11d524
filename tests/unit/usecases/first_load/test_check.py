"""A first load's check: the rejects that the documentation says, however a file is read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.line_file import LineFile, line_file
from credit_graph.intake.sources import find_sources
from credit_graph.usecases.first_load import kind_check
from credit_graph.usecases.first_load.check import CheckedLoad, check_tables, write_rejects
from credit_graph.usecases.importing.journal import Manifest
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.importing.report import ImportOptions, SilentProgress
from support.codes import small_codes
from support.generated_tables import quoted, table
from support.malformed_rows import code_of
from support.reject_oracle import KINDS, make_case

AT = datetime(2026, 11, 23, 1, 2, 3, 4, tzinfo=UTC)
STAGE = Stage("import-1", "run", AT, AT)


def checked(folder: Path, out: Path, batch_rows: int = 1_000) -> CheckedLoad:
    return check_tables(
        find_sources([folder]),
        out,
        stage=STAGE,
        codes=small_codes(),
        terms=[("Region", "410400")],
        progress=SilentProgress(),
        batch_rows=batch_rows,
    )


def written(out: Path) -> dict[str, list[str]]:
    """Every table's lines but its header, sorted; the order of facts says nothing."""
    return {
        path.name: sorted(path.read_text("utf-8").split("\n")[1:])
        for path in sorted(out.glob("*.csv"))
    }


def test_rejects_are_those_of_the_documentation_byte_for_byte(tmp_path: Path) -> None:
    case = make_case(seed=5, good=1_200, bad=KINDS * 8)
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in case.files.items():
        (folder / f"{name}.csv").write_bytes(data)
    loaded = checked(folder, tmp_path / "out", batch_rows=100)
    assert (loaded.total.added, loaded.total.rejected) == (case.good, case.bad)
    options = ImportOptions(rejects=tmp_path / "rejects.csv")
    path, marked = write_rejects(loaded, Manifest((), ""), options)
    assert path.read_bytes() == case.report(folder.as_posix())
    assert marked is None


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("is_quoted", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_a_file_read_by_blocks_of_lines_gives_what_it_gives_record_by_record(
    seed: int, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_quoted: bool
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for kind, count in ((Kind.ENTERPRISES, 200), (Kind.LINKS, 400)):
        lines = table(seed, kind, count)
        if is_quoted:
            lines = quoted(seed, lines)
        text = "".join(f"{line}{end}" for line in lines)
        (folder / f"{kind}.csv").write_text(text, "utf-8", newline="")
    assert all(line_file(source, 50) is not None for source in find_sources([folder]))
    by_blocks = checked(folder, tmp_path / "by-blocks", batch_rows=50)
    monkeypatch.setattr(kind_check, "line_file", lambda *_: None)
    by_records = checked(folder, tmp_path / "by-records", batch_rows=50)
    assert outcome(by_blocks) == outcome(by_records)
    assert written(tmp_path / "by-blocks") == written(tmp_path / "by-records")
    assert by_blocks.total.added > 150
    assert by_blocks.total.rejected > 100


def outcome(loaded: CheckedLoad) -> object:
    """What a check finds, for comparison."""
    return (
        [(each.counts, each.notes) for each in loaded.files],
        [line for each in loaded.rejects for line in each.lines()],
        sorted(loaded.empty_kinds.read_text().split()),
    )


def test_what_a_fact_states_of_its_openness_is_in_its_table(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    one = code_of(0)
    (folder / "enterprises.csv").write_text(f"uscc,name,region\n{one},虚构,410400\n", "utf-8")
    (folder / "ratings.csv").write_text(
        "uscc,scheme,level,valid_from,openness\n"
        f"{one},tax,A,2024-01-01,keeper\n{one},public_credit,A,2024-01-01,\n",
        "utf-8",
    )
    assert checked(folder, tmp_path / "out").total.rejected == 0
    header, *rows = (tmp_path / "out" / "Rating.csv").read_text("utf-8").splitlines()
    place = header.split(",").index("openness")
    assert sorted(each.split(",")[place] for each in rows) == ["", "keeper"]


def numbered(lines: LineFile) -> Iterator[tuple[int, bytes]]:
    for block in lines.blocks():
        texts = block.data.split(b"\n")[:-1]
        assert len(texts) == block.lines
        yield from enumerate(texts, start=block.begin)


@pytest.mark.parametrize("size", [1, 30, 100, 1_000])
def test_blocks_hold_every_line_once_whatever_their_size(size: int, tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    rows = [f"a,b,{'x' * number},,,,".encode() for number in range(20)]
    path.write_bytes(b"\n".join([",".join(TABLES[Kind.LINKS].columns).encode(), *rows]))
    [source] = find_sources([path])
    assert list(numbered(LineFile(source, size))) == list(enumerate(rows))


@pytest.mark.parametrize(
    "text",
    [
        "supplier_uscc,customer_uscc\n{header}\n",
        "{header}\n\n",
        '{header}\n"a,b,,,,,\n',
        '{header}\n"a\n",b,,,,,\n',
        '{header}\n"\u2003","",,,,,\n',
        '"{header}\n"a,b,,,,,\n',
        "{header}\na,b,\r,,,,\r\n",
        "{header}\r\na,b,,,,,\r\n\r\n",
        "{header}\na,b,,,,,\n\na,b,,,,,\n",
        "{header}\na,b," + "x" * 70_000 + ",,,,\n",
        "{header}\n" + ("a,b," + "x" * 60_000 + ",,,,\n") * 100,
    ],
)
def test_a_file_of_another_form_is_read_by_records(text: str, tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    header = ",".join(TABLES[Kind.LINKS].columns)
    path.write_text(text.format(header=header), "utf-8", newline="")
    [source] = find_sources([path])
    assert line_file(source, 10_000) is None


def test_a_line_of_commas_is_no_record_and_moves_no_batch(tmp_path: Path) -> None:
    rows = table(3, Kind.LINKS, 120)
    found = []
    for name, lines in (("with", [*rows[:60], ",,,,,,", *rows[60:]]), ("without", rows)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "enterprises.csv").write_text("\n".join(table(3, Kind.ENTERPRISES, 150)))
        (folder / "links.csv").write_text("\n".join(lines), "utf-8")
        loaded = checked(folder, tmp_path / f"out-{name}", batch_rows=50)
        found.append((loaded.total, written(tmp_path / f"out-{name}")))
    assert found[0] == found[1]
