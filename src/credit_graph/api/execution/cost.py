"""Query cost: what a document asks for, found in one walk that looks at every field once.

Fragments are visited once or twice, whatever the number of paths that lead to them, so the walk is
linear in the document. It runs before validation and takes nothing for granted: unknown fields,
missing fragments and fragments that use themselves are walked over, and left to validation. Fields
that `@skip` or `@include` would leave out count like all others.
"""

from collections import Counter
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from credit_graph.api.execution.field_costs import OBJECT, leaf_cost, work_of
from credit_graph.api.execution.list_lengths import STAYS_WHOLE, WHOLE, ListLengths
from credit_graph.api.execution.sized_arguments import (
    IDS,
    PAGE,
    REPRESENTATIONS,
    SizedArgument,
    Variables,
    list_size,
    page_size,
    sized_arguments,
)

_CONNECTION = "Connection"
_INTROSPECTION = frozenset({"__schema", "__type"})
_NODES = frozenset({"nodes", "edges"})
# Lists as long as what is asked for by name.
_BY_NAMES = {"Query.nodes": IDS, "Query._entities": REPRESENTATIONS}
# As many as the page around them has, or as many as it has pairs.
_OF_A_PAGE = frozenset({"ChainGraph.nodes", "ChainPaths.paths"})
_OF_PAIRS = frozenset({"ChainGraph.links"})


# Chains of fragments multiply; no JSON writer and no client has room for what they come to.
_MOST_STATED = 2**53 - 1


@dataclass(frozen=True, slots=True)
class QueryCost:
    """What a document asks for; of several operations the greatest.

    `fields`, `aliases` and `directives` as written, `directives_each` of them at one place;
    `repeats`: how often an object's field stands under one name in one type, which validation
    compares pair by pair; `depth` in fields, `introspection_depth` below `__schema` and
    `__type`; `cost` in units (see `field_costs`).
    """

    depth: int
    introspection_depth: int
    fields: int
    aliases: int
    directives: int
    directives_each: int
    repeats: int
    cost: int


@dataclass(frozen=True, slots=True)
class _Reach:
    """What selections ask for: units once, for each item of the page around, for each pair."""

    depth: int = 0
    introspection_depth: int = 0
    once: float = 0.0
    per_item: float = 0.0
    per_pair: float = 0.0

    def beside(self, other: "_Reach") -> "_Reach":
        return _Reach(
            max(self.depth, other.depth),
            max(self.introspection_depth, other.introspection_depth),
            self.once + other.once,
            self.per_item + other.per_item,
            self.per_pair + other.per_pair,
        )


def query_cost(
    document: DocumentNode, schema: GraphQLSchema, lengths: ListLengths, variables: Variables
) -> QueryCost:
    """Return what a document asks for.

    `variables` are those that give sizes, defaults worked in (`with_defaults`).
    """
    return _Walk(document, schema, lengths, variables).cost()


@dataclass(frozen=True, slots=True)
class Scan:
    """Sized arguments of a document, each once, and the variables of `@skip` and `@include`.

    `coordinates` is each `Type.field` that it asks for, in its order. `is_introspection`: it asks
    for nothing but the schema itself.
    """

    sized: tuple[SizedArgument, ...]
    conditions: tuple[str, ...]
    coordinates: tuple[str, ...]
    is_introspection: bool


def scan_document(document: DocumentNode, schema: GraphQLSchema) -> Scan:
    """Return what of a document depends on variables."""
    walk = _Walk(document, schema, ListLengths(), {})
    walk.cost()
    operations = [
        each for each in document.definitions if isinstance(each, OperationDefinitionNode)
    ]
    return Scan(
        tuple(walk.sized.values()),
        tuple(walk.conditions),
        tuple(walk.coordinates),
        all(map(_is_introspection, operations)),
    )


class _Walk:
    def __init__(
        self,
        document: DocumentNode,
        schema: GraphQLSchema,
        lengths: ListLengths,
        variables: Variables,
    ) -> None:
        self.sized: dict[int, SizedArgument] = {}
        self.conditions: dict[str, None] = {}
        self.coordinates: dict[str, None] = {}
        self._document = document
        self._schema = schema
        self._lengths = lengths
        self._variables = variables
        self._fields: set[int] = set()
        self._aliases = 0
        self._directives: dict[int, int] = {}
        self._repeats: Counter[tuple[str, str]] = Counter()
        self._reached: dict[tuple[str, bool], _Reach] = {}
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }

    def cost(self) -> QueryCost:
        reach = _Reach()
        for name in self._fragments:
            self._fragment(name, different=False)
        for definition in self._document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                reach = _greatest(reach, self._operation(definition))
        return QueryCost(
            depth=reach.depth,
            introspection_depth=reach.introspection_depth,
            fields=len(self._fields),
            aliases=self._aliases,
            directives=sum(self._directives.values()),
            directives_each=max(self._directives.values(), default=0),
            repeats=max(self._repeats.values(), default=0),
            cost=min(ceil(reach.once + reach.per_item + reach.per_pair), _MOST_STATED),
        )

    def _operation(self, definition: OperationDefinitionNode) -> _Reach:
        self._note_directives(definition)
        for variable in definition.variable_definitions or ():
            self._note_directives(variable)
        root = self._schema.get_root_type(definition.operation)
        return self._selections(definition.selection_set, root, different=False)

    def _fragment(self, name: str, *, different: bool) -> _Reach:
        known = self._reached.get((name, different))
        if known is not None:
            return known
        # A fragment that uses itself finds this, and the walk ends.
        self._reached[name, different] = _Reach()
        definition = self._fragments.get(name)
        if definition is not None:
            self._note_directives(definition)
            kind = self._schema.get_type(definition.type_condition.name.value)
            found = self._selections(definition.selection_set, kind, different=different)
            self._reached[name, different] = found
        return self._reached[name, different]

    def _selections(
        self,
        selections: SelectionSetNode | None,
        parent: GraphQLNamedType | None,
        *,
        different: bool,
    ) -> _Reach:
        reach = _Reach()
        for selection in selections.selections if selections else ():
            reach = reach.beside(self._selection(selection, parent, different=different))
        return reach

    def _selection(
        self, selection: SelectionNode, parent: GraphQLNamedType | None, *, different: bool
    ) -> _Reach:
        self._note_directives(selection)
        match selection:
            case FieldNode():
                return self._field(selection, parent, different=different)
            case FragmentSpreadNode():
                return self._fragment(selection.name.value, different=different)
            case InlineFragmentNode():
                condition = selection.type_condition
                kind = self._schema.get_type(condition.name.value) if condition else parent
                return self._selections(selection.selection_set, kind, different=different)
            case _:
                return _Reach()

    def _field(
        self, field: FieldNode, parent: GraphQLNamedType | None, *, different: bool
    ) -> _Reach:
        first_visit = id(field) not in self._fields
        self._fields.add(id(field))
        self._aliases += first_visit and field.alias is not None
        coordinate = f"{parent.name if parent else ''}.{field.name.value}"
        self.coordinates[coordinate] = None
        known = self._definition(field, parent)
        kind = known.type if known else None
        if known is not None and first_visit and field.arguments:
            self._note_sizes(known, field)
        is_list = kind is not None and is_list_type(get_nullable_type(kind))
        if field.selection_set is None:
            return _Reach(1, 0, leaf_cost(coordinate, is_list=is_list))
        if first_visit:
            self._repeats[parent.name if parent else "", (field.alias or field.name).value] += 1
        inner = coordinate in WHOLE or (different and coordinate in STAYS_WHOLE)
        named = get_named_type(kind) if kind else None
        below = self._selections(field.selection_set, named, different=inner)
        deep, hidden = 1 + below.depth, below.introspection_depth
        if field.name.value in _INTROSPECTION:
            deep, hidden = 1, max(deep, hidden)
        below = replace(below, depth=deep, introspection_depth=hidden)
        if known is not None and PAGE in known.args:
            return self._page(field, coordinate, below)
        return self._objects(field, coordinate, below, is_list=is_list, different=different)

    def _definition(self, field: FieldNode, parent: GraphQLNamedType | None) -> GraphQLField | None:
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
            return None
        return self._schema.get_field(parent, field.name.value)

    def _note_sizes(self, known: GraphQLField, field: FieldNode) -> None:
        for each in sized_arguments(known, field.arguments or ()):
            self.sized[id(each.value)] = each

    def _page(self, field: FieldNode, coordinate: str, below: _Reach) -> _Reach:
        size = page_size(_argument(field, PAGE), self._variables)
        own = OBJECT + work_of(coordinate)
        inside = below.once + size * below.per_item + size * size * below.per_pair
        return replace(below, once=own + inside, per_item=0.0, per_pair=0.0)

    def _objects(
        self, field: FieldNode, coordinate: str, below: _Reach, *, is_list: bool, different: bool
    ) -> _Reach:
        one = OBJECT + below.once + below.per_item + below.per_pair
        none = replace(below, once=0.0, per_item=0.0, per_pair=0.0)
        if coordinate in _OF_PAIRS:
            return replace(none, per_pair=one)
        if coordinate in _OF_A_PAGE or _is_page_of(coordinate):
            return replace(none, per_item=one)
        work = work_of(coordinate)
        if not is_list:
            return replace(none, once=work + one)
        named = _argument(field, _BY_NAMES[coordinate]) if coordinate in _BY_NAMES else None
        if named is not None:
            return replace(none, once=work + list_size(named, self._variables) * one)
        length = self._lengths.of_list(coordinate, on_average=different)
        return replace(none, once=work + length * one)

    def _note_directives(self, node: Any) -> None:  # noqa: ANN401  # any node that may bear them
        if not node.directives:
            return
        self._directives[id(node)] = len(node.directives)
        for directive in node.directives:
            for argument in directive.arguments or ():
                if isinstance(argument.value, VariableNode):
                    self.conditions[argument.value.name.value] = None


def _is_introspection(operation: OperationDefinitionNode) -> bool:
    return all(
        isinstance(each, FieldNode) and each.name.value in _INTROSPECTION
        for each in operation.selection_set.selections
    )


def _argument(field: FieldNode, name: str) -> ValueNode | None:
    for each in field.arguments or ():
        if each.name.value == name:
            return each.value
    return None


def _is_page_of(coordinate: str) -> bool:
    kind, _, name = coordinate.partition(".")
    return kind.endswith(_CONNECTION) and name in _NODES


def _greatest(one: _Reach, other: _Reach) -> _Reach:
    return _Reach(
        max(one.depth, other.depth),
        max(one.introspection_depth, other.introspection_depth),
        max(one.once, other.once),
        max(one.per_item, other.per_item),
        max(one.per_pair, other.per_pair),
    )
