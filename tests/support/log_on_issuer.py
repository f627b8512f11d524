"""A small OpenID provider for browsers: it logs everybody on as one subject, and may misbehave.

Discovery, an authorization endpoint that sends the browser straight back, a token endpoint that
holds clients to PKCE, and a key set. It stands for an agency's identity provider in tests.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from support.answering import answering, opened_door
from support.issuer import AUDIENCE, TokenIssuer, jwks

CLIENT: Final = "credit-graph-explorer"
_ANY_PAGE: Final = {"Access-Control-Allow-Origin": "*"}


@dataclass
class LogOnIssuer:
    """The provider. `claims` go into the access token; the rest are ways to misbehave."""

    address: str
    tokens: TokenIssuer
    claims: Mapping[str, Any]
    denies: bool = False
    state: str | None = None
    nonce: str | None = None
    identity: Mapping[str, Any] = field(default_factory=dict)
    token_endpoint: str = ""
    asked: list[Mapping[str, str]] = field(default_factory=list)
    exchanged: list[Mapping[str, str]] = field(default_factory=list)
    _codes: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def settings(self) -> Mapping[str, str]:
        """The settings of a service that trusts it."""
        return {
            "CREDIT_GRAPH_JWKS": f"{self.address}/jwks",
            "CREDIT_GRAPH_ISSUER": self.address,
            "CREDIT_GRAPH_AUDIENCE": AUDIENCE,
            "CREDIT_GRAPH_LOG_ON_CLIENT": CLIENT,
        }

    def app(self) -> Starlette:
        """Return it as an ASGI application."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discovery),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/jwks", self._jwks),
            ]
        )

    async def _discovery(self, request: Request) -> Response:
        del request
        found = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": self.token_endpoint or f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "code_challenge_methods_supported": ["S256"],
        }
        return JSONResponse(found, headers=_ANY_PAGE)

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self.asked.append(asked)
        answer = {"state": self.state or asked["state"], "iss": self.address}
        if self.denies:
            answer |= {"error": "access_denied", "error_description": "Nobody of that name."}
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = asked
            answer["code"] = code
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}")

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        self.exchanged.append(form)
        asked = self._codes.pop(form.get("code", ""), None)
        if asked is None or not _proves(form, asked):
            return JSONResponse({"error": "invalid_grant"}, 400, headers=_ANY_PAGE)
        nonce = self.nonce or asked["nonce"]
        identity = {"iss": self.address, "aud": CLIENT, "nonce": nonce, **self.identity}
        answer = {
            "token_type": "Bearer",
            "access_token": self.tokens.token(iss=self.address, **self.claims),
            "id_token": self.tokens.token(**identity),
        }
        return JSONResponse(answer, headers=_ANY_PAGE)

    async def _jwks(self, request: Request) -> Response:
        del request
        return Response(jwks(self.tokens.key), media_type="application/json")


def _proves(form: Mapping[str, str], asked: Mapping[str, str]) -> bool:
    """Tell whether whoever brings a code is who asked for it (RFC 7636, 4.6)."""
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (
        asked.get("code_challenge_method") == "S256"
        and asked.get("code_challenge") == challenge
        and form.get("redirect_uri") == asked["redirect_uri"]
        and form.get("client_id") == asked["client_id"] == CLIENT
        and form.get("grant_type") == "authorization_code"
    )


@asynccontextmanager
async def log_on_issuer(
    tokens: TokenIssuer, claims: Mapping[str, Any]
) -> AsyncIterator[LogOnIssuer]:
    """Run a provider on this machine until the block ends."""
    door, port = opened_door()
    issuer = LogOnIssuer(f"http://127.0.0.1:{port}", tokens, claims)
    async with answering(issuer.app(), door):
        yield issuer
