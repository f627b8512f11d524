"""`doctor` asks the database what it is."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from typer.testing import Result

from credit_graph.clock import utc_now
from credit_graph.embedded import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate, schema_state, steps_of

Command = Callable[..., Result]


def found(result: Result) -> dict[str, tuple[str, str]]:
    checks = json.loads(result.stdout)["checks"]
    return {each["subject"]: (each["state"], each["found"]) for each in checks}


def test_the_database_its_schema_and_its_rules_have_a_line_each(command: Command) -> None:
    empty = found(command("doctor", "--json"))
    assert empty["database"][0] == "ok"
    assert empty["database"][1].startswith("Neo4j 5.26.")
    assert empty["schema"][0] == "ok"
    assert empty["rules"][0] == "note"
    command("load-policies")
    assert found(command("doctor", "--json"))["rules"][0] == "ok"


def test_a_wrong_password_is_a_finding_with_its_code(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    result = command("doctor", "--json")
    [check] = [c for c in json.loads(result.stdout)["checks"] if c["subject"] == "database"]
    assert (result.exit_code, check["code"]) == (1, "DATABASE_REFUSED")
    assert "not the password" not in result.output


async def test_a_schema_is_compared_without_touching_it(
    graph: Graph, endpoint: EmbeddedEndpoint
) -> None:
    ours = graph.statements
    last = steps_of(ours)[-1].name
    planted = replace(ours[last], name="schema/997_planted", text=ours[last].text + " // planted")
    async with Graph.open(endpoint, {**ours, planted.name: planted}) as newer:
        assert (await schema_state(newer)).missing == (planted.name,)
        await migrate(newer, at=utc_now())
    state = await schema_state(graph)
    assert (state.missing, state.changed, state.unknown) == ((), (), (planted.name,))
    edited = {**ours, last: replace(ours[last], text=ours[last].text + " // edited")}
    async with Graph.open(endpoint, edited) as other:
        assert (await schema_state(other)).changed == (last,)
