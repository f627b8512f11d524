"""Dashboard, alerts and page name metrics that the service has."""

import json
import re
from pathlib import Path

import pytest
import yaml

from credit_graph.web.probes.readiness import Readiness
from credit_graph.web.telemetry.gauges import Gauges, Queues
from credit_graph.web.telemetry.metrics import Metrics

ROOT = Path(__file__).parents[2]
_METRIC = re.compile(r"\b((?:credit_graph|process|python)_[a-z_]*[a-z])\b(?![(])")
_NOT_METRICS = {"credit_graph"}


def offered() -> set[str]:
    """Return the name of every sample that a scrape may bring."""
    metrics = Metrics(())

    async def nothing() -> None: ...

    ready = Readiness(nothing, nothing, lambda _: None)
    gauges = Gauges(ready, lambda: Queues(0, 0, 0), lambda: {"documents": 0})
    metrics.registry.register(gauges)
    metrics.request("/graphql", 200, "OK", 0.1)
    metrics.operation(1, 1)
    metrics.transaction("recordViolation", 0.1, None)
    metrics.socket(4451)
    metrics.statement("a/b", 0.1, "INTERNAL")
    text = metrics.text().decode()
    samples = set(re.findall(r"^([a-z_]+)(?:\{| )", text, re.MULTILINE))
    return {each for each in samples if not each.endswith("_created")}


def named(text: str) -> set[str]:
    return set(_METRIC.findall(text)) - _NOT_METRICS


def expressions(dashboard: str) -> list[str]:
    return [
        target["expr"] for panel in json.loads(dashboard)["panels"] for target in panel["targets"]
    ]


def unknown(text: str) -> set[str]:
    return {name for name in named(text) if name not in offered()}


def test_every_metric_of_the_dashboard_is_there() -> None:
    found = expressions((ROOT / "deploy/grafana/credit-graph.json").read_text(encoding="utf-8"))
    assert len(found) > 15
    assert [each for each in found if not named(each)] == []
    assert unknown("\n".join(found)) == set()


def test_every_metric_of_an_alert_is_there_and_each_alert_has_its_line_on_the_page() -> None:
    text = (ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8")
    rules = yaml.safe_load(text)["groups"][0]["rules"]
    assert unknown("\n".join(each["expr"] for each in rules)) == set()
    page = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(CreditGraph\w+)` \|", page, re.MULTILINE) == [
        each["alert"] for each in rules
    ]
    assert all(each["labels"]["severity"] in {"page", "ticket"} for each in rules)


def test_the_page_lists_exactly_the_metrics_of_the_service() -> None:
    page = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    suffix = re.compile(r"_(bucket|sum|count)$")
    ours = {suffix.sub("", each) for each in offered() if each.startswith("credit_graph_")}
    assert set(re.findall(r"`(credit_graph_\w+)`", page)) == ours


@pytest.mark.parametrize("expr", ["rate(credit_graph_requests_sum[5m])", "process_open_files > 1"])
def test_a_metric_that_is_not_there_is_found(expr: str) -> None:
    assert len(unknown(expr)) == 1
