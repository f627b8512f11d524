"""The audit log through GraphQL: pages by every filter, proofs that a page of Python checks."""

import json
import runpy
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from credit_graph.audit.checkpoint import SignerKey
from credit_graph.audit.entry import AuditEntry
from credit_graph.domain.authority.principal import Scope
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.usecases.auditing.prove import prove_fact
from support.agency_files import ENTERPRISES, NOW, ONE, OTHER, RATINGS, imported, loaded
from support.bending import another
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.recording import Author, author

ROOT = Path(__file__).parents[2]
KEY = SignerKey.generate("log.example")
DAYS = ("2026-11-01", "2026-11-02", "2026-11-03", "2026-11-23")
PAGE = """
query Audit($first: Int!, $after: String, $filter: AuditFilter) {
  audit(first: $first, after: $after, filter: $filter) {
    edges { cursor node { number changeSet } }
    nodes {
      number changeSet kind action author agency { code } source reason startedAt publishedAt
      digest bulk brought withdrew data
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
PROOF = """
query Proof($change: ID!, $fact: ID!) {
  proof(change: $change) {
    entry { number data } size path checkpoint
    fact(id: $fact) { fact salt json }
  }
}
"""
Asking = Callable[..., Any]


@pytest.fixture(scope="module")
async def written(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Policies and two imports; the fixture of the client adds mutations of two agencies."""
    await loaded(await emptied(graph))
    folder = tmp_path_factory.mktemp("files")
    await imported(graph, folder, {"enterprises": ENTERPRISES})
    await imported(graph, folder, {"ratings": RATINGS})
    return graph


@pytest.fixture(scope="module")
async def client(
    written: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Client]:
    home = tmp_path_factory.mktemp("home")
    (home / "audit.key").write_text(KEY.encoded(), "utf-8")
    settings = {"CREDIT_GRAPH_HOME": str(home)}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        customs = await author(client, written, "pds-customs")
        tax = await author(client, written, "pds-tax")
        breach = {"violation": "customs_breach", "foundOn": "2026-10-01", "reason": "seen"}
        await customs.make("recordViolation", {"uscc": ONE, **breach})
        await tax.make("recordViolation", {"uscc": OTHER, **breach, "violation": "tax_breach"})
        end = {"uscc": ONE, "scheme": "customs", "validTo": "2026-11-20"}
        await customs.make("endRating", end)
        yield client


@pytest.fixture(scope="module")
async def auditor(client: Client, written: Graph) -> Author:
    reads = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_AUDIT)
    return await author(client, written, "pds-drc", *reads)


async def asked(who: Author, query: str, **variables: object) -> Any:  # noqa: ANN401  # JSON
    answer = await who.http.post(
        "/graphql",
        json={"query": query, "variables": variables},
        headers={"authorization": f"Bearer {who.token}"},
    )
    body = answer.json()
    assert "errors" not in body, body["errors"]
    return body["data"]


async def every(who: Author, first: int, **filters: object) -> list[Mapping[str, Any]]:
    """Return all entries, page by page."""
    found: list[Mapping[str, Any]] = []
    after = None
    while True:
        data = await asked(who, PAGE, first=first, after=after, filter=filters or None)
        page = data["audit"]
        assert len(page["nodes"]) <= first
        assert [each["node"]["number"] for each in page["edges"]] == [
            each["number"] for each in page["nodes"]
        ]
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


async def changes_of(who: Author, uscc: str) -> set[str]:
    """Return the change sets that an enterprise's history names."""
    facts = "recordedBy { changeSet } retractedBy { changeSet }"
    query = f'{{ enterprise(uscc: "{uscc}") {{ history(first: 100) {{ nodes {{ {facts} }} }} }} }}'
    nodes = (await asked(who, query))["enterprise"]["history"]["nodes"]
    made = [each[by]["changeSet"] for each in nodes for by in each if each[by]]
    return set(made)


async def test_every_filter_gives_what_reading_the_whole_log_gives(
    auditor: Author, written: Graph
) -> None:
    stored = await audit_log.read_entries(written, 0, 100)
    log = [AuditEntry.read(each.data) for each in reversed(stored)]
    whole = await every(auditor, 100)
    assert [each["data"] for each in whole] == [each.data() for each in log]
    assert len(log) >= 5
    assert {each["kind"] for each in whole} == {"POLICIES", "IMPORT", "MUTATION"}
    of_one = await changes_of(auditor, ONE)
    cases: list[tuple[Mapping[str, object], Callable[[AuditEntry], bool]]] = [
        ({"kind": "MUTATION"}, lambda each: each.kind == "mutation"),
        ({"author": "clerk of pds-customs"}, lambda each: each.author == "clerk of pds-customs"),
        ({"agency": "pds-tax"}, lambda each: each.agency == "pds-tax"),
        ({"uscc": ONE}, lambda each: each.change in of_one),
        (
            {"uscc": ONE, "kind": "MUTATION"},
            lambda each: each.change in of_one and each.kind == "mutation",
        ),
        (
            {"author": "clerk of pds-customs", "agency": "pds-tax"},
            lambda _: False,
        ),
        ({"from": "2026-11-02"}, lambda each: each.published_at >= "2026-11-01T16:00"),
        ({"to": "2026-11-01"}, lambda each: each.published_at < "2026-11-01T16:00"),
        (
            {"from": "2026-11-02", "to": "2026-11-02", "kind": "IMPORT"},
            lambda each: (
                "2026-11-01T16:00" <= each.published_at < "2026-11-02T16:00"
                and each.kind == "import"
            ),
        ),
        ({"from": "2027-01-01"}, lambda _: False),
        ({"from": "1900-01-01", "to": "2199-12-31"}, lambda _: True),
    ]
    for filters, fits in cases:
        wanted = [each.number for each in log if fits(each)]
        for first in (1, 2, 100):
            got = [each["number"] for each in await every(auditor, first, **filters)]
            assert got == wanted, filters
        assert wanted or "author" in filters or filters == {"from": "2027-01-01"}, filters


async def test_an_entry_says_who_did_what_and_why(auditor: Author) -> None:
    (last, *_) = await every(auditor, 1, author="clerk of pds-customs", kind="MUTATION")
    assert (last["action"], last["agency"]) == ("endRating", {"code": "pds-customs"})
    assert (last["brought"], last["withdrew"], last["bulk"]) == (1, 1, False)
    (first,) = [
        each
        for each in await every(auditor, 100, author="clerk of pds-customs")
        if each["action"] == "recordViolation"
    ]
    assert first["reason"] == "seen"


async def test_a_proof_is_checked_by_the_page_alone(
    auditor: Author, written: Graph, tmp_path: Path
) -> None:
    """The script of docs/audit.md, which imports nothing of the service, checks both proofs."""
    page = (ROOT / "docs" / "audit.md").read_text("utf-8")
    script = tmp_path / "check_proof.py"
    script.write_text(page.partition("```python\n")[2].partition("```")[0], "utf-8")
    assert "credit_graph" not in script.read_text("utf-8")
    check = runpy.run_path(str(script))["check"]
    public = str(KEY.verifier)
    for entry in await every(auditor, 100):
        query = (
            "query P($change: ID!) { proof(change: $change) { entry { data } path checkpoint } }"
        )
        proof = (await asked(auditor, query, change=entry["changeSet"]))["proof"]
        plain = {**proof, "entry": proof["entry"]["data"]}
        assert json.loads(check(json.dumps(plain), public))["change"] == entry["changeSet"]
        for name in ("entry", "checkpoint"):
            bent = {**plain, name: another(plain[name])}
            with pytest.raises(Exception, match=r".*"):  # whatever says no
                check(json.dumps(bent), public)
        facts = await audit_log.read_facts(written, entry["changeSet"])
        for fact_id in [] if entry["bulk"] else {**facts[0], **facts[1]}:
            data = await asked(auditor, PROOF, change=entry["changeSet"], fact=fact_id)
            whole = data["proof"]["fact"]["json"]
            assert json.loads(check(whole, public))["fact_id"] == fact_id


async def test_a_proof_has_the_bytes_that_the_command_writes(
    auditor: Author, written: Graph
) -> None:
    (entry, *_) = await every(auditor, 1, kind="MUTATION")
    brought, _ = await audit_log.read_facts(written, entry["changeSet"])
    (fact_id,) = brought
    data = await asked(auditor, PROOF, change=entry["changeSet"], fact=fact_id)
    assert data["proof"]["fact"]["json"] == (await prove_fact(written, fact_id, KEY)).json()


async def test_what_cannot_be_proved_is_null_or_says_why(auditor: Author, client: Client) -> None:
    none = await asked(auditor, '{ proof(change: "none") { size } }')
    assert none == {"proof": None}
    (entry, *_) = await every(auditor, 1)
    answer = await client.http.post(
        "/graphql",
        json={"query": PROOF, "variables": {"change": entry["changeSet"], "fact": "none"}},
        headers={"authorization": f"Bearer {auditor.token}"},
    )
    error = answer.json()["errors"][0]
    assert error["extensions"]["code"] == "BAD_ARGUMENT"
    assert "neither brought nor withdrew" in error["message"]


async def test_without_a_key_nothing_is_proved_and_the_reason_is_said(
    written: Graph, endpoint: Endpoint, tmp_path: Path
) -> None:
    settings = {"CREDIT_GRAPH_HOME": str(tmp_path)}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        reader = await author(client, written, "pds-drc", Scope.READ_AUDIT)
        answer = await client.http.post(
            "/graphql",
            json={"query": '{ proof(change: "x") { size } }'},
            headers={"authorization": f"Bearer {reader.token}"},
        )
    assert answer.json()["errors"][0]["extensions"]["code"] == "SIGNING_KEY"


async def test_entries_from_before_they_were_found_by_anything_are_found(
    written: Graph, auditor: Author
) -> None:
    await written.write("testing/forget_entry_keys")
    assert await every(auditor, 100, kind="MUTATION") == []
    assert (await written.write("migrations/index_entries", batch=2))[0]["done"] == 2
    while (await written.write("migrations/index_entries", batch=100))[0]["done"]:
        pass
    assert len(await every(auditor, 100, kind="MUTATION")) == 3
    assert len(await every(auditor, 100, agency="pds-customs")) == 2
