"""Every row of the decision table of a generated region is what the engine decides."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.deciding.decide_region import DecidingOptions
from credit_graph.usecases.deciding.region_question import RegionQuestion, decide_snapshot
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region
from support.deciding import SilentRun, here, lines_of
from support.decision_oracle import decision_lines, nearest_lines
from support.exported_csv import read_rows
from support.snapshot_world import facts_of_rows, syncs_of_rows, write_snapshot
from support.tiers import IS_NIGHTLY

ENTERPRISES = 8_000 if IS_NIGHTLY else 400
NEAREST = 1_500 if IS_NIGHTLY else 150
DAY = date(2026, 11, 23)


@pytest.mark.slow
def test_every_row_of_a_generated_region_is_what_the_engine_decides(tmp_path: Path) -> None:
    generate_region(GeneratedRegion(ENTERPRISES, seed=3), tmp_path / "csv")
    rows = read_rows(tmp_path / "csv")
    seeds, out = read_seeds(seeds_folder()), tmp_path / "decisions.parquet"
    report = asyncio.run(
        decide_snapshot(
            write_snapshot(rows, tmp_path / "parquet"),
            seeds,
            RegionQuestion(DAY),
            open_engine=here,
            options=DecidingOptions(out, chunk=max(ENTERPRISES // 7, 1)),
            progress=SilentRun(),
        )
    )
    engine = RuleEngine(build_rulebook(seeds))
    coverage = Coverage(syncs_of_rows(rows), engine.rulebook.vocabulary)
    found, every = lines_of(out), facts_of_rows(rows)
    assert len(every) == report.enterprises == ENTERPRISES
    step = report.measures * 100
    for first in range(0, ENTERPRISES, 100):
        expected = decision_lines(engine, every[first : first + 100], coverage, DAY)
        start = first * report.measures
        assert found[start : start + step] == expected
    assert len({line.verdict for line in found}) == 4


@pytest.mark.slow
def test_every_nearest_change_of_a_generated_region_is_what_the_engine_finds(
    tmp_path: Path,
) -> None:
    generate_region(GeneratedRegion(NEAREST, seed=5), tmp_path / "csv")
    rows = read_rows(tmp_path / "csv")
    seeds, out = read_seeds(seeds_folder()), tmp_path / "decisions.parquet"
    report = asyncio.run(
        decide_snapshot(
            write_snapshot(rows, tmp_path / "parquet"),
            seeds,
            RegionQuestion(DAY, nearest=True),
            open_engine=here,
            options=DecidingOptions(out, chunk=NEAREST // 3),
            progress=SilentRun(),
        )
    )
    engine = RuleEngine(build_rulebook(seeds))
    coverage = Coverage(syncs_of_rows(rows), engine.rulebook.vocabulary)
    table = parquet.read_table(out).select(["nearest", "nearest_verdict"]).to_pylist()
    found = [(each["nearest"], each["nearest_verdict"]) for each in table]
    every, step = facts_of_rows(rows), report.measures
    for place, facts in enumerate(every):
        expected = nearest_lines(engine, [facts], coverage, DAY)
        assert found[place * step : (place + 1) * step] == expected, facts.enterprise.uscc
    assert len({words for words, _ in found}) > 20
