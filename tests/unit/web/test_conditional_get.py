"""Whoever has an answer already gets 304 and no body."""

from collections.abc import Mapping

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from credit_graph.web.conditional_get import ConditionalGet

LONG = "words " * 1_000
KEPT = {"cache-control": "public, no-cache"}


async def get(
    body: str, headers: Mapping[str, str], *, status: int = 200, known: str = ""
) -> httpx.Response:
    async def show(_: Request) -> Response:
        return PlainTextResponse(body, status, dict(headers))

    app = Starlette(
        routes=[Route("/", show, methods=["GET", "POST"])],
        middleware=[Middleware(GZipMiddleware), Middleware(ConditionalGet)],
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get("/", headers={"if-none-match": known} if known else {})


async def test_what_may_be_kept_has_a_tag_and_is_not_sent_twice() -> None:
    first = await get(LONG, KEPT)
    again = await get(LONG, KEPT, known=first.headers["etag"])
    assert (first.status_code, first.text) == (200, LONG)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == KEPT["cache-control"]
    assert "content-encoding" not in again.headers


async def test_another_answer_has_another_tag() -> None:
    tag = (await get("one", KEPT)).headers["etag"]
    changed = await get("two", KEPT, known=tag)
    assert (changed.status_code, changed.text) == (200, "two")


async def test_a_tag_of_its_own_is_kept() -> None:
    answer = await get("one", {**KEPT, "etag": 'W/"mine"'}, known='"other", "mine"')
    assert (answer.status_code, answer.headers["etag"]) == (304, 'W/"mine"')


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 200), ({"cache-control": "no-store"}, 200), (KEPT, 404)]
)
async def test_what_may_not_be_kept_has_no_tag(headers: Mapping[str, str], status: int) -> None:
    answer = await get("one", headers, status=status, known="*")
    assert answer.status_code == status
    assert "etag" not in answer.headers


@pytest.mark.parametrize("tag", ["", 'W/"mine"'])
async def test_a_body_in_pieces_is_sent_whole_or_not_at_all(tag: str) -> None:
    async def show(_: Request) -> Response:
        headers = {**KEPT, "etag": tag} if tag else KEPT
        return StreamingResponse(iter(["one ", "two ", "three"]), headers=headers)

    app = ConditionalGet(Starlette(routes=[Route("/", show)]))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        fresh = await client.get("/")
        known = await client.get("/", headers={"if-none-match": tag or '"x"'})
    assert (fresh.status_code, fresh.text) == (200, "one two three")
    assert (known.status_code, known.text) == ((304, "") if tag else (200, "one two three"))
