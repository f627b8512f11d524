"""Where others reach the service only TLS is taken, and only named proxies are believed."""

from ipaddress import ip_network

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from credit_graph.web.guards.secure_transport import SecureTransport

APP = SecureTransport(
    PlainTextResponse("here"), [ip_network("10.0.0.7"), ip_network("fd00:1::/64")]
)


async def status(
    peer: str | None, *forwarded: str, scheme: str = "http", path: str = "/graphql"
) -> int:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "scheme": scheme,
        "client": None if peer is None else (peer, 50_000),
        "headers": [(b"x-forwarded-proto", each.encode()) for each in forwarded],
    }
    await APP(scope, receive, send)
    return int(sent[0]["status"])


@pytest.mark.parametrize("peer", ["10.0.0.7", "fd00:1::5", "::ffff:10.0.0.7"])
async def test_a_named_proxy_is_believed(peer: str) -> None:
    assert await status(peer, "https") == 200
    assert await status(peer, "http") == 403
    assert await status(peer) == 403
    assert await status(peer, "https", "http") == 403
    assert await status(peer, "https, http") == 403


@pytest.mark.parametrize("peer", ["10.0.0.8", "192.0.2.1", "fd00:2::5", "proxy", None])
async def test_nobody_else_is_believed(peer: str | None) -> None:
    assert await status(peer, "https") == 403
    assert await status(peer, "https", path="/") == 403


async def test_tls_and_this_machine_and_probes_pass() -> None:
    assert await status("192.0.2.1", scheme="https") == 200
    assert await status("127.0.0.1") == 200
    assert await status("::1") == 200
    assert await status("192.0.2.1", path="/ready") == 200
    assert await status("192.0.2.1", path="/live") == 200
    assert await status("192.0.2.1", path="/live/") == 403
