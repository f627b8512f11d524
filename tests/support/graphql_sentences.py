"""Every sentence that the installed graphql-core can answer a request with, as a template.

Found in its source: what is given to `GraphQLError` and its like, in the rules that documents are
validated by, the parser, and the coercion of variables and arguments. What is worked out there
becomes a placeholder.
"""

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Final

from graphql import specified_rules

# Which argument is the sentence.
_RAISED: Final = {
    "GraphQLError": 0,
    "GraphQLSyntaxError": 2,
    "report_error": 0,
    "report_invalid_value": 1,
    "report_invalid_literal": 1,
}
VALUE: Final = "{}"
_MODULES: Final = (
    "graphql.language.lexer",
    "graphql.language.parser",
    "graphql.execution.values",
    "graphql.type.scalars",
    "graphql.type.definition",
    "graphql.utilities.validate_input_value",
)


def sentences() -> frozenset[str]:
    """Return the sentences, `{}` for each value."""
    rules = (rule.__module__ for rule in specified_rules)
    modules = (import_module(name) for name in (*_MODULES, *rules))
    return frozenset(each for module in modules for each in of_module(module))


def of_module(module: ModuleType) -> Iterator[str]:
    """Yield the sentences of a module."""
    yield from of_source(Path(str(module.__file__)).read_text("utf-8"))


def of_source(text: str) -> Iterator[str]:
    """Yield the sentences raised in a module's text."""
    tree = ast.parse(text)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            named = _assigned(function)
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    yield from _raised(node, named)


def _raised(node: ast.Call, named: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    called = getattr(node.func, "id", getattr(node.func, "attr", ""))
    place = _RAISED.get(called)
    if place is None or len(node.args) <= place:
        return
    for template in _forms(node.args[place], named):
        if any(letter.isalpha() for letter in template):
            yield template


def _assigned(function: ast.AST) -> Mapping[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _forms(node: ast.expr, named: Mapping[str, list[ast.expr]]) -> list[str]:
    """Return what an expression can be, as templates."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(each) for each in product(*(_forms(part, named) for part in parts))]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [a + b for a, b in product(_forms(left, named), _forms(right, named))]
        case ast.IfExp(body=body, orelse=other):
            return [*_forms(body, named), *_forms(other, named)]
        case ast.Name(id=name) if name in {"msg", "message"} and name in named:
            return [form for each in named[name] for form in _forms(each, {})]
        case _:
            return [VALUE]
