"""Requests are taken for loopback names only, and for one of them."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Scope

from credit_graph.web.guards.host_names import HostNames

APP = HostNames(PlainTextResponse("here"))


async def status(*hosts: str) -> int:
    headers = [(b"host", host.encode("latin-1")) for host in hosts]
    scope: Scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nobody reads a body here")

    await APP(scope, receive, send)
    return int(sent[0]["status"])


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8000", "127.1.2.3", "localhost", "LocalHost:1", "[::1]", "[::1]:80"],
)
async def test_a_loopback_name_is_served(host: str) -> None:
    assert await status(host) == 200


@pytest.mark.parametrize(
    "host",
    ["", "example.org", "localhost.example.org", "192.0.2.7", "[::2]", "[::1", "localhost:x",
     "a@localhost", "localhost/", "localhost, example.org", "localhost:99999"],
)  # fmt: skip
async def test_any_other_name_is_refused(host: str) -> None:
    assert await status(host) == 400


@pytest.mark.parametrize("hosts", [(), ("localhost", "localhost"), ("localhost", "example.org")])
async def test_none_or_several_are_refused(hosts: tuple[str, ...]) -> None:
    assert await status(*hosts) == 400
