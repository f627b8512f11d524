"""Days, instants and numbers at their extremes, for every argument of the schema that takes one."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLInputObjectType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    is_leaf_type,
    parse,
)

from credit_graph.api.schema import schema_text
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.graph.database.connection import Graph
from support.agency_files import FILES, NOW, ONE, imported, loaded
from support.question import Asker
from support.routes import question
from support.sdl import connections

SCHEMA = build_schema(schema_text())
NAMED = {
    "uscc": f'"{ONE}"',
    "core": f'"{ONE}"',
    "agency.code": '"pds-customs"',
    "policy.code": '"pds-2021-7"',
    "policyDiff.code": '"pds-2021-7"',
    "scheme.code": '"customs"',
    "measure.code": '"pds-2021-7/1"',
    "programme.code": '"zj_aeo_pool"',
    "measure": '"pds-2021-7/1"',
    "beneficiaries.measure": '"xm-2024-2/13"',
    "programme": '"zj_aeo_pool"',
    "text": '"虚构"',
    "from": '"2026-01-01"',
    "to": '"2026-12-31"',
    "responsibilityMatrix.policy": '"pds-2021-7"',
    "ending": '{rating: "customs"}',
    "changes": '[{rating: {scheme: "customs", level: "advanced"}}]',
    "ids": "[]",
    "id": '""',
    "matrix.policy": '"pds-2021-7"',
    "lostStanding.region": '"410400"',
    "gainedStanding.region": '"410400"',
    "change": '"none"',
}
NAMED_ELSEWHERE = {"first", "after"}
CONNECTIONS = connections(parse(schema_text()))
DIGITS = "1" * 5_000
KEEPER = Principal(PrincipalKind.AGENCY, "pds-customs", frozenset(Scope), agency="pds-customs")

OUTSIDE = {
    "Date": ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "20240630", "2024-W26-7"],
    "DateTime": [
        "0001-01-01T00:00:00+08:00",
        "0001-01-01T00:00:00-08:00",
        "9999-12-31T23:59:59-08:00",
        "9999-12-31T23:59:59Z",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00+25:00",
    ],
}
INSIDE = {
    "Date": ["1900-01-01", "2199-12-31", "2024-02-29"],
    "DateTime": ["1900-01-01T00:00:00+14:00", "2026-11-22T23:59:59.999999-12:00"],
}


def taking(kinds: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield `Type.field`, the argument, and its scalar; of an input object each of its fields.

    Of questions: what mutations take goes through the checks of rows, and needs a token.
    """
    for name, kind in SCHEMA.type_map.items():
        if not isinstance(kind, GraphQLObjectType) or name.startswith(("__", "Mutation")):
            continue
        for field, stated in kind.fields.items():
            for argument, each in stated.args.items():
                yield from _of_argument(f"{name}.{field}", argument, each, kinds)


def _of_argument(
    coordinate: str, argument: str, stated: GraphQLArgument, kinds: set[str]
) -> Iterator[tuple[str, str, str]]:
    named = get_named_type(stated.type)
    if named.name in kinds:
        yield coordinate, argument, named.name
    if isinstance(named, GraphQLInputObjectType):
        for inner, field in named.fields.items():
            scalar = get_named_type(field.type).name
            if scalar in kinds:
                yield coordinate, f"{argument}.{inner}", scalar


DAYS = sorted(taking({"Date", "DateTime"}))
NUMBERS = sorted(taking({"Int", "Float"}))


def document(coordinate: str, argument: str, value: str, heading: str = "") -> str:
    """Return a question that gives the argument that value."""
    kind, name = coordinate.split(".")
    parent = SCHEMA.type_map[kind]
    assert isinstance(parent, GraphQLObjectType)
    field = parent.fields[name]
    outer, _, inner = argument.partition(".")
    own = {outer: f"{{{inner}: {value}}}" if inner else value}
    if "first" in field.args and outer != "first":
        own["first"] = "1"
    below = "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"
    return heading + question(SCHEMA, coordinate, NAMED, own, below)


@pytest.fixture(scope="module")
async def asker(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    await loaded(graph)
    await imported(graph, tmp_path_factory.mktemp("files"), FILES)
    return Asker(graph, NOW, KEEPER)


def test_the_arguments_found_are_those_of_all_families() -> None:
    found = {coordinate for coordinate, _, _ in DAYS}
    assert {"Query.chain", "Query.eligibility", "Query.calendar", "Agency.workload"} <= found
    assert ("Query.duties", "filter.dueBefore", "Date") in DAYS
    assert len(DAYS) > 20


@pytest.mark.parametrize(("coordinate", "argument", "scalar"), DAYS)
async def test_a_day_out_of_bounds_gets_a_code_as_literal_and_as_variable(
    asker: Asker, coordinate: str, argument: str, scalar: str
) -> None:
    for value in OUTSIDE[scalar]:
        reply = await asker.ask(document(coordinate, argument, f'"{value}"'))
        assert reply.codes == ("BAD_ARGUMENT",), value
        asked = document(coordinate, argument, "$day", f"query ($day: {scalar}!) ")
        assert (await asker.ask(asked, day=value)).codes == ("BAD_ARGUMENT",), value
    for odd in ("7", "true", '"x"', f'"{DIGITS}"'):
        reply = await asker.ask(document(coordinate, argument, odd))
        assert reply.codes == ("BAD_ARGUMENT",), odd
    odd_values: list[object] = [7, 7.5, float("inf"), [], {}, "x" * 5_000]
    for number in odd_values:
        asked = document(coordinate, argument, "$day", f"query ($day: {scalar}!) ")
        assert (await asker.ask(asked, day=number)).codes == ("BAD_ARGUMENT",), number


@pytest.mark.parametrize(("coordinate", "argument", "scalar"), DAYS)
async def test_a_day_at_the_edge_is_answered_or_refused_with_its_reason(
    asker: Asker, coordinate: str, argument: str, scalar: str
) -> None:
    for value in INSIDE[scalar]:
        reply = await asker.ask(document(coordinate, argument, f'"{value}"'))
        assert set(reply.codes) <= {"BAD_ARGUMENT", "SCHEMA_MISSING"}, value


@pytest.mark.parametrize(("coordinate", "argument", "scalar"), NUMBERS)
async def test_a_number_of_5_000_digits_gets_a_code(
    asker: Asker, coordinate: str, argument: str, scalar: str
) -> None:
    for value in (DIGITS, f"-{DIGITS}", f"1e{DIGITS}", f"0.{DIGITS}"):
        reply = await asker.ask(document(coordinate, argument, value))
        assert reply.codes == ("OVER_BUDGET",)
    asked = document(coordinate, argument, "$n", f"query ($n: {scalar}!) ")
    for number in (10**5_000, -(10**5_000), 1e308, float("inf")):
        reply = await asker.ask(asked, n=number)
        assert reply.codes
        assert "INTERNAL" not in reply.codes
