"""Every index that facts pay for is one in which a statement looks."""

import re
from collections.abc import Iterator, Mapping

import pytest
from neo4j import GraphDatabase

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statement import Mode
from support.tiers import nightly

# Which index a statement looks in depends on how much there is of everything,
# and on samples that the database takes when it likes: `make reliability` looks, not every run.
pytestmark = [pytest.mark.holds("demo"), nightly]

# `RANGE INDEX d:Registration(region, uscc)`, `(a)-[f:OWNS(change)]->(b)`, and the hints of a
# subquery that is an expression, which is told as its text.
_LOOKED_IN = re.compile(r":`?(\w+)`?\(([\w`, ]+)\)")


def used_by(plan: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Label or type and properties of each index in a plan."""
    arguments = plan["args"]
    assert isinstance(arguments, Mapping)
    details = str(arguments.get("Details", ""))
    if "INDEX" in details:
        for name, properties in _LOOKED_IN.findall(details):
            yield name, tuple(each.strip(" `") for each in properties.split(","))
    children = plan.get("children", ())
    assert isinstance(children, list | tuple)
    for each in children:
        yield from used_by(each)


@pytest.mark.slow
def test_every_index_is_looked_in_by_a_statement(graph: Graph, endpoint: EmbeddedEndpoint) -> None:
    account = (endpoint.username, endpoint.password)
    with (
        GraphDatabase.driver(
            endpoint.uri, auth=account, notifications_min_severity="OFF"
        ) as driver,
        driver.session(database=endpoint.database) as session,
    ):
        indexes = session.run(
            "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint"
            " WHERE type IN ['RANGE', 'TEXT'] AND owningConstraint IS NULL"
            " RETURN name, labelsOrTypes[0] AS on, properties"
        )
        unused = {(each["on"], tuple(each["properties"])): each["name"] for each in indexes}
        assert len(unused) > 40
        for name, statement in graph.statements.items():
            if statement.mode is Mode.SCHEMA or name.startswith("embedded/"):
                continue
            plan = session.run(f"EXPLAIN {statement.text}").consume().plan
            assert plan is not None
            for used in used_by(plan):
                unused.pop(used, None)
    assert list(unused.values()) == []
