"""Invented documents over a schema, and how many nodes graphql-core answers them with.

The answers are invented too: every page is full, and every list without pages is as long as the
longest of its kind.
"""

from dataclasses import dataclass, field

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    execute_sync,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_argument,
    parse,
)
from hypothesis import strategies as st

from credit_graph.api.execution.list_lengths import ListLengths

_LARGEST = 4
_DEEPEST = 5
_SCALARS = {"Int": 1, "Float": 1.0, "Boolean": True}
_LITERALS = {"Int": "1", "Boolean": "true", "Date": '"2026-01-01"'}


@dataclass(slots=True)
class Counter:
    """Resolves every field with as much as there may be, and counts the objects it gives."""

    schema: GraphQLSchema
    lengths: ListLengths
    nodes: int = 0

    def resolve(
        self, source: object, info: GraphQLResolveInfo[None], **arguments: object
    ) -> object:
        """Return the value of a field."""
        named = get_named_type(info.return_type)
        value = self._value(named, arguments)
        if not is_list_type(get_nullable_type(info.return_type)):
            self._count(value, 1)
            return value
        length = self._length(source, f"{info.parent_type.name}.{info.field_name}", arguments)
        self._count(value, length)
        return [value] * length

    def _length(self, source: object, coordinate: str, arguments: dict[str, object]) -> int:
        page = source.get("page") if isinstance(source, dict) else None
        if coordinate == "ChainGraph.links":
            return page * (page - 1) if page else 0
        if page is not None:
            return int(page)
        if isinstance(ids := arguments.get("ids"), list):
            return len(ids)
        return int(self.lengths.of_list(coordinate, on_average=False))

    def _value(self, named: GraphQLNamedType, arguments: dict[str, object]) -> object:
        if isinstance(named, GraphQLObjectType):
            page = {"page": arguments["first"]} if "first" in arguments else {}
            return {"__typename": named.name, **page}
        if isinstance(named, GraphQLInterfaceType | GraphQLUnionType):
            return {"__typename": self.schema.get_possible_types(named)[0].name}
        if isinstance(named, GraphQLEnumType):
            return next(iter(named.values.values())).value
        return _SCALARS.get(named.name, "x")

    def _count(self, value: object, times: int) -> None:
        self.nodes += times if isinstance(value, dict) else 0


def lists_of(schema: GraphQLSchema) -> list[str]:
    """Return `Type.field` of every list in the schema, its description of itself included."""
    return [
        f"{name}.{field_name}"
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLObjectType)
        for field_name, each in kind.fields.items()
        if is_list_type(get_nullable_type(each.type))
    ]


def count_nodes(schema: GraphQLSchema, document: str, lengths: ListLengths) -> int:
    """Return how many objects the fullest answer holds."""
    counter = Counter(schema, lengths)
    result = execute_sync(schema, parse(document), field_resolver=counter.resolve)
    assert result.errors is None, result.errors
    return counter.nodes


@dataclass(slots=True)
class _Writer:
    draw: st.DrawFn
    schema: GraphQLSchema
    fragments: list[str] = field(default_factory=list)

    def selections(self, kind: GraphQLNamedType, levels: int) -> str:
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            return "__typename"
        usable = {
            name: each
            for name, each in kind.fields.items()
            if _can_be_written(each) and (levels > 0 or _is_leaf(each))
        }
        if not usable:
            return "__typename"
        names = self.draw(st.lists(st.sampled_from(sorted(usable)), min_size=1, max_size=4))
        written = [self.field(name, usable[name], levels) for name in names]
        if self.draw(st.booleans()):
            written.append(self.fragment(kind, written))
        return " ".join(written)

    def field(self, name: str, each: GraphQLField, levels: int) -> str:
        alias = self.draw(st.sampled_from(("a", "b", "c", "d", "e", "f", "g", "h")))
        text = f"{alias}{self.draw(st.integers(0, 99))}: {name}{self.arguments(each)}"
        if _is_leaf(each):
            return text
        return f"{text} {{ {self.selections(get_named_type(each.type), levels - 1)} }}"

    def arguments(self, each: GraphQLField) -> str:
        given = []
        for name, argument in each.args.items():
            if name == "first":
                given.append(f"first: {self.draw(st.integers(1, _LARGEST))}")
            elif is_required_argument(argument):
                literal = _LITERALS.get(get_named_type(argument.type).name, '"x"')
                given.append(f"{name}: {literal}")
        return f"({', '.join(given)})" if given else ""

    def fragment(self, kind: GraphQLNamedType, written: list[str]) -> str:
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {kind.name} {{ {' '.join(written)} }}")
        return f"...{name} ...{name}"


def _is_leaf(each: GraphQLField) -> bool:
    named = get_named_type(each.type)
    return not isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)


def _can_be_written(each: GraphQLField) -> bool:
    required = (argument for name, argument in each.args.items() if is_required_argument(argument))
    kinds = {get_named_type(argument.type).name for argument in required}
    return kinds <= {"Int", "Boolean", "Date", "String", "ID", "USCC"}


@st.composite
def documents(draw: st.DrawFn, schema: GraphQLSchema) -> str:
    """Draw a document with aliases, fragments used twice, lists and pages."""
    writer = _Writer(draw, schema)
    assert schema.query_type is not None
    query = writer.selections(schema.query_type, draw(st.integers(0, _DEEPEST)))
    return f"{{ {query} }} {' '.join(writer.fragments)}"
