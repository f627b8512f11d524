"""Filters by a rating or a list find whom a fact that is shown puts there, in every statement."""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from credit_graph.domain.authority.display import Display
from credit_graph.domain.authority.principal import LOCAL_READER, Principal
from credit_graph.domain.conditions.candidates import (
    Candidates,
    Declared,
    Listed,
    PartnerRated,
    Places,
    Rated,
)
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EntryFact, LinkDirection, Origin, RatingFact
from credit_graph.domain.openness import Openness
from credit_graph.graph.candidates import CandidateSearch, Stretch
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.enterprises import Enterprises
from support.agency_files import NOW, imported, loaded
from support.closed_terms import OPERATOR, speaking_for
from support.empty_graph import emptied
from support.invented_region import code
from support.official_rules import official_rulebook

AS_OF = date(2026, 11, 1)
KNOWN = NOW + timedelta(days=1)
COUNT = 60
REGIONS = ("410400", "350200", "310115")
BLACK, OTHER_BLACK, WHITE = "zone_serious_dishonesty", "judgment_defaulter", "zone_model"
READERS = {
    "local": LOCAL_READER,
    "customs": speaking_for("pds-customs"),
    "zones": speaking_for("sh-zones-bureau"),
    "operator": OPERATOR,
}
RATED = Rated("customs", "advanced")
WAYS: Mapping[str, Candidates] = {
    "everybody": Candidates(),
    "places": Candidates(places=Places(frozenset(REGIONS), frozenset())),
    "zones": Candidates(places=Places(frozenset(), frozenset({"waigaoqiao"}))),
    "rated": Candidates(sources=frozenset({RATED})),
    "listed": Candidates(sources=frozenset({Listed("gop")})),
    "declared": Candidates(sources=frozenset({Declared("wants_aeo", "true")})),
    "partners": Candidates(sources=frozenset({PartnerRated(LinkDirection.EITHER, RATED, None)})),
}


class World:
    """Enterprises of which nearly all are rated and listed; what each fact states is drawn."""

    def __init__(self) -> None:
        chance = Random(31)  # noqa: S311  # invented data, not a secret
        self.regions = {code(7_000 + n): chance.choice(REGIONS) for n in range(COUNT)}
        since = Interval(date(2026, 1, 1))
        self.ratings = {
            uscc: RatingFact("customs", "advanced", since, _origin(chance))
            for uscc in self.regions
            if chance.random() < 0.9
        }
        self.entries = {
            (uscc, name): EntryFact(name, since, _origin(chance))
            for uscc in self.regions
            for name in (BLACK, OTHER_BLACK, WHITE)
            if chance.random() < 0.8
        }

    def files(self) -> dict[str, str]:
        """Return them as files."""
        codes = list(self.regions)
        return {
            "enterprises": "uscc,name,region,zone\n"
            + "".join(
                f"{uscc},虚构{uscc[-4:]},{at},{'waigaoqiao' if at == '310115' else ''}\n"
                for uscc, at in self.regions.items()
            ),
            "ratings": "uscc,scheme,level,valid_from,openness\n"
            + "".join(
                f"{uscc},customs,advanced,2026-01-01,{each.openness or ''}\n"
                for uscc, each in self.ratings.items()
            ),
            "lists": "uscc,list,valid_from,openness\n"
            + "".join(
                f"{uscc},{name},2026-01-01,{each.openness or ''}\n"
                for (uscc, name), each in self.entries.items()
            )
            + "".join(f"{uscc},gop,2026-01-01,\n" for uscc in codes[::2]),
            "statements": "uscc,statement,value,valid_from\n"
            + "".join(f"{uscc},wants_aeo,true,2026-01-01\n" for uscc in codes[::3]),
            "links": "supplier_uscc,customer_uscc,valid_from\n"
            + "".join(f"{one},{other},2026-01-01\n" for one, other in itertools.pairwise(codes)),
        }

    def found(self, query: EnterpriseQuery, display: Display) -> list[str]:
        """Return who passes a query by what is shown, as `Display.shows` has it of each fact."""
        found = []
        for uscc, region in sorted(self.regions.items()):
            rating, entry = self.ratings.get(uscc), self.entries.get((uscc, query.list or ""))
            rated = rating is not None and display.shows(rating, region)
            listed = entry is not None and display.shows(entry, region)
            if (query.scheme is None or rated) and (query.list is None or listed):
                found.append(uscc)
        return found


def _origin(chance: Random) -> Origin:
    return Origin("", openness=chance.choice((None, None, *Openness)))


@pytest.fixture(scope="module")
async def world(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> World:
    await loaded(await emptied(graph))
    world = World()
    await imported(graph, tmp_path_factory.mktemp("files"), world.files())
    return world


def queries(display: Display) -> list[EnterpriseQuery]:
    plain = EnterpriseQuery(AS_OF)
    rated = replace(plain, scheme="customs", level="advanced", rated=display.of_register("customs"))
    return [
        rated,
        *(
            replace(each, list=name, display=display.of_list(name))
            for each in (plain, rated)
            for name in (BLACK, OTHER_BLACK, WHITE)
        ),
    ]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
async def test_pages_and_counts(graph: Graph, world: World, reader: Principal) -> None:
    display, enterprises = Display.of(official_rulebook(), reader, AS_OF), Enterprises(graph)
    for query in queries(display):
        expected = world.found(query, display)
        page = await enterprises.page(query, KNOWN, "", 100)
        assert [each.uscc for each in page] == expected
        assert await enterprises.count(query, KNOWN) == len(expected)
        first = await enterprises.page(query, KNOWN, expected[2], 3)
        assert [each.uscc for each in first] == expected[3:6]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
async def test_candidates(graph: Graph, world: World, reader: Principal, way: str) -> None:
    display, search = Display.of(official_rulebook(), reader, AS_OF), CandidateSearch(graph)
    stretch = Stretch(KNOWN, "", 100)
    every = await search.find(WAYS[way], EnterpriseQuery(AS_OF), stretch)
    assert len(every) > 5
    for query in queries(display):
        expected = [each for each in world.found(query, display) if each in every]
        assert list(await search.find(WAYS[way], query, stretch)) == expected


def test_the_readers_are_shown_different_ones(world: World) -> None:
    for place in range(4):
        found = set()
        for reader in READERS.values():
            display = Display.of(official_rulebook(), reader, AS_OF)
            found.add(len(world.found(queries(display)[place], display)))
        assert len(found) > 1
