"""GraphQL: duties and what they are about."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.enums import DutyOrigin, DutyRole
from credit_graph.api.policies.citation import CitationType
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.duties.duty_book import CollectiveDuty
from credit_graph.domain.policy import Measure, Obligation

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.policies.measure import MeasureType
    from credit_graph.api.policies.types import ObligationType


_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
DutySubject = Annotated[
    Annotated["MeasureType", strawberry.lazy("credit_graph.api.policies.measure")]
    | Annotated["ObligationType", strawberry.lazy("credit_graph.api.policies.types")],
    strawberry.union(name="DutySubject", description="What a duty or due item is about."),
]


def _agency(parent: strawberry.Parent[Duty], info: Info) -> Agency:
    return info.context.rulebook.agencies[parent.agency]


def _subject(parent: strawberry.Parent[Duty], info: Info) -> Measure | Obligation:
    return info.context.rulebook.subject(parent)


def _deadline(parent: strawberry.Parent[Duty], info: Info) -> date | None:
    return info.context.rulebook.subject(parent).due_day


def _via(parent: strawberry.Parent[Duty], info: Info) -> Agency | None:
    via = parent.via if isinstance(parent, CollectiveDuty) else ""
    return info.context.rulebook.agencies.get(via)


@strawberry.type(name="Duty", description="One agency's part in one measure or obligation.")
class DutyType:
    """`domain.duty.Duty`."""

    code: str = strawberry.field(
        description="Code of the duty: its subject's, #, a number; in a later text its day too."
    )
    role: DutyRole | None = strawberry.field(
        description="The role stated; null where a sentence names an actor without one."
    )
    origin: DutyOrigin = strawberry.field(description="Where it is in the document.")
    citation: CitationType = strawberry.field(description="The words that state it.")
    open_ended: bool = strawberry.field(description="Whether the list of names ends with 等.")
    agency = strawberry.field(
        resolver=_agency, graphql_type=_AgencyType, description="Whose duty it is."
    )
    via = strawberry.field(
        resolver=_via,
        graphql_type=_AgencyType | None,
        description="The collective body through which it falls to the agency; null if the "
        "document names the agency itself.",
    )
    subject = strawberry.field(
        resolver=_subject, graphql_type=DutySubject, description="What it is about."
    )
    deadline = strawberry.field(
        resolver=_deadline,
        graphql_type=date | None,
        description="Day by which the subject is due, where the document states one.",
    )
