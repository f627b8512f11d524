"""Where every term is public nobody's answer takes a round trip more than an operator's."""

from dataclasses import replace

import pytest

from credit_graph.api.context import Context
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.domain.authority.principal import LOCAL_READER, Principal, PrincipalKind, Scope
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.usecases.services import Services
from support.agency_files import NOW, ONE, RATINGS, imported, loaded
from support.client import Clock
from support.closed_terms import speaking_for
from support.empty_graph import emptied

OPERATOR = Principal(PrincipalKind.OPERATOR, "o", frozenset(Scope))
READERS = (
    LOCAL_READER,
    replace(speaking_for("pds-customs"), scopes=frozenset(Scope) - {Scope.ADMIN}),
)
ENTERPRISES = f"uscc,name,region\n{ONE},虚构一号有限公司,410400\n"
LISTS = f"uscc,list,valid_from,reference\n{ONE},gop,2025-01-01,D1\n"
FILTERED = """query($w: EnterpriseFilter) {
  enterprises(first: 9, filter: $w) { totalCount nodes { uscc } } }"""
DOCUMENTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("query($u: USCC!) { enterprise(uscc: $u) { ratings { level } lists { list } } }", {"u": ONE}),
    (
        "query($u: USCC!) { enterprise(uscc: $u) { history(first: 9) { totalCount } } }",
        {"u": ONE},
    ),
    (FILTERED, {"w": {"rating": {"scheme": "customs", "level": "advanced"}}}),
    (FILTERED, {"w": {"list": "gop"}}),
    ("query($u: USCC!) { eligibility(uscc: $u) { decisions { verdict } } }", {"u": ONE}),
    ("query($u: USCC!) { chain(core: $u) { tiers { aeoCount } } }", {"u": ONE}),
    ("{ notices(first: 9) { nodes { notices { kind } } } }", {}),
)


@pytest.fixture(scope="module")
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    files = {"enterprises": ENTERPRISES, "ratings": RATINGS, "lists": LISTS}
    await imported(graph, tmp_path_factory.mktemp("files"), files)
    return graph


async def taken(graph: Graph, reader: Principal) -> list[int]:
    """Return how many round trips each answer takes; nothing is kept from one to the other."""
    schema, found = build_schema(), []
    for document, variables in DOCUMENTS:
        services = Services.of(graph, Clock(NOW))
        rules = await services.shelf.refresh()
        context = Context(rules.rulebook, services, CursorSeal(b"seal"), reader)
        with receipt() as took:
            answer = await schema.execute(
                document, variable_values=variables, context_value=context
            )
        assert not answer.errors, answer.errors
        found.append(took.round_trips)
    return found


async def test_nobody_takes_more_round_trips_than_an_operator(region: Graph) -> None:
    expected = await taken(region, OPERATOR)
    assert min(expected) > 0
    for reader in READERS:
        assert await taken(region, reader) == expected
