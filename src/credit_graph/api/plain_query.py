"""Which queries are plain, and how a plain one is compiled (see `projection`)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, partial
from itertools import chain
from types import NoneType

import strawberry
from graphql import (
    BooleanValueNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_operation_ast,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from credit_graph.api.projection import (
    Complete,
    Projection,
    Step,
    Take,
    UnfitError,
    attribute,
    certain,
    constant,
    leaf,
    many,
    one,
    one_of,
    resolved,
)

_TEXT: frozenset[type] = frozenset({str, NoneType})
_NOTHING: frozenset[type] = frozenset({NoneType})
_TRUTH: frozenset[type] = frozenset({bool, NoneType})
_READY: Mapping[str, frozenset[type]] = {
    "String": _TEXT,
    "ID": _TEXT,
    "USCC": _TEXT,
    "Boolean": _TRUTH,
}


def plain_query(
    schema: strawberry.Schema,
    document: DocumentNode,
    operation_name: str | None,
    conditions: Mapping[str, bool],
) -> Projection | None:
    """Return a validated query's compiled form; `None` if it is not plain.

    `conditions` are the variables that `@skip` and `@include` go by.
    """
    operation = get_operation_ast(document, operation_name)
    if operation is None or operation.operation is not OperationType.QUERY:
        return None
    try:
        return _Compiler(schema, document, conditions).projection(operation)
    except UnfitError:
        return None


class _Compiler:
    def __init__(
        self, schema: strawberry.Schema, document: DocumentNode, conditions: Mapping[str, bool]
    ) -> None:
        self._strawberry = schema
        self._conditions = conditions
        self._known: dict[tuple[str, tuple[int, ...]], list[Step]] = {}
        self._schema = schema._schema  # noqa: SLF001  # Strawberry offers no other way
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }

    def projection(self, operation: OperationDefinitionNode) -> Projection:
        root = self._schema.query_type
        if root is None or operation.directives:
            raise UnfitError
        steps = self._steps(root, [operation.selection_set])
        return Projection.of(self._schema, operation, steps)

    def _steps(self, parent: GraphQLObjectType, sets: Sequence[SelectionSetNode]) -> list[Step]:
        # A fragment that is used in many places is compiled once for each type.
        key = (parent.name, tuple(map(id, sets)))
        if key not in self._known:
            self._known[key] = self._compiled(parent, sets)
        return self._known[key]

    def _compiled(self, parent: GraphQLObjectType, sets: Sequence[SelectionSetNode]) -> list[Step]:
        found: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selections in sets:
            for node in self._fields(parent, selections, seen):
                key = (node.alias or node.name).value
                found.setdefault(key, []).append(node)
        return [self._step(parent, key, nodes) for key, nodes in found.items()]

    def _fields(
        self, parent: GraphQLObjectType, selections: SelectionSetNode, seen: set[str]
    ) -> Iterator[FieldNode]:
        """Yield the fields that concern objects of the type, in the document's order."""
        for selection in selections.selections:
            if selection.directives and not self._is_included(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection
            elif (inner := self._fragment(parent, selection, seen)) is not None:
                yield from self._fields(parent, inner, seen)

    def _is_included(self, selection: SelectionNode) -> bool:
        for directive in selection.directives or ():
            (argument,) = directive.arguments or ()
            value = argument.value
            if isinstance(value, VariableNode):
                condition = self._conditions.get(value.name.value)
            else:
                condition = value.value if isinstance(value, BooleanValueNode) else None
            if condition is None:
                raise UnfitError
            if condition is (directive.name.value == "skip"):
                return False
        return True

    def _fragment(
        self, parent: GraphQLObjectType, selection: SelectionNode, seen: set[str]
    ) -> SelectionSetNode | None:
        fragment: FragmentDefinitionNode | InlineFragmentNode
        if isinstance(selection, FragmentSpreadNode):
            name = selection.name.value
            if name in seen:
                return None
            seen.add(name)
            fragment = self._fragments[name]
        elif isinstance(selection, InlineFragmentNode):
            fragment = selection
        else:
            raise UnfitError
        if fragment.directives:
            raise UnfitError
        return fragment.selection_set if self._concerns(parent, fragment) else None

    def _concerns(
        self, parent: GraphQLObjectType, fragment: FragmentDefinitionNode | InlineFragmentNode
    ) -> bool:
        if fragment.type_condition is None:
            return True
        named = self._schema.get_type(fragment.type_condition.name.value)
        if isinstance(named, GraphQLInterfaceType | GraphQLUnionType):
            return self._schema.is_sub_type(named, parent)
        return named is parent

    def _step(self, parent: GraphQLObjectType, key: str, nodes: Sequence[FieldNode]) -> Step:
        name = nodes[0].name.value
        if name == "__typename":
            return Step(key, constant(parent.name), leaf(str, _TEXT))
        known = parent.fields.get(name)
        if known is None:
            raise UnfitError
        below = [node.selection_set for node in nodes if node.selection_set is not None]
        return Step(key, self._take(known, nodes[0], below), self._complete(known.type, below))

    def _names(self, sets: Sequence[SelectionSetNode], levels: int) -> Iterator[str]:
        """Yield the fields of selections, and theirs after a dot, whatever type they concern."""
        for selection in chain.from_iterable(each.selections for each in sets):
            match selection:
                case FieldNode(name=name, selection_set=inner):
                    yield name.value
                    if inner is not None and levels > 1:
                        below = self._names([inner], levels - 1)
                        yield from (f"{name.value}.{each}" for each in below)
                case FragmentSpreadNode(name=name):
                    yield from self._names([self._fragments[name.value].selection_set], levels)
                case InlineFragmentNode(selection_set=inner):
                    yield from self._names([inner], levels)

    def _take(
        self, known: GraphQLField, node: FieldNode, below: Sequence[SelectionSetNode]
    ) -> Take:
        stated = known.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if not isinstance(stated, StrawberryField) or stated.extensions:
            raise UnfitError
        if stated.base_resolver is None:
            return attribute(stated.python_name or stated.name)
        names = frozenset(self._names(below, levels=2))
        return resolved(known, node, stated, self._strawberry, names)

    def _complete(self, kind: GraphQLOutputType, below: Sequence[SelectionSetNode]) -> Complete:
        match kind:
            case GraphQLNonNull():
                return certain(self._complete(kind.of_type, below))
            case GraphQLList():
                return many(self._complete(kind.of_type, below))
            case GraphQLObjectType():
                return one(self._steps(kind, below))
            case GraphQLInterfaceType() | GraphQLUnionType():
                return self._complete_any(kind, below)
            case GraphQLEnumType():
                # Members are few, and looking one up is a walk over all of them.
                return leaf(lru_cache(maxsize=256)(partial(_name, kind)), _NOTHING)
            case GraphQLScalarType():
                return leaf(partial(_shown, kind), _READY.get(kind.name, _NOTHING))
            case _:
                raise UnfitError

    def _complete_any(
        self, kind: GraphQLInterfaceType | GraphQLUnionType, below: Sequence[SelectionSetNode]
    ) -> Complete:
        every = [
            (each, one(self._steps(each, below))) for each in self._schema.get_possible_types(kind)
        ]

        def of(value: object) -> Complete:
            for each, complete in every:
                # None of our types looks at the `info` it is given.
                if each.is_type_of is not None and each.is_type_of(value, None):  # type: ignore[arg-type]
                    return complete
            raise UnfitError

        return one_of(of)


def _shown(kind: GraphQLScalarType, value: object) -> object:
    if type(value) is date or type(value) is datetime:
        return value.isoformat()
    shown = kind.coerce_output_value(value)
    if shown is None:
        raise UnfitError
    return shown


def _name(kind: GraphQLEnumType, value: Enum) -> object:
    return kind.coerce_output_value(value)
