"""The keys of an issuer are read when they are needed, and serve for an hour without it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

import orjson
import pytest

from credit_graph.domain.authority.errors import IssuerUnreachableError
from credit_graph.web.authentication.issuer_keys import IssuerKeys, reader_of
from credit_graph.web.authentication.key_set import KeySetError, read_key_set
from support.issuer import ec_key, ed25519_key, jwks, rsa_key

OLD, NEW = ed25519_key("old"), ed25519_key("new")


@dataclass
class Place:
    """Where keys are read from, with a clock."""

    text: bytes | OSError
    seconds: float = 0.0
    reads: int = 0
    said: list[str] = field(default_factory=list)

    def read(self) -> bytes:
        self.reads += 1
        if isinstance(self.text, OSError):
            raise self.text
        return self.text

    def keys(self) -> IssuerKeys:
        return IssuerKeys(
            self.read, lambda words: self.said.append(str(words)), lambda: self.seconds
        )


async def settled(keys: IssuerKeys) -> None:
    """Wait for a reading in the background."""
    if keys._reading is not None:
        await keys._reading


async def test_keys_are_read_once_for_many_tokens() -> None:
    place = Place(jwks(OLD))
    keys = place.keys()
    for _ in range(10):
        found = await keys.get("old")
        assert found is not None
        assert found.id == "old"
    assert place.reads == 1


async def test_a_new_key_is_found_at_once_but_strangers_cannot_have_them_read_all_the_time() -> (
    None
):
    place = Place(jwks(OLD))
    keys = place.keys()
    assert await keys.get("old")
    place.text = jwks(NEW)
    place.seconds = 9.9
    for _ in range(10):
        assert await keys.get("new") is None
    assert place.reads == 1
    place.seconds = 10.1
    assert await keys.get("new")
    assert await keys.get("old") is None
    assert place.reads == 2


async def test_a_key_that_was_withdrawn_is_gone_after_a_minute() -> None:
    place = Place(jwks(OLD, NEW))
    keys = place.keys()
    assert await keys.get("old")
    place.text = jwks(NEW)
    place.seconds = 61
    assert await keys.get("old")  # answered from what is there; read again meanwhile
    await settled(keys)
    assert await keys.get("old") is None


async def test_keys_serve_for_an_hour_without_their_issuer_and_no_longer() -> None:
    place = Place(jwks(OLD))
    keys = place.keys()
    assert await keys.get("old")
    place.text = OSError("no route")
    for place.seconds in (61.0, 1_800.0, 3_599.0):
        assert await keys.get("old")
        await settled(keys)
    place.seconds = 3_601
    with pytest.raises(IssuerUnreachableError):
        await keys.get("old")
    place.seconds = 3_612
    place.text = jwks(OLD)
    assert await keys.get("old")
    assert [each.split(":")[0] for each in place.said] == [
        "The keys of CREDIT_GRAPH_JWKS cannot be read",
        "The keys of CREDIT_GRAPH_JWKS can be read again.",
    ]


async def test_a_set_that_became_unreadable_keeps_the_last_good_one() -> None:
    place = Place(jwks(OLD))
    keys = place.keys()
    assert await keys.get("old")
    place.text = b"<html>maintenance</html>"
    place.seconds = 61
    assert await keys.get("old")
    await settled(keys)
    assert await keys.get("old")
    assert "not a JSON object" in place.said[0]


def test_what_is_not_for_checking_signatures_is_left_out() -> None:
    good = dict(OLD.public)
    entries = [
        good,
        {**ec_key("e").public, "use": "enc"},
        {**rsa_key("f").public, "alg": "PS256"},
        {name: value for name, value in NEW.public.items() if name != "kid"},
        {**ec_key("g").public, "crv": "P-384"},
        "no key",
        dict(rsa_key("h", 1_024).public),
    ]
    with pytest.warns(UserWarning, match="2048 bits"):
        assert set(read_key_set(orjson.dumps({"keys": entries}))) == {"old"}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b'{"keys": 7}',
        b'{"keys": []}',
        orjson.dumps({"keys": [{**OLD.public, "d": "AAAA"}]}),
        orjson.dumps({"keys": [{"kty": "oct", "kid": "a", "k": "AAAA"}, dict(OLD.public)]}),
        orjson.dumps({"keys": [dict(OLD.public), dict(OLD.public)]}),
        orjson.dumps({"keys": [{**OLD.public, "x": "AAAA"}]}),
        orjson.dumps({"keys": [dict(OLD.public)] * 101}),
    ],
)
def test_a_set_that_cannot_be_used_is_refused(text: bytes) -> None:
    with pytest.raises(KeySetError):
        read_key_set(text)


@contextmanager
def web(status: int, body: bytes, location: str = "") -> Iterator[str]:
    """Serve one answer over HTTP."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/jwks"
        finally:
            server.shutdown()
            thread.join()


def test_keys_are_read_over_http() -> None:
    with web(200, jwks(OLD)) as url:
        assert set(read_key_set(reader_of(url)())) == {"old"}


def test_no_redirection_is_followed() -> None:
    with web(200, jwks(OLD)) as elsewhere, web(302, b"", elsewhere) as url:
        read = reader_of(url)
        with pytest.raises(HTTPError, match="302"):
            read()


def test_a_body_without_end_is_not_read_whole() -> None:
    with web(200, b" " * 256_001) as url, pytest.raises(KeySetError, match="bytes"):
        reader_of(url)()
