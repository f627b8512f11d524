"""Whoever has an answer already gets 304 and no body."""

from collections.abc import Mapping

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

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


async def sent(tag: str, known: str) -> list[Message]:
    """Return what is sent of a body in pieces, message by message."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        headers = [(b"cache-control", b"no-cache"), *([(b"etag", tag.encode())] if tag else [])]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for piece in (b"one ", b"two "):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"three"})

    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    async def receive() -> Message:
        raise AssertionError("nobody reads a body here")

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "headers": [(b"if-none-match", known.encode())],
    }
    await ConditionalGet(app)(scope, receive, send)
    return messages


@pytest.mark.parametrize(("tag", "known"), [("", "*"), ('W/"mine"', '"other"')])
async def test_a_body_in_pieces_is_sent_whole(tag: str, known: str) -> None:
    start, *body = await sent(tag, known)
    assert start["status"] == 200
    assert b"".join(each["body"] for each in body) == b"one two three"


async def test_of_a_body_in_pieces_that_is_known_nothing_is_sent() -> None:
    start, *body = await sent('W/"mine"', '"mine"')
    assert start["status"] == 304
    assert body == [{"type": "http.response.body", "body": b""}]
