"""How long lists are taken to be: every list without pages has a length, and it is enough."""

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    is_composite_type,
)

from credit_graph.api.execution.list_lengths import ListLengths
from credit_graph.api.schema import schema_text
from support.documents import lists_of
from support.official_rules import official_rulebook

SCHEMA = build_schema(schema_text())


def test_every_list_without_pages_has_a_length_of_its_own() -> None:
    of_objects = [
        each for each in lists_of(SCHEMA) if not each.split(".")[0].endswith("Connection")
    ]
    known = ListLengths.of(official_rulebook())
    unknown = [each for each in of_objects if each not in known.most and _holds_objects(each)]
    by_arguments = {"Query.nodes", "ChainGraph.nodes", "ChainGraph.links", "ChainPaths.paths"}
    assert set(unknown) == by_arguments


def _holds_objects(coordinate: str) -> bool:
    kind, _, name = coordinate.partition(".")
    owner = SCHEMA.type_map[kind]
    assert isinstance(owner, GraphQLObjectType)
    return is_composite_type(get_named_type(owner.fields[name].type))


def test_the_lengths_of_the_schema_s_own_lists_are_enough() -> None:
    fields = [
        each.fields
        for each in SCHEMA.type_map.values()
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType)
    ]
    arguments = [len(field.args) for each in fields for field in each.values()]
    known = ListLengths()
    assert len(SCHEMA.type_map) <= known.most["__Schema.types"]
    assert max(map(len, fields)) <= known.most["__Type.fields"]
    assert sum(map(len, fields)) / len(SCHEMA.type_map) <= known.mean["__Type.fields"]
    assert max(arguments) <= known.most["__Field.args"]
    assert sum(arguments) / len(arguments) <= known.mean["__Field.args"]
