"""Access tokens over HTTP: good ones of three algorithms are taken, bad ones get 401 (S7)."""

import hmac
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path
from statistics import median

import httpx
import pytest

from credit_graph.clock import utc_now
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW
from support.client import Client, Clock, serving_here
from support.issuer import (
    AUDIENCE,
    ISSUER,
    IssuingKey,
    TokenIssuer,
    ec_key,
    ed25519_key,
    jwks,
    part,
    rsa_key,
)
from support.keys import bearing

pytestmark = pytest.mark.holds("policies")

ASKED = {"query": "{ policies { code } }"}
KEYS = {
    "EdDSA": ed25519_key("a"),
    "Ed25519": ed25519_key("b", "Ed25519"),
    "RS256": rsa_key("c"),
    "ES256": ec_key("d"),
}
STRANGER = ed25519_key("a")
ISSUING = TokenIssuer(KEYS["EdDSA"], NOW)
AT = int(NOW.timestamp())


@pytest.fixture(scope="module")
async def closed(
    rules: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Client]:
    """A service that answers nobody without a token."""
    assert rules.statements
    file = tmp_path_factory.mktemp("issuer") / "jwks.json"
    file.write_bytes(jwks(*KEYS.values()))
    settings = {
        "CREDIT_GRAPH_AUTHENTICATION": "required",
        "CREDIT_GRAPH_JWKS": str(file),
        "CREDIT_GRAPH_ISSUER": ISSUER,
        "CREDIT_GRAPH_AUDIENCE": AUDIENCE,
    }
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        yield client


async def post(client: Client, token: str) -> httpx.Response:
    return await client.http.post("/graphql", json=ASKED, headers=bearing(token))


@pytest.mark.parametrize("algorithm", KEYS)
async def test_a_good_token_is_taken(closed: Client, algorithm: str) -> None:
    answer = await post(closed, TokenIssuer(KEYS[algorithm], NOW).token())
    assert answer.status_code == httpx.codes.OK
    assert answer.json()["data"]["policies"]


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": AT - 29},
        {"nbf": AT + 30, "iat": AT + 30},
        {"aud": ["another", AUDIENCE]},
        {"nbf": None},
        {"iat": None},
        {"scope": "openid profile read:public"},
        {"scope": ["read:public"]},
        {"jti": "a b\nc"},
    ],
)
async def test_what_a_good_token_may_look_like(closed: Client, changed: dict[str, object]) -> None:
    assert (await post(closed, ISSUING.token(None, **changed))).status_code == httpx.codes.OK


async def test_a_header_may_have_fields_that_nobody_knows(closed: Client) -> None:
    token = ISSUING.token({"typ": "JWT", "x-issuer": "seven"})
    assert (await post(closed, token)).status_code == httpx.codes.OK


def unsigned() -> str:
    return f"{part({'alg': 'none', 'kid': 'a'})}.{part(ISSUING.claims())}."


def signed_with_the_public_key() -> str:
    """The old trick: what is public is taken for a shared secret."""
    signed = f"{part({'alg': 'HS256', 'kid': 'c'})}.{part(ISSUING.claims())}"
    secret = KEYS["RS256"].public["n"].encode()
    return f"{signed}.{part(hmac.digest(secret, signed.encode(), sha256))}"


def with_a_key_of_its_own() -> str:
    issuing = TokenIssuer(STRANGER, NOW)
    return issuing.token({"jwk": dict(STRANGER.public), "kid": "stranger"})


def tampered() -> str:
    header, _, signature = ISSUING.token().split(".")
    return f"{header}.{part(ISSUING.claims(scope='admin'))}.{signature}"


def under_another_algorithm(key: IssuingKey, name: str) -> str:
    return TokenIssuer(key, NOW).token({"alg": name})


BAD: dict[str, Callable[[], str]] = {
    "expired": lambda: ISSUING.token(exp=AT - 31),
    "not yet valid": lambda: ISSUING.token(nbf=AT + 31),
    "issued in the future": lambda: ISSUING.token(iat=AT + 31),
    "never ends": lambda: ISSUING.token(exp=None),
    "ends in words": lambda: ISSUING.token(exp="tomorrow"),
    "begins never": lambda: ISSUING.token(nbf=None, iat=None),
    "another issuer": lambda: ISSUING.token(iss="https://id.example.com"),
    "no issuer": lambda: ISSUING.token(iss=None),
    "another audience": lambda: ISSUING.token(aud="another"),
    "no audience": lambda: ISSUING.token(aud=None),
    "nobody": lambda: ISSUING.token(sub=None),
    "a subject of two lines": lambda: ISSUING.token(sub="a\nb"),
    "an agency that is a list": lambda: ISSUING.token(agency=["pds-customs"]),
    "regions that are a number": lambda: ISSUING.token(regions=410400),
    "no key named": lambda: ISSUING.token({"kid": None}),
    "an unknown key": lambda: ISSUING.token({"kid": "z"}),
    "another key": lambda: TokenIssuer(STRANGER, NOW).token(),
    "unsigned": unsigned,
    "a public key as a secret": signed_with_the_public_key,
    "a key in the token": with_a_key_of_its_own,
    "tampered with": tampered,
    "an algorithm not the key's": lambda: under_another_algorithm(KEYS["RS256"], "ES256"),
    "an algorithm not allowed": lambda: under_another_algorithm(KEYS["RS256"], "RS512"),
    "a critical field unknown": lambda: ISSUING.token({"crit": ["x"], "x": 1}),
    "a token for something else": lambda: ISSUING.token({"typ": "logout+jwt"}),
    "encrypted": lambda: f"{ISSUING.token()}.AAAA.AAAA",
    "cut": lambda: ISSUING.token()[:-1],
    "without a signature": lambda: ISSUING.token().rsplit(".", 1)[0],
    "no JSON inside": lambda: f"{part(b'x')}.{part(b'y')}.{part(b'z')}",
    "too long": lambda: ISSUING.token(note="x" * 9_000),
    "empty": lambda: "",
}


@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_token_gets_401_soon_and_is_in_no_log(
    kind: str, closed: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    token = BAD[kind]()
    seconds = []
    for _ in range(5):
        # Processor time, client and service together: what others run here does not count.
        began = time.process_time()
        answer = await post(closed, token)
        seconds.append(time.process_time() - began)
    assert answer.status_code == httpx.codes.UNAUTHORIZED
    assert answer.json()["errors"][0]["extensions"]["code"] == "INVALID_TOKEN"
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert median(seconds) <= 0.010
    written = answer.text + str(answer.headers) + caplog.text + "".join(capfd.readouterr())
    for piece in filter(None, [token, *token.split(".")]):
        assert piece not in written or len(piece) < 8


async def test_without_an_issuer_a_jwt_is_nothing(client: Client) -> None:
    answer = await post(client, ISSUING.token())
    assert answer.status_code == httpx.codes.UNAUTHORIZED


async def test_while_keys_cannot_be_read_the_answer_is_503(
    rules: Graph, endpoint: Endpoint, tmp_path: Path
) -> None:
    assert rules.statements
    file = tmp_path / "jwks.json"
    file.write_text("not yet written", encoding="utf-8")
    settings = {
        "CREDIT_GRAPH_JWKS": str(file),
        "CREDIT_GRAPH_ISSUER": ISSUER,
        "CREDIT_GRAPH_AUDIENCE": AUDIENCE,
    }
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        answer = await post(client, ISSUING.token())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["errors"][0]["extensions"]["code"] == "ISSUER_UNREACHABLE"


def printed(script: Path, *words: str) -> str:
    """Run a script in its folder; return what it prints."""
    command = [sys.executable, str(script), *words]
    done = subprocess.run(command, cwd=script.parent, capture_output=True, text=True, check=True)  # noqa: S603  # our own page
    return done.stdout.strip()


async def test_the_page_makes_a_token_without_a_provider(
    rules: Graph, endpoint: Endpoint, tmp_path: Path
) -> None:
    assert rules.statements
    page = (Path(__file__).parents[2] / "docs" / "authority.md").read_text("utf-8")
    script = tmp_path / "access_token.py"
    script.write_text(page.partition("```python\n")[2].partition("```")[0], "utf-8")
    tokens = [printed(script, "pds-customs", "read:public", "write:ratings") for _ in range(2)]
    settings = {
        "CREDIT_GRAPH_JWKS": str(tmp_path / "jwks.json"),
        "CREDIT_GRAPH_ISSUER": ISSUER,
        "CREDIT_GRAPH_AUDIENCE": AUDIENCE,
    }
    asked = {"query": "{ principal { kind scopes agency { code } } }"}
    async with serving_here(endpoint, Clock(utc_now()), settings=settings) as client:
        for token in tokens:
            headers = {"authorization": f"Bearer {token}"}
            answer = (await client.http.post("/graphql", json=asked, headers=headers)).json()
            assert answer["data"]["principal"]["agency"]["code"] == "pds-customs"
            assert set(answer["data"]["principal"]["scopes"]) == {"read:public", "write:ratings"}
