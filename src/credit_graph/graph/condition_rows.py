"""A condition tree as rows: one node per group and leaf, coded by its path from the root.

The root of what measure `m` requires is `m/requires`, its members `m/requires.1`,
`m/requires.2`, and theirs `m/requires.2.1`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from credit_graph.domain.citation import Citation
from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)

_KINDS: Mapping[type, str] = {
    AllOf: "all",
    AnyOf: "any",
    NotOf: "not",
    InRegion: "in_region",
    InZone: "in_zone",
    OfKind: "of_kind",
    RatingIs: "rating",
    OnList: "on_list",
    Stated: "stated",
    HasCommitment: "commitment",
    HasViolation: "violation",
    LinkedTo: "linked",
    Judgement: "judgement",
}


@dataclass(frozen=True, slots=True)
class ConditionNode:
    """One node of a tree: its properties, and its ties as `policies/tie_conditions` takes them."""

    node: Mapping[str, object]
    ties: Mapping[str, object]


def condition_nodes(root: Condition, *, measure: str, side: str) -> Iterator[ConditionNode]:
    """Yield the tree of what a measure requires or excludes (`side`), the root first."""
    code = f"{measure}/{side}"
    yield ConditionNode(_properties(root, code), {"code": code, side: measure, **_targets(root)})
    yield from _members(root, code)


def _members(group: Condition, parent: str) -> Iterator[ConditionNode]:
    for order, member in enumerate(_below(group), start=1):
        code = f"{parent}.{order}"
        place = {"code": code, "parent": parent, "order": order}
        yield ConditionNode(_properties(member, code), {**place, **_targets(member)})
        yield from _members(member, code)


def _below(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case AllOf(members) | AnyOf(members):
            return members
        case NotOf(member):
            return (member,)
        case LinkedTo(to=to):
            return (to,)
        case _:
            return ()


def _properties(condition: Condition, code: str) -> Mapping[str, object]:
    properties: dict[str, object] = {"code": code, "kind": _KINDS[type(condition)]}
    for field in fields(condition):
        value: object = getattr(condition, field.name)
        match value:
            case Citation(place=place, quote=quote, line=line):
                properties |= {"place": place, "quote": quote, "line": line}
            case StrEnum():
                properties[field.name] = value.value
            case tuple() if all(isinstance(each, str) for each in value):
                properties[field.name] = list(value)
            case str() | int():
                properties[field.name] = value
    return properties


def _targets(condition: Condition) -> Mapping[str, object]:
    match condition:
        case InRegion(region=region):
            return {"regions": [region]}
        case InZone(zones=zones):
            return {"zones": list(zones)}
        case RatingIs(scheme=scheme):
            return {"schemes": [scheme]}
        case OnList(list=code):
            return {"lists": [code]}
        case _:
            return {}
