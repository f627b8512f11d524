"""Documents that reach every field of a schema, each by a shortest way, and what they need."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_required_argument,
    is_required_input_field,
    parse,
    visit,
)

_SAMPLES = {
    "Int": "1",
    "Float": "1.0",
    "Boolean": "false",
    "Date": '"2026-11-01"',
    "DateTime": '"2026-11-20T00:00:00Z"',
    "USCC": '"91410400MA0000001D"',
}


@dataclass(frozen=True, slots=True)
class Way:
    """How a type is reached: the text before and after what is asked of it."""

    before: str
    after: str

    def through(self, name: str, field: GraphQLField, kind: GraphQLNamedType) -> "Way":
        """Return the way on, through a field to a type that its objects may have."""
        inner = get_named_type(field.type)
        step = f"{name}{arguments(field.args)} {{ "
        if inner is kind:
            return Way(self.before + step, " }" + self.after)
        return Way(f"{self.before}{step}... on {kind.name} {{ ", " } }" + self.after)


def documents(schema: GraphQLSchema) -> Mapping[str, str]:
    """Return a document for each `Type.field`, `Type` being an object type or an interface."""
    found: dict[str, str] = {}
    for kind, way in _ways(schema).items():
        for name, field in schema.type_map[kind].fields.items():  # type: ignore[attr-defined]
            leaf = "" if _is_leaf(field) else " { __typename }"
            asked = f"{name}{arguments(field.args)}{leaf}"
            found[f"{kind}.{name}"] = way.before + asked + way.after
    return found


def arguments(args: Mapping[str, GraphQLArgument]) -> str:
    """Return the arguments that must be given, with sample values."""
    needed = {name: each for name, each in args.items() if is_required_argument(each)}
    given = [f"{name}: {_sample(each)}" for name, each in needed.items()]
    return f"({', '.join(given)})" if given else ""


def stated_scopes(sdl: str) -> Mapping[str, str]:
    """Return the scope of each field as the directives of an SDL state it."""
    return {
        f"{kind.name.value}.{field.name.value}": argument.value.value
        for kind in parse(sdl).definitions
        if isinstance(kind, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode)
        for field in kind.fields or ()
        for directive in field.directives or ()
        if directive.name.value == "requiresScope"
        for argument in directive.arguments or ()
        if isinstance(argument.value, StringValueNode)
    }


def needed(document: str, schema: GraphQLSchema, scopes: Mapping[str, str]) -> set[str]:
    """Return the scopes that a document needs, by graphql-core's own walk."""
    asked = _Asked(TypeInfo(schema), scopes)
    visit(parse(document), TypeInfoVisitor(asked.types, asked))
    return asked.needed


class _Asked(Visitor):
    def __init__(self, types: TypeInfo, scopes: Mapping[str, str]) -> None:
        super().__init__()
        self.types = types
        self.needed: set[str] = set()
        self._scopes = scopes

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent = self.types.get_parent_type()
        scope = self._scopes.get(f"{parent.name if parent else ''}.{node.name.value}")
        if scope is not None:
            self.needed.add(scope)


def _ways(schema: GraphQLSchema) -> Mapping[str, Way]:
    roots = {"query": schema.query_type, "mutation": schema.mutation_type}
    found = {kind.name: Way(f"{word} {{ ", " }") for word, kind in roots.items() if kind}
    waiting = deque(found)
    while waiting:
        way = found[waiting[0]]
        kind = schema.type_map[waiting.popleft()]
        for name, field in kind.fields.items():  # type: ignore[attr-defined]
            for inner in _kinds(get_named_type(field.type), schema):
                if inner.name not in found:
                    found[inner.name] = way.through(name, field, inner)
                    waiting.append(inner.name)
    return found


def _kinds(kind: GraphQLNamedType, schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        yield kind
    if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
        for each in schema.get_possible_types(kind):
            yield each
            yield from each.interfaces
    if isinstance(kind, GraphQLObjectType):
        yield from kind.interfaces


def _is_leaf(field: GraphQLField) -> bool:
    inner = get_named_type(field.type)
    return not isinstance(inner, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)


def _sample(argument: GraphQLArgument | GraphQLInputField) -> str:
    kind = argument.type
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if isinstance(kind, GraphQLList):
        return "[]"
    if isinstance(kind, GraphQLEnumType):
        return str(next(iter(kind.values)))
    if isinstance(kind, GraphQLInputObjectType):
        given = [
            f"{name}: {_sample(each)}"
            for name, each in kind.fields.items()
            if is_required_input_field(each) or kind.is_one_of
        ]
        return f"{{{', '.join(given[:1] if kind.is_one_of else given)}}}"
    return _SAMPLES.get(str(kind), '"x"')
