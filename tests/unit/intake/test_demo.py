import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.cn import uscc

from credit_graph.demo.cast import Cast
from credit_graph.demo.crowd import crowd_uscc
from credit_graph.demo.crowd_ties import crowd_links
from credit_graph.errors import BadArgumentError
from credit_graph.intake.batches import BatchReader
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.codes import codes_of
from credit_graph.intake.rows.reader import row_reader
from credit_graph.intake.sources import find_sources
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def test_the_committed_demo_region_is_what_generate_writes(tmp_path: Path) -> None:
    generate_region(GeneratedRegion(enterprises=300, seed=7), tmp_path)
    assert files(tmp_path) == files(seeds_folder() / "demo")


def test_another_seed_gives_another_crowd_and_the_same_cast(tmp_path: Path) -> None:
    generate_region(GeneratedRegion(enterprises=100, seed=1), tmp_path / "a")
    generate_region(GeneratedRegion(enterprises=100, seed=2), tmp_path / "b")
    a, b = ((tmp_path / name / "enterprises.csv").read_text("utf-8").splitlines() for name in "ab")
    cast = len(Cast) + 1
    assert a[:cast] == b[:cast]
    assert not set(a[cast:]) & set(b[cast:])


def test_every_generated_row_is_accepted_by_the_readers(tmp_path: Path) -> None:
    generate_region(GeneratedRegion(enterprises=600, seed=3), tmp_path)
    codes = codes_of(build_rulebook(read_seeds(seeds_folder())))
    for source in find_sources([tmp_path]):
        reader = row_reader(source.kind, codes, today=date(2026, 11, 23))
        with BatchReader(source, reader, skip=0, size=100_000) as batches:
            batch = batches.next()
        if source.kind is Kind.PARTNERS:  # the region has none
            assert batch is None
            continue
        assert batch is not None
        assert batch.problems == []


def test_the_number_of_links_is_exact_and_none_is_said_twice() -> None:
    ties = [(row.supplier_uscc, row.customer_uscc) for row in crowd_links(5, 400, 2_000)]
    assert len(ties) == len(set(ties)) == 2_000
    assert all(supplier != customer for supplier, customer in ties)


def test_degrees_are_skewed() -> None:
    degrees = Counter(row.customer_uscc for row in crowd_links(5, 2_000, 10_000))
    assert max(degrees.values()) > 20 * (10_000 / 2_000)


def test_codes_are_valid_and_all_different() -> None:
    codes = [crowd_uscc(9, number) for number in range(3_000)] + [each.uscc for each in Cast]
    assert all(uscc.is_valid(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_the_page_about_the_demo_names_every_member_with_its_code() -> None:
    page = (seeds_folder() / "demo" / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) (\S+) \| `(\w{18})` \|", page, re.MULTILINE)
    assert rows == [(each.name, each.value.name, each.uscc) for each in Cast]


def test_fewer_enterprises_than_the_cast_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgumentError, match="the fixed cast alone"):
        generate_region(GeneratedRegion(enterprises=3, seed=1), tmp_path)


def test_more_links_than_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgumentError, match="cannot have"):
        generate_region(GeneratedRegion(enterprises=60, seed=1, links=1_000), tmp_path)


def test_every_kind_of_file_has_rows(tmp_path: Path) -> None:
    counts = generate_region(GeneratedRegion(enterprises=len(Cast), seed=1), tmp_path)
    assert set(counts) == set(Kind)
    assert {kind for kind, rows in counts.items() if not rows} == {Kind.PARTNERS}
