"""GraphQL: what becomes of a change: recorded with its consequences, or refused for a reason."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.agencies.responsibility import NoticeType
from credit_graph.api.context import Info
from credit_graph.api.eligibility.moves import DecisionMoveType
from credit_graph.api.enterprises.history import HistoryItemType
from credit_graph.api.enums import RecordingOutcome
from credit_graph.api.recording.bookmark import sealed_bookmark
from credit_graph.api.recording.refusals import (
    ContradictsType,
    KeyReusedType,
    MalformedType,
    NotInForceType,
    NotKeeperType,
    StaleType,
    UnknownEnterpriseType,
)
from credit_graph.domain.duties.notice import Notice
from credit_graph.domain.facts.history import PastFact
from credit_graph.domain.facts.record import Enterprise
from credit_graph.usecases.recording.answer import RecordedAnswer
from credit_graph.usecases.recording.consequences import Consequences

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.enterprises.types import EnterpriseType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


def _notices(parent: strawberry.Parent[Consequences]) -> tuple[Notice, ...]:
    return parent.notices


@strawberry.type(
    name="Consequences",
    description="What a change brought about: the decisions that moved, for the enterprises of the "
    "fact, and for their direct partners where a measure asks for partners.",
)
class ConsequencesType:
    """`usecases.recording.consequences.Consequences`."""

    as_of: date = strawberry.field(
        description="The day compared: that from which the change shows, at least today."
    )
    gained: list[DecisionMoveType] = strawberry.field(
        description="To ELIGIBLE or CONDITIONAL from below (at most 100)."
    )
    lost: list[DecisionMoveType] = strawberry.field(description="The reverse (at most 100).")
    changed: list[DecisionMoveType] = strawberry.field(description="Other moves (at most 100).")
    agencies = strawberry.field(
        resolver=_notices,
        graphql_type=list[NoticeType],
        description="Whom to notify of what is lost (at most 100).",
    )
    left_out_partners: int = strawberry.field(
        description="Direct partners whose decisions were not compared: above the first 20."
    )
    left_out_decisions: int = strawberry.field(
        description="Decisions that moved and are not shown here."
    )


def _change_set(parent: strawberry.Parent[RecordedAnswer]) -> strawberry.ID:
    return strawberry.ID(parent.change.id)


def _action(parent: strawberry.Parent[RecordedAnswer]) -> str:
    return parent.change.action


def _recorded_at(parent: strawberry.Parent[RecordedAnswer]) -> datetime:
    return parent.change.published_at


def _outcome(parent: strawberry.Parent[RecordedAnswer]) -> RecordingOutcome:
    return parent.change.made.outcome


def _fact(parent: strawberry.Parent[RecordedAnswer]) -> PastFact:
    return parent.facts[0].fact


def _corrected(parent: strawberry.Parent[RecordedAnswer]) -> PastFact | None:
    return parent.facts[1].fact if len(parent.facts) > 1 else None


async def _enterprise(parent: strawberry.Parent[RecordedAnswer], info: Info) -> Enterprise | None:
    uscc = parent.facts[0].uscc
    return None if uscc is None else await info.context.services.enterprises.enterprise(uscc)


def _bookmark(parent: strawberry.Parent[RecordedAnswer], info: Info) -> str | None:
    if parent.validate_only:
        return None
    return sealed_bookmark(info.context.seal, parent.change.published_at, parent.bookmarks)


@strawberry.type(
    name="Recorded",
    description="The change is on record; with `validateOnly` it would be, and nothing was "
    "written. Asking again with the key gives the same answer.",
)
class RecordedType:
    """`usecases.recording.answer.RecordedAnswer`."""

    change_set = strawberry.field(
        resolver=_change_set, graphql_type=strawberry.ID, description="Id of the change set."
    )
    action = strawberry.field(
        resolver=_action, graphql_type=str, description="The mutation that made it."
    )
    recorded_at = strawberry.field(
        resolver=_recorded_at,
        graphql_type=datetime,
        description="Instant since which it is known here: `knownAt` of this instant shows it.",
    )
    outcome = strawberry.field(
        resolver=_outcome, graphql_type=RecordingOutcome, description="What became of it."
    )
    fact = strawberry.field(
        resolver=_fact,
        graphql_type=HistoryItemType,
        description="The fact that stands now; of a retraction the one that was withdrawn.",
    )
    corrected = strawberry.field(
        resolver=_corrected,
        graphql_type=HistoryItemType | None,
        description="The fact that it takes the place of.",
    )
    enterprise = strawberry.field(
        resolver=_enterprise,
        graphql_type=_EnterpriseType | None,
        description="The enterprise of the fact, for links the supplier or owner; null for a "
        "report.",
    )
    consequences: ConsequencesType = strawberry.field(description="What it brought about.")
    bookmark = strawberry.field(
        resolver=_bookmark,
        graphql_type=str | None,
        description="Sent in the header `X-Bookmark` of a later request, to any process of the "
        "service, it has that request see the change; null with `validateOnly`.",
    )
    validate_only: bool = strawberry.field(description="Whether it was only tried.")
    replayed: bool = strawberry.field(
        description="Whether the key had been used before, and this is the first answer."
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, RecordedAnswer)


RecordingResult = Annotated[
    RecordedType
    | NotKeeperType
    | ContradictsType
    | UnknownEnterpriseType
    | NotInForceType
    | StaleType
    | KeyReusedType
    | MalformedType,
    strawberry.union(
        name="RecordingResult", description="A change on record, or why there is none."
    ),
]
