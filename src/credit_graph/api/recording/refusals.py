"""GraphQL: why a change is not recorded."""

from typing import TYPE_CHECKING, Annotated, Protocol

import strawberry

from credit_graph.api.authority.in_sight import as_shown
from credit_graph.api.context import Info
from credit_graph.api.enterprises.history import HistoryItemType
from credit_graph.api.recording.inputs import place_of
from credit_graph.api.texts import text_of
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.facts.history import PastFact
from credit_graph.intake.problem import RowProblem
from credit_graph.message import Words
from credit_graph.usecases.recording.refusal import (
    Contradicts,
    KeyReused,
    Malformed,
    NotInForce,
    NotKeeper,
    Stale,
    UnknownEnterprise,
)

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]


class _Refused(Protocol):
    """What says why."""

    @property
    def message(self) -> Words: ...


def _message(parent: strawberry.Parent[_Refused], info: Info) -> str:
    return text_of(parent.message, info, None)


@strawberry.interface(
    name="Refusal", description="Why a change is not recorded. Nothing of it was written."
)
class RefusalType:
    """What all refusals have in common."""

    message = strawberry.field(resolver=_message, graphql_type=str, description="In words.")


def _keeper(parent: strawberry.Parent[NotKeeper], info: Info) -> Agency | None:
    codes = parent.keepers.agencies
    return info.context.rulebook.agencies[codes[0]] if codes else None


def _keeper_words(parent: strawberry.Parent[NotKeeper], info: Info) -> str:
    return text_of(parent.keepers.words, info, None)


@strawberry.type(name="NotKeeper", description="The fact belongs to somebody else.")
class NotKeeperType(RefusalType):
    """`usecases.recording.refusal.NotKeeper`."""

    keeper = strawberry.field(
        resolver=_keeper,
        graphql_type=_AgencyType | None,
        description="Who may write it; null where no agency is recorded: operators alone may.",
    )
    keeper_words = strawberry.field(
        resolver=_keeper_words,
        graphql_type=str,
        description="Who that is in words, where no agency is recorded.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, NotKeeper)


async def _in_the_way(parent: strawberry.Parent[Contradicts], info: Info) -> PastFact:
    return await as_shown(info.context, parent.shown.fact, parent.shown.uscc)


@strawberry.type(
    name="Contradicts", description="A fact that stands says otherwise of the same days."
)
class ContradictsType(RefusalType):
    """`usecases.recording.refusal.Contradicts`."""

    fact = strawberry.field(
        resolver=_in_the_way,
        graphql_type=HistoryItemType,
        description="The fact that stands in the way; end or correct it first.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Contradicts)


@strawberry.type(
    name="UnknownEnterprise", description="No enterprise of the code is registered here."
)
class UnknownEnterpriseType(RefusalType):
    """`usecases.recording.refusal.UnknownEnterprise`."""

    uscc: str = strawberry.field(description="The code.")

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, UnknownEnterprise)


@strawberry.type(
    name="NotInForce", description="There is nothing to end, repair, fulfil or retract."
)
class NotInForceType(RefusalType):
    """`usecases.recording.refusal.NotInForce`."""

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, NotInForce)


async def _current(parent: strawberry.Parent[Stale], info: Info) -> PastFact | None:
    named = parent.current
    return None if named is None else await as_shown(info.context, named.fact, named.uscc)


@strawberry.type(
    name="Stale", description="The fact that `expectedVersion` names is not the one that stands."
)
class StaleType(RefusalType):
    """`usecases.recording.refusal.Stale`."""

    current = strawberry.field(
        resolver=_current,
        graphql_type=HistoryItemType | None,
        description="The fact that stands now; null if none does.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Stale)


@strawberry.type(
    name="KeyReused", description="The idempotency key was used before, with another input."
)
class KeyReusedType(RefusalType):
    """`usecases.recording.refusal.KeyReused`."""

    action: str = strawberry.field(description="The mutation that it was used for.")

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, KeyReused)


def _place(parent: strawberry.Parent[RowProblem]) -> str:
    return place_of(parent.column)


def _code(parent: strawberry.Parent[RowProblem]) -> str:
    return parent.code.value


@strawberry.type(name="InputProblem", description="One finding about an input.")
class InputProblemType:
    """`intake.problem.RowProblem`."""

    place = strawberry.field(
        resolver=_place,
        graphql_type=str,
        description="The field of the input; empty if it is about several.",
    )
    code = strawberry.field(
        resolver=_code, graphql_type=str, description="A code of the table in docs/import.md."
    )
    message: str = strawberry.field(description="In words.")


@strawberry.type(name="Malformed", description="The input cannot be taken.")
class MalformedType(RefusalType):
    """`usecases.recording.refusal.Malformed`."""

    problems: list[InputProblemType] = strawberry.field(
        description="Every finding, with its place (at most 20)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Malformed)
