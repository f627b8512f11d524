"""Every publication has its entry, and the log finds what somebody did to the graph behind it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from neo4j import AsyncGraphDatabase

from credit_graph.audit.checkpoint import SignerKey
from credit_graph.audit.entry import AuditEntry
from credit_graph.audit.hash_tree import extends
from credit_graph.audit.proof import FactProof, ProofError
from credit_graph.audit.verification import AuditFault
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph import audit_log
from credit_graph.graph.change_sets import BegunChange, publish_change_set
from credit_graph.graph.database.connection import Graph
from credit_graph.message import Message
from credit_graph.usecases.auditing.prove import (
    checkpoint,
    prove_change,
    prove_extension,
    prove_fact,
)
from credit_graph.usecases.auditing.verify import verify_log
from support.change_sets import open_change_set
from support.empty_graph import emptied
from support.import_desk import A, B, C, Desk, enterprises

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
KEY = SignerKey.generate("log.example")


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    """Five publications: two imports, a correction, a retraction, an undo."""
    desk = Desk(await emptied(graph), tmp_path)
    await desk.load(enterprises=enterprises(A, B, C))
    await desk.load(
        ratings=f"{A},customs,advanced,2024-01-01,,x,R\n{B},customs,advanced,2024-01-01,,x,S",
        links=f"{A},{B},2024-01-01,,parts,0.2,who",
    )
    corrected = await desk.load(ratings=f"{A},customs,general,2024-01-01,,x,R")
    await desk.retract("S")
    await desk.undo(corrected.id)
    return desk


async def altered(endpoint: EmbeddedEndpoint, statement: str) -> None:
    """Do what somebody with a console could do."""
    account = (endpoint.username, endpoint.password)
    async with AsyncGraphDatabase.driver(endpoint.uri, auth=account) as driver:
        result = await driver.execute_query(statement, database_=endpoint.database)
    assert result.summary.counters.contains_updates


async def entries(graph: Graph) -> list[AuditEntry]:
    return [AuditEntry.read(each.data) for each in await audit_log.read_entries(graph, 0, 100)]


async def test_every_publication_has_its_entry_in_order(desk: Desk) -> None:
    made = await entries(desk.graph)
    assert [each.number for each in made] == [0, 1, 2, 3, 4]
    assert [(len(each.brought), len(each.withdrew)) for each in made] == [
        (3, 0),
        (3, 0),
        (1, 1),
        (0, 1),
        (1, 1),
    ]
    assert [each.published_at for each in made] == sorted(each.published_at for each in made)
    assert all(each.digest for each in made[:3])
    verdict = await verify_log(desk.graph)
    assert (verdict.entries, verdict.fault) == (5, None)


async def test_publishing_twice_logs_once(graph: Graph) -> None:
    graph = await emptied(graph)
    change = BegunChange("twice", ChangeSetKind.IMPORT, "a file", NOON)
    await open_change_set(graph, change)
    for _ in range(2):
        await publish_change_set(graph, "twice", now=NOON + timedelta(minutes=1))
    assert len(await entries(graph)) == 1
    assert (await verify_log(graph)).fault is None


TAMPERINGS = {
    "MATCH (f:Rating {level: 'advanced'}) WITH f LIMIT 1 SET f.level = 'general'": (
        "fact",
        "is not what was logged",
    ),
    "MATCH (f:Rating) WITH f LIMIT 1 SET f.valid_from = date('2020-01-01')": ("fact", "is not"),
    "MATCH ()-[f:SUPPLIES]->() SET f.share = 0.9": ("fact", "is not what was logged"),
    "MATCH (f:Registration) WITH f LIMIT 1 SET f.name = 'X'": ("fact", "is not what was logged"),
    "MATCH (f:Rating) WHERE f.retracted_by IS NULL WITH f LIMIT 1 "
    "CREATE (:Rating {fact_id: 'f00d', change: f.change})": ("a fact", "was not logged"),
    "MATCH (e:AuditEntry {number: 2}) DETACH DELETE e": ("entry 2", "is missing"),
    "MATCH (e:AuditEntry {number: 4}) DETACH DELETE e": ("the head", "counts 5 entries"),
    "MATCH (e:AuditEntry {number: 1}) SET e.data = replace(e.data, '2026-', '2025-')": (
        "its text",
        "is not what was logged",
    ),
    "MATCH (e:AuditEntry {number: 2}) SET e.agency = 'pds-tax'": ("it is found by", "than its own"),
    "MATCH (h:AuditHead) SET h.size = 4": ("the head", "another root hash"),
    "MATCH (c:ChangeSet) WITH c ORDER BY c.published_at LIMIT 1 "
    "SET c.published_at = c.published_at + duration({seconds: 1})": ("change set", "another"),
    "CREATE (:ChangeSet {id: 'x', published_at: datetime('2999-01-01T00:00:00Z')})": (
        "change set x",
        "was not logged",
    ),
}


@pytest.mark.parametrize("statement", TAMPERINGS)
async def test_what_somebody_did_behind_the_log_is_found(
    desk: Desk, endpoint: EmbeddedEndpoint, statement: str
) -> None:
    await altered(endpoint, statement)
    fault = (await verify_log(desk.graph)).fault
    assert fault is not None
    assert all(part in str(fault.what) for part in TAMPERINGS[statement]), fault


async def test_an_end_cut_off_with_its_head_is_found_by_a_checkpoint(
    desk: Desk, endpoint: EmbeddedEndpoint
) -> None:
    kept = await checkpoint(desk.graph, "log.example")
    before = await audit_log.read_frontier(desk.graph)
    await altered(
        endpoint,
        "MATCH (e:AuditEntry {number: 4}) MATCH (c:ChangeSet {id: e.change}) "
        "MATCH (h:AuditHead) MATCH (t:AuditSubtree {place: 4}) "
        "SET h.size = 4 DETACH DELETE e, c, t",
    )
    peaks = b"".join(before.peaks[:-1])
    await altered(endpoint, f"MATCH (h:AuditHead) SET h.turns = {len(peaks)}")
    account = (endpoint.username, endpoint.password)
    async with AsyncGraphDatabase.driver(endpoint.uri, auth=account) as driver:
        await driver.execute_query(
            "MATCH (h:AuditHead) SET h.peaks = $peaks", peaks=peaks, database_=endpoint.database
        )
    assert (await verify_log(desk.graph, facts=False)).fault is None
    found = (await verify_log(desk.graph, facts=False, checkpoint=kept)).fault
    assert found == AuditFault(
        4, Message("the checkpoint counts {size} entries, not {last}", size=5, last=4)
    )


async def test_a_fact_is_proved_to_whoever_has_the_public_key(desk: Desk) -> None:
    _, brought = (await entries(desk.graph))[:2]
    facts, _ = await audit_log.read_facts(desk.graph, brought.change)
    for fact_id in facts:
        proof = FactProof.read((await prove_fact(desk.graph, fact_id, KEY)).json())
        assert proof.check(KEY.verifier) == brought
        with pytest.raises(ProofError, match="no signature by"):
            proof.check(SignerKey.generate("log.example").verifier)
        bent = proof.json().replace("advanced", "general").replace("0.2,", "0.3,")
        with pytest.raises(ProofError, match="does not commit"):
            FactProof.read(bent).check(KEY.verifier)


async def test_what_cannot_be_proved_is_refused_with_the_reason(
    desk: Desk, endpoint: EmbeddedEndpoint
) -> None:
    with pytest.raises(UnknownCodeError, match="no fact"):
        await prove_fact(desk.graph, "none", KEY)
    with pytest.raises(UnknownCodeError, match="no entry"):
        await prove_change(desk.graph, "none")
    first = (await entries(desk.graph))[0]
    with pytest.raises(BadArgumentError, match="holds 5 entries"):
        await prove_change(desk.graph, first.change, 6)
    with pytest.raises(BadArgumentError, match="holds 5 entries"):
        await prove_extension(desk.graph, 3, 2)
    facts, _ = await audit_log.read_facts(desk.graph, first.change)
    await altered(endpoint, "MATCH (s:FactSalt) DETACH DELETE s")
    with pytest.raises(BadArgumentError, match="was erased"):
        await prove_fact(desk.graph, next(iter(facts)), KEY)
    fault = (await verify_log(desk.graph)).fault
    assert fault is not None
    assert "no erasure says why" in str(fault.what)


async def test_the_log_extends_each_of_its_heads(desk: Desk) -> None:
    made = await entries(desk.graph)
    heads = [
        (size, (await prove_change(desk.graph, made[0].change, size)).root) for size in range(1, 6)
    ]
    for earlier, root in heads:
        path = await prove_extension(desk.graph, earlier, 5)
        assert extends((earlier, root), heads[-1], path)


async def test_more_facts_than_are_committed_to_are_logged_by_their_files(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_log, "COMMITTED_FACTS", 1)
    await desk.load(statements=f"{A},wants_aeo,true,2024-01-01,,\n{B},wants_aeo,true,2024-01-01,,")
    last = (await entries(desk.graph))[-1]
    assert (last.bulk, last.brought, last.withdrew) == (True, (), ())
    assert last.digest
    facts, _ = await audit_log.read_facts(desk.graph, last.change)
    with pytest.raises(BadArgumentError, match="more facts than"):
        await prove_fact(desk.graph, next(iter(facts)), KEY)
