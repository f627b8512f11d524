"""An erasure leaves no trace of a name, and a log that still proves everything else."""

from pathlib import Path

import pytest
from neo4j import AsyncGraphDatabase

from credit_graph.audit.checkpoint import SignerKey
from credit_graph.audit.entry import AuditEntry
from credit_graph.audit.verification import AuditFault
from credit_graph.clock import utc_now
from credit_graph.commands.backup.logical import back_up, put_back
from credit_graph.commands.backup.page_archive import opened_pages
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.facts.recording import ImportUnfinishedError
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.audit_log import read_entries
from credit_graph.graph.auditing.erasing import Erased
from credit_graph.graph.change_sets import BegunChange, publish_change_set
from credit_graph.graph.database.connection import Graph
from credit_graph.message import Message
from credit_graph.usecases.auditing.erase import (
    erase_enterprise,
    erased_enterprises,
    preview_erasure,
)
from credit_graph.usecases.auditing.prove import prove_change, prove_fact
from credit_graph.usecases.auditing.verify import verify_log
from support.change_sets import open_change_set
from support.empty_graph import emptied
from support.import_desk import A, B, Desk

KEY = SignerKey.generate("log.example")
NAME, EARLIER, WORDS = "张三丰杂货铺", "张三杂货铺", "店主张三丰"


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    """One with two names, on a list for a reason in words, and a partner."""
    desk = Desk(await emptied(graph), tmp_path)
    await desk.load(
        enterprises=f"{A},{EARLIER},410400,,trader,2010-01-01,\n{B},别家,410400,,trader,2010-01-01,"
    )
    await desk.load(
        enterprises=f"{A},{NAME},410400,,trader,2010-01-01,",
        lists=f"{A},serious_dishonesty,2024-01-01,,{WORDS},x,R",
        ratings=f"{A},customs,advanced,2024-01-01,,x,R",
        links=f"{A},{B},2024-01-01,,parts,0.2,who",
        uses=f"{A},pds-2021-7/1,,2024-05-01,granted,{WORDS}",
    )
    return desk


async def ran(endpoint: EmbeddedEndpoint, statement: str, **given: object) -> None:
    """Do what a mutation, or somebody with a console, would have done."""
    account = (endpoint.username, endpoint.password)
    async with AsyncGraphDatabase.driver(endpoint.uri, auth=account) as driver:
        await driver.execute_query(statement, given, database_=endpoint.database)


async def traces(graph: Graph) -> list[str]:
    """Return every node and relation that has a part of a name in any of its properties."""
    found = []
    for name in ("testing/nodes", "testing/relations"):
        fields = [each["fields"] for each in await graph.read(name, timeout_s=60.0)]
        pairs = [pair for each in fields for pair in each.items()]
        found += [f"{key}={value}" for key, value in pairs if "张三" in str(value)]
    return found


async def salted(graph: Graph, label: str) -> str:
    """Return the id of a fact of a label that stands."""
    records = await graph.read("testing/fact_ids", timeout_s=60.0)
    found = (each["fact"] for each in records if each["label"] == label)
    return next(str(each["fact_id"]) for each in found if each["uscc"] == A)


async def erased(graph: Graph) -> Erased:
    return await erase_enterprise(graph, A, "§ 47", utc_now)


async def test_nothing_of_the_name_is_left_anywhere_and_the_log_verifies(desk: Desk) -> None:
    assert len(await traces(desk.graph)) >= 4
    found = await preview_erasure(desk.graph, A)
    assert (found.registrations, found.texts) == (2, 2)
    assert len(await traces(desk.graph)) >= 4
    done = await erased(desk.graph)
    assert done.particulars == found
    assert await traces(desk.graph) == []
    verdict = await verify_log(desk.graph)
    assert (verdict.entries, verdict.fault) == (3, None)
    assert await erased_enterprises(desk.graph) == (A,)
    again = await erased(desk.graph)
    assert (again.salts, again.particulars.texts) == (0, 0)
    assert (await verify_log(desk.graph)).fault is None


async def test_search_finds_the_code_and_no_name(desk: Desk) -> None:
    await erased(desk.graph)
    for text in ("张三", "杂货铺"):
        records = await desk.graph.read("testing/search", words=text)
        assert [each for each in records if "张三" in str(each.data())] == []


async def test_what_was_erased_cannot_be_proved_and_the_rest_can(desk: Desk) -> None:
    registration = await salted(desk.graph, "Registration")
    rating = await salted(desk.graph, "Rating")
    await prove_fact(desk.graph, registration, KEY)
    await erased(desk.graph)
    proof = await prove_fact(desk.graph, rating, KEY)
    assert proof.check(KEY.verifier)
    with pytest.raises(BadArgumentError, match="salt was erased"):
        await prove_fact(desk.graph, registration, KEY)


async def test_a_reason_given_with_a_single_change_goes_with_the_text_of_its_entry(
    desk: Desk, endpoint: EmbeddedEndpoint
) -> None:
    await open_change_set(desk.graph, BegunChange("single", ChangeSetKind.MUTATION, "x", utc_now()))
    await ran(
        endpoint,
        "MATCH (e:Enterprise {uscc: $a}) MATCH (c:ChangeSet {id: 'single'}) SET c.reason = $words "
        "CREATE (e)-[:HOLDS]->(:Rating {fact_id: 'f1', uscc: $a, change: c.id, scheme: 'tax'})",
        a=A,
        words=WORDS,
    )
    await publish_change_set(desk.graph, "single", now=utc_now())
    (change,) = (await preview_erasure(desk.graph, A)).changes
    assert any(each.startswith("data=") for each in await traces(desk.graph))
    done = await erased(desk.graph)
    assert done.entries == 1
    assert await traces(desk.graph) == []
    assert (await verify_log(desk.graph)).fault is None
    with pytest.raises(BadArgumentError, match="was erased"):
        await prove_change(desk.graph, change)


async def test_a_salt_that_no_erasure_names_is_missed(
    desk: Desk, endpoint: EmbeddedEndpoint
) -> None:
    assert (await verify_log(desk.graph)).fault is None
    await ran(endpoint, "MATCH (s:FactSalt) WITH s LIMIT 1 DETACH DELETE s")
    fault = (await verify_log(desk.graph)).fault
    assert fault is not None
    assert "no erasure says why" in str(fault.what)


async def test_an_entry_that_says_it_was_erased_and_was_not_is_found(
    desk: Desk, endpoint: EmbeddedEndpoint
) -> None:
    (entry,) = await read_entries(desk.graph, 0, 1)
    left = AuditEntry.read(entry.data).without_particulars().data()
    await ran(endpoint, "MATCH (e:AuditEntry {number: 0}) SET e.data = $left", left=left)
    assert (await verify_log(desk.graph)).fault == AuditFault(
        0, Message("its text was erased, and no erasure names it")
    )


async def test_a_backup_made_after_it_holds_nothing_and_verifies(
    desk: Desk, tmp_path: Path
) -> None:
    await erased(desk.graph)
    await back_up(desk.graph, tmp_path / "it.backup")
    await emptied(desk.graph)
    assert await put_back(desk.graph, opened_pages(tmp_path / "it.backup")) is None
    assert await traces(desk.graph) == []
    assert (await verify_log(desk.graph)).fault is None


async def test_nobody_and_no_reason_and_an_unfinished_import_are_refused(
    desk: Desk, endpoint: EmbeddedEndpoint
) -> None:
    with pytest.raises(UnknownCodeError):
        await preview_erasure(desk.graph, "91410400XN00000999")
    with pytest.raises(BadArgumentError, match="--reason"):
        await erase_enterprise(desk.graph, A, " ", utc_now)
    await ran(
        endpoint,
        "CREATE (:ChangeSet:Import {id: 'open', kind: 'import', source: 'x', mode: 'publish', "
        "digest: 'd', started_at: datetime(), published_at: datetime('9999-12-31T00:00:00Z')})",
    )
    with pytest.raises(ImportUnfinishedError):
        await erased(desk.graph)
    assert len(await traces(desk.graph)) >= 4
