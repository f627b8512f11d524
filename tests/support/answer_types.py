"""An answer held against the types of the schema, and its objects counted, without graphql-core's
execution."""

from collections.abc import Iterator, Mapping
from typing import cast

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

_PLAIN: Mapping[str, tuple[type, ...]] = {
    "Int": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
}


def objects_in(value: object) -> int:
    """Return how many objects an answer holds, the outermost not counted."""
    if isinstance(value, dict):
        return sum(objects_in(each) + isinstance(each, dict) for each in value.values())
    if isinstance(value, list):
        return sum(objects_in(each) + isinstance(each, dict) for each in value)
    return 0


class AnswerTypes:
    """What is wrong with the data of an answer to a document."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            each.name.value: each.selection_set
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        (self._operation,) = (
            each for each in document.definitions if isinstance(each, OperationDefinitionNode)
        )

    def faults(self, data: object) -> list[str]:
        """Return each departure from the schema's types, with its path."""
        root = self._schema.query_type
        assert root is not None
        return list(self._object(root, [self._operation.selection_set], data, "data"))

    def _object(
        self, kind: GraphQLObjectType, sets: list[SelectionSetNode], value: object, path: str
    ) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path} is no object"
            return
        asked: dict[str, list[FieldNode]] = {}
        for node in (node for each in sets for node in self._fields(kind, each)):
            asked.setdefault((node.alias or node.name).value, []).append(node)
        if list(asked) != list(value):
            yield f"{path} has {list(value)} and not {list(asked)}"
            return
        for key, nodes in asked.items():
            name = nodes[0].name.value
            if name == "__typename":
                if value[key] != kind.name:
                    yield f"{path}.{key} is not {kind.name}"
                continue
            below = [each.selection_set for each in nodes if each.selection_set is not None]
            yield from self._value(kind.fields[name].type, below, value[key], f"{path}.{key}")

    def _value(
        self, kind: GraphQLOutputType, below: list[SelectionSetNode], value: object, path: str
    ) -> Iterator[str]:
        if value is None:
            if isinstance(kind, GraphQLNonNull):
                yield f"{path} is null"
            return
        if isinstance(kind, GraphQLNonNull):
            kind = cast("GraphQLOutputType", kind.of_type)
        if isinstance(kind, GraphQLObjectType):
            yield from self._object(kind, below, value, path)
        elif isinstance(kind, GraphQLList) and isinstance(value, list):
            for place, item in enumerate(value):
                yield from self._value(kind.of_type, below, item, f"{path}.{place}")
        elif not _is_of(kind, value):
            yield f"{path} is no {kind}"

    def _fields(self, kind: GraphQLObjectType, selections: SelectionSetNode) -> Iterator[FieldNode]:
        for node in selections.selections:
            if not all(_is_kept(each) for each in node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, FragmentSpreadNode):
                yield from self._fields(kind, self._fragments[node.name.value])
            elif isinstance(node, InlineFragmentNode) and self._concerns(node, kind):
                yield from self._fields(kind, node.selection_set)

    def _concerns(self, node: InlineFragmentNode, kind: GraphQLObjectType) -> bool:
        if node.type_condition is None:
            return True
        named = self._schema.get_type(node.type_condition.name.value)
        if isinstance(named, GraphQLInterfaceType):
            return self._schema.is_sub_type(named, kind)
        return named is kind


def _is_kept(directive: DirectiveNode) -> bool:
    """Tell whether a selection stays; a variable is taken for true."""
    (argument,) = directive.arguments or ()
    condition = not isinstance(argument.value, BooleanValueNode) or argument.value.value
    return condition is (directive.name.value == "include")


def _is_of(kind: GraphQLOutputType, value: object) -> bool:
    if isinstance(kind, GraphQLScalarType):
        fit = _PLAIN.get(kind.name, (str,))
        return isinstance(value, fit) and (bool in fit or not isinstance(value, bool))
    if isinstance(kind, GraphQLEnumType):
        return value in kind.values
    # Objects behind an interface or a union are held against their own types elsewhere.
    return isinstance(kind, GraphQLInterfaceType | GraphQLUnionType) and isinstance(value, dict)
