"""Field errors of an execution plan: where they stand, and how far they turn the answer to null.

GraphQL's error propagation (specification, section 6.4.4): a field that fails is null; where the
schema allows no null, the object or list around it becomes null in its place.
"""

from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLError, located_error

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A place of a query that values stand in.

    `nodes` are the fields that asked for it. `climb` is how many levels of the answer above it
    become null with it: 0 where null is allowed.
    """

    nodes: tuple[FieldNode, ...]
    climb: int

    def certain(self) -> "Position":
        """Return the position inside this one where null is not allowed."""
        return Position(self.nodes, self.climb + 1)

    def nullable(self) -> "Position":
        """Return the position inside this one where null is allowed."""
        return Position(self.nodes, 0)


@dataclass(frozen=True, slots=True)
class Failure:
    """Stands in an answer for a value that could not be had."""

    error: Exception
    position: Position


@dataclass(frozen=True, slots=True)
class _Climb:
    """Says that so many levels further up become null."""

    levels: int


def settled(data: dict[str, Any]) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
    """Return the answer with nulls for what failed, and an error with its path for each.

    Of several failures inside something that becomes null, the first is reported.
    """
    errors: list[GraphQLError] = []
    found = _settled(data, (), errors)
    return (None if isinstance(found, _Climb) else found), errors


def _settled(value: Any, path: Path, errors: list[GraphQLError]) -> Any:  # noqa: ANN401  # JSON
    if isinstance(value, Failure):
        # graphql-core takes a tuple of nodes for one node, whatever its annotations say.
        errors.append(located_error(value.error, list(value.position.nodes), list(path)))
        return None if value.position.climb == 0 else _Climb(value.position.climb - 1)
    if isinstance(value, dict):
        return _settled_items(value, list(value.items()), path, errors)
    if isinstance(value, list):
        return _settled_items(list(value), list(enumerate(value)), path, errors)
    return value


def _settled_items(
    into: Any,  # noqa: ANN401  # a dict or a list
    items: list[tuple[Any, Any]],
    path: Path,
    errors: list[GraphQLError],
) -> Any:  # noqa: ANN401  # a dict, a list, None or a climb
    # A row may stand in several places of an answer: what changes is a copy.
    changed = dict(into) if isinstance(into, dict) else into
    for key, value in items:
        found = _settled(value, (*path, key), errors)
        if isinstance(found, _Climb):
            return None if found.levels == 0 else _Climb(found.levels - 1)
        changed[key] = found
    return changed
