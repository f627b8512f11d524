"""GraphQL: due items and what closed them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.agencies.duty import DutySubject, DutyType
from credit_graph.api.context import Info
from credit_graph.api.enums import DueStatus
from credit_graph.api.texts import note_of
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.calendar import DueItem
from credit_graph.domain.facts.submission import Submission

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]


def _assumption(parent: strawberry.Parent[DueItem]) -> str | None:
    return note_of(parent.assumption)


def _submitter(parent: strawberry.Parent[Submission], info: Info) -> Agency | None:
    return info.context.rulebook.agencies.get(parent.agency or "")


def _source(parent: strawberry.Parent[Submission]) -> str | None:
    return parent.source


def _reference(parent: strawberry.Parent[Submission]) -> str | None:
    return parent.reference


@strawberry.type(
    name="Submission",
    description="A report or feedback, or the first use of a measure that was due.",
)
class SubmissionType:
    """`domain.submission.Submission`."""

    handed_in_on: date = strawberry.field(description="Day on which it was handed in.")
    due_on: date | None = strawberry.field(description="Due day that it states it is for.")
    text: str | None = strawberry.field(description="What it says, in a few words.")
    cases: int | None = strawberry.field(description="How many cases it holds, if stated.")
    agency = strawberry.field(
        resolver=_submitter, graphql_type=_AgencyType | None, description="Who handed it in."
    )
    source = strawberry.field(
        resolver=_source, graphql_type=str | None, description="Who stated it."
    )
    reference = strawberry.field(
        resolver=_reference, graphql_type=str | None, description="Under which reference."
    )


def _agency(parent: strawberry.Parent[DueItem], info: Info) -> Agency:
    return info.context.rulebook.agencies[parent.agency]


@strawberry.type(name="DueItem", description="One thing that one agency has to do by one day.")
class DueItemType:
    """`domain.calendar.DueItem`."""

    code: str = strawberry.field(description="Its code: subject, slash, due day, @, agency.")
    due_on: date = strawberry.field(description="The day by which it is due.")
    status: DueStatus = strawberry.field(description="Its status on the day asked about.")
    late: bool = strawberry.field(description="Whether it was closed after its due day.")
    subject: DutySubject = strawberry.field(description="What is due.")
    agency = strawberry.field(
        resolver=_agency, graphql_type=_AgencyType, description="Who has to do it."
    )
    duties: list[DutyType] = strawberry.field(
        description="Its duties in the matter, as the document states them (at most 30)."
    )
    assumption: str | None = strawberry.field(
        resolver=_assumption,
        description="What the document leaves open about the day, and what is assumed.",
    )
    min_cases: int = strawberry.field(description="Cases that a submission must hold.")
    closed_by: SubmissionType | None = strawberry.field(
        description="The submission that closed it."
    )
