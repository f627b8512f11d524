"""docs/limits.md gives every limit with its figure."""

import re
from dataclasses import fields
from pathlib import Path

from graphql import GraphQLObjectType, build_schema

from credit_graph.api.execution.field_costs import WORK, weighted
from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.api.schema import schema_text
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.web.streaming.stream_limits import StreamLimits

PAGE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")


def documented(page: str) -> dict[str, float]:
    """Return the figures of all tables by name."""
    rows = re.findall(r"^\| `(\w+)` \| ([\d.,]+) \|", page, re.MULTILINE)
    return {name: float(figure.replace(",", "")) for name, figure in rows}


def test_the_page_gives_exactly_the_figures_of_the_code() -> None:
    request = {
        each.name: float(getattr(DEFAULT_LIMITS, each.name)) for each in fields(DEFAULT_LIMITS)
    }
    database = DatabaseLimits()
    graph = {each.name: float(getattr(database, each.name)) for each in fields(database)}
    streams = StreamLimits()
    stream = {each.name: float(getattr(streams, each.name)) for each in fields(streams)}
    assert documented(PAGE) == {**request, **graph, **stream}


def test_no_limit_of_one_kind_bears_the_name_of_another() -> None:
    ours = {each.name for each in fields(DEFAULT_LIMITS)}
    assert ours & {each.name for each in fields(DatabaseLimits())} == set()


def test_an_attempt_on_the_database_ends_before_its_request_does() -> None:
    database = DatabaseLimits()
    assert database.statement_s + database.grace_s < DEFAULT_LIMITS.request_s
    assert database.acquire_s + database.retry_s < DEFAULT_LIMITS.request_s


def test_a_changed_figure_is_seen() -> None:
    assert documented("| `tokens` | 1,001 | tokens |") == {"tokens": 1001.0}


def test_the_page_gives_the_work_of_every_field_that_has_its_own() -> None:
    table = PAGE.partition("<!-- work -->")[2].partition("<!-- end of the work -->")[0]
    rows = re.findall(r"^\| `([\w.]+)` \| ([\d,]+) \|$", table, re.MULTILINE)
    assert {name: float(figure.replace(",", "")) for name, figure in rows} == dict(WORK)


def test_fields_with_figures_of_their_own_are_in_the_schema() -> None:
    kinds = build_schema(schema_text()).type_map
    for coordinate in weighted():
        kind, _, name = coordinate.partition(".")
        owner = kinds[kind]
        assert isinstance(owner, GraphQLObjectType)
        assert name in owner.fields, coordinate
