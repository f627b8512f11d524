"""GraphQL: what a measure requires or excludes, as a tree."""

from typing import Annotated

import strawberry

from credit_graph.api.types.citation import CitationType
from credit_graph.domain.citation import Citation
from credit_graph.domain.condition import AllOf, AnyOf, Condition, LinkedTo, NotOf
from credit_graph.domain.condition_words import condition_words

_KINDS = {
    "AllOf": "all",
    "AnyOf": "any",
    "NotOf": "not",
    "InRegion": "region",
    "InZone": "zone",
    "OfKind": "kind",
    "RatingIs": "rating",
    "OnList": "list",
    "Stated": "statement",
    "HasCommitment": "commitment",
    "HasViolation": "violation",
    "LinkedTo": "link",
    "Judgement": "judgement",
}

_Self = Annotated["ConditionType", strawberry.lazy("credit_graph.api.types.condition")]


def _kind(parent: strawberry.Parent[Condition]) -> str:
    return _KINDS[type(parent).__name__]


def _words(parent: strawberry.Parent[Condition]) -> str:
    return condition_words(parent)


def _citation(parent: strawberry.Parent[Condition]) -> Citation | None:
    return getattr(parent, "citation", None)


def _members(parent: strawberry.Parent[Condition]) -> tuple[Condition, ...]:
    match parent:
        case AllOf(members) | AnyOf(members):
            return members
        case NotOf(member):
            return (member,)
        case LinkedTo(to=to):
            return (to,)
        case _:
            return ()


@strawberry.type(
    name="Condition",
    description="A leaf (rating, list, region, …, judgement) or a group (all, any, not).",
)
class ConditionType:
    """`domain.condition.Condition`."""

    kind = strawberry.field(
        resolver=_kind,
        graphql_type=str,
        description="all, any, not, region, zone, kind, rating, list, statement, commitment, "
        "violation, link or judgement.",
    )
    words = strawberry.field(
        resolver=_words, graphql_type=str, description="The condition in a few words and codes."
    )
    citation = strawberry.field(
        resolver=_citation,
        graphql_type=CitationType | None,
        description="The words of the document that state it; none for groups.",
    )
    members = strawberry.field(
        resolver=_members,
        graphql_type=list[_Self],
        description="Members of a group; the condition on the partner for a link.",
    )
