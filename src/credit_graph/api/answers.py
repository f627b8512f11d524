"""Answers without HTTP: for the command line and for documents that are checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from credit_graph.api.context import Context
from credit_graph.api.loaders import Loaders
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.policies.rules import RulesShelf


@dataclass(frozen=True, slots=True)
class Answer:
    """The data of an answer, and its errors in words with their codes."""

    data: Mapping[str, object] | None
    errors: tuple[str, ...]


async def answer_document(
    graph: Graph, document: str, variables: dict[str, object], now: Callable[[], datetime]
) -> Answer:
    """Answer a GraphQL document from the graph; raise `SchemaMissingError` if it has no rules."""
    shelf = RulesShelf(graph, now)
    rules = await shelf.refresh()
    seal = CursorSeal(rules.rulebook.version.encode())
    context = Context(rules.rulebook, shelf, Loaders(graph, now), seal, now)
    result = await build_schema().execute(
        document, variable_values=variables, context_value=context
    )
    errors = tuple(
        f"{error.message} [{(error.extensions or {}).get('code', 'INTERNAL')}]"
        for error in result.errors or ()
    )
    return Answer(result.data, errors)
