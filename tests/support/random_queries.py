"""Random valid queries over a schema, the same for the same seed."""

from collections.abc import Mapping
from random import Random

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_required_argument,
)

_MOST_FIELDS = 4
_ALIASED = 0.15
_IN_A_FRAGMENT = 0.15
_SKIPPED = 0.08
_GIVEN_THOUGH_OPTIONAL = 0.3
_USED = "used: __typename @include(if: $yes)"  # a variable that is not used is an error
_DIRECTIVES = ("@skip(if: false)", "@skip(if: true)", "@include(if: $yes)", "@include(if: false)")


class RandomQueries:
    """Writes queries whose required arguments are looked up in `named`.

    `named` is asked for `field.argument`, then for `argument`; a field whose arguments are not
    there is left alone. Queries that are `varied` have directives, and optional arguments that
    are in `named`; they need the variable `$yes`.
    """

    def __init__(
        self, schema: GraphQLSchema, named: Mapping[str, str], seed: int, *, varied: bool = False
    ) -> None:
        self._schema = schema
        self._varied = varied
        self._named = named
        self._chance = Random(seed)  # noqa: S311  # no secret

    def query(self, depth: int) -> str:
        """Return a query of one root field that is that deep at most."""
        root = self._schema.query_type
        assert root is not None
        while not (chosen := self._selection(root, depth, 1)):
            pass
        return (
            f"query ($yes: Boolean! = true) {{ {chosen} {_USED} }}"
            if self._varied
            else f"{{ {chosen} }}"
        )

    def _selection(self, kind: GraphQLNamedType, depth: int, most: int = _MOST_FIELDS) -> str:
        if isinstance(kind, GraphQLUnionType):
            return self._any_of(kind, depth)
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        names = list(kind.fields)
        wanted = self._chance.sample(names, min(most, len(names)))
        parts = [part for name in wanted if (part := self._field(name, kind.fields[name], depth))]
        if most > 1 and self._chance.random() < _IN_A_FRAGMENT:
            parts.append("__typename")
            return f"... on {kind.name} {{ {' '.join(parts)} }}"
        return " ".join(parts)

    def _is_given(self) -> bool:
        return self._varied and self._chance.random() < _GIVEN_THOUGH_OPTIONAL

    def _any_of(self, kind: GraphQLUnionType, depth: int) -> str:
        # Fields of two members may have one name and different types: each gets its own.
        parts = [
            f"... on {each.name} {{ of{place}: __typename {self._aliased(each, depth, place)} }}"
            for place, each in enumerate(kind.types)
        ]
        return " ".join(parts)

    def _aliased(self, kind: GraphQLObjectType, depth: int, place: int) -> str:
        name = self._chance.choice(list(kind.fields))
        field = self._field(name, kind.fields[name], depth, may_alias=False)
        return f"x{place}: {field}" if field else ""

    def _field(self, name: str, field: GraphQLField, depth: int, *, may_alias: bool = True) -> str:
        arguments = []
        for argument, stated in field.args.items():
            if not is_required_argument(stated) and not self._is_given():
                continue
            value = self._named.get(f"{name}.{argument}", self._named.get(argument))
            if value is None and not is_required_argument(stated):
                continue
            if value is None:
                return ""
            arguments.append(f"{argument}: {value}")
        called = f"{name}({', '.join(arguments)})" if arguments else name
        if may_alias and self._chance.random() < _ALIASED:
            called = f"also_{name}: {called}"
        kind = get_named_type(field.type)
        if self._varied and may_alias and self._chance.random() < _SKIPPED:
            called = f"{called} {self._chance.choice(_DIRECTIVES)}"
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
            return called
        below = self._selection(kind, depth - 1) if depth > 1 else ""
        return f"{called} {{ {below} }}" if below.strip() else ""
