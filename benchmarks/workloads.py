"""The questions that the benchmark asks, of us and, where it can answer them, of the peer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Variables = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Workload:
    """One question with rotating variables; `peer` is the same question in the peer's schema.

    `connections` are those that it is asked over, where it is not for as many as the others.
    `warm_up` is how many stretches of load go before: few large answers warm a database slowly.
    """

    letter: str
    title: str
    ours: str
    asked: Sequence[Variables]
    peer: str | None = None
    asked_of_peer: Sequence[Variables] = ()
    connections: Sequence[int] = ()
    warm_up: int = 1


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is asked about: any enterprises, those with 60 suppliers or more, cores of large chains.

    `pages` are ours of the region's list, by our cursor and the code after which it begins.
    """

    keys: Sequence[str]
    hubs: Sequence[str]
    cores: Sequence[str]
    region: str
    pages: Sequence[tuple[str | None, str]]
    agencies: Sequence[str]


_ENTERPRISE = "query($k: USCC!) { enterprise(uscc: $k) { uscc name region status } }"
_SUPPLIERS = """query($k: USCC!) { enterprise(uscc: $k) { uscc name
  suppliers(first: 50) { nodes { uscc name region } } } }"""
_NEIGHBOURS = """query($k: USCC!) { enterprise(uscc: $k) { uscc name
  suppliers(first: 20) { nodes { uscc name suppliers(first: 20) { nodes { uscc name } } } } } }"""
PAGE = """query($r: String!, $a: String) {
  enterprises(filter: {region: $r, status: "active"}, first: 100, after: $a) {
    nodes { uscc name region status } pageInfo { endCursor } } }"""
_PAGE = PAGE.replace(" pageInfo { endCursor }", "")
_SEARCH = """query($t: String!) { search(text: $t, kinds: [ENTERPRISE], first: 20) {
  nodes { ... on Enterprise { uscc name } } } }"""
_COUNTS = """query($k: USCC!) { eligibility(uscc: $k) {
  counts { eligible conditional notEligible unknown } } }"""
_REPORT = """query($k: USCC!) { eligibility(uscc: $k) { asOf
  counts { eligible conditional notEligible unknown }
  decisions { verdict measure { code title } reasons { outcome text evidence { kind text } }
    parts { verdict measure { code } reasons { outcome text } } } } }"""
_CHAIN = """query($k: USCC!, $d: Date!) { chain(core: $k, depth: 3, asOf: $d) {
  tiers { tier memberCount aeoCount listedCount } } }"""
_AGENCY = """query($k: String!) { agency(code: $k) { code name
  duties(first: 20) { nodes { role origin deadline } }
  workload { dueSoonCount overdueCount } } }"""

_PEER_ENTERPRISE = """query($k: String!) {
  enterprises(where: {uscc: {eq: $k}}) { uscc name region status } }"""
_PEER_SUPPLIERS = """query($k: String!) { enterprises(where: {uscc: {eq: $k}}) { uscc name
  suppliers(limit: 50, sort: [{uscc: ASC}]) { uscc name region } } }"""
_PEER_NEIGHBOURS = """query($k: String!) { enterprises(where: {uscc: {eq: $k}}) { uscc name
  suppliers(limit: 20, sort: [{uscc: ASC}]) { uscc name
    suppliers(limit: 20, sort: [{uscc: ASC}]) { uscc name } } } }"""
_PEER_PAGE = """query($r: String!, $a: String!) {
  enterprises(where: {region: {eq: $r}, status: {eq: "active"}, uscc: {gt: $a}},
    limit: 100, sort: [{uscc: ASC}]) { uscc name region status } }"""

_PEER_SEARCH = """query($t: String!) { named(phrase: $t, first: 20) {
  edges { node { uscc name } } } }"""


def workloads(cast: Cast) -> Sequence[Workload]:
    """Return every workload for these enterprises."""
    keys = [{"k": key} for key in cast.keys]
    hubs = [{"k": key} for key in cast.hubs]
    # Another core on another day each time: an answer that is kept would be no measure.
    days = [date(2026, 1, 1) + timedelta(days=each) for each in range(50)]
    chains = [{"k": core, "d": day.isoformat()} for day in days for core in cast.cores]
    pages = [{"r": cast.region, "a": cursor} for cursor, _ in cast.pages]
    pages_of_peer = [{"r": cast.region, "a": after} for _, after in cast.pages]
    # A part of one name. The peer hands it to Lucene as it is, so it gets the phrase that we make.
    texts = [{"t": f"第{key[-8:]}号"} for key in cast.keys]
    phrases = [{"t": f'"{each["t"]}"'} for each in texts]
    agencies = [{"k": code} for code in cast.agencies]
    return (
        Workload("a", "enterprise by key, 4 fields", _ENTERPRISE, keys, _PEER_ENTERPRISE, keys),
        Workload("b", "with 50 suppliers, 3 fields", _SUPPLIERS, hubs, _PEER_SUPPLIERS, hubs),
        Workload("c", "two levels, 20 × 20", _NEIGHBOURS, hubs, _PEER_NEIGHBOURS, hubs),
        Workload("d", "page of 100 with filter", _PAGE, pages, _PEER_PAGE, pages_of_peer),
        Workload("e", "full-text search", _SEARCH, texts, _PEER_SEARCH, phrases),
        Workload("f", "eligibility counts", _COUNTS, keys),
        Workload("g", "full report with reasons", _REPORT, keys),
        Workload("h", "chain tiers, 7,000 members", _CHAIN, chains, connections=(1,), warm_up=8),
        Workload("i", "an agency's screen", _AGENCY, agencies),
    )


def unwrapped(body: object) -> object:
    """Return an answer without what only one of the servers wraps it in.

    Ours: connections, and `extensions`. The peer's: a list where one enterprise was asked for,
    and the edges of a search.
    """
    if not isinstance(body, dict):
        return body
    data = body.get("data") or {}
    (answer,) = data.values()
    answer = _without_pages(answer)
    return answer[0] if isinstance(answer, list) and len(answer) == 1 else answer


def _without_pages(value: object) -> object:
    if isinstance(value, list):
        return [_without_pages(each) for each in value]
    if isinstance(value, dict):
        if value.keys() == {"nodes"}:
            return _without_pages(value["nodes"])
        if value.keys() == {"edges"}:
            return [_without_pages(edge["node"]) for edge in value["edges"]]
        return {key: _without_pages(each) for key, each in value.items()}
    return value
