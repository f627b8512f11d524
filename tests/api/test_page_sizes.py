"""Every connection refuses the same page sizes, wherever it stands in the schema."""

import pytest
from graphql import build_schema, parse

from credit_graph.api.schema import schema_text
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.graph.database.connection import Graph
from support.agency_files import FILES, NOW, ONE, imported, loaded
from support.question import Asker
from support.routes import question
from support.sdl import connections

SCHEMA = build_schema(schema_text())
BELOW = "{ pageInfo { hasNextPage } }"
CONNECTIONS = connections(parse(schema_text()))
NAMED = {
    "uscc": f'"{ONE}"',
    "core": f'"{ONE}"',
    "agency.code": '"pds-customs"',
    "policy.code": '"pds-2021-7"',
    "measure.code": '"pds-2021-7/1"',
    "measure": '"pds-2021-7/1"',
    "beneficiaries.measure": '"xm-2024-2/13"',
    "programme": '"zj_aeo_pool"',
    "text": '"虚构"',
    "from": '"2026-01-01"',
    "to": '"2026-12-31"',
    "lostStanding.region": '"410400"',
    "gainedStanding.region": '"410400"',
}
KEEPER = Principal(PrincipalKind.AGENCY, "pds-customs", frozenset(Scope), agency="pds-customs")


@pytest.fixture(scope="module")
async def asker(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    await loaded(graph)
    await imported(graph, tmp_path_factory.mktemp("files"), FILES)
    return Asker(graph, NOW, KEEPER)


def test_there_are_connections_on_the_root_and_below_it() -> None:
    assert {"Query.enterprises", "Query.measures", "Enterprise.suppliers"} <= set(CONNECTIONS)


@pytest.mark.parametrize("coordinate", CONNECTIONS)
@pytest.mark.parametrize("first", ["1", "100"])
async def test_a_page_of_1_to_100_is_given(asker: Asker, coordinate: str, first: str) -> None:
    reply = await asker.ask(question(SCHEMA, coordinate, NAMED, {"first": first}, BELOW))
    assert reply.codes == ()


@pytest.mark.parametrize("coordinate", CONNECTIONS)
@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("0", "BAD_PAGE"),
        ("-1", "BAD_PAGE"),
        ("101", "BAD_PAGE"),
        ("2147483647", "BAD_PAGE"),
        ("2147483648", "VALIDATION_FAILED"),
        ("null", "VALIDATION_FAILED"),
        ("left out", "VALIDATION_FAILED"),
    ],
)
async def test_any_other_page_is_refused(
    asker: Asker, coordinate: str, first: str, code: str
) -> None:
    reply = await asker.ask(question(SCHEMA, coordinate, NAMED, {"first": first}, BELOW))
    assert reply.codes == (code,)
