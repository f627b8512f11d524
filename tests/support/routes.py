"""The shortest question that reaches a field of the schema, with arguments that name something."""

from collections import deque
from collections.abc import Mapping

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
)


def question(
    schema: GraphQLSchema,
    coordinate: str,
    values: Mapping[str, str],
    own: Mapping[str, str],
    below: str = "{ totalCount }",
) -> str:
    """Return a document that asks for `Type.field`, with what is asked `below` it.

    `values` holds literals for required arguments by `field.argument` or by `argument`; `own`
    holds those of the field itself, in place of all others but those it must have.
    """
    kind, name = coordinate.split(".")
    target = schema.type_map[kind]
    assert isinstance(target, GraphQLObjectType)
    text = f"{_written(name, target.fields[name], values, own)} {below}"
    for step, field in reversed(path_to(schema, kind)):
        text = f"{_written(step, field, values, {})} {{ {text} }}"
    return f"{{ {text} }}"


def path_to(schema: GraphQLSchema, kind: str) -> list[tuple[str, GraphQLField]]:
    """Return the fields that lead from Query to a type, the fewest there are."""
    root = schema.query_type
    assert root is not None
    ways: dict[str, list[tuple[str, GraphQLField]]] = {root.name: []}
    waiting = deque([root])
    while waiting and kind not in ways:
        here = waiting.popleft()
        for name, field in here.fields.items():
            there = get_named_type(field.type)
            if isinstance(there, GraphQLObjectType) and there.name not in ways:
                ways[there.name] = [*ways[here.name], (name, field)]
                waiting.append(there)
    return ways[kind]


def _written(
    name: str, field: GraphQLField, values: Mapping[str, str], own: Mapping[str, str]
) -> str:
    given = dict(own)
    for each, argument in field.args.items():
        if is_required_argument(argument) and each not in given and each != "first":
            given[each] = values.get(f"{name}.{each}", values.get(each, ""))
        elif each == "first" and not own:
            given[each] = "1"
    pairs = ", ".join(f"{each}: {text}" for each, text in given.items() if text != "left out")
    return f"{name}({pairs})" if pairs else name
