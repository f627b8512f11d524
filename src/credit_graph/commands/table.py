"""An answer as a table: one row for each innermost item, with what stands above it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from credit_graph.errors import BadArgumentError

Scalar = str | int | float | bool | None
Row = dict[str, Scalar]


def rows_of(answer: Mapping[str, object]) -> list[Row]:
    """Return the rows of a GraphQL answer; columns are paths joined by dots.

    A list makes a row for each of its items, and what stands beside it is repeated; lists of
    scalars become one cell, joined by `;`. Raise `BadArgumentError` for two lists side by side,
    because their rows have nothing to do with each other.
    """
    return list(_rows("", answer))


def columns_of(rows: Sequence[Row]) -> list[str]:
    """Return every column, in the order of first appearance."""
    return list(dict.fromkeys(column for row in rows for column in row))


def _rows(path: str, value: object) -> Iterator[Row]:
    if isinstance(value, Mapping):
        yield from _rows_of_object(path, value)
    elif _is_table(value):
        for item in value:
            yield from _rows(path, item)
    else:
        yield {path: _cell(value)}


def _rows_of_object(path: str, value: Mapping[str, object]) -> Iterator[Row]:
    flat: Row = {}
    repeated: list[list[Row]] = []
    for name, inner in value.items():
        rows = list(_rows(f"{path}.{name}" if path else name, inner))
        if _is_table(inner) or len(rows) > 1:
            repeated.append(rows)
        elif rows:
            flat.update(rows[0])
    if len(repeated) > 1:
        raise BadArgumentError(
            argument=path or "the document",
            why="it asks for two lists side by side, which make no one table",
            fix="Ask for one of them, or use --format json.",
        )
    for row in repeated[0] if repeated else [{}]:
        yield {**flat, **row}


def _is_table(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value)


def _cell(value: object) -> Scalar:
    if isinstance(value, list):
        return ";".join(str(item) for item in value)
    return value if isinstance(value, str | int | float | bool) else None
