"""The GraphQL form of an error is made in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

from credit_graph.api.errors import error_body
from credit_graph.errors import UnknownCodeError

SRC = Path(__file__).parents[2] / "src" / "credit_graph"
# The form itself, errors that are masked, and health, which is not GraphQL.
HOMES = {"api/errors.py", "api/execution/error_masking.py", "web/probes/health.py"}


def made_here(text: str) -> Iterator[int]:
    """Yield the lines on which a mapping with `advice`, or of `errors`, is written out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            if "advice" in keys or {"message", "extensions"} <= keys:
                yield node.lineno


def test_nobody_else_writes_the_form_out() -> None:
    modules = [path for folder in ("api", "web") for path in sorted((SRC / folder).rglob("*.py"))]
    assert len(modules) > 60
    found = {
        path.relative_to(SRC).as_posix()
        for path in modules
        if any(made_here(path.read_text("utf-8")))
    }
    assert found <= HOMES


def test_one_who_does_is_found() -> None:
    assert list(made_here('x = {"code": e.code, "advice": e.advice}')) == [1]
    assert list(made_here('x = [{"message": "", "extensions": {}}]')) == [1]


def test_the_form_has_message_code_and_advice() -> None:
    error = UnknownCodeError(noun="measure", given="x/1", near=("x/2",))
    assert error_body(error) == {
        "errors": [
            {
                "message": str(error),
                "extensions": {"code": "UNKNOWN_MEASURE", "advice": error.advice},
            }
        ]
    }
