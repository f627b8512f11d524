"""API keys: random secrets, of which only a digest is kept.

A key reads `cgk_<id>_<secret>`. The id, 12 hex digits, names it in lists, logs and records; the
secret, 256 random bits, is shown when it is issued and never again.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.message import Message

_FORM = re.compile(r"cgk_(?P<id>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")
KEY_PREFIX = "cgk_"


@dataclass(frozen=True, slots=True)
class PresentedKey:
    """A key as somebody sent it: its id, and the digest of its secret."""

    id: str
    digest: str

    @classmethod
    def read(cls, text: str) -> "PresentedKey | None":
        """Return the parts of a text that has the form of a key."""
        match = _FORM.fullmatch(text)
        return None if match is None else cls(match["id"], digest_of(match["secret"]))


def digest_of(secret: str) -> str:
    """Return the hex digits that stand for a secret.

    A plain SHA-256 does: 256 random bits cannot be guessed, however fast the guesses are checked.
    """
    return sha256(secret.encode()).hexdigest()


def key_text(key_id: str, secret: str) -> str:
    """Return a key as its owner keeps it."""
    return f"{KEY_PREFIX}{key_id}_{secret}"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key lets its holder do; `label` says in words whose it is or what it is for."""

    kind: PrincipalKind
    label: str
    scopes: frozenset[Scope]
    agency: str | None = None
    regions: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept; it is valid from `issued_at` to before `expires_at`, unless revoked."""

    id: str
    digest: str
    grant: Grant
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def matches(self, presented: PresentedKey) -> bool:
        """Tell whether the secret is this key's, in a time that says nothing about it."""
        return compare_digest(self.digest, presented.digest)

    def problem(self, at: datetime) -> Message | None:
        """Return why the key is not valid at an instant, in words that end a sentence."""
        if self.revoked_at is not None:
            return Message("it was revoked")
        return Message("it has expired") if at >= self.expires_at else None

    def principal(self) -> Principal:
        """Return whom the key speaks for."""
        grant = self.grant
        return Principal(
            kind=grant.kind,
            subject=grant.label,
            scopes=grant.scopes,
            agency=grant.agency,
            regions=grant.regions,
            token_id=self.id,
        )
