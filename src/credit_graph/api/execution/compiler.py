"""Compiles a query into an execution plan (see `plan`), if it is of the supported kind.

Supported are queries that ask nothing of the schema itself but `__typename`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, partial
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

from credit_graph.api.execution.completion import (
    attribute,
    certain,
    constant,
    leaf,
    many,
    one,
    one_of,
    resolved,
)
from credit_graph.api.execution.disclosing import disclosing
from credit_graph.api.execution.failure import Position
from credit_graph.api.execution.plan import Complete, Plan, PlanStep, Take, UnsupportedQueryError
from credit_graph.api.selection import Selection

_TEXT: frozenset[type] = frozenset({str, NoneType})
_NOTHING: frozenset[type] = frozenset({NoneType})
_TRUTH: frozenset[type] = frozenset({bool, NoneType})
_READY: Mapping[str, frozenset[type]] = {
    "String": _TEXT,
    "ID": _TEXT,
    "USCC": _TEXT,
    "Boolean": _TRUTH,
}


def compiled(
    schema: strawberry.Schema,
    document: DocumentNode,
    operation_name: str | None,
    conditions: Mapping[str, bool],
) -> Plan | None:
    """Return the plan of a validated query; `None` if it is not of the supported kind.

    `conditions` are the variables that `@skip` and `@include` go by.
    """
    operation = get_operation_ast(document, operation_name)
    if operation is None or operation.operation is not OperationType.QUERY:
        return None
    try:
        return _Compiler(schema, document, conditions).plan(operation)
    except UnsupportedQueryError:
        return None


class _Compiler:
    def __init__(
        self, schema: strawberry.Schema, document: DocumentNode, conditions: Mapping[str, bool]
    ) -> None:
        self._strawberry = schema
        self._conditions = conditions
        self._known: dict[tuple[str, int, tuple[int, ...]], list[PlanStep]] = {}
        self._schema = schema._schema  # noqa: SLF001  # Strawberry offers no other way
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }

    def plan(self, operation: OperationDefinitionNode) -> Plan:
        root = self._schema.query_type
        if root is None or operation.directives:
            raise UnsupportedQueryError
        steps = self._steps(root, [operation.selection_set], climb=0)
        return Plan.of(self._schema, operation, steps)

    def _steps(
        self, parent: GraphQLObjectType, sets: Sequence[SelectionSetNode], climb: int
    ) -> list[PlanStep]:
        """Compile the selections on an object; `climb` is that of the position it stands in."""
        # A fragment that is used in many places is compiled once for each type and climb.
        key = (parent.name, climb, tuple(map(id, sets)))
        if key not in self._known:
            self._known[key] = self._compiled(parent, sets, climb)
        return self._known[key]

    def _compiled(
        self, parent: GraphQLObjectType, sets: Sequence[SelectionSetNode], climb: int
    ) -> list[PlanStep]:
        found: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selections in sets:
            for node in self._fields(parent, selections, seen):
                key = (node.alias or node.name).value
                found.setdefault(key, []).append(node)
        return [self._step(parent, key, nodes, climb) for key, nodes in found.items()]

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
                raise UnsupportedQueryError
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
            raise UnsupportedQueryError
        if fragment.directives:
            raise UnsupportedQueryError
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

    def _step(
        self, parent: GraphQLObjectType, key: str, nodes: Sequence[FieldNode], climb: int
    ) -> PlanStep:
        name = nodes[0].name.value
        around = Position(tuple(nodes), climb)
        if name == "__typename":
            here = around.certain()
            return PlanStep(key, here, constant(parent.name), leaf(str, _TEXT, here))
        known = parent.fields.get(name)
        if known is None:
            raise UnsupportedQueryError
        below = _Below(
            [node.selection_set for node in nodes if node.selection_set is not None],
            f"{parent.name}.{name}",
        )
        here = _inside(around, known.type)
        return PlanStep(
            key, here, self._take(known, here), self._complete(known.type, around, below)
        )

    def _take(self, known: GraphQLField, here: Position) -> Take:
        stated = known.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if not isinstance(stated, StrawberryField) or stated.extensions:
            raise UnsupportedQueryError
        if stated.base_resolver is None:
            return attribute(stated.python_name or stated.name, here)
        selection = Selection.below(here.nodes, self._fragments)
        return resolved(known, stated, self._strawberry, here, selection)

    def _complete(self, kind: GraphQLOutputType, around: Position, below: "_Below") -> Complete:
        here = _inside(around, kind)
        if isinstance(kind, GraphQLNonNull):
            return certain(self._shown(kind.of_type, here, below), here, below.name)
        return self._shown(kind, here, below)

    def _shown(self, kind: GraphQLOutputType, here: Position, below: "_Below") -> Complete:
        match kind:
            case GraphQLList():
                return many(self._complete(kind.of_type, here, below), here)
            case GraphQLObjectType():
                return disclosing(kind.name, one(self._steps(kind, below.sets, here.climb)))
            case GraphQLInterfaceType() | GraphQLUnionType():
                return self._shown_any(kind, here, below)
            case GraphQLEnumType():
                # Members are few, and looking one up is a walk over all of them.
                return leaf(lru_cache(maxsize=256)(partial(_name, kind)), _NOTHING, here)
            case GraphQLScalarType():
                return leaf(partial(_shown, kind), _READY.get(kind.name, _NOTHING), here)
            case _:
                raise UnsupportedQueryError

    def _shown_any(
        self, kind: GraphQLInterfaceType | GraphQLUnionType, here: Position, below: "_Below"
    ) -> Complete:
        every = [
            (each, disclosing(each.name, one(self._steps(each, below.sets, here.climb))))
            for each in self._schema.get_possible_types(kind)
        ]

        def of(value: object) -> Complete:
            for each, complete in every:
                # None of our types looks at the `info` it is given.
                if each.is_type_of is not None and each.is_type_of(value, None):  # type: ignore[arg-type]
                    return complete
            raise LookupError(f"{type(value).__name__} is none of {kind.name}")

        return one_of(of, here)


@dataclass(frozen=True, slots=True)
class _Below:
    """What is asked of a field's objects, and the field's name with its type for messages."""

    sets: Sequence[SelectionSetNode]
    name: str


def _inside(around: Position, kind: GraphQLOutputType) -> Position:
    """Return the position of a value of this kind inside an object or a list."""
    return around.certain() if isinstance(kind, GraphQLNonNull) else around.nullable()


def _shown(kind: GraphQLScalarType, value: object) -> object:
    if type(value) is date or type(value) is datetime:
        return value.isoformat()
    shown = kind.coerce_output_value(value)
    if shown is None:
        raise TypeError(f"{value!r} is no {kind.name}")
    return shown


def _name(kind: GraphQLEnumType, value: Enum) -> object:
    return kind.coerce_output_value(value)
