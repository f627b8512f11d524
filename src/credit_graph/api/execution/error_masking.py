"""Errors as GraphQL shows them: a stable code, what happened, what to do; the rest masked."""

import logging
import re
from collections.abc import Iterator
from uuid import uuid4

from graphql import ExecutionResult as ExecutedResult
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionResult

from credit_graph.api.errors import extensions_of, message_of
from credit_graph.api.graphql_sentences import in_the_language_asked
from credit_graph.errors import CreditGraphError
from credit_graph.languages.language import asked_language
from credit_graph.languages.wording import Wording
from credit_graph.message import Message
from credit_graph.sharing.observation import note_code

_log = logging.getLogger(__name__)
_SUGGESTION = re.compile(r"\s*Did you mean .*", re.DOTALL)


class Failures(SchemaExtension):
    """Turns every error of an operation into its shown form.

    Without `suggestions` no message offers names that look like a wrong one: they would give a
    schema away that is not shown.
    """

    def __init__(self, *, suggestions: bool = True) -> None:
        super().__init__()
        self._suggestions = suggestions

    def on_operation(self) -> Iterator[None]:
        """Rewrite the errors once the operation has ended."""
        yield
        result = self.execution_context.result
        if isinstance(result, ExecutionResult | ExecutedResult) and result.errors:
            result.errors = [self._shown(error) for error in result.errors]

    def _shown(self, error: GraphQLError) -> GraphQLError:
        found = shown(error, suggestions=self._suggestions)
        if not self._suggestions:
            found.message = _SUGGESTION.sub("", found.message)
        return found


def shown(error: GraphQLError, *, suggestions: bool = True) -> GraphQLError:
    """Return an error fit for the caller; log what the caller is not told, under an id.

    Without `suggestions` a sentence of GraphQL's own offers no names.
    """
    cause = _cause(error)
    if isinstance(cause, CreditGraphError):
        note_code(cause.code)
        return _with(error, message_of(cause), extensions_of(cause))
    if cause is None:
        code = "PARSE_FAILED" if error.path is None and _is_syntax(error) else "VALIDATION_FAILED"
        note_code(code)
        sentence = error.message if suggestions else _SUGGESTION.sub("", error.message)
        words = in_the_language_asked(sentence)
        return _with(error, words, {"code": code, **(error.extensions or {})})
    note_code("INTERNAL")
    incident = uuid4().hex[:12]
    where = ".".join(str(step) for step in error.path or ())
    _log.error("incident %s at %s: %s", incident, where, type(cause).__name__, exc_info=cause)
    wording = Wording(asked_language())
    happened = Message("Something went wrong on our side (incident {incident}).", incident=incident)
    advice = wording.text(Message("Report the incident id."))
    extensions: dict[str, object] = {"code": "INTERNAL", "incident": incident, "advice": advice}
    return _with(error, wording.text(happened), extensions)


def _is_syntax(error: GraphQLError) -> bool:
    return type(error).__name__ == "GraphQLSyntaxError"


def _cause(error: GraphQLError) -> BaseException | None:
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _with(error: GraphQLError, message: str, extensions: dict[str, object]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
