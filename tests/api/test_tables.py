"""Tables in a request: the preview first, then exactly that, once per key."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import ENTERPRISES, NOW, ONE, OTHER, imported, loaded
from support.canonical_hash import canonical_hash, canonical_lines
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.invented_region import code
from support.recording import Author, author

ANSWER = """
  __typename
  ... on TablePreview {
    token counts { outcome facts } rejected hasChanged
    lines { outcome uscc about before after } rejects { line column code message }
  }
  ... on TableRecorded { changeSet added corrected unchanged ended rejected publishedAt replayed }
  ... on TableWithheld { rejected rejects { line code } }
  ... on Refusal { message }
"""
ROWS = f"""\
uscc,scheme,level,valid_from,valid_to
{ONE},customs,advanced,2026-01-01,
{OTHER},customs,general,2026-02-01,
{ONE},tax,A,2026-01-01,
"""
LIST = f"uscc,scheme,level,valid_from\n{OTHER},customs,general,2026-02-01\n"


@pytest.fixture
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    return graph


@pytest.fixture
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


async def take(who: Author, mutation: str, key: str, **given: object) -> Any:  # noqa: ANN401  # JSON
    kind = {"importTable": "ImportTableInput", "syncList": "SyncListInput"}[mutation]
    answer = await who.http.post(
        "/graphql",
        json={
            "query": f"mutation Table($input: {kind}!, $key: ID!) "
            f"{{ {mutation}(input: $input, idempotencyKey: $key) {{ {ANSWER} }} }}",
            "variables": {"input": given, "key": key},
        },
        headers={"authorization": f"Bearer {who.token}"},
    )
    body = answer.json()
    return body["data"][mutation] if body.get("data") else body["errors"][0]


def ratings(text: str = ROWS) -> Mapping[str, object]:
    return {"kind": "RATINGS", "content": {"text": text}, "reason": "monthly"}


async def test_a_table_is_previewed_then_taken_once(client: Client, region: Graph) -> None:
    customs = await author(client, region, "pds-customs")
    before = await canonical_hash(region)
    preview = await take(customs, "importTable", "t", **ratings())
    assert (preview["__typename"], preview["rejected"]) == ("TablePreview", 1)
    assert {"outcome": "BEGINS", "facts": 2} in preview["counts"]
    (reject,) = preview["rejects"]
    assert (reject["line"], reject["code"]) == (4, "NOT_KEEPER")
    assert await canonical_hash(region) == before
    made = await take(customs, "importTable", "t", **ratings(), confirm=preview["token"])
    figures = {name: made[name] for name in ("added", "rejected", "replayed")}
    assert figures == {"added": 2, "rejected": 1, "replayed": False}
    after = await canonical_hash(region)
    again = await take(customs, "importTable", "t", **ratings(), confirm=preview["token"])
    assert again == made | {"replayed": True}
    other = await take(customs, "importTable", "t", **ratings(LIST), confirm=preview["token"])
    assert other["__typename"] == "KeyReused"
    assert await canonical_hash(region) == after
    asked = (
        f'{{ enterprise(uscc: "{ONE}") {{ history(first: 1) {{ nodes {{ source recordedBy '
        "{ subject action reason agency { code } } } } } }"
    )
    client.clock.now = NOW.replace(hour=5)
    assert (await client.ask(asked)).at("enterprise", "history", "nodes") == [
        {
            "source": "pds-customs",
            "recordedBy": {
                "subject": "clerk of pds-customs",
                "action": "import",
                "reason": "monthly",
                "agency": {"code": "pds-customs"},
            },
        }
    ]


async def test_what_was_previewed_is_what_is_taken_or_it_is_shown_again(
    client: Client, region: Graph
) -> None:
    customs = await author(client, region, "pds-customs")
    preview = await take(customs, "importTable", "u", **ratings())
    meanwhile = {"uscc": OTHER, "scheme": "customs", "level": "general", "validFrom": "2026-02-01"}
    await customs.make("recordRating", meanwhile)
    changed = await take(customs, "importTable", "u", **ratings(), confirm=preview["token"])
    assert (changed["__typename"], changed["hasChanged"]) == ("TablePreview", True)
    made = await take(customs, "importTable", "u", **ratings(), confirm=changed["token"])
    assert (made["added"], made["unchanged"], made["ended"]) == (1, 1, 0)


async def test_a_complete_list_ends_what_is_not_on_it(client: Client, region: Graph) -> None:
    customs = await author(client, region, "pds-customs")
    row = {"uscc": ONE, "scheme": "customs", "level": "advanced", "validFrom": "2026-01-01"}
    await customs.make("recordRating", row)
    given = {
        "register": "customs",
        "region": "410400",
        "asOf": "2026-11-20",
        "content": {"csv": b64encode(LIST.encode("gb18030")).decode()},
    }
    preview = await take(customs, "syncList", "l", **given)
    assert {each["outcome"] for each in preview["counts"]} == {"BEGINS", "ENDS"}
    made = await take(customs, "syncList", "l", **given, confirm=preview["token"])
    assert made["__typename"] == "TableRecorded"
    again = await take(customs, "syncList", "l", **given, confirm=preview["token"])
    assert (made["ended"], again["ended"], again["replayed"]) == (1, 1, True)
    ended = [each for each in await canonical_lines(region) if "valid_to=2026-11-20" in each]
    assert len(ended) == 1


async def test_another_agency_publishes_no_list_and_none_without_its_scope(
    client: Client, region: Graph
) -> None:
    xiamen = await author(client, region, "xm-customs")
    given = {
        "register": "customs",
        "region": "410400",
        "asOf": "2026-11-20",
        "content": {"text": LIST},
    }
    refused = await take(xiamen, "syncList", "x", **given)
    assert refused["extensions"]["code"] == "IMPORT_REFUSED"
    assert "kept by pds-customs" in refused["message"]
    assert "/tmp" not in refused["message"]  # noqa: S108  # where a table lies is ours
    reader = await author(client, region, "pds-customs", Scope.READ_ENTERPRISES)
    refused = await take(reader, "importTable", "y", **ratings())
    assert refused["extensions"]["code"] == "INSUFFICIENT_SCOPE"


async def test_a_table_that_is_none_and_one_that_is_not_base64_are_refused(
    client: Client, region: Graph
) -> None:
    operator = await author(client, region)
    for content, expected in (
        ({"text": "a,b\n1,2\n"}, "IMPORT_REFUSED"),
        ({"xlsx": "not base64!"}, "BAD_ARGUMENT"),
        ({"xlsx": b64encode(b"not a workbook").decode()}, "IMPORT_REFUSED"),
    ):
        refused = await take(operator, "importTable", "z", kind="RATINGS", content=content)
        assert refused["extensions"]["code"] == expected, content


async def test_a_table_of_megabytes_is_taken_and_a_larger_one_is_not(
    client: Client, region: Graph
) -> None:
    operator = await author(client, region)
    row = f"{ONE},customs,advanced,2026-01-01,,{'甲' * 600}\n"
    text = "uscc,scheme,level,valid_from,valid_to,awarded_by\n" + row * 150
    found = await take(operator, "importTable", "big", **ratings(text))
    assert (found["__typename"], found["rejected"]) == ("TablePreview", 149)
    large = b64encode(b"x" * 5_000_001).decode()
    refused = await take(operator, "importTable", "l", kind="RATINGS", content={"csv": large})
    assert refused["extensions"]["code"] == "BAD_ARGUMENT"
    sizes = {"authorization": f"Bearer {operator.token}"}
    answer = await operator.http.post("/graphql", content=b"x" * 7_000_001, headers=sizes)
    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    without = await operator.http.post("/graphql", content=b"x" * 256_001)
    assert without.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE


async def test_one_key_at_once_takes_a_table_once(client: Client, region: Graph) -> None:
    operator = await author(client, region)
    table = "uscc,name,region\n" + "".join(f"{code(n)},虚构{n},410400\n" for n in range(50))
    given = {"kind": "ENTERPRISES", "content": {"text": table}}
    token = (await take(operator, "importTable", "k", **given))["token"]
    answers = await asyncio.gather(
        *(take(operator, "importTable", "k", **given, confirm=token) for _ in range(8))
    )
    assert {each["added"] for each in answers} == {50}
    assert len({each["changeSet"] for each in answers}) == 1
