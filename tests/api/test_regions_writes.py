"""A token bound to regions records about enterprises there; of the others there is nothing."""

from collections.abc import AsyncIterator

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.client import Client, Clock, serving_here
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.keys import bearing
from support.recording import Author, Json, author

HERE, THERE, NOWHERE = "91410400XN00000125", "91350206XN00000B4U", "91410400MA0000001D"
AEO_HERE, CORE_THERE = "91410400XN00001Y9E", "91350200XN00001L2X"
HISTORY = "query($u: USCC!) { enterprise(uscc: $u) { history(first: 9) { nodes { factId } } } }"


@pytest.fixture(scope="module")
async def region(graph: Graph) -> Graph:
    await demo_loaded(await emptied(graph))
    return graph


@pytest.fixture(scope="module")
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


@pytest.fixture(scope="module")
async def bound(client: Client, region: Graph) -> Author:
    """An operator who is shown the enterprises of Pingdingshan."""
    return await author(client, region, regions=["410400"])


@pytest.fixture(scope="module")
async def customs(client: Client, region: Graph) -> Author:
    return await author(client, region, "pds-customs", regions=["410400"])


@pytest.fixture(scope="module")
async def everywhere(client: Client, region: Graph) -> Author:
    return await author(client, region)


async def fact_of(everywhere: Author, uscc: str) -> str:
    answer = await everywhere.http.post(
        "/graphql",
        json={"query": HISTORY, "variables": {"u": uscc}},
        headers=bearing(everywhere.token),
    )
    return str(answer.json()["data"]["enterprise"]["history"]["nodes"][0]["factId"])


async def test_a_keeper_records_about_whom_its_token_shows(customs: Author) -> None:
    end = {"uscc": HERE, "scheme": "customs", "validTo": "2026-11-20"}
    tried = await customs.make("endRating", end, only=True)
    assert (tried["__typename"], tried["outcome"]) == ("Recorded", "CORRECTED")
    assert len(tried["consequences"]["lost"]) > 30
    recorded = await customs.make("endRating", end)
    assert (recorded["outcome"], recorded["fact"]["validTo"]) == ("CORRECTED", "2026-11-20")


def as_unknown(answer: Json, uscc: str) -> bool:
    return bool(
        answer["__typename"] == "UnknownEnterprise"
        and answer["uscc"] == uscc
        and answer["message"].replace(uscc, "") == "No enterprise  is registered here."
    )


CHANGES: dict[str, dict[str, object]] = {
    "recordRating": {"scheme": "export_refund", "level": "1", "validFrom": "2026-11-23"},
    "addToList": {"list": "serious_dishonesty", "validFrom": "2026-11-20"},
    "recordViolation": {"violation": "tax_breach", "foundOn": "2026-11-20"},
    "makeCommitment": {"commitment": "entry", "madeOn": "2026-11-20"},
    "recordStatement": {"statement": "small_micro", "value": True, "validFrom": "2026-11-20"},
    "recordUse": {"measure": "pds-2021-7/1", "usedOn": "2026-11-20"},
}


@pytest.mark.parametrize("mutation", CHANGES)
async def test_whoever_is_registered_elsewhere_is_as_unknown_as_nobody(
    bound: Author, everywhere: Author, mutation: str
) -> None:
    for uscc in (THERE, NOWHERE):
        given = {"uscc": uscc, **CHANGES[mutation]}
        assert as_unknown(await bound.make(mutation, given, only=True), uscc)
        assert as_unknown(await bound.make(mutation, given), uscc)
    given = {"uscc": THERE, **CHANGES[mutation]}
    tried = await everywhere.make(mutation, given, only=True)
    assert tried["__typename"] == "Recorded"


@pytest.mark.parametrize(
    ("mutation", "given"),
    [
        ("endRating", {"uscc": CORE_THERE, "scheme": "customs", "validTo": "2026-11-20"}),
        (
            "recordSupply",
            {"supplierUscc": HERE, "customerUscc": THERE, "validFrom": "2026-11-20"},
        ),
        (
            "recordOwnership",
            {"ownerUscc": THERE, "ownedUscc": HERE, "share": 0.1, "validFrom": "2026-11-20"},
        ),
        ("upsertEnterprise", {"uscc": THERE, "name": "虚构", "region": "410400"}),
    ],
)
async def test_so_is_either_end_of_a_link_and_whoever_is_to_be_moved(
    bound: Author, mutation: str, given: dict[str, object]
) -> None:
    answer = await bound.make(mutation, given)
    assert answer["__typename"] == "UnknownEnterprise"


async def test_nobody_is_registered_where_the_token_does_not_reach(bound: Author) -> None:
    given = {"uscc": NOWHERE, "name": "虚构新设有限公司", "region": "350200"}
    assert await bound.code("upsertEnterprise", given) == "REGION_BOUND"
    here = await bound.make("upsertEnterprise", {**given, "region": "410400"})
    assert here["outcome"] == "RECORDED"


async def test_a_fact_elsewhere_is_as_good_as_none(bound: Author, everywhere: Author) -> None:
    known = await fact_of(everywhere, CORE_THERE)
    answers = [
        await bound.make("retractFact", {"factId": each, "reason": "never true"})
        for each in (known, "no-such-fact")
    ]
    assert answers[0] == answers[1]
    assert answers[0]["__typename"] == "NotInForce"


OBJECT = """
mutation($fact: ID!, $key: ID!) {
  objectToFact(input: {factId: $fact, reason: "no"}, idempotencyKey: $key) {
    __typename ... on Objection { id } ... on Refusal { message }
  }
}
"""


async def test_so_is_it_to_whoever_objects(bound: Author, everywhere: Author) -> None:
    known = await fact_of(everywhere, CORE_THERE)
    own = await fact_of(everywhere, HERE)

    async def answer(fact: str) -> Json:
        variables = {"fact": fact, "key": f"objection to {fact}"}
        found = await bound.http.post(
            "/graphql",
            json={"query": OBJECT, "variables": variables},
            headers=bearing(bound.token),
        )
        return found.json()["data"]["objectToFact"]

    assert await answer(known) == await answer("no-such-fact")
    assert (await answer(own))["__typename"] == "Objection"


async def test_partners_elsewhere_are_left_out_of_the_consequences(
    bound: Author, everywhere: Author
) -> None:
    end = {"uscc": AEO_HERE, "scheme": "customs", "validTo": "2026-11-20"}
    whole = (await everywhere.make("endRating", end, only=True))["consequences"]
    shown = (await bound.make("endRating", end, only=True))["consequences"]
    assert shown["leftOutPartners"] > whole["leftOutPartners"] == 0
    moved = [each["enterprise"]["uscc"] for each in whole["lost"]]
    seen = [each["enterprise"]["uscc"] for each in shown["lost"]]
    assert seen == [each for each in moved if each.startswith("914104")]


async def test_whole_tables_are_not_taken(bound: Author) -> None:
    document = (
        'mutation { importTable(input: {kind: RATINGS, content: {text: "uscc"}},'
        ' idempotencyKey: "t") { __typename } }'
    )
    answer = await bound.http.post(
        "/graphql", json={"query": document}, headers=bearing(bound.token)
    )
    assert answer.json()["errors"][0]["extensions"]["code"] == "REGION_BOUND"
