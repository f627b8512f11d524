"""Texts that mean something to a database are texts like any other, in every argument (S9)."""

import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type, is_required_argument

from credit_graph.api.schema import schema_text
from credit_graph.graph.database.connection import Graph
from support.client import Client
from support.figures import show_figure
from support.hostile_texts import hostile_texts
from support.recording import everywhere
from support.small_names import NAMES

pytestmark = pytest.mark.holds("policies")

SCHEMA = build_schema(schema_text())
TEXTS = hostile_texts()
_OF_EACH = 12
# What may be said of such a text; any other code would mean that it got further than it should.
REFUSALS = ("BAD_", "UNKNOWN_", "NO_CALENDAR_OWNER", "VALIDATION_FAILED", "SIGNING_KEY")


def text_arguments() -> list[tuple[str, str]]:
    """Return (field, argument) of every text among the arguments of Query."""
    query = SCHEMA.query_type
    assert isinstance(query, GraphQLObjectType)
    return [
        (name, argument)
        for name, field in query.fields.items()
        for argument, each in field.args.items()
        if get_named_type(each.type).name in {"String", "ID", "USCC", "Date", "DateTime"}
    ]


def document(name: str, argument: str) -> str:
    """Return a question of that field whose argument is a variable."""
    query = SCHEMA.query_type
    assert query is not None
    field = query.fields[name]
    given = {argument: "$text"}
    for other, each in field.args.items():
        if is_required_argument(each) and other not in given:
            given[other] = NAMES.get(f"{name}.{other}", NAMES.get(other, '"x"'))
    pairs = ", ".join(f"{key}: {value}" for key, value in given.items())
    return f"query ($text: {field.args[argument].type}) {{ {name}({pairs}) {{ __typename }} }}"


def test_there_are_three_hundred_texts_and_all_arguments_are_asked() -> None:
    assert len(set(TEXTS)) == 300
    assert len(text_arguments()) * _OF_EACH >= 300


@pytest.fixture(scope="module")
async def everything(client: Client, rules: Graph) -> Client:
    return await everywhere(client, rules)


@pytest.mark.parametrize("place", range(len(text_arguments())))
async def test_a_hostile_text_is_refused_as_an_argument_or_finds_nothing(
    everything: Client, place: int
) -> None:
    name, argument = text_arguments()[place]
    asked = document(name, argument)
    start = place * _OF_EACH
    for number in range(start, start + _OF_EACH):
        text = TEXTS[number % len(TEXTS)]
        given: object = [text] if "[" in asked.partition("{")[0] else text
        answer = await everything.ask(asked, text=given)
        assert all(code.startswith(REFUSALS) for code in answer.codes), (asked, text, answer.codes)


async def test_nothing_was_changed_by_any_of_them(client: Client) -> None:
    counts = await client.ask("{ policies { code } measures(first: 1) { totalCount } }")
    assert len(counts.each("policies", "code")) == 5
    show_figure("S9: texts", len(TEXTS))
