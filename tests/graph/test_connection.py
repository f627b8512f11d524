"""Reading and writing through the one door, within its deadlines and its error tree."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import pytest

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import (
    BadStatementError,
    DatabaseBusyError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    SettingError,
    StatementFailedError,
    StatementTimeoutError,
)
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.graph.database.statement import Statement
from credit_graph.graph.database.transaction import Transaction
from credit_graph.sharing.meter import Meter, metered
from support.figures import show_figure

Statements = Mapping[str, Statement]


async def values(graph: Graph, *ids: str) -> dict[str, int]:
    records = await graph.read("testing/get", ids=list(ids))
    return {record["id"]: record["value"] for record in records}


async def test_what_is_written_can_be_read(graph: Graph) -> None:
    await graph.write("testing/put", id="written", value=7)
    assert await values(graph, "written", "never") == {"written": 7}


async def test_a_result_is_whole_however_many_records_it_has(graph: Graph) -> None:
    await graph.write("testing/put", id="many", value=1)
    assert len(await graph.read("testing/get", ids=["many"] * 2_500)) == 2_500


async def test_a_write_statement_cannot_be_read_nor_a_read_statement_written(graph: Graph) -> None:
    with pytest.raises(BadStatementError, match="it is a write statement"):
        await graph.read("testing/put", id="x", value=1)
    with pytest.raises(BadStatementError, match="it is a read statement"):
        await graph.write("testing/get", ids=[])
    with pytest.raises(BadStatementError, match="it is a read statement"):
        await graph.alter("connection/ping")


async def test_a_statement_that_says_read_and_writes_is_stopped_by_the_server(
    graph: Graph,
) -> None:
    with pytest.raises((StatementFailedError, DatabaseRefusedError)):
        await graph.read("testing/sneak")
    assert await values(graph, "sneak") == {}


async def test_steps_written_together_all_happen_or_none(graph: Graph) -> None:
    async def half(transaction: Transaction) -> None:
        await transaction.run("testing/put", id="half", value=1)
        await transaction.run("testing/fail", word="nonsense")

    async def whole(transaction: Transaction) -> None:
        await transaction.run("testing/put", id="half", value=1)
        await transaction.run("testing/add", id="half")

    with pytest.raises(StatementFailedError):
        await graph.transact(half, label="half")
    assert await values(graph, "half") == {}
    await graph.transact(whole, label="whole")
    assert await values(graph, "half") == {"half": 2}


async def test_a_unit_of_work_reads_its_own_writes_and_returns_a_result(graph: Graph) -> None:
    async def work(transaction: Transaction) -> int:
        await transaction.run("testing/put", id="own", value=41)
        await transaction.run("testing/add", id="own")
        records = await transaction.run("testing/get", ids=["own"])
        return int(records[0]["value"])

    assert await graph.transact(work, label="own") == 42


async def test_a_unit_of_work_that_raises_leaves_nothing_behind(graph: Graph) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run("testing/put", id="undone", value=1)
        raise LookupError

    with pytest.raises(LookupError):
        await graph.transact(work, label="undone")
    assert await values(graph, "undone") == {}


async def test_the_database_s_own_words_do_not_get_out(graph: Graph) -> None:
    with pytest.raises(StatementFailedError) as caught:
        await graph.write("testing/fail", word="a-secret-name")
    assert "testing/fail" in str(caught.value)
    assert "secret" not in repr(caught.value)
    assert caught.value.__suppress_context__


async def test_round_trips_are_counted_per_request_whatever_tasks_it_uses(graph: Graph) -> None:
    before = graph.round_trips
    with receipt() as mine:
        await asyncio.gather(values(graph, "a"), values(graph, "b"))
    await values(graph, "c")
    assert mine.round_trips == 2
    assert graph.round_trips - before == 3


async def test_a_block_around_another_counts_what_both_send(graph: Graph) -> None:
    with receipt() as whole:
        await values(graph, "a")
        with receipt() as part:
            await values(graph, "b")
    assert (whole.round_trips, part.round_trips) == (2, 1)


async def test_a_write_is_begun_run_and_committed_in_three_round_trips(graph: Graph) -> None:
    with receipt() as mine:
        await graph.write("testing/add", id="trips")
    assert mine.round_trips == 3


async def test_a_read_elsewhere_can_follow_a_write_by_its_bookmarks(
    graph: Graph, endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    async with Graph.open(endpoint, statements) as elsewhere:
        for value in range(20):
            with receipt() as mine:
                await graph.write("testing/put", id="followed", value=value)
            assert mine.bookmarks == graph.last_bookmarks != frozenset()
            records = await elsewhere.read(
                "testing/get", ids=["followed"], bookmarks=mine.bookmarks
            )
            assert records[0]["value"] == value


async def test_a_runaway_read_is_ended_at_its_deadline_and_leaves_no_transaction(
    graph: Graph,
) -> None:
    began = time.monotonic()
    with pytest.raises(StatementTimeoutError) as caught:
        await graph.read("testing/runaway", timeout_s=1.0)
    assert 0.9 < time.monotonic() - began < 2.0
    assert caught.value.statement == "testing/runaway"
    await gone_soon(graph)


async def test_a_read_whose_caller_has_gone_leaves_no_transaction(graph: Graph) -> None:
    caller = asyncio.create_task(graph.read("testing/runaway"))
    while not await graph.read("testing/running"):
        pass
    caller.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await caller
    await gone_soon(graph)


async def test_a_statement_that_the_server_s_operator_ends_says_busy(graph: Graph) -> None:
    caller = asyncio.create_task(graph.read("testing/runaway"))
    while not (running := await graph.read("testing/running")):
        pass
    await graph.read("testing/terminate", ids=[record["id"] for record in running])
    with pytest.raises(DatabaseBusyError, match="ended testing/runaway"):
        await caller


async def gone_soon(graph: Graph) -> None:
    deadline = time.monotonic() + 1.5
    while await graph.read("testing/running"):
        assert time.monotonic() < deadline, "the transaction still runs"
        await asyncio.sleep(0.05)


async def test_opening_needs_no_database_and_using_tells_within_two_seconds(
    statements: Statements,
) -> None:
    nowhere = EmbeddedEndpoint("bolt://127.0.0.1:9", "neo4j", "any", "neo4j")
    async with Graph.open(nowhere, statements) as graph:
        began = time.monotonic()
        with pytest.raises(DatabaseUnreachableError) as caught:
            await graph.read("connection/ping")
        assert time.monotonic() - began < 2.0
        assert caught.value.uri == nowhere.uri


async def test_a_server_that_accepts_and_says_nothing_is_unreachable_within_seconds(
    statements: Statements,
) -> None:
    async with silent_server() as port:
        mute = EmbeddedEndpoint(f"bolt://127.0.0.1:{port}", "neo4j", "any", "neo4j")
        async with Graph.open(mute, statements) as graph:
            began = time.monotonic()
            with pytest.raises(DatabaseUnreachableError):
                await graph.ping()
            assert time.monotonic() - began < 3.0


@contextlib.asynccontextmanager
async def silent_server() -> AsyncIterator[int]:
    over = asyncio.Event()

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    over.set()
    server.close()


async def test_a_wrong_password_is_refused_at_once(
    endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    stranger = replace(endpoint, password=endpoint.password[::-1])
    async with Graph.open(stranger, statements) as graph:
        with pytest.raises(DatabaseRefusedError) as caught:
            await graph.ping()
        assert stranger.password not in repr(caught.value)


async def test_a_database_that_is_not_there_is_a_wrong_setting(
    endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    async with Graph.open(replace(endpoint, database="elsewhere"), statements) as graph:
        with pytest.raises(SettingError, match="NEO4J_DATABASE"):
            await graph.ping()


async def test_a_pool_without_a_free_connection_says_busy(
    endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    narrow = DatabaseLimits(pool=1, acquire_s=0.3, statement_s=1.5)
    async with Graph.open(endpoint, statements, limits=narrow) as graph:
        await graph.ping()
        holder = asyncio.create_task(graph.read("testing/runaway"))
        await asyncio.sleep(0.1)
        with pytest.raises(DatabaseBusyError, match=r"within 0\.3 s"):
            await graph.read("connection/ping")
        with pytest.raises(StatementTimeoutError):
            await holder


async def counted(graph: Graph, log: list[str], name: str) -> None:
    await graph.read("testing/busy", steps=400_000)
    log.append(name)


async def test_one_request_has_four_statements_at_once_and_others_come_in_turn(
    endpoint: EmbeddedEndpoint, statements: Statements
) -> None:
    narrow = DatabaseLimits(pool=7, acquire_s=0.3, statement_s=20.0, place_s=60.0)
    done: list[str] = []
    async with Graph.open(endpoint, statements, limits=narrow) as graph:
        await graph.ping()
        with metered(Meter()):
            greedy = [asyncio.create_task(counted(graph, done, "greedy")) for _ in range(40)]
        await asyncio.sleep(0)
        modest = []
        for name in ("one", "two", "three"):
            with metered(Meter()):
                modest.append(asyncio.create_task(counted(graph, done, name)))
        await graph.ping(timeout_s=20.0)
        await asyncio.gather(*greedy, *modest)
    last = max(done.index(name) for name in ("one", "two", "three"))
    show_figure("statements served before the last of three others", last, "of 43")
    assert last < 20


async def test_units_of_work_that_deadlock_all_get_through(graph: Graph) -> None:
    await graph.write("testing/put", id="left", value=0)
    await graph.write("testing/put", id="right", value=0)
    attempts = 0
    both_hold_one = asyncio.Barrier(2)

    async def both(first: str, second: str) -> None:
        async def work(transaction: Transaction) -> None:
            nonlocal attempts
            attempts += 1
            await transaction.run("testing/add", id=first)
            if attempts <= 2:
                await both_hold_one.wait()
            await transaction.run("testing/add", id=second)

        await graph.transact(work, label=f"{first} {second}")

    await asyncio.gather(both("left", "right"), both("right", "left"))
    assert attempts > 2, "the two did not deadlock, so this proves nothing"
    assert await values(graph, "left", "right") == {"left": 2, "right": 2}


async def test_a_lock_that_is_never_given_up_says_busy(graph: Graph) -> None:
    await graph.write("testing/put", id="locked", value=0)
    release = asyncio.Event()

    async def hold(transaction: Transaction) -> None:
        await transaction.run("testing/add", id="locked")
        await release.wait()

    holder = asyncio.create_task(graph.transact(hold, label="hold", timeout_s=30.0))
    await asyncio.sleep(0.2)
    with pytest.raises((DatabaseBusyError, StatementTimeoutError)):
        await graph.write("testing/add", id="locked", timeout_s=0.8)
    release.set()
    await holder
    assert await values(graph, "locked") == {"locked": 1}
