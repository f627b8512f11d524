"""The database moves to another machine, restored from a backup; the service goes on by itself."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from neo4j import AsyncGraphDatabase

from credit_graph.commands.backup.logical import back_up, put_back
from credit_graph.commands.backup.page_archive import opened_pages
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.database.statement import Statement
from support.client import Answer, Client, Clock, serving_here
from support.database import running_neo4j
from support.demo import NOW, demo_loaded
from support.figures import show_figure
from support.relay import relay_to
from support.tiers import nightly

pytestmark = [pytest.mark.alone, pytest.mark.slow, nightly]
PATIENT = DatabaseLimits(statement_s=120.0, connect_s=10.0)
QUESTION = "{ enterprises(first: 100) { totalCount nodes { uscc name ratings { level } } } }"
MOST_TRIES = 400


def port_of(endpoint: EmbeddedEndpoint) -> int:
    return int(endpoint.uri.rpartition(":")[2])


async def with_the_password(of: EmbeddedEndpoint, other: EmbeddedEndpoint) -> EmbeddedEndpoint:
    """Give a database the password of another, as whoever moves one does."""
    account = (other.username, other.password)
    async with AsyncGraphDatabase.driver(other.uri, auth=account) as driver:
        await driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            {"old": other.password, "new": of.password},
            database_="system",
        )
    return replace(other, password=of.password)


async def answered(client: Client, document: str) -> tuple[Answer, int]:
    """Ask until there is an answer; return it with the number of failures before."""
    for tries in range(MOST_TRIES):
        answer = await client.ask(document)
        if not answer.codes:
            return answer, tries
        assert set(answer.codes) <= {
            *("DATABASE_UNREACHABLE", "DATABASE_BUSY", "STATEMENT_TIMEOUT"),
            *("REQUEST_TIMEOUT", "STARTING", "TOO_BUSY"),
        }
    raise AssertionError(answer)


async def test_a_service_follows_its_database_to_another_machine(
    tmp_path: Path, statements: Mapping[str, Statement]
) -> None:
    path = tmp_path / "it.backup"
    with running_neo4j() as one, running_neo4j() as fresh:
        other = await with_the_password(one, fresh)
        async with Graph.open(one, statements, limits=PATIENT) as graph:
            await migrate(graph, at=NOW)
            await demo_loaded(graph)
        async with relay_to(port_of(one)) as relay:
            behind = replace(one, uri=f"bolt://127.0.0.1:{relay.port}")
            async with serving_here(behind, Clock(NOW)) as client:
                before, _ = await answered(client, QUESTION)
                async with Graph.open(one, statements, limits=PATIENT) as graph:
                    await back_up(graph, path)
                async with Graph.open(other, statements, limits=PATIENT) as graph:
                    assert await put_back(graph, opened_pages(path)) is None
                    await graph.write("testing/put", id="moved", value=1)
                relay.move(port_of(other))
                after, failures = await answered(client, QUESTION)
                assert after.data == before.data
                show_figure("R32: failed answers while the database moved", failures, "")
                assert cast("Any", after.data)["enterprises"]["totalCount"] > 0
                async with Graph.open(behind, statements, limits=PATIENT) as graph:
                    assert await graph.read("testing/get", ids=["moved"])
