"""Who read which enterprise, by both executors, and who wanted to record and was refused."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type

from credit_graph.api.execution.disclosing import DISCLOSED
from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.client import Client, Clock, serving_here
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.recording import Author, author

SDL = (Path(__file__).parents[2] / "schema.graphql").read_text(encoding="utf-8")
ADVANCED, GENERAL = "91410400XN00000125", "91410400XN0000047P"
READS = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS)
LOG = """
query Log($filter: RecordFilter) {
  accessLog(first: 100, filter: $filter) {
    nodes { at subject agency { code } tokenId question operation uscc lost }
  }
}
"""
REFUSED = """
query Refused($filter: RecordFilter) {
  refusedAttempts(first: 100, filter: $filter) {
    nodes { at subject agency { code } tokenId action refusal message uscc key lost }
  }
}
"""
TRUSTED = f'query Known {{ enterprise(uscc: "{GENERAL}") {{ name }} }}'
# A body with a field that says nothing is for graphql-core; without it, for a plan.
EXECUTORS: list[dict[str, object]] = [{}, {"extensions": {}}]
Json = Any


@pytest.fixture(scope="module")
async def region(graph: Graph) -> Graph:
    await demo_loaded(await emptied(graph))
    return graph


@pytest.fixture(scope="module")
async def client(
    region: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Client]:
    assert region.statements
    manifest = tmp_path_factory.mktemp("documents") / "documents.json"
    manifest.write_bytes(orjson.dumps({"the-known-one": TRUSTED}))
    settings = {"CREDIT_GRAPH_DOCUMENTS": str(manifest)}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        yield client


@pytest.fixture(scope="module")
async def auditor(client: Client, region: Graph) -> Author:
    return await author(client, region, "pds-drc", Scope.READ_PUBLIC, Scope.READ_AUDIT)


async def posted(who: Author, body: Mapping[str, object]) -> Json:
    content = orjson.dumps(body)
    headers = {"content-type": "application/json"}
    if who.token:
        headers["authorization"] = f"Bearer {who.token}"
    return (await who.http.post("/graphql", content=content, headers=headers)).json()


async def logged(auditor: Author, query: str, least: int, **filters: object) -> list[Json]:
    """Return the records once there are so many."""
    async with asyncio.timeout(20):
        while True:
            data = (await posted(auditor, {"query": query, "variables": {"filter": filters}}))[
                "data"
            ]
            nodes: list[Json] = next(iter(data.values()))["nodes"]
            if len(nodes) >= least:
                return nodes
            await asyncio.sleep(0.1)


CASES = {
    "one": (f'{{ enterprise(uscc: "{ADVANCED}") {{ name }} }}', {ADVANCED}),
    "none": ('{ enterprise(uscc: "91410400MA0000001D") { name } }', set()),
    "rules": ("{ policies { code } }", set()),
    "decisions": (
        f'query Of {{ eligibility(uscc: "{ADVANCED}") {{ decisions {{ verdict }} }} }}',
        {ADVANCED},
    ),
    "compared": (
        (
            f'{{ eligibilityDiff(uscc: "{GENERAL}", from: "2024-01-01", to: "2026-01-01") '
            "{ lost { measure { code } } } }"
        ),
        {GENERAL},
    ),
    "supposed": (
        f'{{ whatIf(uscc: "{GENERAL}", changes: []) {{ report {{ asOf }} }} }}',
        {GENERAL},
    ),
    "chain": (f'{{ chain(core: "{ADVANCED}", depth: 1) {{ groupCount }} }}', {ADVANCED}),
}


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
@pytest.mark.parametrize("name", CASES)
async def test_what_an_answer_shows_is_logged(
    name: str,
    *,
    more: dict[str, object],
    client: Client,
    region: Graph,
    auditor: Author,
) -> None:
    document, shown = CASES[name]
    reader = await author(client, region, "pds-tax", *READS)
    answer = await posted(reader, {"query": document, **more})
    assert "errors" not in answer, answer
    last = f'{{ enterprise(uscc: "{GENERAL}") {{ region }} }}'
    await posted(reader, {"query": last, **more})
    own = [
        each
        for each in await logged(auditor, LOG, 1, subject="clerk of pds-tax")
        if each["tokenId"] == reader.token.split("_")[1]
    ]
    async with asyncio.timeout(20):
        while len(own) < len(shown) + 1:
            await asyncio.sleep(0.1)
            every = await logged(auditor, LOG, 1, subject="clerk of pds-tax")
            own = [each for each in every if each["tokenId"] == reader.token.split("_")[1]]
    digest = f"sha256:{sha256(document.encode()).hexdigest()}"
    of_it = [each for each in own if each["question"] == digest]
    assert {each["uscc"] for each in of_it} == shown
    assert len(own) == len(shown) + 1
    assert {each["agency"]["code"] for each in own} == {"pds-tax"}
    assert {each["operation"] for each in of_it} <= {"Of", None}
    assert {each["lost"] for each in own} == {0}


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
async def test_every_enterprise_of_a_page_and_its_partners_are_logged(
    more: dict[str, object], client: Client, region: Graph, auditor: Author
) -> None:
    reader = await author(client, region, "pds-commerce", *READS)
    document = (
        "{ enterprises(first: 40) { nodes { uscc suppliers(first: 3) { nodes { uscc } } } } }"
    )
    data = (await posted(reader, {"query": document, **more}))["data"]
    nodes = data["enterprises"]["nodes"]
    shown = {each["uscc"] for each in nodes} | {
        partner["uscc"] for each in nodes for partner in each["suppliers"]["nodes"]
    }
    assert len(shown) > 40
    own: set[str] = set()
    async with asyncio.timeout(20):
        while own != shown:
            found = await logged(auditor, LOG, 1, subject="clerk of pds-commerce")
            own = {each["uscc"] for each in found if each["tokenId"] == reader.token.split("_")[1]}
            assert own <= shown
            await asyncio.sleep(0.1)


async def test_a_trusted_document_is_named_by_its_id_and_a_picture_by_its_path(
    client: Client, region: Graph, auditor: Author
) -> None:
    reader = await author(client, region, "pds-pbc", *READS)
    await posted(reader, {"documentId": "the-known-one"})
    bearer = {"authorization": f"Bearer {reader.token}"}
    picture = await client.http.get(f"/chain/{ADVANCED}.svg", headers=bearer)
    assert picture.status_code == 200
    found = await logged(auditor, LOG, 2, subject="clerk of pds-pbc")
    assert {(each["question"], each["operation"], each["uscc"]) for each in found} == {
        ("the-known-one", "Known", GENERAL),
        ("/chain/{uscc}.svg", None, ADVANCED),
    }


async def test_filters_fit_together(client: Client, region: Graph, auditor: Author) -> None:
    reader = await author(client, region, "pds-market", *READS)
    for uscc in (ADVANCED, GENERAL):
        await posted(reader, {"query": f'{{ enterprise(uscc: "{uscc}") {{ name }} }}'})
    await logged(auditor, LOG, 2, agency="pds-market")
    for filters, wanted in (
        ({"agency": "pds-market", "uscc": GENERAL}, {GENERAL}),
        ({"subject": "clerk of pds-market", "uscc": ADVANCED}, {ADVANCED}),
        ({"agency": "pds-market", "from": "2026-01-01", "to": "2199-01-01"}, {ADVANCED, GENERAL}),
        ({"agency": "pds-market", "to": "2020-01-01"}, set()),
    ):
        found = await logged(auditor, LOG, 0, **filters)
        assert {each["uscc"] for each in found} == wanted, filters


async def test_pages_of_the_log_follow_each_other(
    client: Client, region: Graph, auditor: Author
) -> None:
    reader = await author(client, region, "pds-women", *READS)
    await posted(reader, {"query": "{ enterprises(first: 7) { nodes { name } } }"})
    whole = await logged(auditor, LOG, 7, subject="clerk of pds-women")
    query = (
        "query Q($after: String) { accessLog(first: 3, after: $after, "
        'filter: {subject: "clerk of pds-women"}) '
        "{ nodes { uscc } pageInfo { hasNextPage endCursor } } }"
    )
    after, found = None, []
    while True:
        page = (await posted(auditor, {"query": query, "variables": {"after": after}}))["data"]
        found += [each["uscc"] for each in page["accessLog"]["nodes"]]
        if not page["accessLog"]["pageInfo"]["hasNextPage"]:
            break
        after = page["accessLog"]["pageInfo"]["endCursor"]
    assert found == [each["uscc"] for each in whole]
    assert len(found) == 7


async def test_nobody_without_a_token_is_logged_unless_all_are(
    client: Client, region: Graph, auditor: Author, endpoint: Endpoint
) -> None:
    assert region.statements
    one = f'{{ enterprise(uscc: "{ADVANCED}") {{ zone }} }}'
    await posted(Author(client.http, ""), {"query": one})
    settings = {"CREDIT_GRAPH_ACCESS_LOG": "all"}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as open_service:
        other = f'{{ enterprise(uscc: "{ADVANCED}") {{ country }} }}'
        await posted(Author(open_service.http, ""), {"query": other})
    # The end of a service writes what it has noted.
    found = await logged(auditor, LOG, 1, subject="local")
    digest = f"sha256:{sha256(other.encode()).hexdigest()}"
    assert [each["question"] for each in found] == [digest]


async def test_refusals_are_logged_outside_the_tree(
    client: Client, region: Graph, auditor: Author
) -> None:
    xiamen = await author(client, region, "xm-customs")
    given = {"uscc": ADVANCED, "scheme": "customs", "level": "general", "validFrom": "2026-11-21"}
    size = "{ audit(first: 1) { nodes { number } } }"
    before = await posted(auditor, {"query": size})
    await xiamen.make("recordRating", given, key="mine", only=True)
    refused = await xiamen.make("recordRating", given, key="mine")
    assert refused["__typename"] == "NotKeeper"
    reader = await author(client, region, "xm-tax", Scope.READ_ENTERPRISES)
    assert await reader.code("recordRating", given) == "INSUFFICIENT_SCOPE"
    (kept,) = await logged(auditor, REFUSED, 1, subject="clerk of xm-customs")
    assert (kept["action"], kept["refusal"], kept["uscc"], kept["key"]) == (
        "recordRating",
        "NotKeeper",
        ADVANCED,
        "mine",
    )
    assert "pds-customs" in kept["message"]
    (lacking,) = await logged(auditor, REFUSED, 1, agency="xm-tax")
    assert (lacking["action"], lacking["refusal"]) == ("recordRating", "INSUFFICIENT_SCOPE")
    assert await posted(auditor, {"query": size}) == before
    assert len(await logged(auditor, REFUSED, 1, uscc=ADVANCED)) == 1


def test_every_type_that_holds_an_enterprise_is_taken_down() -> None:
    schema = build_schema(SDL)
    holding = {
        kind.name
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        and any(
            get_named_type(field.type).name in ("Enterprise", "USCC")
            for field in kind.fields.values()
        )
    }
    # They show the enterprise itself or not at all: it is taken down as such.
    by_itself = {
        *("ChainPath", "EnterpriseConnection", "EnterpriseEdge", "HistoryItem", "Query"),
        *("Recorded", "SupplyConnection", "SupplyEdge"),
    }
    assert holding - by_itself <= DISCLOSED.keys()
    assert {"Registration", "Chain", "EligibilityDiff", "ChainLink"} <= DISCLOSED.keys()
