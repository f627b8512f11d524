"""Signatures of deliveries: HMAC-SHA256 by the scheme of Standard Webhooks.

Secrets are not kept: each is derived from the service's own secret and a random salt, of which the
graph has the salt and a digest to notice that the service's secret is another one.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

SECRET_PREFIX: Final = "whsec_"  # noqa: S105  # the prefix alone
_VERSION: Final = "v1"
_DIGEST_DIGITS: Final = 32


@dataclass(frozen=True, slots=True)
class SecretMark:
    """What is kept of a signing secret: its salt, a digest, and the instant at which it ends."""

    salt: str
    digest: str
    until: datetime | None = None


def derived_secret(master: bytes, salt: str) -> bytes:
    """Return the 32 bytes of the secret of a salt."""
    return hmac.new(master, b"webhook secret\0" + salt.encode(), sha256).digest()


def secret_text(secret: bytes) -> str:
    """Return a secret as its owner keeps it."""
    return SECRET_PREFIX + b64encode(secret).decode()


def digest_of_secret(secret: bytes) -> str:
    """Return what tells a secret from another without saying what it is."""
    return sha256(secret).hexdigest()[:_DIGEST_DIGITS]


def signatures(secrets: Iterable[bytes], delivery: str, timestamp: int, body: bytes) -> str:
    """Return the header `webhook-signature`: one signature for each secret, spaces between.

    Signed are id, seconds since 1970 and body, with full stops between.
    """
    signed = f"{delivery}.{timestamp}.".encode() + body
    return " ".join(f"{_VERSION},{_signature(each, signed)}" for each in secrets)


def _signature(secret: bytes, signed: bytes) -> str:
    return b64encode(hmac.new(secret, signed, sha256).digest()).decode()
