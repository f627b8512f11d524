"""Headers over their limit, over a real socket."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from credit_graph.web.guards.receive_deadline import ReceiptDeadline
from support.answering import answering, opened_door

LIMIT = ReceiptDeadline.header_bytes
HOST = b"Host: localhost\r\n"


async def patient(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer once the whole body is here."""
    await Request(scope, receive).body()
    await PlainTextResponse("here")(scope, receive, send)


@pytest.fixture(scope="module")
async def port() -> AsyncIterator[int]:
    door, number = opened_door()
    async with answering(patient, door, http=ReceiptDeadline, ws="none", lifespan="off"):
        yield number


async def answer(port: int, *pieces: bytes) -> bytes:
    """Send the pieces one after the other and return all that comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    received = asyncio.create_task(reader.read())
    try:
        for piece in pieces:
            if received.done():
                break
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.02)
        writer.write_eof()
        return await asyncio.wait_for(received, 5)
    except ConnectionError:
        return b""
    finally:
        writer.close()


def get(*fields: bytes, path: bytes = b"/") -> bytes:
    return (
        b"GET " + path + b" HTTP/1.1\r\nConnection: close\r\n" + HOST + b"".join(fields) + b"\r\n"
    )


async def test_a_head_up_to_the_limit_is_taken(port: int) -> None:
    field = b"X-Long: " + b"x" * (LIMIT - 200) + b"\r\n"
    assert (await answer(port, get(field))).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "request_",
    [
        get(b"X-Long: " + b"x" * LIMIT + b"\r\n"),
        get(b"X: y\r\n" * (LIMIT // 5)),
        get(path=b"/?" + b"q" * LIMIT),
        get(b"X" * LIMIT + b": y\r\n"),
    ],
    ids=["one field", "many fields", "the address", "a name"],
)
async def test_a_head_over_the_limit_gets_431_in_json(port: int, request_: bytes) -> None:
    answered = await answer(port, request_)
    assert answered.startswith(b"HTTP/1.1 431")
    assert b"application/json" in answered
    assert b"HEADERS_TOO_LARGE" in answered


async def test_a_head_that_never_ends_is_refused_before_it_does(port: int) -> None:
    answered = await answer(port, b"GET / HTTP/1.1\r\nX: ", *[b"x" * 10_000] * 5)
    assert answered.startswith(b"HTTP/1.1 431")


async def test_a_long_body_does_not_count_as_a_head(port: int) -> None:
    pieces = [b"x" * LIMIT] * 3
    head = b"POST / HTTP/1.1\r\nConnection: close\r\n" + HOST
    sized = head + b"Content-Length: " + str(3 * LIMIT).encode() + b"\r\n\r\n"
    assert (await answer(port, sized, *pieces)).startswith(b"HTTP/1.1 200")


async def test_what_is_no_http_gets_400_in_json(port: int) -> None:
    answered = await answer(port, b"\x16\x03\x01 hello\r\n\r\n")
    assert answered.startswith(b"HTTP/1.1 400")
    assert b"MALFORMED_HTTP" in answered
