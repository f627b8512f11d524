from pathlib import Path

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.kinds import Kind
from credit_graph.intake.records import Record
from credit_graph.intake.rejects import HEADER
from credit_graph.intake.sources import Source, find_sources, open_source


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def arranged(source: Source) -> list[list[str]]:
    with open_source(source) as content:
        return [list(header.arrange(record.cells)) for header, record in content.records]


def records(source: Source) -> list[Record]:
    with open_source(source) as content:
        return [record for _, record in content.records]


COVERAGE = "register,region,synced_on,reference\n"


def test_a_folder_stands_for_its_files_enterprises_first(tmp_path: Path) -> None:
    for name in ("links.csv", "enterprises.csv", "ratings.csv", "notes.txt"):
        put(tmp_path, name, "")
    assert [source.kind for source in find_sources([tmp_path])] == [
        Kind.ENTERPRISES,
        Kind.RATINGS,
        Kind.LINKS,
    ]


def test_a_file_whose_name_says_no_kind_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "ratings-2024.csv", COVERAGE)
    with pytest.raises(ImportRefusedError, match="its name does not give a kind of file"):
        find_sources([path])


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="there is no such file"):
        find_sources([tmp_path / "ratings.csv"])
    with pytest.raises(ImportRefusedError, match="nothing to import"):
        find_sources([tmp_path])


def test_columns_in_another_order_and_a_bom_are_taken(tmp_path: Path) -> None:
    path = put(
        tmp_path, "coverage.csv", "\ufeffregion,Register, synced_on \r\n410400,tax,2024-01-01\r\n"
    )
    assert arranged(find_sources([path])[0]) == [["tax", "410400", "2024-01-01", ""]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it has no header"),
        ("register;region;synced_on\n", "separated by semicolons"),
        ("register\tregion\tsynced_on\n", "separated by tabs"),
        ("register,region,synced_on,colour\n", "has no column 'colour'"),
        ("register,region\n", "the column 'synced_on' is missing"),
        ("register,region,region,synced_on\n", "the column 'region' appears twice"),
        ("register,region,synced_on\n".encode("utf-16"), "it is UTF-16"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused_with_the_reason(
    tmp_path: Path, text: str | bytes, why: str
) -> None:
    path = put(tmp_path, "coverage.csv", text)
    with pytest.raises(ImportRefusedError, match=why):
        records(find_sources([path])[0])


def test_a_mended_report_holds_one_source_per_file_it_names(tmp_path: Path) -> None:
    report = put(
        tmp_path,
        "again.csv",
        HEADER
        + 'in/coverage.csv,3,region,UNKNOWN_REGION,m,"tax,410400,2024-01-01,",\n'
        + 'in/lists.csv,9,list,UNKNOWN_LIST,m,"x,gop,2024-01-01",'
        + '"uscc,list,valid_from"\n'
        + 'in/coverage.csv,5,region,UNKNOWN_REGION,m,"tax,350200,2024-01-01,",\n',
    )
    coverage, lists = sorted(find_sources([report]), key=lambda each: each.name)
    assert (coverage.name, lists.kind) == (f"{report.as_posix()}#coverage.csv", Kind.LISTS)
    assert arranged(coverage) == [
        ["tax", "410400", "2024-01-01", ""],
        ["tax", "350200", "2024-01-01", ""],
    ]
    assert arranged(lists) == [["x", "gop", "2024-01-01", *[""] * 9]]
    assert [record.line for record in records(coverage)] == [2, 4]


def test_a_report_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "coverage.csv", COVERAGE)
    put(tmp_path, "rejects.csv", HEADER)
    assert [source.kind for source in find_sources([tmp_path])] == [Kind.COVERAGE]
