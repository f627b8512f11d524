"""Bodies are counted before anybody reads them."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from credit_graph.web.guards.body_limit import BodyLimit

LIMIT = 1_000


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await Response(body)(scope, receive, send)


async def post(content: bytes | AsyncIterator[bytes], **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(BodyLimit(echo, LIMIT))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.post("/", content=content, headers=named)


async def pieces(*sizes: int) -> AsyncIterator[bytes]:
    for size in sizes:
        yield b"x" * size


def code(answer: httpx.Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


@pytest.mark.parametrize("size", [0, 1, LIMIT])
async def test_a_body_up_to_the_limit_arrives_whole(size: int) -> None:
    assert (await post(b"x" * size)).content == b"x" * size


async def test_a_body_in_pieces_arrives_whole() -> None:
    assert (await post(pieces(400, 0, 599, 1))).content == b"x" * LIMIT


async def test_a_stated_length_above_the_limit_is_refused() -> None:
    answer = await post(b"x" * (LIMIT + 1))
    assert (answer.status_code, code(answer)) == (413, "BODY_TOO_LARGE")
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("stated", ["9" * 5_000, "0" * 5_000 + "1001"])
async def test_a_length_of_thousands_of_digits_is_refused_unread(stated: str) -> None:
    answer = await post(pieces(1), content_length=stated)
    assert answer.status_code == 413


async def test_a_body_that_outgrows_the_limit_is_refused_and_read_no_further() -> None:
    read = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            read.append(1)
            yield b"x" * 400

    answer = await post(endless())
    assert (answer.status_code, code(answer), len(read)) == (413, "BODY_TOO_LARGE", 3)


async def test_a_body_longer_than_it_states_is_counted() -> None:
    assert (await post(pieces(LIMIT, 1), content_length="10")).status_code == 413


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip"])
async def test_a_compressed_body_is_refused(encoding: str) -> None:
    answer = await post(b"x", content_encoding=encoding)
    assert (answer.status_code, code(answer)) == (415, "BODY_ENCODED")


async def test_a_sender_who_leaves_midway_reaches_nobody() -> None:
    reached: list[Scope] = []
    messages: Iterator[Message] = iter(
        [{"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.disconnect"}]
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        reached.append(scope)

    async def receive() -> Message:
        return next(messages)

    async def send(message: object) -> None:
        raise AssertionError(message)

    await BodyLimit(app, LIMIT)({"type": "http", "headers": []}, receive, send)
    assert reached == []
