"""The figures of one process, in a registry of their own.

Labels are bounded: routes and statements are those of the code, codes those of the error tree.
No label and no value holds what a caller sent.
"""

from collections.abc import Collection

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    Summary,
    generate_latest,
)

from credit_graph.errors import DatabaseError
from credit_graph.message import Message
from credit_graph.web.probes.database_watch import Revive
from credit_graph.web.streaming.close_code import CloseCode

OK = "OK"
OTHER = "OTHER"
_MOST_CODES = 100  # the error tree has about half as many
_CLOSE_CODES = frozenset({*CloseCode, 1000, 1001, 1005, 1006, 1009, 1012})
_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_UNITS = (10, 100, 1_000, 10_000, 50_000, 100_000, 200_000)
_TRIPS = (0, 1, 2, 3, 5, 8, 13, 21)


class Metrics:
    """Counts requests and statements; `text()` is the answer to a scrape.

    `statements` are the names that a statement may be counted under. What changes by itself, such
    as queues and caches, is read at each scrape by collectors added to `registry`.
    """

    def __init__(self, statements: Collection[str]) -> None:
        self.registry = CollectorRegistry()
        self._names = frozenset(statements)
        self._codes: set[str] = {OK}
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._requests = Counter(
            "credit_graph_requests",
            "Requests answered, by route, HTTP status and the code of the first error.",
            ("route", "status", "code"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "credit_graph_request_duration_seconds",
            "From the first byte handled to the last one sent.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._cost = Histogram(
            "credit_graph_request_cost_units",
            "What operations cost, in the units of extensions.cost.",
            buckets=_UNITS,
            registry=self.registry,
        )
        self._trips = Histogram(
            "credit_graph_request_statements",
            "Statements that a GraphQL request sent to the database.",
            buckets=_TRIPS,
            registry=self.registry,
        )
        self._statements = Summary(
            "credit_graph_statement_duration_seconds",
            "Statements sent for requests, with their wait for a connection.",
            ("statement",),
            registry=self.registry,
        )
        self._transactions = Summary(
            "credit_graph_transaction_duration_seconds",
            "Transactions for requests, with their statements and their wait for a connection.",
            ("transaction",),
            registry=self.registry,
        )
        self._failures = Counter(
            "credit_graph_statement_failures",
            "Statements and transactions that failed, by the code of the error.",
            ("statement", "code"),
            registry=self.registry,
        )
        self._sockets = Counter(
            "credit_graph_sockets_ended",
            "WebSockets that ended, by the code of their end.",
            ("code",),
            registry=self.registry,
        )
        self._restarts = Counter(
            "credit_graph_database_restarts",
            "How often the embedded database was started again.",
            registry=self.registry,
        )

    def request(self, route: str, status: int, code: str, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, str(status), self._bounded(code)).inc()
        self._seconds.labels(route).observe(seconds)

    def socket(self, code: int) -> None:
        """Count a WebSocket that ended with a code, which a client may have made up."""
        self._sockets.labels(str(code) if code in _CLOSE_CODES else OTHER).inc()

    def operation(self, statements: int, units: int | None) -> None:
        """Count what a GraphQL request took."""
        self._trips.observe(statements)
        if units is not None:
            self._cost.observe(units)

    def statement(self, name: str, seconds: float, failure: str | None) -> None:
        """Count a statement; `failure` is the code of the error it ended with."""
        known = name if name in self._names else OTHER
        self._statements.labels(known).observe(seconds)
        self._failed(known, failure)

    def transaction(self, name: str, seconds: float, failure: str | None) -> None:
        """Count a transaction likewise; its name comes from the code."""
        self._transactions.labels(name).observe(seconds)
        self._failed(name, failure)

    def counted(self, revive: Revive) -> Revive:
        """Return a `revive` whose restarts are counted."""

        def counting(error: DatabaseError | None) -> Message | None:
            why = revive(error)
            if why is not None:
                self._restarts.inc()
            return why

        return counting

    def text(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self.registry)

    def _failed(self, name: str, failure: str | None) -> None:
        if failure is not None:
            self._failures.labels(name, self._bounded(failure)).inc()

    def _bounded(self, code: str) -> str:
        if code not in self._codes:
            if len(self._codes) >= _MOST_CODES:
                return OTHER
            self._codes.add(code)
        return code
