"""Gives a fresh database its password; a database that has it already is left as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from neo4j import Driver, GraphDatabase, Query
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from credit_graph.graph.database.connection import Endpoint
from credit_graph.graph.database.failures import translated
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.statement import Mode, Statement
from credit_graph.graph.database.statements import usable

_PING = "connection/ping"
_SET = "embedded/set_first_password"
_SYSTEM = "system"  # where users live; other databases refuse the statement


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """Brings a database to the password that its endpoint states.

    The stated password is tried before the initial one, so that a start may be cut off anywhere
    and simply be made again.
    """

    statements: Mapping[str, Statement]
    # A Java that has just started compiles as it answers, which takes long on a busy machine.
    limits: DatabaseLimits = field(default=DatabaseLimits(statement_s=120.0, connect_s=20.0))

    def __call__(self, endpoint: Endpoint, initial: str) -> None:
        """Return once the database answers to the endpoint's password.

        Raises `DatabaseRefusedError` if it takes neither that nor the initial one, and
        `DatabaseUnreachableError` if it does not answer.
        """
        try:
            self._agree(endpoint, initial)
        except (DriverError, Neo4jError) as error:
            raise translated(
                error,
                statement=_SET,
                timeout_s=self.limits.statement_s,
                uri=endpoint.uri,
                limits=self.limits,
            ) from None

    def _agree(self, endpoint: Endpoint, initial: str) -> None:
        try:
            self._ping(endpoint)
        except AuthError:
            self._replace(endpoint, initial)
            self._ping(endpoint)

    def _ping(self, endpoint: Endpoint) -> None:
        ping = usable(self.statements, _PING, (), Mode.READ)
        with (
            self._driver(endpoint, endpoint.password) as driver,
            driver.session(database=endpoint.database) as session,
        ):
            session.run(self._query(ping)).consume()

    def _replace(self, endpoint: Endpoint, initial: str) -> None:
        change = usable(self.statements, _SET, ("initial", "password"), Mode.WRITE)
        with (
            self._driver(endpoint, initial) as driver,
            driver.session(database=_SYSTEM) as session,
        ):
            words = {"initial": initial, "password": endpoint.password}
            session.run(self._query(change), words).consume()

    def _query(self, statement: Statement) -> Query:
        return Query(statement.text, timeout=self.limits.statement_s)

    def _driver(self, endpoint: Endpoint, password: str) -> Driver:
        return GraphDatabase.driver(
            endpoint.uri,
            auth=(endpoint.username, password),
            connection_timeout=self.limits.connect_s,
            telemetry_disabled=True,
        )
