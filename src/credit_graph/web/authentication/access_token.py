"""Access tokens as JWT (RFC 7519, RFC 9068), checked with the keys of one issuer.

Signed with EdDSA (Ed25519), ES256 or RS256. `kid`, `iss`, `aud`, `sub`, `exp`, and `nbf` or `iat`
are required; clocks may differ by 30 s. Claims of ours, all optional: `scope` (words with blanks
between), `agency` (a code), `regions` (a list of region codes: enterprises elsewhere are hidden).
"""

import binascii
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from hashlib import sha256
from typing import cast

import orjson
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry

from credit_graph.clock import Now
from credit_graph.domain.authority.errors import InvalidTokenError
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.message import Message
from credit_graph.web.authentication.issuer_keys import IssuerKeys
from credit_graph.web.authentication.key_set import VerificationKey

_LEEWAY_S = 30
_LONGEST = 8_192
_LONGEST_SUBJECT = 255
_TYPES = frozenset({None, "jwt", "at+jwt", "application/jwt", "application/at+jwt"})
_SCOPES: Mapping[str, Scope] = {each.value: each for each in Scope}
_HARMLESS = re.compile(r"[A-Za-z0-9._:-]{1,64}")


class _Algorithms(JWSRegistry):
    """The algorithms of one key; joserfc's own would warn of the name EdDSA at each token."""

    def get_alg(self, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # a private type of joserfc
        if name not in (self.allowed or ()):
            raise InvalidTokenError(Message("its algorithm is not that of its key"))
        return self.algorithms[name]


class AccessTokens:
    """Accepts the tokens that one issuer made for one audience."""

    def __init__(self, keys: IssuerKeys, issuer: str, audience: str, now: Now) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._now = now

    async def principal(self, token: str) -> Principal:
        """Return whom a token speaks for.

        Raises `InvalidTokenError`, or `IssuerUnreachableError` where there is nothing to check
        it with.
        """
        if len(token) > _LONGEST:
            raise InvalidTokenError(Message("it has more than {most:,} characters", most=_LONGEST))
        header = _header(token)
        key_id, kind = header.get("kid"), header.get("typ")
        if not isinstance(key_id, str):
            raise InvalidTokenError(Message("its header names no key"))
        if (kind.lower() if isinstance(kind, str) else kind) not in _TYPES:
            raise InvalidTokenError(Message("its header's `typ` is not that of an access token"))
        key = await self._keys.get(key_id)
        if key is None:
            raise InvalidTokenError(Message("its issuer has no such key"))
        claims = _verified(token, key)
        self._check(claims)
        return _principal(claims, token)

    def _check(self, claims: Mapping[str, object]) -> None:
        registry = JWTClaimsRegistry(
            now=int(self._now().timestamp()),
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            sub={"essential": True},
            exp={"essential": True},
        )
        try:
            registry.validate(dict(claims))
        except ExpiredTokenError:
            raise InvalidTokenError(Message("it has expired")) from None
        except (MissingClaimError, InvalidClaimError) as error:
            raise InvalidTokenError(
                Message("its `{claim}` does not fit", claim=error.claim)
            ) from None
        if "nbf" not in claims and "iat" not in claims:
            raise InvalidTokenError(Message("it has neither `nbf` nor `iat`"))


def _header(token: str) -> Mapping[str, object]:
    part, _, rest = token.partition(".")
    try:
        header = orjson.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError):
        header = None
    if not isinstance(header, dict) or rest.count(".") != 1:
        raise InvalidTokenError(Message("it is neither a JWT nor an API key"))
    return header


def _verified(token: str, key: VerificationKey) -> Mapping[str, object]:
    """Return the claims of a token that the key signed."""
    # Header fields that nobody knows are ignored (RFC 7515, 4): issuers add some of their own.
    registry = _Algorithms(algorithms=key.algorithms, strict_check_header=False)
    try:
        return cast("Mapping[str, object]", jwt.decode(token, key.key, registry=registry).claims)
    except (JoseError, ValueError):
        raise InvalidTokenError(Message("its signature does not fit")) from None


def _principal(claims: Mapping[str, object], token: str) -> Principal:
    agency, subject = claims.get("agency"), str(claims["sub"])
    if not isinstance(agency, str | None) or not all(map(_is_plain, (subject, agency or "-"))):
        raise InvalidTokenError(Message("its `agency` or `sub` does not fit"))
    scopes = frozenset(_SCOPES[word] for word in _words(claims, "scope") if word in _SCOPES)
    return Principal(
        kind=_kind(agency, scopes),
        subject=subject,
        scopes=scopes,
        agency=agency,
        regions=frozenset(_words(claims, "regions")) if "regions" in claims else None,
        token_id=_token_id(claims.get("jti"), token),
    )


def _is_plain(text: str) -> bool:
    """Tell whether a text can be written into records: no control characters, not too long."""
    return text.isprintable() and len(text) <= _LONGEST_SUBJECT


def _kind(agency: str | None, scopes: frozenset[Scope]) -> PrincipalKind:
    if agency is not None:
        return PrincipalKind.AGENCY
    return PrincipalKind.OPERATOR if Scope.ADMIN in scopes else PrincipalKind.ANALYST


def _words(claims: Mapping[str, object], name: str) -> list[str]:
    """Return the words of a claim: a list of them, or one text with blanks between."""
    value = claims.get(name, "")
    if isinstance(value, str):
        return value.split()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidTokenError(
            Message("its `{name}` is neither a text nor a list of texts", name=name)
        )
    return value


def _token_id(stated: object, token: str) -> str:
    """Return what names the token in records: its `jti` if it is harmless, else a digest."""
    if isinstance(stated, str) and _HARMLESS.fullmatch(stated):
        return stated
    return f"jwt-{sha256(token.encode()).hexdigest()[:12]}"
