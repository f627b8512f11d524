"""The schema is brought up to date once, by whoever comes first, whatever happens to them."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from credit_graph.clock import utc_now
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import BadStatementError, SchemaChangedError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate, steps_of
from credit_graph.graph.database.statement import Mode, Statement
from support.bare_database import make_bare

PROCESS = Path(__file__).parents[1] / "support" / "migrating_process.py"
Statements = Mapping[str, Statement]


@pytest.fixture
async def bare(pool: Graph, endpoint: EmbeddedEndpoint) -> AsyncIterator[Graph]:
    """A database without schema; whatever a test leaves is completed after it."""
    await asyncio.to_thread(make_bare, endpoint)
    yield pool
    await migrate(pool, at=utc_now())


async def started(what: str, endpoint: EmbeddedEndpoint) -> Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), what, stdin=PIPE, stdout=PIPE
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(asdict(endpoint)).encode() + b"\n")
    assert await process.stdout.readline() == b"ready\n"
    return process


async def answer(process: Process) -> list[str]:
    async with asyncio.timeout(60):
        output, _ = await process.communicate()
    assert process.returncode == 0
    names: list[str] = json.loads(output)
    return names


async def test_four_processes_at_once_apply_each_step_once(
    bare: Graph, endpoint: EmbeddedEndpoint
) -> None:
    processes = [await started("migrate", endpoint) for _ in range(4)]
    for process in processes:
        assert process.stdin
        process.stdin.write(b"go\n")
    applied = await asyncio.gather(*(answer(process) for process in processes))
    wanted = Counter(step.name for step in steps_of(bare.statements))
    assert Counter(name for names in applied for name in names) == wanted
    records = await bare.read("migrations/applied")
    assert Counter(record["name"] for record in records) == wanted
    assert await migrate(bare, at=utc_now()) == ()


async def test_what_a_later_step_drops_is_not_made(bare: Graph) -> None:
    applied = await migrate(bare, at=utc_now())
    made = [name.split("_", 1)[1] for name in applied]
    drops = {f"drop_{each}" for each in made}.intersection(made)
    assert drops, "there is no such step, so this proves nothing"
    wanted = {name for name in made if f"drop_{name}" not in drops and name not in drops}
    found = await bare.read("testing/indexes")
    assert {record["name"] for record in found} == wanted
    assert {record["state"] for record in found} == {"ONLINE"}


async def test_what_an_earlier_version_made_is_dropped(
    bare: Graph, endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    drop = "schema/081_drop_names"
    earlier = {name: each for name, each in statements.items() if name != drop}
    async with Graph.open(endpoint, earlier) as before:
        await migrate(before, at=utc_now())
        assert "names" in {each["name"] for each in await before.read("testing/indexes")}
    assert await migrate(bare, at=utc_now()) == (drop,)
    assert "names" not in {each["name"] for each in await bare.read("testing/indexes")}


async def test_a_killed_process_does_not_keep_the_lock(
    bare: Graph, endpoint: EmbeddedEndpoint
) -> None:
    await bare.alter("schema/001_migration_lock_key")
    holder = await started("hold", endpoint)
    assert holder.stdin
    assert holder.stdout
    holder.stdin.write(b"go\n")
    assert await holder.stdout.readline() == b"held\n"
    waiting = asyncio.create_task(migrate(bare, at=utc_now()))
    await asyncio.sleep(0.5)
    assert not waiting.done(), "the lock was not held, so this proves nothing"
    holder.kill()
    await holder.wait()
    async with asyncio.timeout(20):
        assert len(await waiting) == len(steps_of(bare.statements))


async def test_a_second_migration_finds_nothing_to_do(graph: Graph) -> None:
    trips = graph.round_trips
    assert await migrate(graph, at=utc_now()) == ()
    assert graph.round_trips - trips == 1


async def test_a_new_file_is_applied_to_a_database_that_has_the_others(
    graph: Graph, endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    newer = with_step(statements, "schema/998_planted")
    async with Graph.open(endpoint, newer) as later:
        assert await migrate(later, at=utc_now()) == ("schema/998_planted",)
    assert await migrate(graph, at=utc_now()) == (), "an older version still serves"


async def test_a_file_that_was_edited_after_it_was_applied_is_refused(
    graph: Graph, endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    name = steps_of(graph.statements)[5].name
    edited = replace(statements[name], text=statements[name].text + " // edited")
    unapplied = with_step({**statements, name: edited}, "schema/999_planted")
    async with Graph.open(endpoint, unapplied) as other:
        with pytest.raises(SchemaChangedError) as caught:
            await migrate(other, at=utc_now())
        applied = await other.read("migrations/applied")
    assert caught.value.file == f"cypher/{name}.cypher"
    assert "schema/999_planted" not in {each["name"] for each in applied}, "nothing was applied"


async def test_keys_are_unique_for_relations_too(graph: Graph) -> None:
    kinds = await graph.read("testing/constraints")
    assert {"SUPPLIES", "OWNS", "Enterprise", "Rating"} <= {record["on"] for record in kinds}


async def test_words_are_found_in_chinese_names(graph: Graph) -> None:
    await graph.write("testing/name_agency", code="pds-customs", name="平顶山海关")
    records = await graph.read("testing/search", words="海关")
    assert [record["name"] for record in records] == ["平顶山海关"]


def with_step(statements: Statements, name: str) -> Statements:
    text = f"CREATE INDEX {name[-7:]} IF NOT EXISTS FOR (n:Planted) ON (n.x)"
    return {**statements, name: Statement(name, Mode.SCHEMA, text, {}, "planted")}


def test_two_files_of_one_number_are_refused(statements: Statements) -> None:
    with pytest.raises(BadStatementError, match="has that number too"):
        steps_of(with_step(statements, "schema/001_planted"))


def test_a_schema_file_without_a_number_is_refused(statements: Statements) -> None:
    with pytest.raises(BadStatementError, match="schema/NNN_name"):
        steps_of(with_step(statements, "schema/planted"))
