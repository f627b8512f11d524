"""Mutations: one change each, made once per idempotency key, in one transaction."""

from typing import Annotated, Any

import strawberry

from credit_graph.api.auditing.attempts import attempted, enterprise_in
from credit_graph.api.context import Info
from credit_graph.api.recording.inputs import (
    CommitmentInput,
    EnterpriseInput,
    FulfilmentInput,
    ListEntryInput,
    ListExitInput,
    OwnershipInput,
    RatingEndInput,
    RatingInput,
    RecordingInput,
    RepairInput,
    ReportInput,
    RetractionInput,
    StatementInput,
    SupplyEndInput,
    SupplyInput,
    UseInput,
    ViolationInput,
    cells_of,
)
from credit_graph.api.recording.types import RecordingResult
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.recording.request import EndedFact, Request, RetractedFact, StatedRow

Key = Annotated[
    strawberry.ID,
    strawberry.argument(
        description="Chosen by the client, at most 200 characters. The same key with the same "
        "input gives the first answer and changes nothing; with another input it is refused."
    ),
]
ValidateOnly = Annotated[
    bool | None,
    strawberry.argument(description="Do everything but write: the same answer, no change."),
]
Result = Any  # one of the types of the union


async def _record(info: Info, request: Request) -> Result:
    context = info.context
    work = context.services.recorder.record(request, context.principal)
    if request.validate_only:
        return await work
    return await attempted(
        context, work, action=request.action, key=request.key, uscc=enterprise_in(request)
    )


async def _stated(info: Info, kind: Kind, given: RecordingInput, key: str, *, only: bool) -> Result:
    """Record a row."""
    what = StatedRow(kind, cells_of(given))
    return await _record(info, _request(info, what, given, key, only=only))


async def _ended(
    info: Info, kind: Kind, given: RecordingInput, column: str, key: str, *, only: bool
) -> Result:
    """Record the day in `column` of a fact that stands."""
    what = EndedFact(kind, cells_of(given, column), column, getattr(given, column))
    return await _record(info, _request(info, what, given, key, only=only))


def _request(
    info: Info, what: StatedRow | EndedFact, given: RecordingInput, key: str, *, only: bool
) -> Request:
    return Request(
        action=info.field_name,
        key=key,
        what=what,
        reason=given.reason,
        expected=given.expected_version,
        validate_only=only,
    )


async def _upsert_enterprise(
    info: Info,
    input: Annotated[EnterpriseInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.ENTERPRISES, input, idempotency_key, only=bool(validate_only))


async def _record_rating(
    info: Info,
    input: Annotated[RatingInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.RATINGS, input, idempotency_key, only=bool(validate_only))


async def _end_rating(
    info: Info,
    input: Annotated[RatingEndInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _ended(
        info, Kind.RATINGS, input, "valid_to", idempotency_key, only=bool(validate_only)
    )


async def _add_to_list(
    info: Info,
    input: Annotated[ListEntryInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.LISTS, input, idempotency_key, only=bool(validate_only))


async def _remove_from_list(
    info: Info,
    input: Annotated[ListExitInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _ended(
        info, Kind.LISTS, input, "valid_to", idempotency_key, only=bool(validate_only)
    )


async def _record_violation(
    info: Info,
    input: Annotated[ViolationInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.VIOLATIONS, input, idempotency_key, only=bool(validate_only))


async def _record_repair(
    info: Info,
    input: Annotated[RepairInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _ended(
        info, Kind.VIOLATIONS, input, "repaired_on", idempotency_key, only=bool(validate_only)
    )


async def _make_commitment(
    info: Info,
    input: Annotated[CommitmentInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.COMMITMENTS, input, idempotency_key, only=bool(validate_only))


async def _fulfil_commitment(
    info: Info,
    input: Annotated[FulfilmentInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _ended(
        info, Kind.COMMITMENTS, input, "fulfilled_on", idempotency_key, only=bool(validate_only)
    )


async def _record_supply(
    info: Info,
    input: Annotated[SupplyInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.LINKS, input, idempotency_key, only=bool(validate_only))


async def _end_supply(
    info: Info,
    input: Annotated[SupplyEndInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _ended(
        info, Kind.LINKS, input, "valid_to", idempotency_key, only=bool(validate_only)
    )


async def _record_ownership(
    info: Info,
    input: Annotated[OwnershipInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.OWNERSHIP, input, idempotency_key, only=bool(validate_only))


async def _record_statement(
    info: Info,
    input: Annotated[StatementInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.STATEMENTS, input, idempotency_key, only=bool(validate_only))


async def _record_use(
    info: Info,
    input: Annotated[UseInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.USES, input, idempotency_key, only=bool(validate_only))


async def _submit_report(
    info: Info,
    input: Annotated[ReportInput, strawberry.argument(description="What is recorded.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    return await _stated(info, Kind.SUBMISSIONS, input, idempotency_key, only=bool(validate_only))


async def _retract_fact(
    info: Info,
    input: Annotated[RetractionInput, strawberry.argument(description="Which fact, and why.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Result:
    what = RetractedFact(input.fact_id)
    request = Request(
        info.field_name, idempotency_key, what, input.reason, validate_only=bool(validate_only)
    )
    return await _record(info, request)


@strawberry.type
class RecordingMutations:
    """What agencies record."""

    upsert_enterprise = strawberry.mutation(
        resolver=_upsert_enterprise,
        graphql_type=RecordingResult,
        description="Register an enterprise, or correct or change what is registered of it.",
    )

    record_rating = strawberry.mutation(
        resolver=_record_rating,
        graphql_type=RecordingResult,
        description="Record a rating; by the keeper of the scheme where the enterprise is "
        "registered.",
    )

    end_rating = strawberry.mutation(
        resolver=_end_rating,
        graphql_type=RecordingResult,
        description="End a rating that stands.",
    )

    add_to_list = strawberry.mutation(
        resolver=_add_to_list,
        graphql_type=RecordingResult,
        description="Put an enterprise on a list; by the keeper of the list.",
    )

    remove_from_list = strawberry.mutation(
        resolver=_remove_from_list,
        graphql_type=RecordingResult,
        description="End a stay on a list.",
    )

    record_violation = strawberry.mutation(
        resolver=_record_violation,
        graphql_type=RecordingResult,
        description="Record a violation; by any agency that found it.",
    )

    record_repair = strawberry.mutation(
        resolver=_record_repair,
        graphql_type=RecordingResult,
        description="Record the repair of a violation; by the agency that found it.",
    )

    make_commitment = strawberry.mutation(
        resolver=_make_commitment,
        graphql_type=RecordingResult,
        description="Record a commitment; by the agency to which it was made.",
    )

    fulfil_commitment = strawberry.mutation(
        resolver=_fulfil_commitment,
        graphql_type=RecordingResult,
        description="Record that a commitment was fulfilled.",
    )

    record_supply = strawberry.mutation(
        resolver=_record_supply,
        graphql_type=RecordingResult,
        description="Record that one enterprise supplies another; by bodies that may write links.",
    )

    end_supply = strawberry.mutation(
        resolver=_end_supply,
        graphql_type=RecordingResult,
        description="End a supply link.",
    )

    record_ownership = strawberry.mutation(
        resolver=_record_ownership,
        graphql_type=RecordingResult,
        description="Record a holding, or with `validTo` its end; by bodies that may write links.",
    )

    record_statement = strawberry.mutation(
        resolver=_record_statement,
        graphql_type=RecordingResult,
        description="Record what an enterprise declares; by the agency that took it.",
    )

    record_use = strawberry.mutation(
        resolver=_record_use,
        graphql_type=RecordingResult,
        description="Record that a measure was enjoyed or refused; by the agency that granted it.",
    )

    submit_report = strawberry.mutation(
        resolver=_submit_report,
        graphql_type=RecordingResult,
        description="Hand in what is owed; by the agency that owes it.",
    )

    retract_fact = strawberry.mutation(
        resolver=_retract_fact,
        graphql_type=RecordingResult,
        description="Withdraw a fact that was never true; by its keeper. What was known before "
        "stays known as it was.",
    )
