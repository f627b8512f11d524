"""Takes a database back to the state before any migration."""

from neo4j import Driver, GraphDatabase

from credit_graph.graph.database.connection import Endpoint


def make_bare(endpoint: Endpoint) -> None:
    """Drop every node, constraint and index."""
    account = (endpoint.username, endpoint.password)
    with GraphDatabase.driver(endpoint.uri, auth=account) as driver:
        _run(driver, endpoint, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS")
        for name in _run(driver, endpoint, "SHOW CONSTRAINTS YIELD name"):
            _run(driver, endpoint, f"DROP CONSTRAINT {name}")
        for name in _run(driver, endpoint, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            _run(driver, endpoint, f"DROP INDEX {name}")


def _run(driver: Driver, endpoint: Endpoint, text: str) -> list[str]:
    with driver.session(database=endpoint.database) as session:
        return [record["name"] for record in session.run(text)]
