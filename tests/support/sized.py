"""Every sized argument of the schema, with the shortest question that reaches it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
)

from support.routes import path_to


@dataclass(frozen=True, slots=True)
class Sized:
    """`Type.field(argument.inner)`; `is_list` where it is a list and not a number.

    `kind` is the type as the schema prints it, for a variable.
    """

    owner: str
    field: str
    argument: str
    inner: tuple[str, ...]
    is_list: bool
    kind: str

    @property
    def coordinate(self) -> str:
        """Where it stands."""
        return f"{self.owner}.{self.field}({'.'.join((self.argument, *self.inner))})"


OTHERS = ("__", "Mutation", "Subscription")


def sized_of(schema: GraphQLSchema) -> list[Sized]:
    """Return every number and every list among the arguments of questions, nested ones too.

    What a mutation takes are values to record and no sizes; the body bounds them. Subscriptions are
    asked another way.
    """
    found = []
    for owner, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType) and not owner.startswith(OTHERS):
            for field, each in kind.fields.items():
                for argument, stated in each.args.items():
                    for inner, is_list, named in _sized_in(stated, ()):
                        found.append(Sized(owner, field, argument, inner, is_list, named))
    return found


def _sized_in(
    stated: GraphQLArgument | GraphQLInputField, inner: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], bool, str]]:
    kind: GraphQLInputType = stated.type
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(bare, GraphQLList):
        yield inner, True, str(kind)
    elif get_named_type(kind).name == "Int":
        yield inner, False, str(kind)
    elif isinstance(bare, GraphQLInputObjectType) and not bare.is_one_of:
        for name, each in bare.fields.items():
            if get_named_type(each.type) is not bare:
                yield from _sized_in(each, (*inner, name))


def question_with(
    schema: GraphQLSchema, sized: Sized, written: str, values: Mapping[str, str], suffix: str = ""
) -> str:
    """Return a selection that gives the argument as written; `suffix` stands after the field."""
    kind = schema.type_map[sized.owner]
    assert isinstance(kind, GraphQLObjectType)
    field = kind.fields[sized.field]
    text = written
    for name in reversed(sized.inner):
        text = f"{{{name}: {text}}}"
    given = {sized.argument: text}
    for name, each in field.args.items():
        if is_required_argument(each) and name not in given:
            given[name] = values.get(f"{sized.field}.{name}", values.get(name, '"x"'))
    pairs = ", ".join(f"{name}: {text}" for name, text in given.items())
    asked = f"{sized.field}({pairs}) {suffix} {{ __typename }}"
    for name, each in reversed(path_to(schema, sized.owner)):
        required = {
            argument: values.get(f"{name}.{argument}", values.get(argument, '"x"'))
            for argument, stated in each.args.items()
            if is_required_argument(stated)
        }
        pairs = ", ".join(f"{argument}: {text}" for argument, text in required.items())
        asked = f"{name}{f'({pairs})' if pairs else ''} {{ {asked} }}"
    return asked
