"""A client that takes nothing of what is sent to it is closed with the documented code."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import TYPE_CHECKING, Any, cast

import orjson
import pytest
from starlette.types import Message

from credit_graph.api.execution.executor import Question
from credit_graph.domain.authority.principal import LOCAL_READER, Principal
from credit_graph.domain.notifying.errors import SubscriberTooSlowError
from credit_graph.web.streaming.graphql_socket import GraphQLSocket
from credit_graph.web.streaming.stream_access import StreamAccess
from credit_graph.web.streaming.stream_limits import StreamLimits

if TYPE_CHECKING:
    from credit_graph.api.http.event_stream import EventStreams


TOO_SLOW = SubscriberTooSlowError(waiting=1_000)


class Answers:
    """Gives some answers to every question, and then ends with an error."""

    def __init__(self, count: int, end: Exception) -> None:
        self._count = count
        self._end = end

    def question_of(self, payload: Mapping[str, object]) -> Question:
        return Question(str(payload["query"]), {}, None)

    async def answers(self, _question: Question, _who: Principal) -> AsyncGenerator[bytes, None]:
        for number in range(self._count):
            yield orjson.dumps({"data": number})
        raise self._end


async def nobody(token: str) -> Principal:
    raise AssertionError(token)


async def sent_to(*, takes: int, count: int, end: Exception = TOO_SLOW) -> list[Message]:
    """Return what a client is sent of so many answers if it takes so many."""
    said: asyncio.Queue[Message] = asyncio.Queue()
    init, ask = {"type": "connection_init"}, {"type": "subscribe", "id": "a"}
    said.put_nowait({"type": "websocket.connect"})
    for each in (init, {**ask, "payload": {"query": "subscription { changes { cursor } }"}}):
        said.put_nowait({"type": "websocket.receive", "text": orjson.dumps(each).decode()})
    sent: list[Message] = []

    async def send(message: Message) -> None:
        taken = sum(b'"next"' in each.get("text", "").encode() for each in sent)
        if message["type"] == "websocket.send" and taken >= takes:
            await asyncio.Event().wait()  # until it is given up
        sent.append(message)

    access = StreamAccess(nobody, LOCAL_READER, (), 1)
    streams = cast("EventStreams", Answers(count, end))
    limits = StreamLimits(send_s=0.05)
    scope: dict[str, Any] = {
        "type": "websocket",
        "headers": [],
        "subprotocols": ["graphql-transport-ws"],
    }
    async with asyncio.timeout(5):
        await GraphQLSocket(streams, access, limits)(scope, said.get, send)
    assert access.open == 0
    return sent


@pytest.mark.parametrize(("takes", "count"), [(2, 10), (10, 3)])
async def test_too_slow_a_subscriber_is_closed_with_its_code(takes: int, count: int) -> None:
    """It takes nothing for too long; or too much waits for it."""
    sent = await sent_to(takes=takes, count=count)
    assert sum(each["type"] == "websocket.send" for each in sent) == 1 + min(takes, count)
    closed = sent[-1]
    assert closed["type"] == "websocket.close"
    assert closed["code"] == 4451
    assert closed["reason"] == "SUBSCRIBER_TOO_SLOW"


async def test_a_fault_of_ours_ends_the_connection_instead_of_leaving_it_silent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent = await sent_to(takes=10, count=1, end=ZeroDivisionError())
    assert (sent[-1]["code"], sent[-1]["reason"]) == (1011, "INTERNAL_ERROR")
    assert "while answering a subscription" in caplog.text
