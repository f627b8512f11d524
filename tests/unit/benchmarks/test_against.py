"""What two builds side by side are compared by: pairs of stretches, and what they share."""

from dataclasses import replace
from pathlib import Path

import pytest
from against import Comparison, SamplePair, comparison_table, order_of
from builds import Build, data_digest
from results import write
from rivals import Sample
from workloads import Workload

STRETCH = Sample(rate=100.0, p50=1, p99=2, failed=0, server_ms=2.0, database_ms=1.0, generator_ms=0)
QUESTION = Workload("f", "eligibility counts", "{ a }", ({"k": 1},))
BEFORE = Build("before", Path("/before"), "4a0db890")
NOW = Build("now", Path("/now"), "b4fc2ea8+")


def pair_of(before_ms: float, now_ms: float, failed: int = 0) -> SamplePair:
    now = replace(STRETCH, server_ms=now_ms, rate=200.0, failed=failed)
    return SamplePair(replace(STRETCH, server_ms=before_ms), now)


def test_a_ratio_is_the_median_of_the_pairs_and_not_of_the_builds() -> None:
    # By medians of the builds it would be 2 / 4.
    pairs = [pair_of(2, 1.5), pair_of(4, 4.8), pair_of(8, 2)]
    assert Comparison(QUESTION, 16, pairs, 10, 10).ratio == pytest.approx(0.75)


def test_a_line_has_both_builds_the_ratio_its_spread_and_what_failed() -> None:
    pairs = [pair_of(2, 1), pair_of(2, 3, failed=2), pair_of(4, 4)]
    line = Comparison(QUESTION, 64, pairs, 9, 10).line()
    assert line == (
        "| (f) eligibility counts | 64 | 2.000 | 3.000 | 1.00 | 0.50–1.50 | 1.00 → 1.00 "
        "| 100 → 200 | 2 | 9 of 10 |"
    )


def test_builds_take_turns_in_going_first() -> None:
    assert [order_of(turn) for turn in range(4)] == [(0, 1), (1, 0), (0, 1), (1, 0)]


def test_a_table_says_which_commits_it_compares() -> None:
    found = [Comparison(QUESTION, 16, [pair_of(2, 1)], 10, 10)]
    text = comparison_table(BEFORE, NOW, "100,000 enterprises", found)
    assert text.startswith("b4fc2ea8+ (now) against 4a0db890 (before); 100,000 enterprises.")
    assert text.endswith(f"{found[0].line()}\n")
    columns = [line.count("|") for line in text.splitlines() if line.startswith("|")]
    assert len(set(columns)) == 1


def test_a_table_replaces_its_own_and_no_other(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    page.write_text("<!-- table -->\nold\n<!-- end of the table -->\nwords\n")
    write("first\n", page, mark="against 4a0db890")
    write("second\n", page, mark="against 4a0db890")
    text = page.read_text()
    assert "old" in text
    assert "words" in text
    assert "first" not in text
    assert text.count("second") == 1


def checkout(root: Path, region: str = "x = 1\n") -> Path:
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "a.yaml").write_text("a")
    for folder in ("cypher/schema", "cypher/policies", "benchmarks/cypher/region"):
        (root / folder).mkdir(parents=True)
    (root / "benchmarks" / "region.py").write_text(region)
    (root / "benchmarks" / "world.py").write_text("y = 1\n")
    return root


def test_builds_that_would_load_the_same_share_a_database(tmp_path: Path) -> None:
    one, same = checkout(tmp_path / "one"), checkout(tmp_path / "same")
    other = checkout(tmp_path / "other", region="x = 2\n")
    renamed = checkout(tmp_path / "renamed")
    (renamed / "seeds" / "a.yaml").rename(renamed / "seeds" / "b.yaml")
    assert data_digest(one) == data_digest(same)
    assert data_digest(other) != data_digest(one)
    assert data_digest(renamed) != data_digest(one)
