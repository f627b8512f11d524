"""Enumerations of the domain are registered in one place, and taken from there."""

import ast
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from credit_graph.api import enums

API = Path(__file__).parents[2] / "src" / "credit_graph" / "api"
HOME = "credit_graph.api.enums"


def taken_elsewhere(name: str, text: str) -> Iterator[str]:
    """Yield who imports a registered enumeration from another module than `api/enums.py`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module != HOME:
            for alias in node.names:
                if alias.name in enums.__all__:
                    yield f"{name}: take {alias.name} from {HOME}"


def test_every_enumeration_there_is_registered_with_a_description() -> None:
    for name in enums.__all__:
        registered = getattr(enums, name)
        assert issubclass(registered, Enum)
        assert registered.__strawberry_definition__.description, name


def test_no_module_takes_one_from_elsewhere() -> None:
    modules = [each for each in sorted(API.rglob("*.py")) if each.name != "enums.py"]
    assert len(modules) > 30
    found = [
        finding
        for each in modules
        for finding in taken_elsewhere(each.name, each.read_text("utf-8"))
    ]
    assert found == []


def test_one_taken_from_elsewhere_is_found() -> None:
    planted = "from credit_graph.domain.eligibility.report import Report, Verdict"
    assert list(taken_elsewhere("x.py", planted)) == [f"x.py: take Verdict from {HOME}"]


def test_no_module_is_imported_for_effect() -> None:
    for each in sorted(API.rglob("*.py")):
        for node in ast.walk(ast.parse(each.read_text("utf-8"))):
            assert not isinstance(node, ast.Import) or all(
                not alias.name.startswith("credit_graph") for alias in node.names
            ), f"{each.name} imports a module of ours without taking anything from it"
