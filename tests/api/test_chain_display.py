"""A chain tells nothing of entries that are not shown: its answer is that without them.

How members stand in programmes rests on all facts, and names no list that is not shown.
"""

from collections.abc import AsyncIterator, Mapping
from random import Random

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, imported, later, loaded
from support.asking import data
from support.chain_mask import Json
from support.client import Clock, serving_here
from support.invented_region import code
from support.recording import Author, author

CODES = tuple(code(7_000 + number) for number in range(24))
CORE = CODES[0]
SHOWN, LAPSED = CODES[1:6], CODES[4:16]  # some stand on one list that is shown and one that is not
KEEPER, OTHER = "sh-zones-bureau", "pds-customs"
AS_OF = "2026-11-01"

CHAIN = """query ($core: USCC!, $asOf: Date!) { chain(core: $core, depth: 3, asOf: $asOf) {
  tiers { tier memberCount listedCount }
  members(first: 100) { totalCount nodes { enterprise { uscc } tier lists { list until colour } } }
  listed: members(first: 100, filter: {list: "zone_serious_dishonesty"}) { nodes {
    enterprise { uscc } } }
  weakLinks(first: 100) { totalCount nodes { enterprise { uscc } kind codes tier path { uscc } } }
  graph(first: 100) { nodes { enterprise { uscc } tier } } } }"""
DIFF = """query ($core: USCC!) {
  chainDiff(core: $core, depth: 3, from: "2026-10-01", to: "2026-11-01") {
    changed(first: 100) { totalCount nodes { before { enterprise { uscc } lists { list } }
      after { lists { list } } } } } }"""
PROGRAMME = """query ($core: USCC!, $asOf: Date!) { chain(core: $core, depth: 3, asOf: $asOf) {
  cultivation(programme: "zj_aeo_pool") {
    counts { achieved in ready withinReach unknown blocked notApplicable }
    candidates(first: 100) { nodes {
      enterprise { uscc } state rank blockedBy blockedUntil missing { kind subject } } } } } }"""


def _entries(codes: tuple[str, ...], name: str, until: str, begin: str = "2025-01-01") -> str:
    rows = (f"{uscc},{name},{begin},serious,{until},{name}-{uscc}\n" for uscc in codes)
    return "uscc,list,valid_from,severity,display_until,reference\n" + "".join(rows)


def _world() -> Mapping[str, str]:
    chance = Random(3)  # noqa: S311  # invented data, not a secret
    enterprises = "".join(f"{uscc},虚构{uscc[-4:]},330200\n" for uscc in CODES)
    links = {(uscc, chance.choice(CODES[:place])) for place, uscc in enumerate(CODES) if place} | {
        (uscc, CORE) for uscc in CODES[1:5]
    }
    return {
        "enterprises": "uscc,name,region\n" + enterprises,
        "links": "supplier_uscc,customer_uscc,valid_from\n"
        + "".join(f"{one},{other},2020-01-01\n" for one, other in sorted(links)),
        "lists": _entries(SHOWN, "judgment_defaulter", "2027-12-31"),
    }


class Readers:
    """Who asks, by name; `None` has no token."""

    def __init__(self, authors: Mapping[str | None, Author]) -> None:
        self._authors = authors

    async def ask(self, reader: str | None, query: str, **variables: object) -> Json:
        """Return what a reader is answered."""
        return await data(self._authors[reader], query, core=CORE, **variables)


@pytest.fixture(scope="module")
async def before_and_after(
    graph: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Json, Readers]]:
    """What is answered without the lapsed entries, and the service once there are some."""
    await loaded(graph)
    folder = tmp_path_factory.mktemp("files")
    await imported(graph, folder, _world(), at=later(0))
    async with serving_here(endpoint, Clock(NOW)) as client:
        authors: dict[str | None, Author] = {None: Author(client.http, "")}
        for each in (KEEPER, OTHER):
            authors[each] = await author(client, graph, each)
        authors["operator"] = await author(client, graph)
        readers = Readers(authors)
        before = {
            "chain": await readers.ask(None, CHAIN, asOf=AS_OF),
            "diff": await readers.ask(None, DIFF),
        }
        lapsed = _entries(LAPSED, "zone_serious_dishonesty", "2026-10-20", "2026-10-15")
        await imported(graph, folder, {"lists": lapsed}, at=later(1))
        yield before, readers


@pytest.mark.parametrize("reader", [None, OTHER])
async def test_a_chain_is_as_if_what_has_lapsed_were_not_recorded(
    before_and_after: tuple[Json, Readers], reader: str | None
) -> None:
    before, readers = before_and_after
    assert await readers.ask(reader, CHAIN, asOf=AS_OF) == before["chain"]
    assert await readers.ask(reader, DIFF) == before["diff"]


async def test_operators_are_shown_all_of_it(before_and_after: tuple[Json, Readers]) -> None:
    before, readers = before_and_after
    found = await readers.ask("operator", CHAIN, asOf=AS_OF)
    listed = {each["enterprise"]["uscc"] for each in found["listed"]["nodes"]}
    assert listed == set(LAPSED)
    weak = {
        each["enterprise"]["uscc"]
        for each in found["weakLinks"]["nodes"]
        if "zone_serious_dishonesty" in each["codes"]
    }
    assert weak == set(LAPSED)
    changed = (await readers.ask("operator", DIFF))["changed"]
    assert changed["totalCount"] == before["diff"]["changed"]["totalCount"] + len(LAPSED)


@pytest.mark.parametrize("reader", [None, OTHER])
async def test_programmes_rest_on_all_facts_and_name_no_list_that_is_not_shown(
    before_and_after: tuple[Json, Readers], reader: str | None
) -> None:
    _, readers = before_and_after
    everything = (await readers.ask("operator", PROGRAMME, asOf=AS_OF))["cultivation"]
    found = (await readers.ask(reader, PROGRAMME, asOf=AS_OF))["cultivation"]
    assert found["counts"] == everything["counts"]
    hidden = 0
    for mine, theirs in zip(
        found["candidates"]["nodes"], everything["candidates"]["nodes"], strict=True
    ):
        assert [mine[each] for each in ("enterprise", "state", "rank")] == [
            theirs[each] for each in ("enterprise", "state", "rank")
        ]
        shown = [each for each in theirs["blockedBy"] if each != "zone_serious_dishonesty"]
        assert mine["blockedBy"] == shown
        assert mine["missing"] == [
            each for each in theirs["missing"] if each["subject"] != "zone_serious_dishonesty"
        ]
        hidden += len(theirs["blockedBy"]) - len(shown)
    assert hidden == len(LAPSED)
