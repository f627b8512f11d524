"""What has lapsed from display is shown to its keeper and to operators alone; verdicts stay."""

from collections.abc import AsyncIterator

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, imported, later, loaded
from support.client import Client, Clock, serving_here
from support.invented_region import code
from support.recording import Author, Json, author

BARRED, SHOWN = code(811), code(812)
FILES = {
    "enterprises": "uscc,name,region\n"
    f"{BARRED},虚构一有限公司,410400\n{SHOWN},虚构二有限公司,410400\n",
    "ratings": "uscc,scheme,level,valid_from\n"
    f"{BARRED},customs,advanced,2022-01-01\n{SHOWN},customs,advanced,2022-01-01\n",
    # General: displayed for a year at the longest. NOW is in November 2026.
    "lists": "uscc,list,valid_from,reason,severity,reference\n"
    f"{BARRED},judgment_defaulter,2025-10-01,拒不履行,general,D1\n"
    f"{SHOWN},judgment_defaulter,2026-01-01,拒不履行,general,D2\n",
    "violations": "uscc,violation,found_on,severity,found_by,reference\n"
    f"{BARRED},tax_breach,2026-06-01,minor,pds-tax,V1\n",
}
QUERY = """query ($uscc: USCC!) { eligibility(uscc: $uscc, asOf: "2026-11-01",
    filter: {policy: "pds-2021-7"}) {
  counts { eligible notEligible }
  warnings { violation }
  enterprise {
    lists { list reason }
    history(first: 20) { nodes { kind validFrom reference details { name value } } } }
  decisions { reasons { side outcome evidence { text reference validFrom } } } } }"""
LAPSED = "a fact whose display has ended; its keeper is shown it"


@pytest.fixture(scope="module")
async def client(
    graph: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Client]:
    await loaded(graph)
    await imported(graph, tmp_path_factory.mktemp("files"), FILES, at=later(0))
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


async def seen(client: Client, uscc: str, reader: Author | None = None) -> Json:
    headers = {} if reader is None else {"authorization": f"Bearer {reader.token}"}
    body = {"query": QUERY, "variables": {"uscc": uscc}}
    answer = await client.http.post("/graphql", json=body, headers=headers)
    return answer.json()["data"]["eligibility"]


def evidence(report: Json) -> set[str]:
    return {
        each["text"]
        for decision in report["decisions"]
        for reason in decision["reasons"]
        if reason["side"] == "EXCLUSION" and reason["outcome"] == "MET"
        for each in reason["evidence"]
    }


def entries(report: Json) -> list[Json]:
    nodes = report["enterprise"]["history"]["nodes"]
    return [each for each in nodes if each["kind"] in ("LIST_ENTRY", "VIOLATION")]


async def test_what_has_lapsed_is_hidden_and_excludes_all_the_same(client: Client) -> None:
    report = await seen(client, BARRED)
    assert report["counts"]["eligible"] == 0
    assert report["enterprise"]["lists"] == []
    assert report["warnings"] == []
    assert evidence(report) == {LAPSED}
    assert "拒不履行" not in str(report)
    assert [(each["details"], each["reference"]) for each in entries(report)] == [([], None)] * 2


async def test_what_is_still_displayed_is_shown_to_everybody(client: Client) -> None:
    report = await seen(client, SHOWN)
    assert report["enterprise"]["lists"] == [{"list": "judgment_defaulter", "reason": "拒不履行"}]
    assert evidence(report) == {"拒不履行"}


async def test_who_found_a_violation_is_shown_it_and_no_entry_of_another(
    client: Client, graph: Graph
) -> None:
    report = await seen(client, BARRED, await author(client, graph, "pds-tax"))
    assert report["warnings"] == [{"violation": "tax_breach"}]
    assert report["enterprise"]["lists"] == []


async def test_an_operator_is_shown_everything(client: Client, graph: Graph) -> None:
    report = await seen(client, BARRED, await author(client, graph))
    assert [each["list"] for each in report["enterprise"]["lists"]] == ["judgment_defaulter"]
    assert evidence(report) == {"拒不履行"}
    assert all(each["details"] for each in entries(report))
