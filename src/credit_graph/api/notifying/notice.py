"""GraphQL: one notice of the change log."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.authority.in_sight import enterprise_in_sight
from credit_graph.api.context import Info
from credit_graph.api.enums import NoticeKind, RecordingOutcome, Verdict
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.policies.types import FlowType
from credit_graph.api.scalars import Uscc
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.facts.record import Enterprise
from credit_graph.domain.notifying.change_notice import ChangeNotice
from credit_graph.domain.policy import Flow, Measure

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.enterprises.types import EnterpriseType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


async def _enterprise(parent: strawberry.Parent[ChangeNotice], info: Info) -> Enterprise | None:
    return None if parent.uscc is None else await enterprise_in_sight(info.context, parent.uscc)


def _measures(parent: strawberry.Parent[ChangeNotice], info: Info) -> list[Measure]:
    known = info.context.rulebook.measures
    return [known[code] for code in parent.measures if code in known]


def _agencies(parent: strawberry.Parent[ChangeNotice], info: Info) -> list[Agency]:
    known = info.context.rulebook.agencies
    return [known[code] for code in parent.agencies if code in known]


def _flows(parent: strawberry.Parent[ChangeNotice], info: Info) -> list[Flow]:
    return list(_among(info.context.rulebook.flows(), parent.flows))


def _among(flows: Iterable[Flow], codes: tuple[str, ...]) -> Iterable[Flow]:
    return (each for each in flows if each.code in codes) if codes else ()


@strawberry.type(
    name="ChangeNotice",
    description="What happened, to whom, and whom documents have notified of it. Measures and "
    "flows carry the words on which that rests.",
)
class ChangeNoticeType:
    """`domain.notifying.change_notice.ChangeNotice`."""

    kind: NoticeKind = strawberry.field(description="What it is about.")
    uscc: Uscc | None = strawberry.field(description="The enterprise's code; null if none is.")
    enterprise = strawberry.field(
        resolver=_enterprise,
        graphql_type=_EnterpriseType | None,
        description="The enterprise as it is registered today.",
    )
    region: str | None = strawberry.field(
        description="Code of the region in which it was registered on the entry's day; of a "
        "summary, that of the list."
    )
    measures = strawberry.field(
        resolver=_measures,
        graphql_type=list[MeasureType],
        description="On which the decision moved (at most 500).",
    )
    before: Verdict | None = strawberry.field(
        description="The verdict on them before; null if there was none."
    )
    after: Verdict | None = strawberry.field(
        description="The verdict on them since; null if there is none."
    )
    register: str | None = strawberry.field(description="Code of the scheme or list concerned.")
    level: str | None = strawberry.field(description="Code of the level of a rating.")
    subject: str | None = strawberry.field(
        description="Code of the violation, of the measure or obligation that is due, or of the "
        "policy that began or ended."
    )
    fact: strawberry.ID | None = strawberry.field(description="Id of the fact.")
    outcome: RecordingOutcome | None = strawberry.field(
        description="What became of the fact, where it was recorded."
    )
    day: date | None = strawberry.field(
        description="The day that has come: on which something begins or ends, or by which it is "
        "due; of a full list, its day."
    )
    facts: int | None = strawberry.field(
        description="Of a summary: how many facts or enterprises it is about."
    )
    agencies = strawberry.field(
        resolver=_agencies,
        graphql_type=list[_AgencyType],
        description="Who is notified (at most 200).",
    )
    flows = strawberry.field(
        resolver=_flows,
        graphql_type=list[FlowType],
        description="The flows of information by which documents have them notified (at most 30).",
    )
