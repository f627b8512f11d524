"""Each dependency stands in its decision record with a reason, and nothing else does."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| ([\w-]+)(?:\[\w+\])? \| (.+) \|$", re.MULTILINE)


def declared(project: str) -> set[str]:
    """Return every dependency that a pyproject names: to build, to run, extra, to develop."""
    table = tomllib.loads(project)
    wanted = [
        *table["build-system"]["requires"],
        *table["project"].get("dependencies", ()),
        *(
            one
            for extra in table["project"].get("optional-dependencies", {}).values()
            for one in extra
        ),
        *(one for group in table.get("dependency-groups", {}).values() for one in group),
    ]
    return {re.split(r"[\[<>=!;~ ]", one)[0] for one in wanted}


def reasons(page: str) -> dict[str, str]:
    """Return the rows of the record's tables."""
    return {name: reason for name, reason in _ROW.findall(page) if name != "package"}


PAGE = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")


def test_the_record_names_exactly_the_dependencies() -> None:
    names = declared((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert len(names) > 20
    assert sorted(reasons(PAGE)) == sorted(names)


def test_each_dependency_has_a_reason_of_its_own() -> None:
    given = list(reasons(PAGE).values())
    assert [reason for reason in given if len(reason.split()) < 4] == []
    assert len(set(given)) == len(given)


@pytest.mark.parametrize(
    "line",
    [
        "dependencies = [\"left-pad[x]>=1; python_version > '3'\"]",
        'optional-dependencies.x = ["left-pad"]',
    ],
)
def test_a_dependency_anywhere_in_the_project_is_seen(line: str) -> None:
    project = f'[build-system]\nrequires = ["build-tool>=1"]\n[project]\n{line}\n'
    assert declared(project) == {"build-tool", "left-pad"}
