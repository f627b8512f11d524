"""YAML as a tree of nodes that remember their lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | None
Plain: TypeAlias = "Value | tuple[Plain, ...] | dict[str, Plain]"


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One value with its 1-based line."""

    line: int
    value: Value


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list with the line on which it begins."""

    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping's value with the line of its key."""

    line: int
    node: "Node"


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their values, in the order of the file."""

    line: int
    entries: Mapping[str, Entry]


Node = ScalarNode | SequenceNode | MappingNode


def plain(node: Node) -> Plain:
    """Return the node's content without lines, for validation."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return tuple(plain(item) for item in node.items)
    return {key: plain(entry.node) for key, entry in node.entries.items()}
