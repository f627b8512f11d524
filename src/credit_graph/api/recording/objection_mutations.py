"""Mutations: objections raised and answered."""

from typing import Annotated, Any

import strawberry

from credit_graph.api.auditing.attempts import attempted
from credit_graph.api.context import Info
from credit_graph.api.enums import ObjectionState
from credit_graph.api.recording.mutations import Key
from credit_graph.api.recording.objection import ObjectionType
from credit_graph.api.recording.refusals import (
    KeyReusedType,
    MalformedType,
    NotInForceType,
    NotKeeperType,
)
from credit_graph.usecases.recording.objections import Answered, ObjectionRequest, Raised


@strawberry.input(description="A fact that is held to be wrong, and why.")
class ObjectionInput:
    """Whoever has the scope may object."""

    fact_id: strawberry.ID = strawberry.field(description="Id of the fact.")
    reason: str = strawberry.field(description="Why, at most 500 characters.")


@strawberry.input(description="The keeper's answer to an objection.")
class ObjectionAnswerInput:
    """The fact itself is corrected or retracted by a mutation of its own, before."""

    objection_id: strawberry.ID = strawberry.field(description="Id of the objection.")
    state: ObjectionState = strawberry.field(
        description="KEPT while the fact stands; CORRECTED or WITHDRAWN once it does not."
    )
    reason: str = strawberry.field(description="Why, at most 500 characters.")


ObjectionResult = Annotated[
    ObjectionType | NotKeeperType | NotInForceType | KeyReusedType | MalformedType,
    strawberry.union(name="ObjectionResult", description="The objection, or why it was not taken."),
]


async def _object(
    info: Info,
    input: Annotated[ObjectionInput, strawberry.argument(description="What, and why.")],  # noqa: A002
    idempotency_key: Key,
) -> Any:  # noqa: ANN401  # one of the types of the union
    what = Raised(input.fact_id)
    return await _taken(
        info, ObjectionRequest(info.field_name, idempotency_key, what, input.reason)
    )


async def _answer(
    info: Info,
    input: Annotated[ObjectionAnswerInput, strawberry.argument(description="The answer.")],  # noqa: A002
    idempotency_key: Key,
) -> Any:  # noqa: ANN401  # one of the types of the union
    what = Answered(input.objection_id, input.state)
    return await _taken(
        info, ObjectionRequest(info.field_name, idempotency_key, what, input.reason)
    )


async def _taken(info: Info, request: ObjectionRequest) -> Any:  # noqa: ANN401  # likewise
    context = info.context
    work = context.services.objection_taker.take(request, context.principal)
    return await attempted(context, work, action=request.action, key=request.key)


@strawberry.type
class ObjectionMutations:
    """Objections (异议)."""

    object_to_fact = strawberry.mutation(
        resolver=_object,
        graphql_type=ObjectionResult,
        description="Object to a fact. It stays in force, and is shown as disputed.",
    )
    answer_objection = strawberry.mutation(
        resolver=_answer,
        graphql_type=ObjectionResult,
        description="Answer an objection; by the keeper of the fact.",
    )
