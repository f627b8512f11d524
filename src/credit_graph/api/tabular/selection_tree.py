"""What a GraphQL document selects, as a tree: names, types and lists, whatever the answer holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)

from credit_graph.errors import BadArgumentError
from credit_graph.message import Message


class ColumnType(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    INSTANT = "instant"


_TYPES: Final = {
    "Int": ColumnType.INTEGER,
    "Float": ColumnType.NUMBER,
    "Boolean": ColumnType.BOOLEAN,
    "Date": ColumnType.DAY,
    "DateTime": ColumnType.INSTANT,
}


@dataclass(frozen=True, slots=True)
class Selected:
    """A field that is selected, under the name that it has in the answer.

    `kind` is `None` for an object; `members` are the fields selected of it, those of all types
    that it may have. `paged`: it is a connection, whose items come page by page.
    """

    name: str
    kind: ColumnType | None
    is_list: bool = False
    paged: bool = False
    members: tuple["Selected", ...] = ()


def operation_of(document: DocumentNode) -> OperationDefinitionNode:
    """Return the one operation of a document; refuse several."""
    operations = [
        each for each in document.definitions if isinstance(each, OperationDefinitionNode)
    ]
    if len(operations) != 1:
        raise BadArgumentError(
            Message("the document"),
            Message("it has {count} operations", count=len(operations)),
            Message("Put one in a file."),
        )
    return operations[0]


def fragments_of(document: DocumentNode) -> Mapping[str, FragmentDefinitionNode]:
    """Return the fragments of a document by name."""
    return {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }


def selection_tree(schema: GraphQLSchema, document: DocumentNode) -> Selected:
    """Return what a valid document selects; the root has no name."""
    root = schema.query_type
    assert root is not None  # noqa: S101  # a schema has queries
    reader = _Reader(schema, fragments_of(document))
    return Selected("", None, members=reader.members(root, operation_of(document).selection_set))


@dataclass(frozen=True, slots=True)
class _Reader:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]

    def members(self, owner: GraphQLOutputType, selected: SelectionSetNode) -> tuple[Selected, ...]:
        """Return the fields of a selection in the order of first appearance, each once."""
        merged: dict[str, Selected] = {}
        for field_owner, node in self._fields(owner, selected):
            found = self._field(field_owner, node)
            before = merged.get(found.name)
            merged[found.name] = found if before is None else _both(before, found)
        return tuple(merged.values())

    def _fields(
        self, owner: object, selected: SelectionSetNode
    ) -> Iterator[tuple[object, FieldNode]]:
        for node in selected.selections:
            if isinstance(node, FieldNode):
                yield owner, node
                continue
            if isinstance(node, FragmentSpreadNode):
                inner: FragmentDefinitionNode | InlineFragmentNode = self.fragments[node.name.value]
            else:
                assert isinstance(node, InlineFragmentNode)  # noqa: S101  # there is no third
                inner = node
            condition = inner.type_condition
            kind = owner if condition is None else self.schema.type_map[condition.name.value]
            yield from self._fields(kind, inner.selection_set)

    def _field(self, owner: object, node: FieldNode) -> Selected:
        name = node.alias.value if node.alias else node.name.value
        if not isinstance(owner, GraphQLObjectType | GraphQLInterfaceType):
            return Selected(name, ColumnType.TEXT)  # of a union there is only __typename
        if node.name.value not in owner.fields:
            return Selected(name, ColumnType.TEXT)
        stated = get_nullable_type(owner.fields[node.name.value].type)
        kind = get_named_type(stated)
        is_list = is_list_type(stated)
        if is_leaf_type(kind) or node.selection_set is None:
            return Selected(name, _TYPES.get(kind.name, ColumnType.TEXT), is_list)
        return Selected(
            name,
            None,
            is_list,
            kind.name.endswith("Connection"),
            self.members(kind, node.selection_set),
        )


def _both(one: Selected, other: Selected) -> Selected:
    merged = {each.name: each for each in one.members}
    for each in other.members:
        before = merged.get(each.name)
        merged[each.name] = each if before is None else _both(before, each)
    return Selected(one.name, one.kind, one.is_list, one.paged, tuple(merged.values()))
