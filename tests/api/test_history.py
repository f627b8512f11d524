"""Everything that was ever said of an enterprise, withdrawn facts too."""

from datetime import date
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import FILES, IMPORTED, ONE, imported, later
from support.client import Client
from support.import_desk import Desk, ticking
from support.official_rules import official_rulebook
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


async def test_why_a_full_list_was_not_recorded_as_it_states_is_in_the_readers_language(
    rules: Graph, client: Client, tmp_path: Path
) -> None:
    desk = Desk(rules, tmp_path, official_rulebook(), ticking(later(3)))
    row = f"{ONE},tax,A,2024-01-01,,,R1"
    for month, rows in ((9, [row]), (10, []), (11, [row])):
        await desk.sync(*rows, day=date(2026, month, 1), register="tax", shrink=1.0)
    said = {}
    for language in ("en", "zh-CN"):
        answer = await client.http.post(
            "/graphql",
            json={"query": HISTORY, "variables": {"uscc": ONE, "first": 100}},
            headers={"accept-language": language},
        )
        nodes = answer.json()["data"]["enterprise"]["history"]["nodes"]
        details = [detail for node in nodes for detail in node["details"]]
        said[language] = [each["value"] for each in details if each["name"] == "because"]
        assert {"name": "scheme", "value": "tax"} in details
    (english,), (chinese,) = said["en"], said["zh-CN"]
    assert english.startswith("the row states 2024-01-01, but the complete list of 2026-10-01 has")
    assert chinese == (
        "该行载明2024年1月1日，但2026年10月1日的完整名单上没有该条目，因此自本名单之日起登记"
    )
