"""Mutations: whole tables, previewed before they are published."""

import binascii
from base64 import b64decode
from datetime import date, datetime
from typing import Annotated, Any

import strawberry

from credit_graph.api.auditing.attempts import attempted
from credit_graph.api.context import Info
from credit_graph.api.enums import Fate, TableKind
from credit_graph.api.recording.mutations import Key, ValidateOnly
from credit_graph.api.recording.refusals import KeyReusedType, NotKeeperType
from credit_graph.errors import BadArgumentError
from credit_graph.intake.tables.manner import Manner, manner_of
from credit_graph.message import Message
from credit_graph.usecases.importing.preview import PreviewLine
from credit_graph.usecases.recording.tables import (
    TablePreview,
    TableRecorded,
    TableRequest,
    TableWithheld,
    WholeList,
)


@strawberry.input(
    one_of=True, description="The bytes of a table, at most 5 MB: exactly one of these."
)
class TableContent:
    """A CSV file as text, or any file in Base64."""

    text: str | None = strawberry.field(default=strawberry.UNSET, description="A CSV file.")
    csv: str | None = strawberry.field(
        default=strawberry.UNSET, description="A CSV file of any encoding, in Base64."
    )
    xlsx: str | None = strawberry.field(
        default=strawberry.UNSET, description="An .xlsx workbook, in Base64."
    )


@strawberry.input
class TableInput:
    """What both ways to give a table have in common."""

    content: TableContent = strawberry.field(description="The table, with its header.")
    local_dates: bool = strawberry.field(
        default=False, description="Whether days may be written as people here do: 2024/6/30."
    )
    sheet: str | None = strawberry.field(
        default=None, description="The sheet of a workbook; the first visible one if left out."
    )
    reason: str | None = strawberry.field(default=None, description="Why, for the history.")
    confirm: str | None = strawberry.field(
        default=None,
        description="The `token` of the preview. Without it nothing is published, and the preview "
        "is the answer.",
    )

    def content_bytes(self) -> bytes:
        """Return the bytes; raise `BadArgumentError` if they are not Base64."""
        given = self.content
        if isinstance(given.text, str):
            return given.text.encode()
        encoded = given.csv if isinstance(given.csv, str) else given.xlsx
        try:
            return b64decode(encoded or "", validate=True)
        except (binascii.Error, ValueError):
            raise BadArgumentError(
                "input.content",
                Message("it is not Base64"),
                Message("Encode the bytes of the file by RFC 4648."),
            ) from None

    def manner(self) -> Manner:
        """Return how it is to be read."""
        return manner_of(dates="local" if self.local_dates else "iso", sheet=self.sheet)


@strawberry.input(description="A table of facts, each row by itself.")
class ImportTableInput(TableInput):
    """A file that `credit-graph import` would take."""

    kind: TableKind = strawberry.field(description="What its rows are.")


@strawberry.input(description="The complete list of a register in a region on a day.")
class SyncListInput(TableInput):
    """A file that `credit-graph sync` would take."""

    register: str = strawberry.field(description="Code of the scheme or list.")
    region: str = strawberry.field(description="Code of the region, those below it included.")
    as_of: date = strawberry.field(description="The day.")
    may_shrink: bool = strawberry.field(
        default=False, description="Whether more than a fifth of the entries may end."
    )


@strawberry.type(name="PreviewCount", description="How many facts something becomes of.")
class PreviewCountType:
    """A figure of a preview."""

    outcome: Fate = strawberry.field(description="What.")
    facts: int = strawberry.field(description="How many.")


def _line_outcome(parent: strawberry.Parent[PreviewLine]) -> Fate:
    return parent.fate


@strawberry.type(name="PreviewLine", description="A fact and what becomes of it.")
class PreviewLineType:
    """`usecases.importing.preview.PreviewLine`."""

    outcome = strawberry.field(
        resolver=_line_outcome, graphql_type=Fate, description="What becomes of it."
    )
    uscc: str = strawberry.field(description="Whose it is.")
    name: str = strawberry.field(description="That enterprise's name, as far as the table has it.")
    about: str = strawberry.field(description="The scheme, list, violation and so on.")
    before: str = strawberry.field(description="As it stands, in words.")
    after: str = strawberry.field(description="As it would stand, in words.")
    because: str = strawberry.field(
        description="Why it is not as the table states it, if it is not."
    )


@strawberry.type(name="RejectedRow", description="A row that cannot be taken.")
class RejectedRowType:
    """`usecases.recording.tables.RejectedRow`."""

    line: int = strawberry.field(description="The line on which it begins, or the sheet's row.")
    column: str = strawberry.field(description="The column; empty if it is the whole row.")
    code: str = strawberry.field(description="A code of the table in docs/import.md.")
    message: str = strawberry.field(description="In words.")


def _counts(parent: strawberry.Parent[TablePreview]) -> list[PreviewCountType]:
    return [PreviewCountType(outcome=fate, facts=count) for fate, count in parent.counts.items()]


@strawberry.type(
    name="TablePreview",
    description="What a table would do. Nothing was written: send it again with `confirm`.",
)
class TablePreviewType:
    """`usecases.recording.tables.TablePreview`."""

    token: str = strawberry.field(description="Confirms exactly this preview.")
    counts = strawberry.field(
        resolver=_counts,
        graphql_type=list[PreviewCountType],
        description="How many facts begin, end, change and stay.",
    )
    lines: list[PreviewLineType] = strawberry.field(
        description="The first 20 of each (at most 80)."
    )
    rejected: int = strawberry.field(description="Rows that cannot be taken.")
    rejects: list[RejectedRowType] = strawberry.field(description="The first 100 of them.")
    has_changed: bool = strawberry.field(
        description="Whether a preview was confirmed that is not this one: look again."
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, TablePreview)


def _table_change(parent: strawberry.Parent[TableRecorded]) -> strawberry.ID:
    return strawberry.ID(parent.id)


@strawberry.type(name="TableRecorded", description="A table that was taken; shown all at once.")
class TableRecordedType:
    """`usecases.recording.tables.TableRecorded`."""

    change_set = strawberry.field(
        resolver=_table_change,
        graphql_type=strawberry.ID,
        description="Id of the import: `credit-graph imports undo` takes it back.",
    )
    added: int = strawberry.field(description="Rows that were recorded.")
    corrected: int = strawberry.field(description="Rows that corrected a fact.")
    unchanged: int = strawberry.field(description="Rows that stood already.")
    ended: int = strawberry.field(description="Facts that a full list ended, not stating them.")
    rejected: int = strawberry.field(description="Rows that could not be taken.")
    published_at: datetime = strawberry.field(description="Instant since which it shows.")
    replayed: bool = strawberry.field(description="Whether the key had been used before.")

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, TableRecorded)


@strawberry.type(
    name="TableWithheld",
    description="A full list with a row that cannot be taken: it is not known to be complete, so "
    "nothing of it was recorded.",
)
class TableWithheldType:
    """`usecases.recording.tables.TableWithheld`."""

    rejected: int = strawberry.field(description="Rows that cannot be taken.")
    rejects: list[RejectedRowType] = strawberry.field(description="The first 100 of them.")

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, TableWithheld)


TableResult = Annotated[
    TablePreviewType | TableRecordedType | TableWithheldType | NotKeeperType | KeyReusedType,
    strawberry.union(name="TableResult", description="What becomes of a table."),
]


async def _import_table(
    info: Info,
    input: Annotated[ImportTableInput, strawberry.argument(description="The table.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Any:  # noqa: ANN401  # one of the types of the union
    request = _request(info, input, input.kind, idempotency_key, None, only=bool(validate_only))
    return await _taken(info, request)


async def _sync_list(
    info: Info,
    input: Annotated[SyncListInput, strawberry.argument(description="The list.")],  # noqa: A002
    idempotency_key: Key,
    *,
    validate_only: ValidateOnly = False,
) -> Any:  # noqa: ANN401  # one of the types of the union
    schemes = info.context.rulebook.vocabulary.schemes
    kind = TableKind.RATINGS if input.register in schemes else TableKind.LISTS
    whole = WholeList(input.register, input.region, input.as_of, input.may_shrink)
    request = _request(info, input, kind, idempotency_key, whole, only=bool(validate_only))
    return await _taken(info, request)


async def _taken(info: Info, request: TableRequest) -> Any:  # noqa: ANN401  # likewise
    context = info.context
    work = context.services.tables.record(request, context.principal)
    return await attempted(context, work, action=request.action, key=request.key)


def _request(
    info: Info,
    given: TableInput,
    kind: TableKind,
    key: str,
    whole: WholeList | None,
    *,
    only: bool,
) -> TableRequest:
    return TableRequest(
        action=info.field_name,
        key=key,
        kind=kind,
        content=given.content_bytes(),
        is_workbook=isinstance(given.content.xlsx, str),
        manner=given.manner(),
        whole=whole,
        reason=given.reason,
        confirm=None if only else given.confirm,
    )


@strawberry.type
class TableMutations:
    """What is recorded by the table."""

    import_table = strawberry.mutation(
        resolver=_import_table,
        graphql_type=TableResult,
        description="Take a table: first its preview, then with `confirm` its rows, shown all at "
        "once. It goes on when the request ends: ask again with the key.",
    )
    sync_list = strawberry.mutation(
        resolver=_sync_list,
        graphql_type=TableResult,
        description="Make a register in a region what a complete list says: first the preview, "
        "then with `confirm` the list.",
    )
