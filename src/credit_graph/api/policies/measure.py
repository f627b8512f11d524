"""GraphQL: measures."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.agencies.duty import DutyType
from credit_graph.api.context import Info
from credit_graph.api.enums import Beneficiary, MeasureKind
from credit_graph.api.policies.citation import CitationType
from credit_graph.api.policies.condition import ConditionType
from credit_graph.api.relay.node import Node, to_global_id
from credit_graph.api.texts import note_of
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.policy import Interpretation, Measure, Policy

if TYPE_CHECKING:
    from credit_graph.api.policies.types import InterpretationType, PolicyType


_PolicyType = Annotated["PolicyType", strawberry.lazy("credit_graph.api.policies.types")]
_InterpretationType = Annotated[
    "InterpretationType", strawberry.lazy("credit_graph.api.policies.types")
]
_Self = Annotated["MeasureType", strawberry.lazy("credit_graph.api.policies.measure")]


_PART = "Code of the part that states it, where an item shows it; null if the measure itself does."


@strawberry.type(name="Quantity", description="A figure that a document states.")
class QuantityType:
    """`domain.policy.StatedQuantity`."""

    what: str = strawberry.field(description="What is measured, in the document's words.")
    operator: str = strawberry.field(description="One of <, <=, =, >=, >.")
    value: float = strawberry.field(description="The figure.")
    unit: str = strawberry.field(description="Its unit: %, 个月, 年, …")
    base: str | None = strawberry.field(description="What it is relative to, if anything.")
    quote: str = strawberry.field(description="The exact words.")
    part: str | None = strawberry.field(description=_PART)


@strawberry.type(name="Direction", description="A change stated without a figure (降低查验率).")
class DirectionType:
    """`domain.policy.StatedDirection`."""

    what: str = strawberry.field(description="What changes, in the document's words.")
    direction: str = strawberry.field(description="lower, raise, shorten, exempt or prefer.")
    quote: str = strawberry.field(description="The exact words.")
    part: str | None = strawberry.field(description=_PART)


def _quantities(parent: strawberry.Parent[Measure]) -> list[QuantityType]:
    return [
        QuantityType(
            what=figure.what,
            operator=figure.operator,
            value=figure.value,
            unit=figure.unit,
            base=figure.base,
            quote=figure.quote,
            part=stated.part,
        )
        for stated in parent.every_quantity
        for figure in (stated.quantity,)
    ]


def _directions(parent: strawberry.Parent[Measure]) -> list[DirectionType]:
    return [
        DirectionType(
            what=change.what, direction=change.direction, quote=change.quote, part=stated.part
        )
        for stated in parent.every_direction
        for change in (stated.direction,)
    ]


def _duties(parent: strawberry.Parent[Measure]) -> tuple[Duty, ...]:
    return parent.every_duty


def _id(parent: strawberry.Parent[Measure]) -> strawberry.ID:
    return to_global_id("Measure", f"{parent.code}@{parent.edition}")


def _policy(parent: strawberry.Parent[Measure], info: Info) -> Policy:
    return info.context.rulebook.text(parent.policy, parent.text_from)


def _task_of(parent: strawberry.Parent[Measure], info: Info) -> Measure | None:
    if parent.task_of is None:
        return None
    text = info.context.rulebook.text(parent.policy, parent.text_from)
    return next((each for each in text.walk() if each.code == parent.task_of), None)


def _interpretations(parent: strawberry.Parent[Measure], info: Info) -> list[Interpretation]:
    known = info.context.rulebook.text(parent.policy, parent.text_from).interpretations
    return [each for each in known if each.code in parent.interpretations]


def _duty_note(parent: strawberry.Parent[Measure]) -> str | None:
    return note_of(parent.duty_note)


def _due_note(parent: strawberry.Parent[Measure]) -> str | None:
    return note_of(parent.due_note)


def _damage(parent: strawberry.Parent[Measure]) -> str | None:
    return note_of(parent.damage)


@strawberry.type(
    name="Measure", description="An item, clause, sub-item, safeguard or table task of a policy."
)
class MeasureType(Node):
    """`domain.policy.Measure`."""

    id = strawberry.field(
        resolver=_id,
        graphql_type=strawberry.ID,
        description="Global id of what the measure says in this version of the policy; another "
        "version has another one.",
    )
    code: str = strawberry.field(description="Policy code, slash, number: pds-2021-7/13.")
    number: str = strawberry.field(description="Number in the document: 13, 28.1, 5.a, t5, s1.")
    title: str = strawberry.field(description="Short title in Chinese.")
    text: str = strawberry.field(description="The official words, exactly.")
    gloss: str = strawberry.field(description="What it says, in plain English.")
    category: str = strawberry.field(description="The heading it stands under.")
    kind: MeasureKind = strawberry.field(description="What it does.")
    beneficiary: Beneficiary = strawberry.field(description="Who gains by it.")
    policy = strawberry.field(
        resolver=_policy,
        graphql_type=_PolicyType,
        description="The policy it belongs to, in the text that holds it.",
    )
    citation: CitationType = strawberry.field(description="Its text with its place.")
    requires: ConditionType | None = strawberry.field(
        description="What it requires; null where only its parts have requirements."
    )
    excludes: ConditionType | None = strawberry.field(description="What excludes from it.")
    quantities = strawberry.field(
        resolver=_quantities,
        graphql_type=list[QuantityType],
        description="Figures in its text, then those of its parts, marked.",
    )
    directions = strawberry.field(
        resolver=_directions,
        graphql_type=list[DirectionType],
        description="Changes without a figure, then those of its parts, marked.",
    )
    duties = strawberry.field(
        resolver=_duties,
        graphql_type=list[DutyType],
        description="Who is responsible, in the document's order, then who is for its parts: "
        "`subject` says which (at most 60).",
    )
    duty_note: str | None = strawberry.field(
        resolver=_duty_note,
        description="Why there is no duty, if there is none.",
    )
    due_day: date | None = strawberry.field(
        name="deadline", description="Day by which it is due, where the document states one."
    )
    due_note: str | None = strawberry.field(
        resolver=_due_note,
        name="deadlineNote",
        description="On what the deadline's day rests, or why there is none.",
    )
    damage: str | None = strawberry.field(
        resolver=_damage,
        description="What is damaged in the document here.",
    )
    parts: list[_Self] = strawberry.field(description="Its parts, in order (at most 30).")
    task_of = strawberry.field(
        resolver=_task_of,
        graphql_type=_Self | None,
        description="The body item that a table task restates.",
    )
    interpretations = strawberry.field(
        resolver=_interpretations,
        graphql_type=list[_InterpretationType],
        description="Readings of open words that it rests on.",
    )
    effective_from: date | None = strawberry.field(
        description="Its own first day in force, if it differs from the policy's."
    )
    superseded_by: str | None = strawberry.field(
        description="Code of the measure of a later text that prevails."
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Measure)
