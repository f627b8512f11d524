"""Query: the audit log, its proofs, records of access, refused attempts."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Annotated, TypeVar

import strawberry

from credit_graph.api.auditing.types import (
    AccessRecordType,
    AuditEntryType,
    AuditProofType,
    RefusedAttemptType,
)
from credit_graph.api.context import Context, Info
from credit_graph.api.enums import ChangeSetKind
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.paging import Page, UncountedConnection, checked_first
from credit_graph.api.scalars import Uscc
from credit_graph.audit.entry import AuditEntry
from credit_graph.audit.query import Days, EntryQuery, RecordQuery
from credit_graph.audit.records import AccessRecord, RefusedAttempt
from credit_graph.usecases.auditing.prove import SignedProof

Record = TypeVar("Record", AccessRecord, RefusedAttempt)


@strawberry.input
class DaysFilter:
    """Days of what is logged."""

    from_: date | None = strawberry.field(
        default=None, name="from", description="On this day in Shanghai or later."
    )
    to: date | None = strawberry.field(
        default=None, description="On this day in Shanghai or earlier."
    )

    def days(self) -> Days:
        """Return the days."""
        return Days(self.from_, self.to)


@strawberry.input(description="Which entries; every criterion given must fit.")
class AuditFilter(DaysFilter):
    """Criteria on entries of the log."""

    kind: ChangeSetKind | None = strawberry.field(
        default=None, description="Of change sets of this kind."
    )
    author: str | None = strawberry.field(
        default=None, description="By this author, as the token named them."
    )
    agency: str | None = strawberry.field(default=None, description="By or for this agency.")
    uscc: Uscc | None = strawberry.field(
        default=None, description="That brought or withdrew a fact of this enterprise."
    )


@strawberry.input(description="Which records; every criterion given must fit.")
class RecordFilter(DaysFilter):
    """Criteria on records of access and on refused attempts."""

    subject: str | None = strawberry.field(
        default=None, description="By this subject, as the token named them."
    )
    agency: str | None = strawberry.field(default=None, description="By this agency.")
    uscc: Uscc | None = strawberry.field(default=None, description="Of this enterprise.")

    def query(self) -> RecordQuery:
        """Return the criteria."""
        return RecordQuery(self.subject, self.agency, self.uscc, self.days())


RecordCriteria = Annotated[
    RecordFilter | None, strawberry.argument(description="Which of them; all if null.")
]


async def _audit(
    info: Info,
    first: First,
    after: After = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        AuditFilter | None, strawberry.argument(description="Which of them; all if null.")
    ] = None,
) -> Page[AuditEntry]:
    given = filter or AuditFilter()
    kind = None if given.kind is None else given.kind.value
    query = EntryQuery(kind, given.author, given.agency, given.uscc, given.days())
    context, scope = info.context, f"audit/{query}"
    before = None if after is None else int(context.seal.open(scope, after)[0])
    wanted = checked_first(first) + 1
    items = await context.services.audit.entries(query, before, wanted)
    return _page(context, scope, (first, after), items, lambda each: each.number)


async def _access_log(
    info: Info,
    first: First,
    after: After = None,
    filter: RecordCriteria = None,  # noqa: A002  # the contract's name
) -> Page[AccessRecord]:
    read = info.context.services.audit.accesses
    return await _records(info.context, "accessLog", read, filter, (first, after))


async def _refused(
    info: Info,
    first: First,
    after: After = None,
    filter: RecordCriteria = None,  # noqa: A002  # the contract's name
) -> Page[RefusedAttempt]:
    read = info.context.services.audit.refusals
    return await _records(info.context, "refusedAttempts", read, filter, (first, after))


async def _records(
    context: Context,
    name: str,
    read: Callable[[RecordQuery, str | None, int], Awaitable[Sequence[Record]]],
    given: RecordFilter | None,
    page: tuple[int, str | None],
) -> Page[Record]:
    query, (first, after) = (given or RecordFilter()).query(), page
    scope = f"{name}/{query}"
    before = None if after is None else str(context.seal.open(scope, after)[0])
    items = await read(query, before, checked_first(first) + 1)
    return _page(context, scope, page, items, lambda each: each.id)


Item = TypeVar("Item")


def _page(
    context: Context,
    scope: str,
    page: tuple[int, str | None],
    items: Sequence[Item],
    place: Callable[[Item], str | int],
) -> Page[Item]:
    async def total() -> int:
        raise NotImplementedError  # an `UncountedConnection` has no such field

    return Page(
        items=items,
        first=page[0],
        after=page[1],
        scope=scope,
        seal=context.seal,
        position=lambda each: (place(each),),
        total=total,
    )


def _proof(
    info: Info,
    change: Annotated[strawberry.ID, strawberry.argument(description="Id of the change set.")],
) -> Awaitable[SignedProof | None]:
    return info.context.services.audit.proof(change)


@strawberry.type
class AuditQueries:
    """Who wrote, who read, who was refused, and what proves it."""

    audit = strawberry.field(
        resolver=_audit,
        graphql_type=UncountedConnection[AuditEntryType],
        description="Entries of the audit log, the latest first.",
    )
    proof = strawberry.field(
        resolver=_proof,
        graphql_type=AuditProofType | None,
        description="Proves that a change set was published, as of now; null if it has no entry.",
    )
    access_log = strawberry.field(
        resolver=_access_log,
        graphql_type=UncountedConnection[AccessRecordType],
        description="Who was shown which enterprise, the latest first; what the last second "
        "brought may be missing.",
    )
    refused_attempts = strawberry.field(
        resolver=_refused,
        graphql_type=UncountedConnection[RefusedAttemptType],
        description="Who wanted to record and was refused, the latest first; what the last "
        "second brought may be missing.",
    )
