"""An issuer of access tokens for tests: it signs with cryptography, not with what checks them."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credit_graph.domain.authority.principal import Scope

ISSUER, AUDIENCE = "https://id.example.org", "credit-graph"
_COORDINATE = 32

Sign = Callable[[bytes], bytes]


def part(value: object) -> str:
    """Return a value as a part of a token: its JSON, or its bytes, in base64url."""
    raw = value if isinstance(value, bytes) else orjson.dumps(value)
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def number(value: int) -> str:
    """Return a number as a JSON Web Key has it."""
    return part(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@dataclass(frozen=True, slots=True)
class IssuingKey:
    """A private key: its public form as a JSON Web Key, and how it signs."""

    id: str
    algorithm: str
    public: Mapping[str, str]
    sign: Sign


def ed25519_key(key_id: str, algorithm: str = "EdDSA") -> IssuingKey:
    private = ed25519.Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    public = {"kty": "OKP", "crv": "Ed25519", "x": part(raw), "kid": key_id, "use": "sig"}
    return IssuingKey(key_id, algorithm, public, private.sign)


def rsa_key(key_id: str, bits: int = 2_048) -> IssuingKey:
    private = rsa.generate_private_key(65_537, bits)
    numbers = private.public_key().public_numbers()
    public = {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e), "kid": key_id}

    def sign(data: bytes) -> bytes:
        return private.sign(data, padding.PKCS1v15(), hashes.SHA256())

    return IssuingKey(key_id, "RS256", public, sign)


def ec_key(key_id: str) -> IssuingKey:
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_numbers()
    public = {
        "kty": "EC",
        "crv": "P-256",
        "x": part(point.x.to_bytes(_COORDINATE, "big")),
        "y": part(point.y.to_bytes(_COORDINATE, "big")),
        "kid": key_id,
    }

    def sign(data: bytes) -> bytes:
        r, s = decode_dss_signature(private.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(_COORDINATE, "big") + s.to_bytes(_COORDINATE, "big")

    return IssuingKey(key_id, "ES256", public, sign)


def jwks(*keys: IssuingKey) -> bytes:
    """Return a key set."""
    return orjson.dumps({"keys": [dict(each.public) for each in keys]})


@dataclass(frozen=True, slots=True)
class TokenIssuer:
    """Issues tokens as of an instant with one key."""

    key: IssuingKey
    now: datetime
    scopes: tuple[Scope, ...] = field(default=tuple(Scope))

    def claims(self, **changed: object) -> dict[str, object]:
        """Return the claims of a good token with changes; `None` leaves one out."""
        at = int(self.now.timestamp())
        claims: dict[str, object] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "somebody",
            "iat": at,
            "nbf": at,
            "exp": at + 600,
            "scope": " ".join(self.scopes),
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, header: Mapping[str, object] | None = None, **changed: object) -> str:
        """Return a token with these claims, signed; `header` changes the header."""
        fields = {"alg": self.key.algorithm, "typ": "at+jwt", "kid": self.key.id, **(header or {})}
        fields = {name: value for name, value in fields.items() if value is not None}
        signed = f"{part(fields)}.{part(self.claims(**changed))}"
        return f"{signed}.{part(self.key.sign(signed.encode()))}"
