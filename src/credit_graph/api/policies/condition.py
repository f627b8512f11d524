"""GraphQL: what a measure requires or excludes, as a tree."""

from typing import Annotated

import strawberry

from credit_graph.api.policies.citation import CitationType
from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import GROUPS, OPERATORS, Condition, Operator, children
from credit_graph.domain.conditions.words import condition_words

_KINDS = [each.code for each in (*GROUPS, *OPERATORS)]

_Self = Annotated["ConditionType", strawberry.lazy("credit_graph.api.policies.condition")]


def _words(parent: strawberry.Parent[Condition]) -> str:
    return condition_words(parent)


def _citation(parent: strawberry.Parent[Condition]) -> Citation | None:
    return parent.citation if isinstance(parent, Operator) else None


def _members(parent: strawberry.Parent[Condition]) -> tuple[Condition, ...]:
    return children(parent)


@strawberry.type(
    name="Condition",
    description="A leaf (rating, list, region, …, judgement) or a group (all, any, not).",
)
class ConditionType:
    """`domain.conditions.Condition`."""

    code: str = strawberry.field(
        name="kind", description=f"{', '.join(_KINDS[:-1])} or {_KINDS[-1]}."
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
