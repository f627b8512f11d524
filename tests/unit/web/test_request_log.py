"""Each request leaves one line, which says nothing of what it held."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from credit_graph.graph.database.request_statistics import note_round_trip
from credit_graph.web.request_log import RequestLog

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PRIVATE = "91410400MA0000001D"


async def teapot(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("", 418)(scope, receive, send)


async def failing(*_: object) -> None:
    raise RuntimeError("planted")


async def post(log: RequestLog, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(log)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.post(f"/graphql?q={PRIVATE}", content=PRIVATE, headers=named)


async def test_a_request_leaves_one_line_of_json() -> None:
    lines: list[str] = []
    log = RequestLog(teapot, lines.append, lambda: NOW, lambda: "the-id")
    answer = await post(log)
    [line] = map(json.loads, lines)
    assert line.pop("ms") >= 0
    assert line == {
        "at": "2026-11-23T08:00:00.000+00:00",
        "request": "the-id",
        "method": "POST",
        "path": "/graphql",
        "status": 418,
        "statements": 0,
    }
    assert answer.headers["x-request-id"] == "the-id"


async def test_a_request_that_fails_leaves_its_line_too() -> None:
    lines: list[str] = []
    with pytest.raises(RuntimeError, match="planted"):
        await post(RequestLog(failing, lines.append, lambda: NOW))
    assert json.loads(lines[0])["status"] == 0


async def test_the_line_tells_how_many_statements_the_request_sent() -> None:
    async def asking(scope: Scope, receive: Receive, send: Send) -> None:
        async def ask() -> None:
            note_round_trip()

        await asyncio.gather(ask(), ask())
        await teapot(scope, receive, send)

    lines: list[str] = []
    log = RequestLog(asking, lines.append, lambda: NOW)
    await asyncio.gather(post(log), post(log))
    assert [json.loads(line)["statements"] for line in lines] == [2, 2]


async def test_nothing_that_the_caller_sent_reaches_the_log_but_the_path() -> None:
    lines: list[str] = []
    await post(RequestLog(teapot, lines.append, lambda: NOW), authorization=f"Bearer {PRIVATE}")
    assert PRIVATE not in "".join(lines)


@pytest.mark.parametrize(
    ("brought", "kept"),
    [("a-1_B", True), ("x" * 64, True), ("x" * 65, False), ('"\\n', False), ("", False)],
)
async def test_a_harmless_id_is_kept(brought: str, *, kept: bool) -> None:
    lines: list[str] = []
    log = RequestLog(teapot, lines.append, lambda: NOW, lambda: "ours")
    answer = await post(log, x_request_id=brought)
    assert answer.headers["x-request-id"] == (brought if kept else "ours")


async def test_two_requests_have_two_ids() -> None:
    lines: list[str] = []
    log = RequestLog(teapot, lines.append, lambda: NOW)
    await post(log)
    await post(log)
    assert len({json.loads(line)["request"] for line in lines}) == 2


async def ended(*took: Message, sends: Sequence[Message] = ()) -> dict[str, object]:
    """Return the line of a WebSocket that takes and sends so much."""
    lines: list[str] = []
    coming = iter(took)

    async def receive() -> Message:
        return next(coming)

    async def send(_: Message) -> None:
        return None

    async def app(_: Scope, receive: Receive, send: Send) -> None:
        for _ in took:
            await receive()
        for each in sends:
            await send(each)

    scope = {"type": "websocket", "path": "/graphql", "headers": []}
    await RequestLog(app, lines.append, lambda: NOW, lambda: "the-id")(scope, receive, send)
    [line] = map(json.loads, lines)
    assert line.pop("ms") >= 0
    return dict(line)


CLOSE = {"type": "websocket.close", "code": 4451, "reason": "SUBSCRIBER_TOO_SLOW"}
LEFT = {"type": "websocket.disconnect", "code": 1001}


@pytest.mark.parametrize(
    ("took", "sends", "code"),
    [
        ((), (CLOSE,), 4451),
        ((LEFT,), (), 1001),
        ((LEFT,), (CLOSE,), 4451),
        ((), (), 1006),
        (({"type": "websocket.connect"},), ({"type": "websocket.close"},), 1000),
    ],
)
async def test_a_socket_leaves_one_line_with_the_code_of_its_end(
    took: Sequence[Message], sends: Sequence[Message], code: int
) -> None:
    assert await ended(*took, sends=sends) == {
        "at": "2026-11-23T08:00:00.000+00:00",
        "request": "the-id",
        "method": "WEBSOCKET",
        "path": "/graphql",
        "status": code,
    }
