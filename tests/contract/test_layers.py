"""Imports point inwards, and each outside library stays in its layer."""

import ast
from pathlib import Path

import pytest

from support.layers import Module, findings, read_modules

SRC = Path(__file__).parents[2] / "src" / "credit_graph"


def planted(name: str, text: str) -> list[str]:
    return findings([Module(name, ast.parse(text))])


def test_every_module_keeps_its_layer() -> None:
    modules = read_modules(SRC)
    assert len(modules) > 100
    assert findings(modules) == []


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        (
            "domain.uscc",
            "from credit_graph.graph.database.limits import DatabaseLimits",
            "imports graph",
        ),
        ("domain.uscc", "import credit_graph.usecases.policies.rules", "imports usecases"),
        ("seeds.node", "from credit_graph import graph", "imports graph"),
        ("graph.limits", "from credit_graph.intake.rows.kinds import Row", "imports intake"),
        ("usecases.rules", "from credit_graph.api.context import Context", "imports api"),
        ("api.context", "from credit_graph.web.app import build_app", "imports web"),
        ("api.enums", "from credit_graph.graph.names import NameIndex", "imports graph"),
        ("api.context", "from credit_graph.settings import Settings", "imports settings"),
        ("web.health", "from credit_graph.settings import Settings", "imports settings"),
        ("web.app", "from credit_graph.commands.serve import serve", "imports commands"),
        ("usecases.rules", "import neo4j", "imports neo4j"),
        ("usecases.rules", "from neo4j.time import Date", "imports neo4j"),
        ("web.app", "from strawberry.asgi import GraphQL", "imports strawberry"),
        ("web.app", "from graphql import parse", "imports graphql"),
        ("api.endpoint", "from starlette.requests import Request", "imports starlette"),
        ("api.endpoint", "def f():\n    import uvicorn", "imports uvicorn"),
        ("domain.uscc", "async def f(): ...", "is async"),
        ("graph.limits", "import os\nx = os.environ['A']", "reads the environment"),
        ("graph.limits", "from os import getenv", "reads the environment"),
        ("helpers", "x = 1", "is in no layer"),
        (
            "domain.uscc",
            "if TYPE_CHECKING:\n    from credit_graph.api.context import Context",
            "imports api",
        ),
    ],
)
def test_a_breach_is_found_and_named(name: str, text: str, finding: str) -> None:
    assert planted(name, text) == [f"{name}: {finding}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("domain.duty", "from credit_graph.errors import CreditGraphError"),
        ("domain.duty", "from credit_graph.domain.duties.agency import Agency"),
        ("web.app", "from credit_graph.settings import Settings"),
        ("web.app", "from credit_graph.graph.database.connection import Graph"),
        ("embedded.server", "from credit_graph.settings import Settings"),
        ("commands.serve", "import os, uvicorn\nx = os.environ"),
        ("graph.connection", "from neo4j import Driver\nasync def f(): ..."),
    ],
)
def test_what_the_layers_allow_is_no_finding(name: str, text: str) -> None:
    assert planted(name, text) == []
