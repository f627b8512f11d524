"""Answers without HTTP: for the command line and for documents that are checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from credit_graph.api.context import Context
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.usecases.services import Services


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """The data of an answer, and its errors in words with their codes."""

    data: Mapping[str, object] | None
    errors: tuple[str, ...]


async def answer_document(
    services: Services, document: str, variables: dict[str, object]
) -> DocumentAnswer:
    """Answer a GraphQL document from the graph; raise `SchemaMissingError` if it has no rules."""
    rules = await services.shelf.refresh()
    seal = CursorSeal(rules.rulebook.version.encode())
    context = Context(rules.rulebook, services, seal)
    result = await build_schema().execute(
        document, variable_values=variables, context_value=context
    )
    errors = tuple(
        f"{error.message} [{(error.extensions or {}).get('code', 'INTERNAL')}]"
        for error in result.errors or ()
    )
    return DocumentAnswer(result.data, errors)
