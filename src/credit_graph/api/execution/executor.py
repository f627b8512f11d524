"""The door of execution for one operation: a compiled query, or graphql-core.

A query of the supported kind is executed by its plan; everything else, and every document that
is refused or was not validated yet, goes to graphql-core through Strawberry. Nothing is executed
twice: a plan words its own field errors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import strawberry
from graphql import GraphQLError

from credit_graph.api.budget import Desk, check_footprint
from credit_graph.api.context import Context
from credit_graph.api.execution.compiler import compiled
from credit_graph.api.execution.plan import Plan, UnsupportedQueryError
from credit_graph.api.failures import shown
from credit_graph.errors import OverBudgetError

_REMEMBERED_QUERIES = 1_000


@dataclass(frozen=True, slots=True)
class Question:
    """One operation as a client sends it."""

    text: str
    variables: Mapping[str, object]
    operation_name: str | None


class Executor:
    """Executes queries by their plans; one for a schema."""

    def __init__(self, schema: strawberry.Schema, desk: Desk, *, compiles: bool = True) -> None:
        self._schema = schema
        self._desk = desk
        self._compiles = compiles
        self._compiled = lru_cache(_REMEMBERED_QUERIES)(self._compile)

    async def answer(self, question: Question, context: Context) -> dict[str, object] | None:
        """Return the body of the answer; `None` if it is for graphql-core to give.

        A query is compiled when graphql-core has found it valid. It is within the same limits,
        and its answer has the same bytes.
        """
        asked = self._asked(question) if self._compiles else None
        if asked is None:
            return None
        plan, cost = asked
        try:
            found = await plan.run(context, question.variables)
        except UnsupportedQueryError:
            return None
        body: dict[str, object] = {"data": found.data}
        if found.errors:
            body["errors"] = [shown(error).formatted for error in found.errors]
        return {**body, "extensions": {"cost": {"asked": cost, "limit": self._desk.limits.cost}}}

    def _asked(self, question: Question) -> tuple[Plan, int] | None:
        """Return the plan and what it costs, unless graphql-core has to see the document."""
        try:
            if self._desk.prepared(question.text).findings != []:
                return None
            plan = self._compiled(question.text, question.operation_name)
            asked = self._desk.footprint(question.text, question.variables)
            check_footprint(asked, self._desk.limits)
        except (GraphQLError, OverBudgetError):
            return None
        return None if plan is None else (plan, asked.cost)

    def _compile(self, text: str, operation_name: str | None) -> Plan | None:
        return compiled(self._schema, self._desk.prepared(text).document, operation_name)
