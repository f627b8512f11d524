"""What is said to people without words in the catalogue, found where it is written.

A sentence must be a `Message`, or stand in `worded`, `say` or `tell`. Found are: texts that a
command prints or writes; sentences in commands anywhere else but in docstrings and help texts,
which have a test of their own; texts given to whoever announces progress; and texts given as the
reason of an error, directly or by a variable of the same function.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, cast

from credit_graph.errors import CreditGraphError, WordedError
from credit_graph.message import Message, Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_WORDED = frozenset({"Message", "Series", "worded", "in_words", "say", "tell", "said"})
_SHOWN = frozenset({"print", "write", "writelines", "add_task", "add_row", "Table", "Column"})
_ANNOUNCED = frozenset({"announce", "_announce", "_say", "say", "closing", "measure"})
_HELP = frozenset({"help", "epilog"})
# Lines for programs, and texts of their own that docs/language.md names.
_APART = frozenset({"SettingHelp", "write_json", "compile", "TextColumn", "getLogger", "Popen"})
_WORD = re.compile(r"[A-Za-z]{2,}")
_PART = re.compile(r"[A-Za-z]{2,} | [A-Za-z]{2,}")
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}")


def unworded_in_command(text: str) -> Iterator[str]:
    """Yield `line: text` for what a module of commands says without words in the catalogue."""
    yield from _Reader(ast.parse(text), _SENTENCE).found()


def unworded_elsewhere(text: str) -> Iterator[str]:
    """Yield the same for another module: of announcements and of errors' reasons."""
    yield from _Reader(ast.parse(text), None).found()


def fields_with_words() -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """Return of each error its fields in order, and whether each holds words."""
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for kind in _below(CreditGraphError):
        known = fields(cast("type[DataclassInstance]", kind))
        found[kind.__name__] = tuple((each.name, each.type in (Words, Message)) for each in known)
    return found | {kind.__name__: (("message", True),) for kind in _below(WordedError)}


def _below(kind: type[Exception]) -> Iterator[type[Exception]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


class _Reader:
    """One module; `loose` is what a text is found by that stands nowhere special."""

    def __init__(self, tree: ast.Module, loose: re.Pattern[str] | None) -> None:
        self._tree = tree
        self._loose = loose
        self._errors = fields_with_words()
        self._docs = frozenset(_docstrings(tree))

    def found(self) -> Iterator[str]:
        yield from dict.fromkeys(self._in(self._tree, self._loose))

    def _in(self, node: ast.AST, pattern: re.Pattern[str] | None) -> Iterator[str]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if pattern is not None and node not in self._docs and pattern.search(node.value):
                yield f"{node.lineno}: {node.value}"
            return
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from self._reasons(node)
        if isinstance(node, ast.Call):
            yield from self._of_call(node, pattern)
            return
        for each in ast.iter_child_nodes(node):
            if not isinstance(each, ast.keyword) or each.arg not in _HELP:
                yield from self._in(each, pattern)

    def _of_call(self, node: ast.Call, pattern: re.Pattern[str] | None) -> Iterator[str]:
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called in _WORDED and not isinstance(node.func, ast.Attribute):
            # Values of a message are official words, or messages themselves.
            yield from self._within(node, self._loose)
        elif called in _ANNOUNCED or (self._loose is not None and called in _SHOWN):
            yield from self._within(node, _WORD)
        elif called not in _APART:
            yield from self._within(node, pattern)

    def _within(self, node: ast.Call, pattern: re.Pattern[str] | None) -> Iterator[str]:
        called = getattr(node.func, "id", "")
        first = 1 if called in _WORDED else 0
        yield from self._in(node.func, pattern)
        for each in node.args[first:]:
            yield from self._in(each, pattern)
        for keyword in node.keywords:
            if keyword.arg not in _HELP:
                yield from self._in(keyword.value, pattern)

    def _reasons(self, function: ast.AST) -> Iterator[str]:
        assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        assigned.setdefault(target.id, []).append(node.value)
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                for given in self._words_given(node):
                    values = assigned.get(given.id, []) if isinstance(given, ast.Name) else [given]
                    for value in values:
                        yield from _plain(value)

    def _words_given(self, node: ast.Call) -> Iterator[ast.expr]:
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        known = self._errors.get(called, ())
        for given, (_, holds_words) in zip(node.args, known, strict=False):
            if holds_words:
                yield given
        with_words = {name for name, holds_words in known if holds_words}
        for keyword in node.keywords:
            if keyword.arg in with_words or (called == "refuse" and keyword.arg == "why"):
                yield keyword.value


def _plain(value: ast.expr) -> Iterator[str]:
    """Yield a text that is no message: written, put together, or taken from an error."""
    if isinstance(value, ast.IfExp):
        yield from _plain(value.body)
        yield from _plain(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        if _SENTENCE.search(value.value):
            yield f"{value.lineno}: {value.value}"
    elif isinstance(value, ast.JoinedStr):
        fixed = (str(each.value) for each in value.values if isinstance(each, ast.Constant))
        if any(map(_PART.search, fixed)):
            yield f"{value.lineno}: {ast.unparse(value)}"
    elif ast.unparse(value).startswith("str(error"):
        yield f"{value.lineno}: {ast.unparse(value)}"


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            # A text below a constant is a docstring too, for whoever reads the code.
            for each in node.body:
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                    yield each.value
