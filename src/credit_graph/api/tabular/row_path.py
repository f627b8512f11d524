"""The rules by which an answer becomes rows (docs/analysts.md, "Rows").

A row is an item of the innermost list along one path. From the root on, of the lists that an object
holds, the path takes the paged one, else the first in the document; or the lists that `--rows`
names. What stands above an item is repeated, an item whose inner list is empty keeps its row, and
lists beside the path are cells of JSON.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from credit_graph.api.tabular.selection_tree import ColumnType, Selected
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

Cell = str | int | float | bool | None
TableRow = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: the path of its field, joined by dots, and what its cells are."""

    name: str
    kind: ColumnType


@dataclass(frozen=True, slots=True)
class RowPath:
    """How one document's answers become rows.

    `lists` are the paths of the lists whose items are rows, outermost first.
    """

    tree: Selected
    lists: tuple[str, ...]

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Every column, in the order of the document; the same whatever an answer holds."""
        return tuple(self._columns(self.tree, ""))

    @property
    def paged(self) -> tuple[str, ...]:
        """The paths of all paged lists of the document."""
        return tuple(_paged(self.tree, ""))

    @property
    def followed(self) -> str | None:
        """The paged list that can be followed: the one that no list stands above."""
        first = self.lists[0] if self.lists else ""
        found = [each for each in self.paged if first.startswith(f"{each}.")]
        return found[-1] if found else None

    def rows(self, answer: Mapping[str, object]) -> Iterator[TableRow]:
        """Yield the rows of an answer; none if nothing of what it asks for was found."""
        if any(answer.get(member.name) is not None for member in self.tree.members):
            yield from self._rows(self.tree, "", answer)

    def followed_items(self, answer: Mapping[str, object]) -> int:
        """Return how many items of the list that is followed an answer holds."""
        found: object = answer if self.lists else None
        for name in self.lists[0].split(".") if self.lists else ():
            found = found.get(name) if isinstance(found, Mapping) else None
        return len(found) if isinstance(found, Sequence) else 0

    def _columns(self, node: Selected, path: str) -> Iterator[TableColumn]:
        for member in node.members:
            place = _joined(path, member.name)
            if member.is_list and place not in self.lists:
                yield TableColumn(place, ColumnType.TEXT)
            elif member.kind is not None:
                yield TableColumn(place, member.kind)
            else:
                yield from self._columns(member, place)

    def _rows(self, node: Selected, path: str, value: object) -> Iterator[TableRow]:
        """Yield the rows of an object; one without its cells if there is none."""
        held = value if isinstance(value, Mapping) else {}
        flat: TableRow = {}
        below: Iterator[TableRow] | None = None
        for member in node.members:
            place = _joined(path, member.name)
            inner = held.get(member.name)
            if member.is_list and place not in self.lists:
                flat[place] = None if inner is None else orjson.dumps(inner).decode()
            elif member.kind is not None:
                flat[place] = _cell(inner)
            elif self._leads_to_rows(place):
                below = self._items(member, place, inner)
            else:
                for row in self._rows(member, place, inner):
                    flat.update(row)
        for row in below if below is not None else ({},):
            yield {**flat, **row}

    def _items(self, member: Selected, place: str, inner: object) -> Iterator[TableRow]:
        if not member.is_list:
            yield from self._rows(member, place, inner)
            return
        empty = True
        for item in inner if isinstance(inner, Sequence) else ():
            empty = False
            yield from self._rows(member, place, item)
        if empty:
            yield {}

    def _leads_to_rows(self, place: str) -> bool:
        return any(each == place or each.startswith(f"{place}.") for each in self.lists)


def row_path(tree: Selected, wanted: str | None) -> RowPath:
    """Return the path of the rows; raise `BadArgumentError` for a `wanted` that is no list."""
    known = dict(_lists(tree, "", ()))
    if wanted is None:
        return RowPath(tree, _first_path(tree, ""))
    if wanted not in known:
        offered = suggestions(wanted, known) or tuple(known)[:_OFFERED]
        fix = Message(
            "Lists of this document: {offered}.", offered=", ".join(offered) or Message("none")
        )
        raise BadArgumentError(
            "--rows", Message("{wanted} is no list of the document", wanted=wanted), fix
        )
    return RowPath(tree, known[wanted])


_OFFERED: Final = 10


def _lists(
    node: Selected, path: str, above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the path of each list of objects, with those of the lists that lead to it."""
    for member in node.members:
        if member.kind is not None:
            continue
        place = _joined(path, member.name)
        here = (*above, place) if member.is_list else above
        if member.is_list:
            yield place, here
        yield from _lists(member, place, here)


def _first_path(node: Selected, path: str) -> tuple[str, ...]:
    """Return the lists along the path that is taken unless another is asked for."""
    objects = [member for member in node.members if member.kind is None]
    for member in sorted(objects, key=lambda each: not _holds_pages(each)):
        place = _joined(path, member.name)
        below = _first_path(member, place)
        if member.is_list:
            return (place, *below)
        if below:
            return below
    return ()


def _holds_pages(node: Selected) -> bool:
    return node.paged or (
        not node.is_list and any(_holds_pages(each) for each in node.members if each.kind is None)
    )


def _paged(node: Selected, path: str) -> Iterator[str]:
    for member in node.members:
        place = _joined(path, member.name)
        if member.paged:
            yield place
        yield from _paged(member, place)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return orjson.dumps(value).decode()
