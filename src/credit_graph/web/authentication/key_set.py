"""The public keys of an issuer of access tokens: a JSON Web Key Set (RFC 7517)."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from credit_graph.errors import WordedError
from credit_graph.message import Message

# What a key's type and curve sign with. Ed25519 has two names, of RFC 8037 and of RFC 9864.
_ALGORITHMS: Mapping[tuple[str, str | None], frozenset[str]] = {
    ("OKP", "Ed25519"): frozenset({"EdDSA", "Ed25519"}),
    ("EC", "P-256"): frozenset({"ES256"}),
    ("RSA", None): frozenset({"RS256"}),
}
_PRIVATE = "d"
_SHORTEST_RSA_BITS = 2_048
_MOST_KEYS = 100


class KeySetError(WordedError):
    """A text that is no usable key set; its words hold nothing of a key."""


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A public key, and the algorithms that a token signed with it may name."""

    id: str
    algorithms: frozenset[str]
    key: OKPKey | ECKey | RSAKey


def read_key_set(text: bytes) -> Mapping[str, VerificationKey]:
    """Return the keys that tokens are checked with, by id; raise `KeySetError` if there is none.

    Keys without an id, for encryption, or of other types are left out, as RFC 7517 asks. A set
    with private or shared keys is refused whole: it was not meant for us.
    """
    try:
        entries = orjson.loads(text)["keys"]
    except (orjson.JSONDecodeError, TypeError, KeyError):
        raise KeySetError(Message("it is not a JSON object with `keys`")) from None
    if not isinstance(entries, list) or len(entries) > _MOST_KEYS:
        raise KeySetError(
            Message("its `keys` are no list, or more than {most_keys}", most_keys=_MOST_KEYS)
        )
    found: dict[str, VerificationKey] = {}
    for entry in entries:
        key = _key(entry) if isinstance(entry, dict) else None
        if key is not None and key.id in found:
            raise KeySetError(Message("two keys have one `kid`"))
        if key is not None:
            found[key.id] = key
    if not found:
        raise KeySetError(
            Message("it holds no key with a `kid` for EdDSA, ES256 or RS256 (2048 bits)")
        )
    return found


def _key(entry: Mapping[str, object]) -> VerificationKey | None:
    kind = entry.get("kty")
    if _PRIVATE in entry or kind == "oct":
        raise KeySetError(
            Message("it holds a private or a shared key; only public keys belong there")
        )
    known = _ALGORITHMS.get((str(kind), None if kind == "RSA" else str(entry.get("crv"))))
    stated, key_id = entry.get("alg"), entry.get("kid")
    if known is None or not isinstance(key_id, str) or entry.get("use", "sig") != "sig":
        return None
    algorithms = known if stated is None else known & {str(stated)}
    if not algorithms:
        return None
    try:
        key = JWKRegistry.import_key(dict(entry))  # type: ignore[arg-type]  # any JSON object
    except (JoseError, ValueError, TypeError):
        raise KeySetError(Message("a key in it cannot be read")) from None
    if isinstance(key, RSAKey) and key.raw_value.key_size < _SHORTEST_RSA_BITS:
        return None
    if not isinstance(key, OKPKey | ECKey | RSAKey):
        return None
    return VerificationKey(key_id, algorithms, key)
