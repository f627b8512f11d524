"""GraphQL: policies, obligations, flows of information, interpretations."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.agencies.duty import DutyType
from credit_graph.api.context import Info
from credit_graph.api.enums import News, Validity
from credit_graph.api.policies.citation import CitationType
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.relay.arguments import AsOf
from credit_graph.api.relay.node import Node, dated_key, to_global_id
from credit_graph.api.texts import InLanguage, note_of, text_of
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.policy import Flow, Interpretation, Obligation, Policy
from credit_graph.message import Message

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType


_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]


def _reading(
    parent: strawberry.Parent[Interpretation], info: Info, language: InLanguage = None
) -> str:
    return text_of(Message(parent.reading), info, language)


def _assumption(parent: strawberry.Parent[Obligation]) -> str | None:
    return note_of(parent.assumption)


def _effective_assumption(parent: strawberry.Parent[Policy]) -> str | None:
    return note_of(parent.effective_assumption)


def _oddities(parent: strawberry.Parent[Policy]) -> list[str]:
    return [str(note_of(each)) for each in parent.oddities]


@strawberry.type(
    name="Interpretation", description="A reading of words that a document leaves open."
)
class InterpretationType:
    """`domain.policy.Interpretation`."""

    code: str = strawberry.field(description="Code within its policy.")
    reading = strawberry.field(
        resolver=_reading,
        graphql_type=str,
        description="The reading; in English where it has no words in the language asked for.",
    )
    citation: CitationType = strawberry.field(description="The words that are read so.")


def _obligation_id(parent: strawberry.Parent[Obligation]) -> strawberry.ID:
    return to_global_id("Obligation", dated_key(parent.code, parent.text_from))


def _agencies(codes: Sequence[str], info: Info) -> list[Agency]:
    return [info.context.rulebook.agencies[code] for code in codes]


def _recipients(parent: strawberry.Parent[Obligation], info: Info) -> list[Agency]:
    return _agencies(parent.recipients, info)


@strawberry.type(name="Obligation", description="A report or feedback that agencies owe.")
class ObligationType(Node):
    """`domain.policy.Obligation`."""

    id = strawberry.field(
        resolver=_obligation_id, graphql_type=strawberry.ID, description="Global id."
    )
    code: str = strawberry.field(description="Policy code, slash, o and a number.")
    title: str = strawberry.field(description="Short title in Chinese.")
    gloss: str = strawberry.field(description="What is owed, in plain English.")
    citation: CitationType = strawberry.field(description="The words that state it.")
    duties: list[DutyType] = strawberry.field(description="Who owes it (at most 30).")
    recipients = strawberry.field(
        resolver=_recipients,
        graphql_type=list[_AgencyType],
        description="To whom it is owed (at most 30).",
    )
    due_on: date | None = strawberry.field(description="Its one due day, if it does not recur.")
    rrule: str | None = strawberry.field(description="Its recurrence, RFC 5545.")
    starts_on: date | None = strawberry.field(description="Day the recurrence is counted from.")
    min_cases: int = strawberry.field(description="Cases that a submission must hold.")
    assumption: str | None = strawberry.field(
        resolver=_assumption,
        description="What the document leaves open.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Obligation)


def _senders(parent: strawberry.Parent[Flow], info: Info) -> list[Agency]:
    return _agencies(parent.senders, info)


def _receivers(parent: strawberry.Parent[Flow], info: Info) -> list[Agency]:
    return _agencies(parent.receivers, info)


@strawberry.type(name="InformationFlow", description="Information that passes between agencies.")
class FlowType:
    """`domain.policy.Flow`."""

    code: str = strawberry.field(description="Policy code, slash, f and a number.")
    content: str = strawberry.field(description="What is passed, in the document's words.")
    channel: str | None = strawberry.field(description="Through what, if stated.")
    cadence: str | None = strawberry.field(description="How often, if stated.")
    news: list[News] = strawberry.field(
        description="What happens to an enterprise and is passed on by it (at most 3)."
    )
    citation: CitationType = strawberry.field(description="The words that state it.")
    senders = strawberry.field(
        resolver=_senders,
        graphql_type=list[_AgencyType],
        description="Who passes it (at most 30).",
    )
    receivers = strawberry.field(
        resolver=_receivers,
        graphql_type=list[_AgencyType],
        description="Who receives it (at most 30).",
    )


def _id(parent: strawberry.Parent[Policy]) -> strawberry.ID:
    return to_global_id("Policy", dated_key(parent.code, parent.text_from))


def _issuers(parent: strawberry.Parent[Policy], info: Info) -> list[Agency]:
    return _agencies(parent.issuers, info)


def _validity(parent: strawberry.Parent[Policy], info: Info, as_of: AsOf = None) -> Validity:
    day = as_of or info.context.today
    return info.context.rulebook.on(day).policies[parent.code].validity(day)


@strawberry.type(name="PolicyEnd", description="How a policy, or a text of it, ended.")
class PolicyEndType:
    """`domain.policy.PolicyEnd`."""

    how: Validity = strawberry.field(description="AMENDED, EXPIRED, REPEALED or REPLACED.")
    by: str = strawberry.field(description="The document that says so.")
    policy: str | None = strawberry.field(description="Code of the policy in its place.")


@strawberry.type(
    name="Policy", description="An official document that grants or withdraws measures."
)
class PolicyType(Node):
    """`domain.policy.Policy`."""

    id = strawberry.field(resolver=_id, graphql_type=strawberry.ID, description="Global id.")
    code: str = strawberry.field(description="Code: pds-2021-7, sh-ftz-2022, …")
    number: str | None = strawberry.field(description="Document number, if it has one.")
    title: str = strawberry.field(description="Official title.")
    gloss: str = strawberry.field(description="Title in English.")
    region: str = strawberry.field(description="GB/T 2260 code of the region it holds in.")
    zones: list[str] = strawberry.field(description="Zones it is limited to, if any.")
    issuers = strawberry.field(
        resolver=_issuers, graphql_type=list[_AgencyType], description="Who issued it (at most 30)."
    )
    issued_on: date | None = strawberry.field(description="Day of issue, if stated.")
    effective_from: date | None = strawberry.field(
        description="First day in force, if it is not the day of issue."
    )
    effective_assumption: str | None = strawberry.field(
        resolver=_effective_assumption,
        description="On what the first day in force rests, where the document states none.",
    )
    effective_to: date | None = strawberry.field(
        description="First day on which it, or this text of it, is no longer in force."
    )
    text_from: date | None = strawberry.field(
        description="Day from which this text stands in place of an earlier one of the policy; "
        "null for its first text."
    )
    validity = strawberry.field(
        resolver=_validity,
        graphql_type=Validity,
        description="Whether it is in force on the day, and how it ended if it was before.",
    )
    end: PolicyEndType | None = strawberry.field(
        description="How it ended, or will, where a document says so."
    )
    document: str = strawberry.field(description="File name of the text it rests on.")
    document_sha256: str = strawberry.field(description="SHA-256 of that file.")
    text: str | None = strawberry.field(
        description="That file's text, exactly; the lines of citations are counted in it."
    )
    measures: list[MeasureType] = strawberry.field(
        description="Its measures in the document's order, parts within their item (at most 100)."
    )
    obligations: list[ObligationType] = strawberry.field(
        description="Reports and feedback it asks of agencies (at most 30)."
    )
    flows: list[FlowType] = strawberry.field(
        description="Information that it has agencies pass on (at most 30)."
    )
    interpretations: list[InterpretationType] = strawberry.field(
        description="Readings of its open words (at most 50)."
    )
    oddities: list[str] = strawberry.field(
        resolver=_oddities,
        description="Damage and oddities of the text, kept as they are (at most 50).",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Policy)
