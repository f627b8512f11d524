"""GraphQL over server-sent events, in the mode of distinct connections: one subscription each."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress

import orjson
from starlette.types import Receive, Scope, Send

from credit_graph.api.errors import error_body
from credit_graph.api.execution.executor import Question
from credit_graph.api.http.direct_request import whole_body
from credit_graph.api.http.errors import BadGraphQLRequestError
from credit_graph.api.http.event_stream import EventStreams, StreamRefusedError
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.notifying.errors import SubscriberTooSlowError
from credit_graph.errors import TooBusyError
from credit_graph.message import Message
from credit_graph.web.header_fields import header_field
from credit_graph.web.refusal import refusal
from credit_graph.web.streaming.stream_access import StreamAccess
from credit_graph.web.streaming.stream_limits import StreamLimits

PATH = "/graphql/stream"
ABORT = "credit_graph.abort"
"""What a server that can drop a connection at once puts that under, in a scope's extensions."""

_Events = AsyncGenerator[bytes, None]
_START: Mapping[str, object] = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ],
}


class ServerSentEvents:
    """Answers a POST with a stream of events: `next` for each answer, `complete` at the end.

    The principal stands in the scope. A client that does not read is dropped.
    """

    def __init__(self, streams: EventStreams, access: StreamAccess, limits: StreamLimits) -> None:
        self._streams = streams
        self._access = access
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        question = self._question(await whole_body(receive))
        if question is None:
            error = BadGraphQLRequestError(why=Message("it brings no query"))
            await refusal(400, error)(scope, receive, send)
            return
        if not self._access.take():
            await refusal(503, TooBusyError(), Retry_After="5")(scope, receive, send)
            return
        try:
            await self._stream(question, scope, receive, send)
        finally:
            self._access.give_back()

    def _question(self, body: bytes) -> Question | None:
        try:
            payload = orjson.loads(body)
        except orjson.JSONDecodeError:
            return None
        return self._streams.question_of(payload) if isinstance(payload, dict) else None

    async def _stream(self, question: Question, scope: Scope, receive: Receive, send: Send) -> None:
        await send(dict(_START))
        authorization = header_field(scope["headers"], b"authorization")
        ends = [
            asyncio.create_task(self._send_all(question, scope["principal"], send)),
            asyncio.create_task(_left(receive)),
            asyncio.create_task(self._access.until_ended(authorization, self._limits.check_s)),
        ]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            is_stuck = ends[0].done() and not ends[0].result()
        finally:
            for task in ends:
                task.cancel()
            await asyncio.gather(*ends, return_exceptions=True)
        if is_stuck:
            _abort(scope)()
            return
        with suppress(OSError):
            await send({"type": "http.response.body", "body": b""})

    async def _send_all(self, question: Question, principal: Principal, send: Send) -> bool:
        """Send every event; return False for a client that does not read."""
        try:
            async with aclosing(self._events(question, principal)) as events:
                async for event in events:
                    async with asyncio.timeout(self._limits.send_s):
                        await send({"type": "http.response.body", "body": event, "more_body": True})
        except TimeoutError:
            return False
        except OSError:
            pass  # it has left
        return True

    async def _events(
        self, question: Question, principal: Principal
    ) -> AsyncGenerator[bytes, None]:
        """Give the events as they are written, with a comment whenever it was quiet for long."""
        yield b":\n\n"
        async with aclosing(self._streams.answers(question, principal)) as answers:
            coming = asyncio.ensure_future(anext(answers))
            try:
                while True:
                    done, _ = await asyncio.wait({coming}, timeout=self._limits.quiet_s)
                    if not done:
                        yield b":\n\n"
                        continue
                    yield _event(b"next", orjson.Fragment(coming.result()))
                    coming = asyncio.ensure_future(anext(answers))
            except SubscriberTooSlowError as error:
                yield _event(b"next", error_body(error))
            except StreamRefusedError as refused:
                yield _event(b"next", {"errors": refused.errors})
            except StopAsyncIteration:
                pass
            finally:
                coming.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await coming
        yield b"event: complete\ndata:\n\n"


def _event(name: bytes, data: object) -> bytes:
    return b"event: " + name + b"\ndata: " + orjson.dumps(data) + b"\n\n"


async def _left(receive: Receive) -> None:
    """Return once the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _abort(scope: Scope) -> Callable[[], None]:
    offered = (scope.get("extensions") or {}).get(ABORT, {})
    found: Callable[[], None] = offered.get("abort", _nothing)
    return found


def _nothing() -> None:
    """Leave the connection to its server."""
