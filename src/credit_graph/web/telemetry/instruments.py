"""What of metrics and traces is configured, as the application takes it in."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from starlette.middleware import Middleware
from starlette.routing import Route

from credit_graph.web.probes.database_watch import Revive
from credit_graph.web.probes.readiness import Readiness
from credit_graph.web.telemetry.gauges import Gauges, Queues
from credit_graph.web.telemetry.metrics import Metrics
from credit_graph.web.telemetry.observer import Observer
from credit_graph.web.telemetry.scraping import Network, Scraping
from credit_graph.web.telemetry.traces import Traces


@dataclass(frozen=True, slots=True)
class Telemetry:
    """The metrics and their readers, and the traces; what is off leaves nothing in the way."""

    metrics: Metrics | None
    networks: tuple[Network, ...]
    traces: Traces | None

    @classmethod
    def of(
        cls, networks: tuple[Network, ...], traces: str | None, statements: Collection[str]
    ) -> "Telemetry":
        """Return what these settings ask for; `statements` are the names of all of them."""
        return cls(
            Metrics(statements) if networks else None,
            networks,
            None if traces is None else Traces.to(traces),
        )

    @property
    def middleware(self) -> list[Middleware]:
        """What follows requests; nothing if nothing is configured."""
        if self.metrics is None and self.traces is None:
            return []
        return [Middleware(Observer, metrics=self.metrics, traces=self.traces)]

    @property
    def routes(self) -> list[Route]:
        """Where scrapers ask."""
        if self.metrics is None:
            return []
        return [Route("/metrics", Scraping(self.metrics, self.networks).show)]

    def counted(self, revive: Revive | None) -> Revive | None:
        """Return a `revive` whose restarts are counted."""
        if revive is None or self.metrics is None:
            return revive
        return self.metrics.counted(revive)

    def read(
        self,
        readiness: Readiness,
        queues: Callable[[], Queues],
        caches: Callable[[], Mapping[str, int]],
    ) -> None:
        """Read these at each scrape."""
        if self.metrics is not None:
            self.metrics.registry.register(Gauges(readiness, queues, caches))

    def close(self) -> None:
        """Send what is left of the traces."""
        if self.traces is not None:
            self.traces.close()
