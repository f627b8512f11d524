"""The door of execution for one operation: a compiled query, or graphql-core.

A query of the supported kind is executed by its plan; everything else, and every document that
is refused, goes to graphql-core through Strawberry. Nothing is executed twice: a plan words its
own field errors.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import strawberry
from graphql import GraphQLError, execute_sync

from credit_graph.api.context import Context
from credit_graph.api.execution.compiler import compiled
from credit_graph.api.execution.documents import Documents, PreparedDocument, bytes_of, check_cost
from credit_graph.api.execution.error_masking import shown
from credit_graph.api.execution.plan import ExecutedPlan, Plan, UnsupportedQueryError
from credit_graph.errors import BadRequestError
from credit_graph.sharing.bounded_cache import BoundedCache
from credit_graph.sharing.meter import Meter
from credit_graph.sharing.observation import note_cost
from credit_graph.sharing.threads import in_thread


@dataclass(frozen=True, slots=True)
class Question:
    """One operation as a client sends it."""

    text: str
    variables: Mapping[str, object]
    operation_name: str | None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query's plan; `None` if it has none."""

    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Admitted:
    """What is executed here: a plan, or none for a question about the schema; cost and name."""

    plan: Plan | None
    cost: int
    operation: str | None


class Executor:
    """Executes queries by their plans; one for a schema."""

    def __init__(
        self, schema: strawberry.Schema, documents: Documents, *, compiles: bool = True
    ) -> None:
        self._schema = schema
        self.documents = documents
        self._compiles = compiles
        self._compiled: BoundedCache[tuple[object, ...], Compiled] = BoundedCache(
            documents.limits.document_cache_bytes
        )

    @property
    def cache_bytes(self) -> Mapping[str, int]:
        """What is remembered of documents, and of their plans, by its stated weight."""
        return {**self.documents.cache_bytes, "plans": self._compiled.weight}

    async def answer(
        self, question: Question, context: Context, meter: Meter
    ) -> dict[str, object] | None:
        """Return the body of the answer; `None` if it is for graphql-core to give.

        It is within the same limits, and its answer has the same bytes. What outgrows its cost is
        ended.
        """
        admitted = self._admitted(question, context) if self._compiles else None
        if admitted is None:
            return None
        limits = self.documents.limits
        meter.allowance = limits.allowance(admitted.cost)
        cost = {"asked": admitted.cost, "limit": limits.cost}
        note_cost(admitted.cost)
        if admitted.plan is None:
            described = await self._described(question)
            return described and {**described, "extensions": {"cost": cost}}
        if context.disclosure is not None:
            context.disclosure.asked(question.text, admitted.operation)
        try:
            found = await admitted.plan.run(context, question.variables, meter)
        except UnsupportedQueryError:
            return None
        except Exception as error:  # noqa: BLE001  # whatever a plan meets, the client gets an answer
            return {**ended(error), "extensions": {"cost": cost}}
        cost["asked"] = max(admitted.cost, found.objects)
        note_cost(cost["asked"])
        return {**_body(found), "extensions": {"cost": cost}}

    def _admitted(self, question: Question, context: Context) -> Admitted | None:
        """Return a query that is within the limits, compiled; `None` if it is not."""
        documents = self.documents
        try:
            prepared = documents.prepared(question.text)
            lengths = documents.lengths(context.rulebook)
            asked = documents.cost(question.text, question.variables, lengths)
            check_cost(asked, documents.limits)
            if documents.faults(prepared):
                return None
            documents.check_sizes(question.text, question.variables)
            documents.check_scopes(question.text, context.principal)
        except (GraphQLError, BadRequestError):
            return None
        if prepared.is_introspection:
            return Admitted(None, asked.cost, None)
        plan = self._plan(question, prepared)
        name = prepared.operation(question.operation_name)
        return None if plan is None else Admitted(plan, asked.cost, name)

    async def _described(self, question: Question) -> dict[str, object] | None:
        """Answer a question about the schema in a thread, for it is all computing.

        `None` if there are errors, which Strawberry's pipeline words and gives their status.
        """
        document = self.documents.prepared(question.text).document
        found = await in_thread(
            lambda: execute_sync(
                self._schema._schema,  # noqa: SLF001  # Strawberry offers no other way
                document,
                variable_values=dict(question.variables),
                operation_name=question.operation_name,
            )
        )
        return None if found.errors else {"data": found.data}

    def _plan(self, question: Question, prepared: PreparedDocument) -> Plan | None:
        given = conditions_of(prepared, question.variables)
        key = (question.text, question.operation_name, *given.items())
        found = self._compiled.get(key)
        if found is None:
            document, name = prepared.document, question.operation_name
            found = Compiled(compiled(self._schema, document, name, given))
            self._compiled.put(key, found, bytes_of(question.text))
        return found.plan


def conditions_of(
    prepared: PreparedDocument, variables: Mapping[str, object]
) -> Mapping[str, bool]:
    """Return what the variables that `@skip` and `@include` go by come to."""
    if not prepared.conditions:
        return {}
    given = prepared.with_defaults(variables)
    found = {name: given.get(name) for name in prepared.conditions}
    return {name: value for name, value in found.items() if isinstance(value, bool)}


def ended(error: Exception) -> dict[str, object]:
    """Return the body that stands for an answer that was ended: it outgrew its cost, or by a fault.

    A fault is masked, and logged under an id.
    """
    worded = shown(GraphQLError(str(error), original_error=error))
    return {"data": None, "errors": [worded.formatted]}


def _body(found: ExecutedPlan) -> dict[str, object]:
    if not found.errors:
        return {"data": found.data}
    return {"data": found.data, "errors": [shown(error).formatted for error in found.errors]}
