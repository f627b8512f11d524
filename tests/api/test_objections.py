"""Objections: the fact stays in force and is disputed until its keeper answers."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import ENTERPRISES, NOW, ONE, imported, loaded
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.recording import Author, author

OBJECTION = """
  __typename
  ... on Objection {
    id factId state raisedBy { subject reason } answeredBy { subject reason agency { code } }
  }
  ... on Refusal { message }
  ... on NotKeeper { keeper { code } }
"""
READS = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)
ROW = {"uscc": ONE, "scheme": "customs", "level": "advanced", "validFrom": "2026-01-01"}


@pytest.fixture(scope="module")
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    return graph


@pytest.fixture(scope="module")
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


@pytest.fixture(scope="module")
async def customs(client: Client, region: Graph) -> Author:
    return await author(client, region, "pds-customs")


async def send(who: Author, mutation: str, key: str, **given: object) -> Any:  # noqa: ANN401  # JSON
    kind = {"objectToFact": "ObjectionInput", "answerObjection": "ObjectionAnswerInput"}[mutation]
    answer = await who.http.post(
        "/graphql",
        json={
            "query": f"mutation O($input: {kind}!, $key: ID!) "
            f"{{ {mutation}(input: $input, idempotencyKey: $key) {{ {OBJECTION} }} }}",
            "variables": {"input": given, "key": key},
        },
        headers={"authorization": f"Bearer {who.token}"},
    )
    body = answer.json()
    return body["data"][mutation] if body.get("data") else body["errors"][0]["extensions"]["code"]


async def disputed(client: Client) -> set[tuple[str, bool]]:
    asked = f"""{{ eligibility(uscc: "{ONE}", filter: {{policy: "pds-2021-7"}}) {{
      decisions {{ reasons {{ evidence {{ factId disputed }} }} }} }} }}"""
    decisions: Any = (await client.ask(asked)).at("eligibility", "decisions")
    return {
        (each["factId"], each["disputed"])
        for decision in decisions
        for reason in decision["reasons"]
        for each in reason["evidence"]
        if each["factId"] is not None
    }


async def test_a_fact_is_disputed_until_its_keeper_keeps_it(
    client: Client, region: Graph, customs: Author
) -> None:
    fact = (await customs.make("recordRating", ROW))["fact"]["factId"]
    analyst = await author(
        client, region, None, *READS, Scope.WRITE_STATEMENTS, kind=PrincipalKind.ANALYST
    )
    assert (fact, False) in await disputed(client)
    raised = await send(analyst, "objectToFact", "o", factId=fact, reason="it was general")
    assert (raised["state"], raised["raisedBy"]["reason"]) == ("OPEN", "it was general")
    assert (fact, True) in await disputed(client)
    again = await send(analyst, "objectToFact", "o", factId=fact, reason="it was general")
    assert again == raised
    other = await send(analyst, "objectToFact", "o", factId=fact, reason="another reason")
    assert other["__typename"] == "KeyReused"
    answer = {"objectionId": raised["id"], "state": "KEPT", "reason": "looked at again"}
    tax = await author(client, region, "pds-tax")
    refused = await send(tax, "answerObjection", "a", **answer)
    assert (refused["__typename"], refused["keeper"]) == ("NotKeeper", {"code": "pds-customs"})
    early = await send(customs, "answerObjection", "e", **(answer | {"state": "WITHDRAWN"}))
    assert early["__typename"] == "NotInForce"
    kept = await send(customs, "answerObjection", "a", **answer)
    assert kept["state"] == "KEPT"
    assert kept["answeredBy"]["agency"] == {"code": "pds-customs"}
    assert (fact, False) in await disputed(client)
    twice = await send(customs, "answerObjection", "b", **answer)
    assert twice["__typename"] == "NotInForce"


async def test_a_fact_that_is_withdrawn_answers_an_objection(
    client: Client, region: Graph, customs: Author
) -> None:
    given = {"uscc": ONE, "violation": "customs_breach", "foundOn": "2026-03-01"}
    fact = (await customs.make("recordViolation", given))["fact"]["factId"]
    operator = await author(client, region)
    raised = await send(operator, "objectToFact", "w", factId=fact, reason="not this enterprise")
    await customs.make("retractFact", {"factId": fact, "reason": "the objection is right"})
    answer = {"objectionId": raised["id"], "reason": "withdrawn"}
    wrong = await send(customs, "answerObjection", "k", **answer, state="KEPT")
    assert wrong["__typename"] == "NotInForce"
    done = await send(customs, "answerObjection", "k", **answer, state="WITHDRAWN")
    assert done["state"] == "WITHDRAWN"
    client.clock.now = NOW.replace(hour=6)
    asked = f"""{{ enterprise(uscc: "{ONE}") {{ history(first: 5) {{
      nodes {{ factId objections {{ state raisedBy {{ reason }} }} }} }} }} }}"""
    nodes: Any = (await client.ask(asked)).at("enterprise", "history", "nodes")
    expected = [{"state": "WITHDRAWN", "raisedBy": {"reason": "not this enterprise"}}]
    assert {"factId": fact, "objections": expected} in nodes


async def test_what_cannot_be_objected_to(client: Client, region: Graph, customs: Author) -> None:
    nothing = await send(customs, "objectToFact", "n", factId="0" * 32, reason="x")
    assert nothing["__typename"] == "NotInForce"
    empty = await send(customs, "objectToFact", "m", factId="0" * 32, reason=" ")
    assert empty["__typename"] == "Malformed"
    reader = await author(client, region, "pds-customs", Scope.READ_ENTERPRISES)
    assert await send(reader, "objectToFact", "r", factId="0" * 32, reason="x") == (
        "INSUFFICIENT_SCOPE"
    )
