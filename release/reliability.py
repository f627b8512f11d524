"""Writes docs/reliability.md from what the tests of `make reliability` reported.

    python release/reliability.py REPORT.xml … > docs/reliability.md
    python release/reliability.py --tests        # the tests, one a line
    python release/reliability.py --tests 2/3    # those of the second of three parts

A report is pytest's JUnit XML with the captured output: a line `R22: the backup: 3.2 MB` that a
test printed is a figure. Several reports are one: of a test that ran more than once the latest run
counts, by the reports' own times, and a run that skipped it counts for nothing beside one that did
not. A row is met if every test of it passed and at least one did, and met in part if one of the
files that it names did not run.

Reports whose suite is called `every-run` are those of `make test`. They count for tests that did
not run at their full size, and the page says so.
"""

import platform
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, parse

ROWS = Path(__file__).with_name("reliability.toml")
_EVERY_RUN = "every-run"
_SIZES = "\nfrom support.tiers import "
_FIGURE = re.compile(r"^([^\n{]{3,80}: -?[\d,.e+]+(?: \S{1,8})?) *$", re.MULTILINE)
_HEAD = """\
# What was tried, and what came of it

Written by `make reliability` from what the tests reported; `release/reliability.toml` has the rows.
{when}, {machine}. A figure of a busy machine is no promise; the thresholds are. Tier L runs before
a release: `make reliability TIER=L`.

| # | tried | holds when | result | figures |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One test that ran: its file and name, how it ended, the figures it printed."""

    file: str
    name: str
    outcome: str
    figures: tuple[str, ...]
    case: str = ""
    is_small: bool = False


def cases(*reports: Path) -> list[Case]:
    """Read reports of pytest as one."""
    roots = [parse(each).getroot() for each in reports]  # noqa: S314  # pytest's own files
    found: dict[tuple[str, str], Case] = {}
    for root in sorted(roots, key=lambda each: (not _is_small(each), _begun(each))):
        for case in (_case(each, is_small=_is_small(root)) for each in root.iter("testcase")):
            key = (case.file, case.case or case.name)
            if case.outcome != "skipped" or key not in found:
                found[key] = case
    return list(found.values())


def _begun(root: Element) -> str:
    """Return when the first suite of a report began, in a form that sorts."""
    return min((each.get("timestamp", "") for each in root.iter("testsuite")), default="")


def _is_small(root: Element) -> bool:
    return any(each.get("name") == _EVERY_RUN for each in root.iter("testsuite"))


def _case(element: Element, *, is_small: bool) -> Case:
    marks = {"failure": "failed", "error": "failed", "skipped": "skipped"}
    found = [marks[child.tag] for child in element if child.tag in marks]
    output = element.findtext("system-out") or ""
    file = element.get("classname", "").replace(".", "/") + ".py"
    case = element.get("name", "")
    name = case.partition("[")[0]
    figures = tuple(each.strip() for each in _FIGURE.findall(output))
    outcome = found[0] if found else "passed"
    return Case(file, name, outcome, figures, case, is_small=is_small and _has_sizes(file))


def _has_sizes(file: str) -> bool:
    """Tell whether the tests of a file are larger in `make reliability`."""
    path = ROWS.parents[1] / file
    return path.exists() and _SIZES in path.read_text(encoding="utf-8")


def _belongs(case: Case, test: str) -> bool:
    file, _, name = test.partition("::")
    return case.file == file and name in ("", case.name)


def result(row: Mapping[str, object], ran: Iterable[Case]) -> tuple[str, str]:
    """Return a row's result in words, and its figures."""
    tests = row.get("tests")
    if not isinstance(tests, list):
        return f"not tried: {row['why']}", ""
    mine = [case for case in ran if any(_belongs(case, test) for test in tests)]
    failed = [case.name for case in mine if case.outcome == "failed"]
    passed = sum(case.outcome == "passed" for case in mine)
    figures = "; ".join(dict.fromkeys(each for case in mine for each in case.figures))
    if failed:
        return f"**failed**: `{failed[0]}`", figures
    done = [case for case in mine if case.outcome == "passed"]
    ran_of = [test for test in tests if any(_belongs(case, test) for case in done)]
    if 0 < len(ran_of) < len(tests):
        return f"met in part: {len(ran_of)} of {len(tests)} files ran", figures
    if not passed:
        return "not run", figures
    small = sum(case.is_small for case in done)
    return f"met ({passed} tests{f', {small} at the size of every run' if small else ''})", figures


def page(rows: Mapping[str, Mapping[str, object]], ran: list[Case], when: datetime) -> str:
    """Return the page."""
    head = _HEAD.format(
        when=f"{when:%Y-%m-%d %H:%M} UTC",
        machine=f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
    )
    return head + "".join(_lines(rows, ran))


def _lines(rows: Mapping[str, Mapping[str, object]], ran: list[Case]) -> Iterator[str]:
    for name in sorted(rows, key=lambda each: (each[0], int(each[1:]))):
        row = rows[name]
        outcome, figures = result(row, ran)
        yield f"| {name} | {row['what']} | {row['holds']} | {outcome} | {figures} |\n"


def part(tests: Sequence[str], which: str = "1/1") -> Sequence[str]:
    """Return the tests of a part such as `2/3`: each is in one part."""
    number, _, parts = which.partition("/")
    return tests[int(number) - 1 :: int(parts)]


def main() -> None:
    """Write the page, or the list of tests."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))
    if sys.argv[1] == "--tests":
        tests = {test.partition("::")[0] for row in rows.values() for test in row.get("tests", ())}
        sys.stdout.write("\n".join(part(sorted(tests), *sys.argv[2:3])) + "\n")
        return
    sys.stdout.write(page(rows, cases(*map(Path, sys.argv[1:])), datetime.now(UTC)))


if __name__ == "__main__":
    main()
