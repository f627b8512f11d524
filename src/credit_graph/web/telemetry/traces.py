"""Traces by OpenTelemetry: a span for each request, operation, loader batch and statement.

Spans hold names of the code, methods, routes, statuses and codes; nothing that a caller sent. How
much is sampled and exported is for the SDK's own variables (`OTEL_…`) to say.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import credit_graph
from credit_graph.errors import SettingError
from credit_graph.message import Message
from credit_graph.sharing.observation import Step

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span, Tracer

_SERVER_FAULT = 500
_OPERATION = "GraphQL Operation"  # OpenTelemetry's name where the type alone says nothing


class Traces:
    """Makes spans with one tracer; `close()` sends what is left."""

    def __init__(self, provider: "TracerProvider") -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("credit_graph", credit_graph.__version__)

    @classmethod
    def to(cls, endpoint: str) -> Self:
        """Return traces sent to an OTLP endpoint over HTTP, in batches.

        Raises `SettingError` if the extra `otel` is not installed.
        """
        try:
            # Only who wants traces has these packages.
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
                OTLPSpanExporter,
            )
            from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
        except ImportError:
            raise SettingError(
                "CREDIT_GRAPH_TRACES", Message("it needs credit-graph[otel] to be installed")
            ) from None
        provider = _provider()
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
        return cls(provider)

    @classmethod
    def into(cls, exporter: "SpanExporter") -> Self:
        """Return traces given to an exporter at once, span by span."""
        from opentelemetry.sdk.trace.export import SimpleSpanProcessor  # noqa: PLC0415

        provider = _provider()
        provider.add_span_processor(SimpleSpanProcessor(exporter))
        return cls(provider)

    @contextmanager
    def request(
        self, method: str, route: str, headers: Iterable[tuple[bytes, bytes]]
    ) -> "Iterator[RequestSpan]":
        """Follow a request, as part of the caller's trace if it names one (`traceparent`)."""
        from opentelemetry.trace import SpanKind  # noqa: PLC0415
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415
            TraceContextTextMapPropagator,
        )

        named = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
        around = TraceContextTextMapPropagator().extract(named)
        known = method if method in _METHODS else "_OTHER"
        with self._tracer.start_as_current_span(
            f"{known} {route}",
            around,
            kind=SpanKind.SERVER,
            attributes={"http.request.method": known, "http.route": route},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            yield RequestSpan(self._tracer, span)

    def close(self) -> None:
        """Send what is left; nothing is traced any more."""
        self._provider.shutdown()


_METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"})


class RequestSpan:
    """The span of one request, and the steps below it."""

    def __init__(self, tracer: "Tracer", span: "Span") -> None:
        self._tracer = tracer
        self._span = span

    def step(self, step: Step, name: str) -> "StepSpan":
        """Begin the span of a step, below the step that it is begun in."""
        return StepSpan(self._tracer, step, name)

    def ended(self, status: int, code: str) -> None:
        """Take down how the request ended."""
        self._span.set_attribute("http.response.status_code", status)
        self._span.set_attribute("credit_graph.code", code)
        if status >= _SERVER_FAULT:
            _fail(self._span, code)


class StepSpan:
    """A span that is current until it ends."""

    def __init__(self, tracer: "Tracer", step: Step, name: str) -> None:
        title = _OPERATION if step is Step.OPERATION else name
        attributes = {"db.system.name": "neo4j"} if step.is_of_database else {}
        kept = {"credit_graph.step": step.value, **attributes}
        self._entered = tracer.start_as_current_span(
            title, attributes=kept, record_exception=False, set_status_on_exception=False
        )
        self._span = self._entered.__enter__()

    def end(self, code: str | None) -> None:
        """End it, with the code of an error."""
        if code is not None:
            _fail(self._span, code)
        self._entered.__exit__(None, None, None)


def _fail(span: "Span", code: str) -> None:
    from opentelemetry.trace import Status, StatusCode  # noqa: PLC0415

    span.set_attribute("error.type", code)
    span.set_status(Status(StatusCode.ERROR))


def _provider() -> "TracerProvider":
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    named = {"service.name": "credit-graph", "service.version": credit_graph.__version__}
    return TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
