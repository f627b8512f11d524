"""No filter by a list tells of an entry that is not shown: each answer is that without it."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from random import Random

import pytest

from credit_graph.domain.authority.display import Display
from credit_graph.domain.authority.principal import LOCAL_READER, Principal, PrincipalKind, Scope
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EntryFact, Origin, Severity
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, imported, later, loaded
from support.client import Client, Clock, serving_here
from support.invented_region import code
from support.official_rules import official_rulebook
from support.recording import Author, Json, author

LISTS = ("zone_serious_dishonesty", "judgment_defaulter")
REGIONS = ("310115", "310115", "310115", "410400")
COUNT = 80
AS_OF = date(2026, 11, 1)
PAGES = """query ($list: String!, $after: String) {
  enterprises(first: 7, after: $after, filter: {list: $list}, asOf: "2026-11-01") {
    totalCount pageInfo { endCursor hasNextPage } nodes { uscc } } }"""
ELIGIBLE = """query ($list: String!, $region: String, $after: String) {
  eligibleEnterprises(measure: "pds-2021-7/1", asOf: "2026-11-01", first: 60, after: $after,
    verdicts: [NOT_ELIGIBLE, UNKNOWN, CONDITIONAL, ELIGIBLE],
    filter: {list: $list, region: $region}) {
    totalCount pageInfo { endCursor hasNextPage } nodes { enterprise { uscc } } } }"""


class Entries:
    """Invented entries, with the region of each enterprise."""

    def __init__(self) -> None:
        chance = Random(19)  # noqa: S311  # invented data, not a secret
        self.regions = {code(6_000 + n): chance.choice(REGIONS) for n in range(COUNT)}
        self.facts: list[tuple[str, EntryFact]] = []
        for uscc in self.regions:
            for name in chance.sample(LISTS, chance.choice((1, 1, 2))):
                self.facts.append((uscc, _entry(chance, name)))

    def file(self) -> str:
        """Return them as a table."""
        head = "uscc,list,valid_from,severity,display_until,repaired_on,reference\n"
        return head + "".join(
            f"{uscc},{each.list},{each.valid_from},{each.severity or ''},"
            f"{each.display_until or ''},{each.repaired_on or ''},R{number}\n"
            for number, (uscc, each) in enumerate(self.facts)
        )

    def shown(self, reader: Principal, name: str) -> list[str]:
        """Return who stands on a list on the day, as far as that is shown."""
        display = Display.of(official_rulebook(), reader, NOW.date())
        return sorted(
            uscc
            for uscc, each in self.facts
            if each.list == name
            and AS_OF in each.interval
            and display.shows(each, self.regions[uscc])
        )


def _entry(chance: Random, name: str) -> EntryFact:
    begin = AS_OF - timedelta(days=chance.randrange(21, 1_200))
    until = None if chance.random() < 0.7 else AS_OF + timedelta(days=chance.randrange(-20, 90))
    # A repair ends the entry.
    repaired = None if chance.random() < 0.8 else AS_OF - timedelta(days=chance.randrange(20))
    return EntryFact(
        name,
        Interval(begin, repaired),
        Origin(""),
        severity=chance.choice([None, *Severity]),
        display_until=until,
        repaired_on=repaired,
    )


@pytest.fixture(scope="module")
def entries() -> Entries:
    return Entries()


@pytest.fixture(scope="module")
async def client(
    graph: Graph,
    endpoint: Endpoint,
    entries: Entries,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Client]:
    await loaded(graph)
    rows = (f"{uscc},虚构{uscc[-4:]},{region}\n" for uscc, region in entries.regions.items())
    files = {"enterprises": "uscc,name,region\n" + "".join(rows), "lists": entries.file()}
    await imported(graph, tmp_path_factory.mktemp("files"), files, at=later(0))
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


async def asked(client: Client, reader: Author | None, query: str, **variables: object) -> Json:
    headers = {} if reader is None else {"authorization": f"Bearer {reader.token}"}
    body = {"query": query, "variables": variables}
    answer = (await client.http.post("/graphql", json=body, headers=headers)).json()
    assert "errors" not in answer, answer
    return answer["data"]


async def walked(
    client: Client, reader: Author | None, query: str, **variables: object
) -> tuple[int | None, list[Json]]:
    """Return the count and all nodes of the one connection that is asked for."""
    found: list[Json] = []
    after = None
    while True:
        (page,) = (await asked(client, reader, query, **variables, after=after)).values()
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return page["totalCount"], found


@pytest.mark.parametrize("agency", [None, "sh-zones-bureau", "pds-customs", "operator"])
@pytest.mark.parametrize("name", LISTS)
async def test_pages_counts_and_candidates_are_those_without_the_hidden(
    client: Client, graph: Graph, entries: Entries, agency: str | None, name: str
) -> None:
    principal, reader = LOCAL_READER, None
    if agency is not None:
        scopes = frozenset({Scope.READ_ENTERPRISES})
        operates = agency == "operator"
        kind = PrincipalKind.OPERATOR if operates else PrincipalKind.AGENCY
        principal = Principal(kind, "r", scopes, agency=None if operates else agency)
        reader = await author(client, graph, *(() if operates else (agency,)))
    expected = entries.shown(principal, name)
    total, found = await walked(client, reader, PAGES, list=name)
    assert (total, [each["uscc"] for each in found]) == (len(expected), expected)
    for region in (None, "410400"):
        _, found = await walked(client, reader, ELIGIBLE, list=name, region=region)
        assert [each["enterprise"]["uscc"] for each in found] == [
            each for each in expected if region is None or entries.regions[each] == region
        ]


def test_some_entries_are_hidden_from_everybody_and_some_from_all_but_their_keeper(
    entries: Entries,
) -> None:
    scopes = frozenset({Scope.READ_ENTERPRISES})
    bureau = Principal(PrincipalKind.AGENCY, "r", scopes, agency="sh-zones-bureau")
    operator = Principal(PrincipalKind.OPERATOR, "o", scopes)
    for name in LISTS:
        assert len(entries.shown(LOCAL_READER, name)) < len(entries.shown(operator, name))
    kept, other = LISTS
    public = entries.shown(LOCAL_READER, kept)
    assert len(public) < len(entries.shown(bureau, kept)) < len(entries.shown(operator, kept))
    assert entries.shown(bureau, other) == entries.shown(LOCAL_READER, other)
