"""Everything that was ever said of an enterprise, withdrawn facts too."""

import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import FILES, IMPORTED, ONE, imported, later
from support.client import Client
from support.question import Json

HISTORY = """query ($uscc: USCC!, $first: Int!, $after: String) {
  enterprise(uscc: $uscc) { history(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { kind factId recordedAt retractedAt source reference validFrom validTo
      details { name value } partner { uscc } } } } }"""
# The same rating once more: until a day that was not stated before.
CORRECTION = f"""\
uscc,scheme,level,valid_from,valid_to,awarded_by,reference
{ONE},customs,advanced,2024-01-01,2026-10-01,pds-customs,C1
"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    for number, files in enumerate((FILES, {"ratings": CORRECTION})):
        await imported(rules, tmp_path_factory.mktemp("files"), files, at=later(number))


async def pages(client: Client, first: int) -> list[dict[str, Json]]:
    """Return all facts, read in pages of that size."""
    found: list[dict[str, Json]] = []
    after: Json = None
    while True:
        answer = await client.ask(HISTORY, uscc=ONE, first=first, after=after)
        nodes = answer.at("enterprise", "history", "nodes")
        assert isinstance(nodes, list)
        found += [node for node in nodes if isinstance(node, dict)]
        if not answer.at("enterprise", "history", "pageInfo", "hasNextPage"):
            assert answer.at("enterprise", "history", "totalCount") == len(found)
            return found
        after = answer.at("enterprise", "history", "pageInfo", "endCursor")


async def test_a_corrected_fact_stays_with_the_instant_of_its_withdrawal(client: Client) -> None:
    ratings = [each for each in await pages(client, 100) if each["kind"] == "RATING"]
    corrected, original = ratings

    assert (corrected["validTo"], corrected["retractedAt"]) == ("2026-10-01", None)
    assert original["validTo"] is None
    assert original["recordedAt"] == IMPORTED.isoformat()
    assert original["retractedAt"] == corrected["recordedAt"] == later(1).isoformat()
    assert (original["source"], original["reference"]) == ("pds-customs", "C1")
    assert original["details"] == [
        {"name": "scheme", "value": "customs"},
        {"name": "level", "value": "advanced"},
    ]


async def test_it_begins_with_what_was_recorded_last(client: Client) -> None:
    recorded = [str(each["recordedAt"]) for each in await pages(client, 100)]
    assert recorded == sorted(recorded, reverse=True)


@pytest.mark.parametrize("size", [1, 2, 3])
async def test_pages_hold_every_fact_once(size: int, client: Client) -> None:
    whole = [each["factId"] for each in await pages(client, 100)]
    assert [each["factId"] for each in await pages(client, size)] == whole
    assert len(set(map(str, whole))) == len(whole)


async def test_every_kind_of_fact_is_in_it(client: Client) -> None:
    kinds = {each["kind"] for each in await pages(client, 100)}
    assert kinds == {"REGISTRATION", "RATING", "MEASURE_USE"}


async def test_histories_of_several_enterprises_cost_one_round_trip_together(
    client: Client,
) -> None:
    document = """query ($n: Int!) { enterprises(first: $n) { nodes {
      history(first: 1) { nodes { kind } } } } }"""
    await client.ask(document, n=2)
    one, two = [await client.ask(document, n=number) for number in (1, 2)]
    assert (one.round_trips, two.round_trips) == (2, 2)


async def test_a_cursor_of_another_enterprises_history_is_refused(client: Client) -> None:
    answer = await client.ask(HISTORY, uscc=ONE, first=1, after="AAAA")
    assert answer.codes == ("BAD_CURSOR",)
