"""GraphQL over WebSocket: the subprotocol graphql-transport-ws, for subscriptions alone."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import aclosing, suppress

import orjson
from starlette.types import Receive, Scope, Send

from credit_graph.api.execution.executor import Question
from credit_graph.api.http.event_stream import EventStreams, StreamRefusedError
from credit_graph.domain.authority.errors import AuthorityError
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.notifying.errors import SubscriberTooSlowError
from credit_graph.errors import DatabaseError, NotReadyError, OverloadError
from credit_graph.web.streaming.close_code import CloseCode
from credit_graph.web.streaming.flood_gate import FloodGate
from credit_graph.web.streaming.stream_access import StreamAccess
from credit_graph.web.streaming.stream_limits import StreamLimits

_log = logging.getLogger(__name__)
_SUBPROTOCOL = "graphql-transport-ws"
_LONGEST_ID = 100


class GraphQLSocket:
    """Answers WebSockets; each may hold several subscriptions."""

    def __init__(self, streams: EventStreams, access: StreamAccess, limits: StreamLimits) -> None:
        self._streams = streams
        self._access = access
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one WebSocket."""
        if (await receive())["type"] != "websocket.connect":
            return
        problem = self._problem(scope)
        if problem is not None or not self._access.take():
            # Only an accepted connection can be given a code.
            await send({"type": "websocket.accept"})
            await _close(send, problem or CloseCode.TRY_AGAIN_LATER)
            return
        try:
            await send({"type": "websocket.accept", "subprotocol": _SUBPROTOCOL})
            await _Connection(self._streams, self._access, self._limits, receive, send).serve()
        finally:
            self._access.give_back()

    def _problem(self, scope: Scope) -> CloseCode | None:
        if self._access.is_foreign(scope):
            return CloseCode.FOREIGN_ORIGIN
        if _SUBPROTOCOL not in scope.get("subprotocols", ()):
            return CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE
        return None


class _EndedError(Exception):
    """The connection is to be closed."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


class _Connection:
    """One WebSocket from its initialisation to its end."""

    def __init__(
        self,
        streams: EventStreams,
        access: StreamAccess,
        limits: StreamLimits,
        receive: Receive,
        send: Send,
    ) -> None:
        self._streams = streams
        self._access = access
        self._limits = limits
        self._receive = receive
        self._send = send
        self._gate = FloodGate(limits.burst, limits.messages_each_s)
        self._subscriptions: dict[str, asyncio.Task[None]] = {}
        self._over = asyncio.Event()
        self._code: CloseCode | None = None

    async def serve(self) -> None:
        """Serve until either side ends it; nothing of it is left then."""
        reading = asyncio.create_task(self._read())
        try:
            reading.add_done_callback(lambda _: self._over.set())
            await self._over.wait()
        finally:
            tasks = [reading, *self._subscriptions.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if not reading.cancelled():
            reading.result()  # raises a fault of ours
        if self._code is not None:
            await _close(self._send, self._code)

    async def _read(self) -> None:
        """Take messages until the client leaves, or breaks a rule."""
        watching: asyncio.Task[None] | None = None
        try:
            principal, authorization = await self._initialised()
            await self._say({"type": "connection_ack"})
            watching = asyncio.create_task(self._watch(authorization))
            while True:
                await self._take(await self._message(), principal)
        except _EndedError as ended:
            self._end(ended.code)
        except (_LeftError, OSError):
            self._end(None)
        finally:
            if watching is not None:
                watching.cancel()

    async def _initialised(self) -> tuple[Principal, str | None]:
        """Wait for `connection_init` and return who brings it."""
        try:
            async with asyncio.timeout(self._limits.initialise_s):
                message = await self._message()
                while message["type"] in ("ping", "pong"):
                    await self._take_ping(message)
                    message = await self._message()
        except TimeoutError:
            raise _EndedError(CloseCode.INITIALISATION_TIMEOUT) from None
        if message["type"] == "subscribe":
            raise _EndedError(CloseCode.NOT_INITIALISED)
        if message["type"] != "connection_init":
            raise _EndedError(CloseCode.BAD_MESSAGE)
        authorization = _authorization(message.get("payload"))
        try:
            return await self._access.principal(authorization), authorization
        except AuthorityError:
            raise _EndedError(CloseCode.FORBIDDEN) from None
        except (DatabaseError, NotReadyError, OverloadError):
            raise _EndedError(CloseCode.TRY_AGAIN_LATER) from None

    async def _take(self, message: Mapping[str, object], principal: Principal) -> None:
        kind = message["type"]
        if kind == "subscribe":
            self._subscribe(message, principal)
        elif kind == "complete":
            subscription = self._subscriptions.pop(_id(message), None)
            if subscription is not None:
                subscription.cancel()
        elif kind == "connection_init":
            raise _EndedError(CloseCode.TOO_MANY_INITIALISATIONS)
        else:
            await self._take_ping(message)

    async def _take_ping(self, message: Mapping[str, object]) -> None:
        if message["type"] == "ping":
            await self._say({"type": "pong"})
        elif message["type"] != "pong":
            raise _EndedError(CloseCode.BAD_MESSAGE)

    def _subscribe(self, message: Mapping[str, object], principal: Principal) -> None:
        name, payload = _id(message), message.get("payload")
        if not isinstance(payload, dict):
            raise _EndedError(CloseCode.BAD_MESSAGE)
        if name in self._subscriptions:
            raise _EndedError(CloseCode.SUBSCRIBER_ALREADY_EXISTS)
        if len(self._subscriptions) >= self._limits.subscriptions:
            raise _EndedError(CloseCode.TOO_MANY_SUBSCRIPTIONS)
        question = self._streams.question_of(payload)
        if question is None:
            raise _EndedError(CloseCode.BAD_MESSAGE)
        self._subscriptions[name] = asyncio.create_task(self._pump(name, question, principal))

    async def _pump(self, name: str, question: Question, principal: Principal) -> None:
        """Send each answer of a subscription."""
        try:
            async with aclosing(self._streams.answers(question, principal)) as answers:
                async for answer in answers:
                    payload = orjson.Fragment(answer)
                    await self._say({"id": name, "type": "next", "payload": payload})
        except SubscriberTooSlowError:
            self._end(CloseCode.SUBSCRIBER_TOO_SLOW)
        except OSError:
            self._end(None)
        except StreamRefusedError as refused:
            self._subscriptions.pop(name, None)
            await self._say({"id": name, "type": "error", "payload": refused.errors})
        except _EndedError as ended:
            self._end(ended.code)
        except Exception:  # noqa: BLE001  # else the subscription would be silent for ever
            _log.exception("while answering a subscription")
            self._end(CloseCode.INTERNAL_ERROR)

    async def _watch(self, authorization: str | None) -> None:
        """End the connection when its token does."""
        await self._access.until_ended(authorization, self._limits.check_s)
        if not self._access.is_closing:
            self._end(CloseCode.TOKEN_ENDED)

    async def _message(self) -> Mapping[str, object]:
        """Return the next message."""
        event = await self._receive()
        if event["type"] != "websocket.receive":
            raise _LeftError
        if not self._gate.admits():
            raise _EndedError(CloseCode.TOO_MANY_MESSAGES)
        text = event.get("text")
        try:
            message = None if text is None else orjson.loads(text)
        except orjson.JSONDecodeError:
            message = None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise _EndedError(CloseCode.BAD_MESSAGE)
        return message

    async def _say(self, message: Mapping[str, object]) -> None:
        text = orjson.dumps(message).decode()
        try:
            async with asyncio.timeout(self._limits.send_s):
                await self._send({"type": "websocket.send", "text": text})
        except TimeoutError:
            raise _EndedError(CloseCode.SUBSCRIBER_TOO_SLOW) from None

    def _end(self, code: CloseCode | None) -> None:
        if not self._over.is_set():
            self._code = code
            self._over.set()


class _LeftError(Exception):
    """The client is gone."""


def _id(message: Mapping[str, object]) -> str:
    name = message.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ID:
        raise _EndedError(CloseCode.BAD_MESSAGE)
    return name


def _authorization(payload: object) -> str | None:
    """Return `authorization` of the initialisation's payload, whatever its case."""
    if payload is None:
        return None
    if not isinstance(payload, dict):
        raise _EndedError(CloseCode.BAD_MESSAGE)
    for name, value in payload.items():
        if name.lower() == "authorization":
            return str(value)
    return None


async def _close(send: Send, code: CloseCode) -> None:
    with suppress(OSError):  # it has left meanwhile
        await send({"type": "websocket.close", "code": int(code), "reason": code.name})
