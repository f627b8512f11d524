"""The short way through the service, for plain queries that were answered before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, cast

import strawberry
from graphql import GraphQLError

from credit_graph.api.budget import Desk, check_footprint
from credit_graph.api.context import Context
from credit_graph.api.plain_query import plain_query
from credit_graph.api.projection import Projection
from credit_graph.errors import DatabaseError, OverBudgetError

if TYPE_CHECKING:
    from credit_graph.api.loaders import Loaders

_REMEMBERED_QUERIES = 1_000


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


class Express:
    """Answers plain queries without graphql-core, and leaves everything else to it."""

    def __init__(self, schema: strawberry.Schema, desk: Desk) -> None:
        self._schema = schema
        self._desk = desk
        self._compiled = lru_cache(_REMEMBERED_QUERIES)(self._compile)

    async def answer(
        self, question: Question, context: Context
    ) -> tuple[dict[str, object] | None, Context]:
        """Return the body of the answer, or `None` and the context for graphql-core to go on with.

        A query is compiled when graphql-core has found it valid. It is within the same limits,
        and its answer has the same bytes.
        """
        try:
            prepared = self._desk.prepared(question.text)
            if prepared.findings != []:
                return None, context
            projection = self._compiled(question.text, question.operation_name)
            if projection is None:
                return None, context
            asked = self._desk.footprint(question.text, question.variables)
            check_footprint(asked, self._desk.limits)
        except (GraphQLError, OverBudgetError):
            return None, context
        try:
            data = await projection.run(context, question.variables)
        except DatabaseError as error:
            return None, replace(context, loaders=cast("Loaders", FailedLoaders(error)))
        except Exception:  # noqa: BLE001  # graphql-core meets it again, and words the answer
            return None, context
        cost = {"asked": asked.cost, "limit": self._desk.limits.cost}
        return {"data": data, "extensions": {"cost": cost}}, context

    def _compile(self, text: str, operation_name: str | None) -> Projection | None:
        return plain_query(self._schema, self._desk.prepared(text).document, operation_name)
