"""What a scrape reads at that moment: queues, caches, whether the service is ready, its version."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

import credit_graph
from credit_graph.web.probes.readiness import Readiness


@dataclass(frozen=True, slots=True)
class Queues:
    """Requests at work, requests that wait, statements that wait for a connection."""

    at_work: int
    waiting: int
    statements_waiting: int


class Gauges(Collector):
    """Reads the state of one service; `caches()` gives bytes by the name of each cache."""

    def __init__(
        self,
        readiness: Readiness,
        queues: Callable[[], Queues],
        caches: Callable[[], Mapping[str, int]],
    ) -> None:
        self._readiness = readiness
        self._queues = queues
        self._caches = caches

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give each figure as it is now."""
        queues = self._queues()
        yield _gauge("requests_at_work", "Requests being answered.", queues.at_work)
        yield _gauge("requests_waiting", "Requests that wait for a place.", queues.waiting)
        waiting = queues.statements_waiting
        yield _gauge("statements_waiting", "Statements that wait for a connection.", waiting)
        caches = GaugeMetricFamily(
            "credit_graph_cache_bytes", "What is kept, by its stated weight.", labels=("cache",)
        )
        for name, weight in self._caches().items():
            caches.add_metric((name,), weight)
        yield caches
        yield self._ready()
        build = GaugeMetricFamily("credit_graph_build_info", "The version.", labels=("version",))
        build.add_metric((credit_graph.__version__,), 1)
        yield build

    def _ready(self) -> GaugeMetricFamily:
        """Return 1 for the code that /ready gives at this moment: OK if it is ready."""
        problem = self._readiness.problem
        code = "OK" if problem is None else problem.code
        family = GaugeMetricFamily(
            "credit_graph_ready", "1, with the code that /ready gives.", labels=("code",)
        )
        family.add_metric(("STOPPING" if self._readiness.stopping else code,), 1)
        return family


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"credit_graph_{name}", words, value)
