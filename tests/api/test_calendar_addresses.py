"""Signed addresses of calendars: a program without headers reads one calendar, until it ends."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import FILES, NOW, imported, loaded
from support.asking import code, data
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.recording import Author, author

SHOWN = "id agency label issuedBy issuedAt expiresAt revokedAt"
ISSUE = f"""mutation($agency: String, $label: String!, $days: Int!) {{
  issueCalendarAddress(agency: $agency, label: $label, days: $days) {{
    path address {{ {SHOWN} }} }} }}"""
REVOKE = f"mutation($id: ID!) {{ revokeCalendarAddress(id: $id) {{ {SHOWN} }} }}"
LIST = f"query($agency: String) {{ calendarAddresses(agency: $agency) {{ {SHOWN} }} }}"
AGENCY = "xm-taskforce-office"
CLOSED = {"CREDIT_GRAPH_AUTHENTICATION": "required"}

Json = Any


@pytest.fixture(scope="module")
def written() -> list[str]:
    return []


@pytest.fixture(scope="module")
async def client(
    graph: Graph,
    endpoint: Endpoint,
    tmp_path_factory: pytest.TempPathFactory,
    written: list[str],
) -> AsyncIterator[Client]:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), FILES)
    clock = Clock(NOW)
    async with serving_here(endpoint, clock, settings=CLOSED, announce=written.append) as found:
        yield found


@pytest.fixture(scope="module")
async def platform(client: Client, graph: Graph) -> Author:
    return await author(client, graph, AGENCY)


async def test_a_program_without_headers_reads_the_recipients_calendar(
    client: Client, platform: Author
) -> None:
    issued = await data(platform, ISSUE, label="a phone", days=30)
    answer = await client.http.get(issued["path"])
    assert answer.status_code == 200
    named = await client.http.get(
        f"/calendar/{AGENCY}.ics", headers={"authorization": f"Bearer {platform.token}"}
    )
    shown = {(str(each["uid"]), str(each["summary"])) for each in events(answer.text)}
    assert shown == {(str(each["uid"]), str(each["summary"])) for each in events(named.text)}
    assert [summary for uid, summary in shown if f"/to/{AGENCY}@" in uid]  # what others owe it
    again = await client.http.get(issued["path"], headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def events(text: str) -> list[Json]:
    return list(Calendar.from_ical(text).events)


async def test_it_opens_nothing_else(client: Client, platform: Author) -> None:
    path = (await data(platform, ISSUE, label="x", days=1))["path"]
    key = path.partition("?")[2]
    for other in ("/calendar/pds-customs.ics", "/chain/91410400XN00000125.svg", "/graphql"):
        assert (await client.http.get(f"{other}?{key}")).status_code == 401
    query = {"query": "{ policies { code } }"}
    assert (await client.http.post(f"/graphql?{key}", json=query)).status_code == 401
    assert (await client.http.get(f"/calendar/{AGENCY}.ics?{key}&{key}")).status_code == 401
    assert (await client.http.get(f"/calendar/{AGENCY}.ics?key=")).status_code == 401
    assert (await client.http.get(f"/calendar/{AGENCY}.ics")).status_code == 401


async def test_it_ends_when_it_is_revoked_or_its_days_are_over(
    client: Client, platform: Author
) -> None:
    first = await data(platform, ISSUE, label="first", days=2)
    second = await data(platform, ISSUE, label="second", days=2)
    listed = await data(platform, LIST)
    assert [each for each in listed if each["label"] in ("first", "second")]
    assert "key=" not in str(listed)
    revoked = await data(platform, REVOKE, id=first["address"]["id"])
    assert revoked["revokedAt"] is not None
    assert (await client.http.get(first["path"])).status_code == 401
    assert (await client.http.get(second["path"])).status_code == 200
    client.clock.now = NOW + timedelta(days=2)
    try:
        assert (await client.http.get(second["path"])).status_code == 401
    finally:
        client.clock.now = NOW


async def test_each_gives_out_its_own_calendar(
    client: Client, graph: Graph, platform: Author
) -> None:
    mine = (await data(platform, ISSUE, label="mine", days=1))["address"]
    other = await author(client, graph, "pds-customs")
    analyst = await author(client, graph, None, Scope.READ_PUBLIC, kind=PrincipalKind.ANALYST)
    for who, agency in ((other, AGENCY), (analyst, None), (analyst, AGENCY)):
        given = {"agency": agency, "label": "x", "days": 1}
        assert await code(who, ISSUE, **given) == "NO_CALENDAR_OWNER"
        assert await code(who, LIST, agency=agency) == "NO_CALENDAR_OWNER"
    assert await code(other, REVOKE, id=mine["id"]) == "NO_CALENDAR_OWNER"
    assert await code(other, REVOKE, id="nothing") == "UNKNOWN_CALENDAR_ADDRESS"
    operator = await author(client, graph)
    assert (await data(operator, ISSUE, agency=AGENCY, label="x", days=1))["path"]
    assert await code(operator, ISSUE, label="x", days=1) == "BAD_ARGUMENT"
    assert await code(operator, ISSUE, agency="nobody", label="x", days=1) == "UNKNOWN_AGENCY"
    assert (await data(operator, REVOKE, id=mine["id"]))["revokedAt"] is not None
    for bad in ({"label": "", "days": 1}, {"label": "x", "days": 0}, {"label": "x", "days": 367}):
        assert await code(platform, ISSUE, **bad) == "BAD_ARGUMENT"


async def test_a_calendar_has_so_many_good_addresses(client: Client, graph: Graph) -> None:
    who = await author(client, graph, "pds-tax")
    made = [await data(who, ISSUE, label="x", days=1) for _ in range(100)]
    assert await code(who, ISSUE, label="x", days=1) == "BAD_ARGUMENT"
    await data(who, REVOKE, id=made[0]["address"]["id"])
    assert await data(who, ISSUE, label="x", days=1)


async def test_no_key_is_logged(client: Client, platform: Author, written: list[str]) -> None:
    issued = await data(platform, ISSUE, label="x", days=1)
    # cal_ID_END_SIGNATURE, of which the last may hold the mark between them.
    secret = issued["path"].partition("?key=")[2].split("_", 3)[3]
    assert len(secret) == 32
    bad = issued["path"][:-4] + "AAAA"
    for path in (issued["path"], bad):
        await client.http.get(path)
    assert any(f"/calendar/{AGENCY}.ics" in line for line in written)
    assert not [line for line in written if secret[:20] in line or "cal_" in line]
