"""What a browser sends for a page of another site is refused, unless that site is named."""

import httpx
import pytest
from starlette.responses import PlainTextResponse

from credit_graph.web.guards.foreign_pages import ForeignPages

FRIEND = "https://friend.example"
APP = ForeignPages(PlainTextResponse("here"), [FRIEND])


async def status(method: str, path: str, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    transport = httpx.ASGITransport(APP)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return (await client.request(method, path, headers=named)).status_code


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/graphql?query=x"), ("POST", "/graphql"), ("GET", "/calendar/a.ics")],
)
@pytest.mark.parametrize(
    ("site", "expected"),
    [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)],
)
async def test_only_pages_of_this_site_are_served(
    method: str, path: str, site: str, expected: int
) -> None:
    assert await status(method, path, sec_fetch_site=site) == expected


async def test_a_program_that_is_no_browser_is_served() -> None:
    assert await status("POST", "/graphql") == 200


async def test_a_named_site_is_served_and_its_neighbour_is_not() -> None:
    there = {"sec_fetch_site": "cross-site"}
    assert await status("POST", "/graphql", origin=FRIEND, **there) == 200
    assert await status("POST", "/graphql", origin="https://foe.example", **there) == 403


async def test_a_link_may_lead_to_graphiql() -> None:
    assert await status("GET", "/graphql", sec_fetch_site="cross-site") == 200
