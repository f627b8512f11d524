"""Follows each request, and each WebSocket, for the metrics and traces that are configured."""

import time
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.errors import CreditGraphError, DatabaseError
from credit_graph.sharing.observation import Step, observing
from credit_graph.web.streaming.socket_end import SocketEnd
from credit_graph.web.telemetry.metrics import OK, Metrics
from credit_graph.web.telemetry.traces import RequestSpan, Traces

_GRAPHQL = "/graphql"
_INTERNAL = 500


class Observer:
    """ASGI middleware; `metrics` or `traces` may be None, and then cost nothing."""

    def __init__(self, app: ASGIApp, metrics: Metrics | None, traces: Traces | None) -> None:
        self._app = app
        self._metrics = metrics
        self._traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "websocket" and self._metrics is not None:
            end = SocketEnd(receive, send)
            try:
                await self._app(scope, end.receive, end.send)
            finally:
                self._metrics.socket(end.code)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        route = route_of(scope)
        status, began = 0, time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with ExitStack() as stack:
            span = (
                None
                if self._traces is None
                else stack.enter_context(
                    self._traces.request(scope["method"], route, scope["headers"])
                )
            )
            seen = RequestObservation(self._metrics, span)
            stack.enter_context(observing(seen))
            try:
                await self._app(scope, receive, watched)
            except Exception:
                status = status or _INTERNAL
                raise
            finally:
                self._done(seen, route, status, time.perf_counter() - began)

    def _done(self, seen: "RequestObservation", route: str, status: int, seconds: float) -> None:
        if seen.span is not None:
            seen.span.ended(status, seen.code)
        if self._metrics is None:
            return
        self._metrics.request(route, status, seen.code, seconds)
        if route == _GRAPHQL:
            self._metrics.operation(seen.statements, seen.units)


class RequestObservation:
    """What was seen of one request; its `code` is that of the first error, or OK."""

    def __init__(self, metrics: Metrics | None, span: RequestSpan | None) -> None:
        self.code = OK
        self.units: int | None = None
        self.statements = 0
        self.span = span
        self._metrics = metrics

    def step(self, step: Step, name: str) -> "ObservedStep":
        """Follow a step."""
        self.statements += step.is_statement
        metrics = self._metrics if step.is_of_database else None
        return ObservedStep(metrics, self.span, step, name)

    def note_code(self, code: str) -> None:
        """Keep the first code."""
        if self.code == OK:
            self.code = code

    def note_cost(self, units: int) -> None:
        """Keep the latest figure: the answer's own is exact."""
        self.units = units


class SpanContext(Protocol):
    """A span that is under way."""

    def end(self, code: str | None) -> None:
        """End it, with the code of an error."""


class ObservedStep:
    """The context of one step."""

    __slots__ = ("_began", "_metrics", "_name", "_span", "_step", "_under")

    def __init__(
        self, metrics: Metrics | None, under: RequestSpan | None, step: Step, name: str
    ) -> None:
        self._metrics = metrics
        self._under = under
        self._step = step
        self._name = name
        self._span: SpanContext | None = None

    def __enter__(self) -> None:
        if self._under is not None:
            self._span = self._under.step(self._step, self._name)
        self._began = time.perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        code = None if kind is None else self._code_of(error)
        if self._metrics is not None:
            self._count(self._metrics, time.perf_counter() - self._began, code)
        if self._span is not None:
            self._span.end(code)

    def _count(self, metrics: Metrics, seconds: float, code: str | None) -> None:
        if self._step is Step.TRANSACTION:
            metrics.transaction(self._name, seconds, code)
        else:
            # Inside a transaction the driver's own errors fail it, and it has their codes.
            counted = None if self._step is Step.INNER_STATEMENT else code
            metrics.statement(self._name, seconds, counted)

    def _code_of(self, error: BaseException | None) -> str | None:
        if not isinstance(error, Exception):
            return "CANCELLED"
        # A transaction that refuses what it was to record, or only tries it, has not failed.
        if self._step is Step.TRANSACTION and not isinstance(error, DatabaseError):
            return None
        return error.code if isinstance(error, CreditGraphError) else "INTERNAL"


def route_of(scope: Scope) -> str:
    """Return the path of the route that a request is for, as the code has it."""
    path = scope["path"]
    for route in scope["app"].routes:
        if route.path_regex.match(path):
            return str(route.path)
    return "other"
