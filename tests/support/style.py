"""Measures modules and functions against the figures of the style, for tests."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

LONGEST_MODULE = 400
LARGEST_PACKAGE = 15
LARGEST_MEDIAN_MODULE = 110
LONGEST_FUNCTION = 60
LARGEST_P95_FUNCTION = 35
LOOSE_DICTS_PER_1000_LINES = 2
FORBIDDEN_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "manager", "service", "base", "misc"}
)
_LOOSE_DICT = re.compile(r"\b[dD]ict\[str, Any\]")
_CYPHER = re.compile(
    r"\b(OPTIONAL MATCH|MATCH \(|MATCH p|MERGE \(|CREATE \(|CREATE (CONSTRAINT|INDEX|FULLTEXT)|"
    r"UNWIND \S+ AS|DETACH DELETE|ON CREATE SET|IN TRANSACTIONS|SHOW (INDEXES|CONSTRAINTS)|"
    r"RETURN [\w.(*$]+|WITH \w+ (WHERE|AS|ORDER)|CALL \(|CALL \{|CALL db\.|"
    r"DROP (INDEX|CONSTRAINT))"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One module: its path below the root that was read, and its text."""

    path: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.text.splitlines())


@dataclass(frozen=True, slots=True)
class Function:
    """One function: `path:name`, and its lines without decorators."""

    name: str
    lines: int


def read_sources(root: Path) -> list[Source]:
    """Read every module below a folder."""
    paths = sorted(root.rglob("*.py"))
    return [Source(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in paths]


def functions(source: Source) -> list[Function]:
    """Return the functions of a module, methods and inner ones too."""
    return [
        Function(f"{source.path}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(ast.parse(source.text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def too_long(sources: list[Source]) -> list[str]:
    """Return the modules and functions that are longer than the longest allowed."""
    modules = [each.path for each in sources if each.lines > LONGEST_MODULE]
    bodies = [each for source in sources for each in functions(source)]
    return modules + [each.name for each in bodies if each.lines > LONGEST_FUNCTION]


def percentile(figures: list[int], share: float) -> int:
    """Return the smallest figure that at least this share of all does not exceed."""
    ranked = sorted(figures)
    return ranked[ceil(len(ranked) * share) - 1]


def badly_named(sources: list[Source]) -> list[str]:
    """Return the modules and packages whose name holds anything."""
    return [
        each.path
        for each in sources
        if any(part in FORBIDDEN_NAMES for part in each.path.removesuffix(".py").split("/"))
    ]


def crowded(sources: list[Source]) -> list[str]:
    """Return the packages with more modules than the largest allowed, `__init__` among them."""
    sizes = Counter(each.path.rpartition("/")[0] for each in sources)
    return sorted(package for package, size in sizes.items() if size > LARGEST_PACKAGE)


def repeating(sources: list[Source]) -> list[str]:
    """Return the modules whose path holds a name twice."""
    return [
        each.path
        for each in sources
        if len(parts := each.path.removesuffix(".py").split("/")) > len(set(parts))
    ]


def shared_names(sources: list[Source]) -> list[str]:
    """Return `Class: module module …` for every public class name that is defined twice."""
    places: dict[str, list[str]] = {}
    for source in sources:
        for node in ast.parse(source.text).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(source.path)
    return [f"{name}: {' '.join(found)}" for name, found in places.items() if len(found) > 1]


def loose_dicts(source: Source) -> int:
    """Count `dict[str, Any]` in a module."""
    return len(_LOOSE_DICT.findall(source.text))


def cypher_strings(source: Source) -> list[str]:
    """Return `path:line` of every string that holds Cypher; docstrings may speak of it."""
    tree = ast.parse(source.text)
    spoken = set(_docstrings(tree))
    return [
        f"{source.path}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in spoken
        and _CYPHER.search(node.value)
    ]


def _docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        # A string that is a statement of its own is never used: a docstring, or one of a field.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
