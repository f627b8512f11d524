"""A condition tree as rows: one node per group and leaf, coded by its path from the root.

The root of what measure `m` requires is `m/requires`, its members `m/requires.1`,
`m/requires.2`, and theirs `m/requires.2.1`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import Condition, Noun, Operator, children

# What the structure ties a condition to, by the parameter of `policies/tie_conditions`.
_TIES = {
    Noun.REGION: "regions",
    Noun.ZONE: "zones",
    Noun.SCHEME: "schemes",
    Noun.LIST: "lists",
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
    for order, member in enumerate(children(group), start=1):
        code = f"{parent}.{order}"
        place = {"code": code, "parent": parent, "order": order}
        yield ConditionNode(_properties(member, code), {**place, **_targets(member)})
        yield from _members(member, code)


def _properties(condition: Condition, code: str) -> Mapping[str, object]:
    properties: dict[str, object] = {"code": code, "kind": condition.code}
    for field in fields(condition):
        value: object = getattr(condition, field.name)
        match value:
            case Citation(place=place, quote=quote, line=line):
                properties |= {"place": place, "quote": quote, "line": line}
            case StrEnum():
                properties[field.name] = value.value
            case tuple() if value and all(isinstance(each, str) for each in value):
                properties[field.name] = list(value)
            case str() | int():
                properties[field.name] = value
    return properties


def _targets(condition: Condition) -> Mapping[str, object]:
    targets: dict[str, list[str]] = {}
    for noun, code in condition.terms() if isinstance(condition, Operator) else ():
        if noun in _TIES:
            targets.setdefault(_TIES[noun], []).append(code)
    return targets
