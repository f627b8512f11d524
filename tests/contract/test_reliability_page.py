"""The page about reliability comes from the tests' own report, row by row."""

import importlib.util
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROWS: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "release" / "reliability.toml").read_text(encoding="utf-8")
)
REPORT = """<testsuites><testsuite>
<testcase classname="tests.graph.test_a" name="test_one[x-1]" time="1">
<system-out>R9: disagreements: 0
noise {"ms": 3}
</system-out></testcase>
<testcase classname="tests.graph.test_a" name="test_two" time="1"><failure/></testcase>
<testcase classname="tests.graph.test_b" name="test_three" time="1"><skipped/></testcase>
</testsuite></testsuites>"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    place = ROOT / "release" / "reliability.py"
    spec = importlib.util.spec_from_file_location("release_reliability", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_row_names_tests_that_are_there_or_says_why_not() -> None:
    assert len(ROWS) > 35
    for name, row in ROWS.items():
        assert ("tests" in row) is not ("why" in row), name
        for test in row.get("tests", ()):
            file, _, function = test.partition("::")
            text = (ROOT / file).read_text(encoding="utf-8")
            assert f"def {function or 'test_'}" in text, test


def test_whatever_is_larger_in_tier_n_is_run_there() -> None:
    listed = {test.partition("::")[0] for row in ROWS.values() for test in row.get("tests", ())}
    tiered = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if "\nfrom support.tiers import " in path.read_text(encoding="utf-8")
    }
    assert len(tiered) > 20
    assert tiered - listed == set()


def test_the_page_has_each_row_as_it_ended(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT, encoding="utf-8")
    ran = script.cases(tmp_path / "report.xml")
    rows = {
        "S10": {"what": "w", "holds": "h", "tests": ["tests/graph/test_a.py::test_one"]},
        "R2": {"what": "w", "holds": "h", "tests": ["tests/graph/test_a.py"]},
        "R1": {"what": "w", "holds": "h", "tests": ["tests/graph/test_b.py"]},
        "S2": {"what": "w", "holds": "h", "why": "there is none"},
    }
    lines = script.page(rows, ran, datetime(2026, 11, 28, tzinfo=UTC)).splitlines()
    assert "2026-11-28 00:00 UTC" in "".join(lines)
    assert lines[-4:] == [
        "| R1 | w | h | not run |  |",
        "| R2 | w | h | **failed**: `test_two` | R9: disagreements: 0 |",
        "| S2 | w | h | not tried: there is none |  |",
        "| S10 | w | h | met (1 tests) | R9: disagreements: 0 |",
    ]


def report(at: str, outcome: str, figure: int) -> str:
    """A report of one run, begun at an instant, of the same test with two cases."""
    inner = "" if outcome == "passed" else f"<{outcome}/>"
    return f"""<testsuites><testsuite timestamp="{at}">
<testcase classname="tests.graph.test_a" name="test_one[x]" time="1">{inner}
<system-out>R9: disagreements: {figure}
</system-out></testcase>
<testcase classname="tests.graph.test_a" name="test_one[y]" time="1"/></testsuite></testsuites>"""


def test_of_several_reports_the_latest_run_of_each_test_counts(
    script: ModuleType, tmp_path: Path
) -> None:
    early, late, skipping = (tmp_path / name for name in ("early", "late", "skipping"))
    early.write_text(report("2026-11-29T08:00:00+00:00", "failure", 3), encoding="utf-8")
    late.write_text(report("2026-11-29T09:00:00+00:00", "passed", 0), encoding="utf-8")
    skipping.write_text(report("2026-11-29T10:00:00+00:00", "skipped", 9), encoding="utf-8")
    row = {"what": "w", "holds": "h", "tests": ["tests/graph/test_a.py"]}
    for order in ((early, late, skipping), (skipping, late, early)):
        assert script.result(row, script.cases(*order)) == (
            "met (2 tests)",
            "R9: disagreements: 0",
        )
    assert script.result(row, script.cases(early, skipping))[0] == "**failed**: `test_one`"
    both = {**row, "tests": ["tests/graph/test_a.py", "tests/graph/test_b.py"]}
    assert script.result(both, script.cases(late))[0] == "met in part: 1 of 2 files ran"


def test_a_run_at_the_size_of_every_run_counts_where_there_is_no_other(
    script: ModuleType, tmp_path: Path
) -> None:
    small, full = (tmp_path / name for name in ("small", "full"))
    at = "2026-11-29T09:00:00+00:00"
    suite = report(at, "passed", 1).replace("tests.graph.test_a", "tests.graph.test_decade")
    small.write_text(suite.replace("<testsuite ", '<testsuite name="every-run" '), "utf-8")
    full.write_text(suite.replace("T09", "T08").replace(": 1", ": 0"), "utf-8")
    row = {"what": "w", "holds": "h", "tests": ["tests/graph/test_decade.py"]}
    alone = script.result(row, script.cases(small))
    assert alone == ("met (2 tests, 2 at the size of every run)", "R9: disagreements: 1")
    # The full run counts, though it was before.
    for order in ((small, full), (full, small)):
        both = script.result(row, script.cases(*order))
        assert both == ("met (2 tests)", "R9: disagreements: 0")


def test_parts_have_every_test_once(script: ModuleType) -> None:
    tests = [str(number) for number in range(10)]
    parts = [script.part(tests, f"{number}/3") for number in (1, 2, 3)]
    assert sorted(each for part in parts for each in part) == tests
    assert script.part(tests) == tests
