"""So many at work, so many waiting, each for so long."""

import asyncio

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.web.guards.admission import Admission
from credit_graph.web.guards.deadline import Deadline


class Gate:
    """Holds every request until it is opened, and counts how many are inside at once."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.inside = self.most = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.open.wait()
            await PlainTextResponse("done")(scope, receive, send)
        finally:
            self.inside -= 1


async def get(app: ASGIApp) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get("/")


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def code(answer: httpx.Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


async def test_as_many_work_as_may_and_the_queue_follows_in_its_turn() -> None:
    gate = Gate()
    app = Admission(gate, in_flight=2, queued=3)
    asked = [asyncio.create_task(get(app)) for _ in range(5)]
    await settled()
    assert gate.inside == 2

    refused = await get(app)
    assert (refused.status_code, code(refused)) == (503, "TOO_BUSY")
    assert refused.headers["retry-after"] == "1"

    gate.open.set()
    assert [answer.status_code for answer in await asyncio.gather(*asked)] == [200] * 5
    assert gate.most == 2


async def test_who_leaves_gives_up_its_place_at_work_and_in_the_queue() -> None:
    gate = Gate()
    app = Admission(gate, in_flight=1, queued=1)
    working = asyncio.create_task(get(app))
    await settled()
    waiting = asyncio.create_task(get(app))
    await settled()
    waiting.cancel()
    working.cancel()
    await asyncio.gather(working, waiting, return_exceptions=True)
    gate.open.set()
    answers = await asyncio.gather(get(app), get(app))
    assert [answer.status_code for answer in answers] == [200, 200]


async def test_a_place_is_free_again_after_a_failure() -> None:
    async def failing(*_: object) -> None:
        raise RuntimeError("planted")

    app = Admission(failing, in_flight=1, queued=0)
    for _ in range(3):
        with pytest.raises(RuntimeError, match="planted"):
            await get(app)


async def test_a_request_that_takes_too_long_is_told_so_and_its_work_ends() -> None:
    gate = Gate()
    answer = await get(Deadline(gate, 0.05))
    assert (answer.status_code, code(answer)) == (504, "REQUEST_TIMEOUT")
    assert gate.inside == 0


async def test_waiting_in_the_queue_counts_towards_the_deadline() -> None:
    gate = Gate()
    app = Deadline(Admission(gate, in_flight=1, queued=5), 0.1)
    first, second = await asyncio.gather(get(app), get(app))
    assert [code(first), code(second)] == ["REQUEST_TIMEOUT"] * 2
    assert gate.most == 1


async def test_a_timeout_of_the_work_itself_is_not_taken_for_the_deadline() -> None:
    async def failing(*_: object) -> None:
        raise TimeoutError("the work's own")

    with pytest.raises(TimeoutError, match="the work's own"):
        await get(Deadline(failing, 5))


async def test_an_answer_that_has_begun_is_not_followed_by_another() -> None:
    sent: list[str] = []

    async def slow(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.Event().wait()

    async def send(message: Message) -> None:
        sent.append(str(message["type"]))

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    await Deadline(slow, 0.02)({"type": "http"}, receive, send)
    assert sent == ["http.response.start"]
