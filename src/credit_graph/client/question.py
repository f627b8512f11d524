"""A question as a course of requests, without any transport: both clients follow it."""

from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from credit_graph.api.tabular.document_table import document_table
from credit_graph.api.tabular.paged_document import PagedDocument, PagePosition
from credit_graph.api.tabular.row_path import RowPath
from credit_graph.client.answer import Answer
from credit_graph.client.failure import AskingError


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """One request: a document and its variables."""

    query: str
    variables: Mapping[str, Any]


Course = Generator[GraphRequest, Mapping[str, Any], Answer]
"""Yields requests, is sent the `data` of each answer, and returns the whole answer."""


def course_of(
    document: str, variables: Mapping[str, Any], *, rows: str | None, every: bool
) -> Course:
    """Return the course of a question; raise `AskingError` for a document that is not valid."""
    table = document_table(document, rows)
    if not isinstance(table, RowPath):
        raise AskingError("BAD_DOCUMENT", table)
    paged = PagedDocument(document, table.paged, table.followed, variables)
    pages: list[Mapping[str, Any]] = []
    cut: Counter[str] = Counter()
    position, after = PagePosition(has_next=True), None
    while position.has_next and (every or not pages):
        data = yield GraphRequest(paged.text, paged.variables(after))
        position = paged.take(data)
        after = position.after
        cut.update(position.cut)
        pages.append(data)
    return Answer(pages, table, not position.has_next, cut)


def change_of(document: str, variables: Mapping[str, Any], key: str | None) -> GraphRequest:
    """Return the request of a change, with its idempotency key as `$key`; a new one if None."""
    return GraphRequest(document, {**variables, "key": key or str(uuid4())})


ELIGIBILITY: Final = """
query Eligibility($uscc: USCC!, $asOf: Date, $policy: String) {
  eligibility(uscc: $uscc, asOf: $asOf, filter: { policy: $policy }) {
    asOf
    knownAt
    enterprise { uscc name }
    decisions {
      measure { code title }
      verdict
      nearestVerdict
      nearestChange { kind subject to text agency { code name } }
    }
  }
}
"""
CHAIN: Final = """
query Chain($core: USCC!, $asOf: Date, $depth: Int!, $first: Int!) {
  chain(core: $core, asOf: $asOf, depth: $depth) {
    core { uscc name }
    asOf
    knownAt
    graph(first: $first) {
      nodes { enterprise { uscc name region } tier side }
      links { supplier customer share categories }
      omitted
    }
  }
}
"""
DUTIES: Final = """
query Duties($agency: String!) {
  duties(filter: { agency: $agency }, first: 100) {
    nodes {
      role
      origin
      subject {
        __typename
        ... on Measure { code title }
        ... on Obligation { code title }
      }
      citation { place quote }
    }
  }
}
"""
