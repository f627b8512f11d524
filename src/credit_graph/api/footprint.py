"""How much a document asks for, found in one walk that looks at every field once.

Fragments are visited once, whatever the number of paths that lead to them, so the walk is linear
in the document. It runs before validation and takes nothing for granted: unknown fields,
missing fragments and fragments that use themselves are walked over, and left to validation.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from credit_graph.api.limits import LARGEST_PAGE

_CONNECTION = "Connection"
_OF_A_PAGE = frozenset({"nodes", "edges"})
_SIZES = frozenset({"first", "ids"})
_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a document asks for; of several operations the greatest.

    `fields` and `directives` as written; `repeats`: how often an object's field stands under one
    name in one type, which validation compares pair by pair; `depth` in fields,
    `introspection_depth` below `__schema` and `__type`; `cost` in nodes (see `Limits`).
    """

    depth: int
    introspection_depth: int
    fields: int
    directives: int
    repeats: int
    cost: int


@dataclass(frozen=True, slots=True)
class _Reach:
    """What selections ask for: nodes, and nodes for each item of the page around them."""

    depth: int = 0
    introspection_depth: int = 0
    nodes: int = 0
    nodes_per_item: int = 0

    def beside(self, other: "_Reach") -> "_Reach":
        return _Reach(
            max(self.depth, other.depth),
            max(self.introspection_depth, other.introspection_depth),
            self.nodes + other.nodes,
            self.nodes_per_item + other.nodes_per_item,
        )


def footprint_of(
    document: DocumentNode, schema: GraphQLSchema, sizes: Mapping[str, int], listed: int
) -> Footprint:
    """Return the footprint.

    `sizes` holds what variables come to where they give a page's size or a list of ids (see
    `sizes_in`); `listed` is how many items a list without pages is taken for.
    """
    return _Walk(document, schema, sizes, listed).footprint()


def sizes_in(document: DocumentNode, variables: Mapping[str, object]) -> dict[str, int]:
    """Return what each variable comes to as a size: a number itself, a list its length."""
    sizes: dict[str, int] = {}
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode):
            continue
        for declared in definition.variable_definitions or ():
            name = declared.variable.name.value
            size = _size_of(declared.default_value, {}) if declared.default_value else None
            if name in variables:
                size = _given(variables[name])
            if size is not None:
                sizes[name] = max(size, sizes.get(name, 0))
    return sizes


def _given(value: object) -> int | None:
    if isinstance(value, list):
        return len(value)
    return value if isinstance(value, int) else None


def _size_of(value: ValueNode, sizes: Mapping[str, int]) -> int | None:
    match value:
        case VariableNode():
            return sizes.get(value.name.value)
        case IntValueNode():
            # A number of many digits takes long to read; as a page size it is refused anyway.
            return int(value.value) if len(value.value) < 10 else LARGEST_PAGE  # noqa: PLR2004
        case ListValueNode():
            return len(value.values or ())
        case NullValueNode():
            return 0
        case _:
            return None


class _Walk:
    def __init__(
        self,
        document: DocumentNode,
        schema: GraphQLSchema,
        sizes: Mapping[str, int],
        listed: int,
    ) -> None:
        self._document = document
        self._schema = schema
        self._sizes = sizes
        self._listed = listed
        self._fields = 0
        self._directives = 0
        self._repeats: Counter[tuple[str, str]] = Counter()
        self._reached: dict[str, _Reach] = {}
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }

    def footprint(self) -> Footprint:
        reach = _Reach()
        for name in self._fragments:
            self._fragment(name)
        for definition in self._document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                reach = _greatest(reach, self._operation(definition))
        return Footprint(
            depth=reach.depth,
            introspection_depth=reach.introspection_depth,
            fields=self._fields,
            directives=self._directives,
            repeats=max(self._repeats.values(), default=0),
            cost=reach.nodes,
        )

    def _operation(self, definition: OperationDefinitionNode) -> _Reach:
        self._directives += len(definition.directives or ())
        for variable in definition.variable_definitions or ():
            self._directives += len(variable.directives or ())
        root = self._schema.get_root_type(definition.operation)
        return self._selections(definition.selection_set, root)

    def _fragment(self, name: str) -> _Reach:
        known = self._reached.get(name)
        if known is not None:
            return known
        # A fragment that uses itself finds this, and the walk ends.
        self._reached[name] = _Reach()
        definition = self._fragments.get(name)
        if definition is not None:
            self._directives += len(definition.directives or ())
            kind = self._schema.get_type(definition.type_condition.name.value)
            self._reached[name] = self._selections(definition.selection_set, kind)
        return self._reached[name]

    def _selections(
        self, selections: SelectionSetNode | None, parent: GraphQLNamedType | None
    ) -> _Reach:
        reach = _Reach()
        for selection in selections.selections if selections else ():
            reach = reach.beside(self._selection(selection, parent))
        return reach

    def _selection(self, selection: SelectionNode, parent: GraphQLNamedType | None) -> _Reach:
        self._directives += len(selection.directives or ())
        match selection:
            case FieldNode():
                self._fields += 1
                return self._field(selection, parent)
            case FragmentSpreadNode():
                return self._fragment(selection.name.value)
            case InlineFragmentNode():
                condition = selection.type_condition
                kind = self._schema.get_type(condition.name.value) if condition else parent
                return self._selections(selection.selection_set, kind)
            case _:
                return _Reach()

    def _field(self, field: FieldNode, parent: GraphQLNamedType | None) -> _Reach:
        kind = _type_of(self._schema, field, parent)
        named = get_named_type(kind) if kind else None
        below = self._selections(field.selection_set, named)
        deep, hidden = 1 + below.depth, below.introspection_depth
        if field.name.value in _INTROSPECTION:
            deep, hidden = 1, max(deep, hidden)
        if field.selection_set is None:
            return _Reach(deep, hidden)
        self._repeats[parent.name if parent else "", (field.alias or field.name).value] += 1
        if named is not None and named.name.endswith(_CONNECTION):
            return _Reach(deep, hidden, 1 + below.nodes + self._size(field) * below.nodes_per_item)
        one = 1 + below.nodes
        if _is_page_of(parent, field):
            return _Reach(deep, hidden, 0, one)
        return _Reach(deep, hidden, self._length(field, kind) * one)

    def _size(self, field: FieldNode) -> int:
        # Sizes out of bounds are refused where they are used, in words of their own.
        stated = self._stated(field)
        return LARGEST_PAGE if stated is None else min(max(stated, 1), LARGEST_PAGE)

    def _length(self, field: FieldNode, kind: GraphQLOutputType | None) -> int:
        stated = self._stated(field)
        if stated is not None:
            return stated
        return self._listed if kind and is_list_type(get_nullable_type(kind)) else 1

    def _stated(self, field: FieldNode) -> int | None:
        for argument in field.arguments or ():
            if argument.name.value in _SIZES:
                return _size_of(argument.value, self._sizes)
        return None


def _type_of(
    schema: GraphQLSchema, field: FieldNode, parent: GraphQLNamedType | None
) -> GraphQLOutputType | None:
    if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        return None
    known = schema.get_field(parent, field.name.value)
    return known.type if known else None


def _is_page_of(parent: GraphQLNamedType | None, field: FieldNode) -> bool:
    return (
        parent is not None and parent.name.endswith(_CONNECTION) and field.name.value in _OF_A_PAGE
    )


def _greatest(one: _Reach, other: _Reach) -> _Reach:
    return _Reach(
        max(one.depth, other.depth),
        max(one.introspection_depth, other.introspection_depth),
        max(one.nodes, other.nodes),
    )
