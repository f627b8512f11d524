"""Who lost and gained standing equals the difference of all eligibility reports of both days."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.usecases.eligibility import standing_moves
from support.agency_files import loaded, taken
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.invented_region import ASKED, code, region_files
from support.keys import bearing, issued_key
from support.official_rules import official_rulebook

ENTERPRISES = 40
IMPORTED = datetime(2026, 11, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAYS = [
    (ASKED - timedelta(40), ASKED),
    (ASKED - timedelta(2), ASKED + timedelta(1)),
    (ASKED + timedelta(30), ASKED - timedelta(31)),
    (date(2020, 1, 1), ASKED),
    (ASKED, ASKED),
]
REGIONS = ("410400", "310000", "330000", "350000", "350200")
MOVES = """
query Moves($region: String!, $from: Date!, $to: Date!, $first: Int!, $after: String) {
  FIELD(region: $region, from: $from, to: $to, first: $first, after: $after) {
    edges {
      cursor
      node {
        enterprise { uscc region }
        measure { code citation { quote } }
        before { verdict } after { verdict }
        causes { text citation { place quote } evidence { kind text factId } }
      }
    }
    nodes { measure { code } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
DECISION = "measure { code } verdict"
REPORT = f"""
query Report($uscc: USCC!, $day: Date!) {{
  eligibility(uscc: $uscc, asOf: $day) {{
    enterprise {{ region }}
    decisions {{ {DECISION} parts {{ {DECISION} parts {{ {DECISION} parts {{ {DECISION} }} }} }} }}
  }}
}}
"""
OPEN = frozenset({"ELIGIBLE", "CONDITIONAL"})
Json = Any
Verdicts = dict[str, str]


@pytest.fixture(scope="module", params=[3, 4])
async def region(
    request: pytest.FixtureRequest, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Graph:
    await loaded(await emptied(graph))
    await taken(graph, tmp_path_factory.mktemp("region"), region_files(request.param, ENTERPRISES))
    return graph


@pytest.fixture(scope="module")
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


def walked(decisions: Json) -> Iterator[tuple[str, str]]:
    for each in decisions:
        yield each["measure"]["code"], each["verdict"]
        yield from walked(each.get("parts", ()))


@pytest.fixture(scope="module")
async def reports(client: Client) -> Mapping[tuple[str, date], tuple[str, Verdicts]]:
    """Region and every verdict of every enterprise on every day, by its eligibility report."""
    found = {}
    for day in {day for days in DAYS for day in days}:
        for number in range(ENTERPRISES):
            answer = await client.ask(REPORT, uscc=code(number), day=day.isoformat())
            data: Json = answer.data
            report = data["eligibility"]
            if report is not None:
                verdicts = dict(walked(report["decisions"]))
                found[code(number), day] = (report["enterprise"]["region"], verdicts)
    return found


def moved(
    reports: Mapping[tuple[str, date], tuple[str, Verdicts]],
    field: str,
    region: str,
    days: tuple[date, date],
) -> list[tuple[str, str]]:
    """Return who moved on which measure, the slow way."""
    within = official_rulebook().vocabulary.below(region)
    order = list(official_rulebook().measures)
    found = []
    for uscc in sorted({uscc for uscc, _ in reports}):
        sides = [reports[uscc, day] for day in days]
        if not any(where in within for where, _ in sides):
            continue
        if field == "gainedStanding":
            sides.reverse()
        (_, before), (_, after) = sides
        lost = [
            each
            for each, verdict in before.items()
            if verdict in OPEN and after.get(each) not in OPEN
        ]
        found += [(uscc, each) for each in sorted(lost, key=order.index)]
    return found


async def asked(
    client: Client, field: str, region: str, days: tuple[date, date], first: int
) -> list[Json]:
    """Return all moves, page by page."""
    found: list[Json] = []
    after = None
    while True:
        answer = await client.ask(
            MOVES.replace("FIELD", field),
            region=region,
            first=first,
            after=after,
            **{"from": days[0].isoformat(), "to": days[1].isoformat()},
        )
        assert not answer.codes, answer.errors
        data: Json = answer.data
        page = data[field]
        assert len(page["edges"]) <= first
        shown = [each["node"]["measure"]["code"] for each in page["edges"]]
        assert shown == [each["measure"]["code"] for each in page["nodes"]]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        found += [each["node"] for each in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def key_of(move: Json) -> tuple[str, str]:
    return move["enterprise"]["uscc"], move["measure"]["code"]


@pytest.mark.parametrize("field", ["lostStanding", "gainedStanding"])
@pytest.mark.parametrize("days", DAYS, ids=str)
async def test_moves_are_the_difference_of_all_reports(
    field: str,
    days: tuple[date, date],
    client: Client,
    reports: Mapping[tuple[str, date], tuple[str, Verdicts]],
) -> None:
    seen = 0
    for region in REGIONS:
        wanted = moved(reports, field, region, days)
        found = await asked(client, field, region, days, 100)
        assert [key_of(each) for each in found] == wanted, region
        for each in found:
            before, after = (reports[each["enterprise"]["uscc"], day] for day in days)
            measure = each["measure"]["code"]
            for side, (_, verdicts) in (("before", before), ("after", after)):
                shown = each[side] and each[side]["verdict"]
                assert shown == verdicts.get(measure)
            assert each["enterprise"]["region"] == after[0]
            in_force = each["before"] and each["after"]
            assert bool(each["causes"]) == bool(in_force)
            assert all(cause["text"] for cause in each["causes"])
        seen += len(found)
    # Before the documents there was nothing to lose.
    nothing = days[0] == days[1] or (field == "lostStanding" and days[0].year == 2020)
    assert (seen == 0) if nothing else (seen > 20)


@pytest.mark.parametrize("first", [1, 7])
async def test_pages_follow_each_other_wherever_they_are_cut(
    first: int,
    client: Client,
    reports: Mapping[tuple[str, date], tuple[str, Verdicts]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standing_moves, "MOST_COMPARED", 3)
    monkeypatch.setattr(standing_moves, "_BATCH", 2)
    days = DAYS[1]
    found = await asked(client, "lostStanding", "350000", days, first)
    assert [key_of(each) for each in found] == moved(reports, "lostStanding", "350000", days)


async def test_facts_that_caused_a_loss_are_cited(client: Client) -> None:
    found = await asked(client, "lostStanding", "310000", DAYS[0], 100)
    causes = [cause for each in found for cause in each["causes"]]
    assert any(cause["citation"] and cause["citation"]["quote"] for cause in causes)
    assert any(evidence["factId"] for cause in causes for evidence in cause["evidence"])


async def test_a_token_for_a_region_is_shown_those_who_are_there_on_both_days(
    client: Client,
    region: Graph,
    reports: Mapping[tuple[str, date], tuple[str, Verdicts]],
) -> None:
    scopes = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)
    key = await issued_key(region, client.clock, *scopes, regions=["350200"])
    days = DAYS[0]
    answer = await client.http.post(
        "/graphql",
        json={
            "query": MOVES.replace("FIELD", "lostStanding"),
            "variables": {
                "region": "350000",
                "from": days[0].isoformat(),
                "to": days[1].isoformat(),
                "first": 100,
            },
        },
        headers=bearing(key.text),
    )
    within = official_rulebook().vocabulary.below("350200")
    wanted = [
        each
        for each in moved(reports, "lostStanding", "350000", days)
        if all(reports[each[0], day][0] in within for day in days)
    ]
    edges = answer.json()["data"]["lostStanding"]["edges"]
    assert [key_of(each["node"]) for each in edges] == wanted


async def test_an_unknown_region_is_named(client: Client) -> None:
    answer = await client.ask(
        '{ lostStanding(region: "x", from: "2026-01-01", to: "2026-02-01", first: 1) '
        "{ nodes { measure { code } } } }"
    )
    assert answer.codes == ("UNKNOWN_REGION",)
