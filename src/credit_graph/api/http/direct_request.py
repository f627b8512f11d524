"""Requests that need no more of HTTP than one JSON object over POST, answered with one."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

import orjson

from credit_graph.api.execution.executor import Question

MODERN = "application/graphql-response+json"
CLASSIC = "application/json"
_MODERN = MODERN.encode()

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_JSON = frozenset({b"application/json", b"application/json; charset=utf-8"})
_UNDERSTOOD = frozenset({"query", "variables", "operationName"})


def direct_media_type(scope: Message) -> str | None:
    """Return the media type of the answer if a request is of this kind by its headers."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    headers = _headers(scope)
    accepted = headers.get(b"accept", b"*/*")
    is_direct = (
        headers.get(b"content-type", b"").lower() in _JSON
        and b"content-encoding" not in headers
        and _takes_json(accepted.lower())
    )
    return _kind(accepted) if is_direct else None


def media_type(scope: Message) -> str:
    """Return the media type in which the client wants its answer."""
    return _kind(_headers(scope).get(b"accept", b""))


async def whole_body(receive: Receive) -> bytes:
    """Return the body of the request."""
    message = await receive()
    body = message.get("body", b"")
    while message.get("more_body", False):
        message = await receive()
        body += message.get("body", b"")
    return bytes(body)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that begins with a body that was read already."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return first.pop() if first else await receive()

    return again


def read_question(body: bytes) -> Question | None:
    """Return the operation in a body; `None` if there is anything in it that is not plain."""
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(asked, dict) or not asked.keys() <= _UNDERSTOOD:
        return None
    text, variables, name = asked.get("query"), asked.get("variables"), asked.get("operationName")
    if not isinstance(text, str) or not isinstance(variables, dict | None):
        return None
    if not isinstance(name, str | None):
        return None
    return Question(text, variables or {}, name)


async def send_json(send: Send, kind: str, body: bytes) -> None:
    """Send a body as the answer."""
    headers = [
        (b"content-length", str(len(body)).encode()),
        (b"content-type", f"{kind}; charset=utf-8".encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _kind(accepted: bytes) -> str:
    return MODERN if _MODERN in accepted else CLASSIC


def _takes_json(accepted: bytes) -> bool:
    return (b"json" in accepted or b"*/*" in accepted) and not (
        b"multipart" in accepted or b"event-stream" in accepted
    )


def _headers(scope: Message) -> dict[bytes, bytes]:
    found: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return dict(found)
