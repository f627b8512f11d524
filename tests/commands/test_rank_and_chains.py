"""`rank` and `chains`: whole lists as tables."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Command = Callable[..., Result]

pytestmark = [pytest.mark.holds("demo"), pytest.mark.usefixtures("region")]

CORE = "91410400XN00000125"


def table(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_every_candidate_of_a_region_is_ranked(command: Command) -> None:
    result = command("rank", "--programme", "xm_cultivation")
    rows = table(result)
    ranks = [int(row["programme.cultivation.candidates.nodes.rank"]) for row in rows]
    assert result.exit_code == 0, result.stderr
    assert ranks == list(range(1, len(rows) + 1))
    assert len(rows) > 3


def test_a_programme_that_does_not_exist_is_named(command: Command) -> None:
    result = command("rank", "--programme", "nothing", "--out", "rank.csv")
    assert result.exit_code == 1
    assert "nothing" in result.stderr


def test_tiers_and_weak_links_of_many_cores_are_one_table(command: Command, tmp_path: Path) -> None:
    other = "91410400XN00000200"
    (tmp_path / "cores.csv").write_text(f"uscc,name\n{CORE},甲\n{other},乙\n", "utf-8")
    tiers = command("chains", "--cores", "cores.csv", "--as-of", "2026-11-23")
    assert tiers.exit_code == 0, tiers.stderr
    assert {row["chain.core.uscc"] for row in table(tiers)} == {CORE, other}
    weak = command("chains", "--cores", "cores.csv", "--as-of", "2026-11-23", "--weak-links")
    assert weak.exit_code == 0, weak.stderr
    assert "chain.weakLinks.nodes.kind" in weak.stdout.splitlines()[0]


def test_a_core_that_is_not_known_is_named_and_the_others_are_written(
    command: Command, tmp_path: Path
) -> None:
    unknown = "91110000600037341L"
    (tmp_path / "cores.txt").write_text(f"{CORE}\n{unknown}\n", "utf-8")
    result = command("chains", "--cores", "cores.txt")
    assert result.exit_code == 1
    assert f"Not found: {unknown}." in result.stderr
    assert CORE in result.stdout


def test_a_file_without_codes_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("\n", "utf-8")
    result = command("chains", "--cores", "none.txt")
    assert result.exit_code == 2
    assert "holds no credit code" in result.stderr
