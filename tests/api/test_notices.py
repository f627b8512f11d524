"""The change log through GraphQL: who reads what, inboxes, what a change tells whom."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from credit_graph.domain.authority.api_key import Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.usecases.authority.api_keys import ApiKeys
from support.agency_files import imported
from support.client import Client, Clock, serving_here
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.official_rules import official_rulebook
from support.recording import Author, author
from support.streams import log_end

ADVANCED = "91410400XN00000125"
GENERAL = "91410400XN0000047P"
IN_XIAMEN = "91350206XN00000B4U"
NOTICE = """
  kind uscc region register level subject outcome before after fact facts day
  enterprise { uscc } measures { code citation { place } }
  agencies { code } flows { code citation { quote } }
"""
ENTRY = f"cursor origin action changeSet asOf leftOutPartners notices {{ {NOTICE} }}"
LOG = f"""query Log($first: Int!, $after: String, $filter: ChangeFilter) {{
  notices(first: $first, after: $after, filter: $filter) {{
    nodes {{ {ENTRY} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
INBOX = f"""query Inbox($first: Int!, $after: String) {{
  inbox(first: $first, after: $after) {{
    nodes {{ {ENTRY} }} pageInfo {{ hasNextPage endCursor }}
    mark {{ cursor at by waiting }} }} }}"""
ACKNOWLEDGE = """mutation Seen($upTo: String!) {
  acknowledge(upTo: $upTo) { cursor by waiting } }"""

Json = Any


@pytest.fixture(scope="module")
async def region(graph: Graph) -> Graph:
    await demo_loaded(await emptied(graph))
    return graph


@pytest.fixture(scope="module")
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


@pytest.fixture(scope="module")
async def customs(client: Client, region: Graph) -> Author:
    return await author(client, region, "pds-customs")


@pytest.fixture(scope="module")
async def environment(client: Client, region: Graph) -> Author:
    return await author(client, region, "pds-environment")


async def bound(client: Client, graph: Graph, *regions: str) -> Author:
    """Return somebody whose token is bound to regions."""
    scopes = frozenset({Scope.READ_PUBLIC, Scope.READ_ENTERPRISES})
    grant = Grant(PrincipalKind.ANALYST, "bound", scopes, regions=frozenset(regions))
    keys = ApiKeys(ApiKeyStore(graph, client.clock), client.clock)
    return Author(client.http, (await keys.issue(grant, 30, official_rulebook())).text)


async def asked(who: Author | Client, document: str, **variables: object) -> Json:
    headers = {"authorization": f"Bearer {who.token}"} if isinstance(who, Author) else {}
    answer = await who.http.post(
        "/graphql", json={"query": document, "variables": variables}, headers=headers
    )
    return answer.json()


async def since(who: Author | Client, after: str | None, **wanted: object) -> list[Json]:
    """Return the entries after a cursor that fit."""
    body = await asked(who, LOG, first=100, after=after, filter=wanted or None)
    assert "errors" not in body, body
    return body["data"]["notices"]["nodes"]  # type: ignore[no-any-return]


def codes(notice: Json) -> set[str]:
    return {each["code"] for each in notice["agencies"]}


async def test_the_end_of_a_rating_tells_the_departments_and_all_with_a_duty_on_what_is_lost(
    client: Client, customs: Author
) -> None:
    start = await log_end(client)
    end = {"uscc": ADVANCED, "scheme": "customs", "validTo": "2026-11-20"}
    ended = await customs.make("endRating", end)

    (entry,) = await since(client, start)

    assert (entry["origin"], entry["action"]) == ("MUTATION", "endRating")
    assert entry["changeSet"] == ended["changeSet"]
    rating, *moves = entry["notices"]
    assert (rating["kind"], rating["register"], rating["outcome"]) == (
        *("RATING", "customs"),
        "CORRECTED",
    )
    assert "pds-environment" in codes(rating)
    assert "pds-customs" not in codes(rating)
    assert [each["code"] for each in rating["flows"]] == ["pds-2021-7/f1", "pds-2021-7/f4"]
    assert {each["kind"] for each in moves} == {"LOST"}
    told = [(m["code"]) for each in moves for m in each["measures"]]
    assert sorted(told) == sorted(each["measure"]["code"] for each in ended["consequences"]["lost"])
    assert all(each["after"] == "NOT_ELIGIBLE" for each in moves)
    assert {each["before"] for each in moves} <= {"ELIGIBLE", "CONDITIONAL"}
    assert set().union(*map(codes, moves)) == {
        each["agency"]["code"] for each in ended["consequences"]["agencies"]
    }
    assert all(m["citation"]["place"] for each in moves for m in each["measures"])


async def test_a_violation_is_told_to_the_maintaining_customs_by_the_words_of_section_three(
    client: Client, environment: Author
) -> None:
    start = await log_end(client)
    found = {"uscc": GENERAL, "violation": "environment_breach", "foundOn": "2026-11-01"}
    recorded = await environment.make("recordViolation", found)
    assert recorded["__typename"] == "Recorded", recorded

    (entry,) = await since(client, start, kinds=["VIOLATION"])

    (notice,) = entry["notices"]
    assert (notice["uscc"], notice["subject"]) == (GENERAL, "environment_breach")
    assert codes(notice) == {"pds-drc", "pds-customs"}
    (flow,) = notice["flows"]
    assert flow["citation"]["quote"].startswith("各部门在日常监管中，发现企业存在违法失信行为")


async def test_what_was_only_tried_or_asked_again_tells_nothing(
    client: Client, customs: Author
) -> None:
    start = await log_end(client)
    given = {"uscc": GENERAL, "violation": "customs_breach", "foundOn": "2026-10-01"}
    await customs.make("recordViolation", given, key="k", only=True)
    assert await since(client, start) == []
    await customs.make("recordViolation", given, key="k")
    await customs.make("recordViolation", given, key="k")
    assert len(await since(client, start)) == 1
    await customs.make("recordViolation", given, key="unchanged")
    assert len(await since(client, start)) == 1


async def test_a_change_of_a_later_day_moves_nothing_before_that_day(
    client: Client, customs: Author
) -> None:
    start = await log_end(client)
    given = {"uscc": GENERAL, "scheme": "customs", "validTo": "2027-06-30"}
    ended = await customs.make("endRating", given)
    assert ended["consequences"]["asOf"] == "2027-06-30"

    (entry,) = await since(client, start)

    assert [each["kind"] for each in entry["notices"]] == ["RATING"]


async def test_an_import_tells_one_summary(client: Client, region: Graph, tmp_path: Path) -> None:
    start = await log_end(client)
    rows = [f"{GENERAL},customs_breach,2026-0{month}-01" for month in (2, 3, 4)]
    table = "\n".join(["uscc,violation,found_on", *rows, ""])
    await imported(region, tmp_path, {"violations": table})

    (entry,) = await since(client, start)

    (notice,) = entry["notices"]
    assert (entry["origin"], notice["kind"], notice["facts"]) == ("IMPORT", "SUMMARY", 3)
    assert notice["uscc"] is None
    assert {"pds-customs", "pds-drc"} <= codes(notice)


async def test_an_inbox_has_what_is_for_its_agency_until_that_is_acknowledged(
    client: Client, region: Graph, environment: Author
) -> None:
    drc = await author(client, region, "pds-drc", Scope.READ_ENTERPRISES, Scope.READ_PUBLIC)
    body = await asked(drc, ACKNOWLEDGE, upTo=await log_end(client))
    assert body["data"]["acknowledge"]["waiting"] == 0
    for day in (11, 12):
        found = {"uscc": GENERAL, "violation": "tax_breach", "foundOn": f"2026-09-{day}"}
        await environment.make("recordViolation", found)

    inbox = (await asked(drc, INBOX, first=10))["data"]["inbox"]
    assert inbox["mark"]["waiting"] == 2
    first, second = inbox["nodes"]
    assert all("pds-drc" in codes(notice) for notice in first["notices"])

    body = await asked(drc, ACKNOWLEDGE, upTo=first["cursor"])
    assert body["data"]["acknowledge"] == {
        "cursor": first["cursor"],
        "by": "clerk of pds-drc",
        "waiting": 1,
    }
    left = (await asked(drc, INBOX, first=10))["data"]["inbox"]["nodes"]
    assert [each["cursor"] for each in left] == [second["cursor"]]
    await asked(drc, ACKNOWLEDGE, upTo=second["cursor"])
    body = await asked(drc, ACKNOWLEDGE, upTo=first["cursor"])
    assert body["data"]["acknowledge"]["cursor"] == second["cursor"]


async def test_who_is_no_agency_has_no_inbox(client: Client, region: Graph) -> None:
    operator = await author(client, region)
    for body in (
        await asked(operator, INBOX, first=10),
        await asked(operator, ACKNOWLEDGE, upTo=await log_end(client)),
    ):
        assert body["errors"][0]["extensions"]["code"] == "NOT_AN_AGENCY"


async def test_pages_follow_each_other_and_filters_leave_out(client: Client) -> None:
    every = await since(client, None)
    found, after = [], None
    while True:
        page = (await asked(client, LOG, first=2, after=after))["data"]["notices"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert found == every
    ours = await since(client, None, enterprises=[ADVANCED])
    assert {each["uscc"] for entry in ours for each in entry["notices"]} == {ADVANCED}
    measured = await since(client, None, measures=["pds-2021-7/19"])
    assert {each["kind"] for entry in measured for each in entry["notices"]} == {"LOST"}
    assert await since(client, None, region="350200") == []
    to_tax = await since(client, None, agency="pds-tax", kinds=["LOST"])
    assert all("pds-tax" in codes(each) for entry in to_tax for each in entry["notices"])


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"measures": ["no"]}, "UNKNOWN_MEASURE"),
        ({"agency": "no"}, "UNKNOWN_AGENCY"),
        ({"region": "no"}, "UNKNOWN_REGION"),
        ({"measures": ["pds-2021-7/1"] * 101}, "BAD_ARGUMENT"),
    ],
)
async def test_a_filter_that_means_nothing_is_refused(
    client: Client, wanted: dict[str, object], code: str
) -> None:
    body = await asked(client, LOG, first=1, filter=wanted)
    assert body["errors"][0]["extensions"]["code"] == code


async def test_a_cursor_of_something_else_is_refused(client: Client) -> None:
    body = await asked(client, LOG, first=1, after="nonsense")
    assert body["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


async def test_a_token_bound_to_regions_sees_nothing_of_others(
    client: Client, region: Graph, environment: Author
) -> None:
    found = {"uscc": GENERAL, "violation": "safety_breach", "foundOn": "2026-06-01"}
    await environment.make("recordViolation", found)
    here, elsewhere = await bound(client, region, "410400"), await bound(client, region, "350200")
    seen = await since(here, None)
    assert {each["region"] for entry in seen for each in entry["notices"] if each["uscc"]} == {
        "410400"
    }
    (loaded,) = await since(elsewhere, None)  # the policies: of no enterprise
    assert loaded["origin"] == "POLICIES"


async def test_without_the_scope_nothing_is_read(client: Client, region: Graph) -> None:
    nobody = await author(client, region, "pds-tax", Scope.READ_PUBLIC)
    for document, given in ((LOG, {"first": 1}), (INBOX, {"first": 1})):
        body = await asked(nobody, document, **given)
        assert body["errors"][0]["extensions"]["code"] == "INSUFFICIENT_SCOPE"
