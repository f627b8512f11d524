"""The short way through the service: queries that are compiled and answered level by level."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn, cast

import strawberry
from graphql import GraphQLError

from credit_graph.api.context import Context
from credit_graph.api.execution.bounded_cache import BoundedCache
from credit_graph.api.execution.documents import Documents, Prepared, bytes_of, check_cost
from credit_graph.api.failures import shown
from credit_graph.api.plain_query import plain_query
from credit_graph.api.projection import Projection
from credit_graph.errors import AnswerOutgrownError, BadRequestError, DatabaseError
from credit_graph.sharing.meter import Meter

if TYPE_CHECKING:
    from credit_graph.api.loaders import Loaders


@dataclass(frozen=True, slots=True)
class Question:
    """One operation as a client sends it."""

    text: str
    variables: Mapping[str, object]
    operation_name: str | None


class FailedLoaders:
    """Stands for the loaders once the database has failed: it is not asked a second time."""

    def __init__(self, error: DatabaseError) -> None:
        self._error = error

    def __getattr__(self, name: str) -> NoReturn:
        raise self._error


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query's compiled form; `None` if it has none."""

    projection: Projection | None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A compiled query with what it costs."""

    projection: Projection
    cost: int


class Express:
    """Answers plain queries without graphql-core, and leaves everything else to it."""

    def __init__(self, schema: strawberry.Schema, documents: Documents) -> None:
        self._schema = schema
        self._documents = documents
        self._compiled: BoundedCache[tuple[object, ...], Compiled] = BoundedCache(
            documents.limits.document_cache_bytes
        )

    async def answer(
        self, question: Question, context: Context, meter: Meter
    ) -> tuple[dict[str, object] | None, Context]:
        """Return the body of the answer, or `None` and the context for graphql-core to go on with.

        It is within the same limits, and its answer has the same bytes. What outgrows its cost is
        ended and is not begun again.
        """
        try:
            admitted = self._admitted(question, context)
        except (GraphQLError, BadRequestError):
            return None, context
        if admitted is None:
            return None, context
        limits = self._documents.limits
        meter.allowance = limits.allowance(admitted.cost)
        cost = {"asked": admitted.cost, "limit": limits.cost}
        try:
            found = await admitted.projection.run(context, question.variables, meter)
        except AnswerOutgrownError as error:
            return {**outgrown(error), "extensions": {"cost": cost}}, context
        except DatabaseError as error:
            return None, replace(context, loaders=cast("Loaders", FailedLoaders(error)))
        except Exception:  # noqa: BLE001  # graphql-core meets it again, and words the answer
            return None, context
        cost["asked"] = max(admitted.cost, found.objects)
        return {"data": found.data, "extensions": {"cost": cost}}, context

    def _admitted(self, question: Question, context: Context) -> Admitted | None:
        """Return a query that is within the limits, compiled; `None` if it is not plain."""
        documents = self._documents
        prepared = documents.prepared(question.text)
        lengths = documents.lengths(context.rulebook)
        asked = documents.cost(question.text, question.variables, lengths)
        check_cost(asked, documents.limits)
        if documents.faults(prepared):
            return None
        documents.check_sizes(question.text, question.variables)
        projection = self._projection(question, prepared)
        return None if projection is None else Admitted(projection, asked.cost)

    def _projection(self, question: Question, prepared: Prepared) -> Projection | None:
        given = conditions_of(prepared, question.variables)
        key = (question.text, question.operation_name, *given.items())
        found = self._compiled.get(key)
        if found is None:
            document, name = prepared.document, question.operation_name
            found = Compiled(plain_query(self._schema, document, name, given))
            self._compiled.put(key, found, bytes_of(question.text))
        return found.projection


def conditions_of(prepared: Prepared, variables: Mapping[str, object]) -> Mapping[str, bool]:
    """Return what the variables that `@skip` and `@include` go by come to."""
    if not prepared.conditions:
        return {}
    given = prepared.with_defaults(variables)
    found = {name: given.get(name) for name in prepared.conditions}
    return {name: value for name, value in found.items() if isinstance(value, bool)}


def outgrown(error: AnswerOutgrownError) -> dict[str, object]:
    """Return the body that stands for an answer that was ended."""
    worded = shown(GraphQLError(str(error), original_error=error))
    return {"data": None, "errors": [worded.formatted]}
