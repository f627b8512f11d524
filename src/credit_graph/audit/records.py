"""What is kept beside the log for a time: who read which enterprise, and what was refused.

The ids of records sort as their instants do: `2026-11-28T12:00:00.000000Z-` and what keeps two of
one instant apart.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

FIRST_ID = ""
LAST_ID = "~"  # sorts after every digit and letter


def instant_id(at: datetime) -> str:
    """Return the text that the ids of all records since the instant do not come before."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, as the token named them; `token_id` is no secret."""

    subject: str
    kind: str
    agency: str | None = None
    token_id: str | None = None


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """An enterprise was shown to somebody.

    `question` is the id of a trusted document, else `sha256:` and the digest of the document, or
    the path of a page; `operation` the name in it. A record with `lost` stands for so many that
    could not be kept: it names nobody and no enterprise.
    """

    id: str
    at: datetime
    asker: Asker | None
    question: str | None = None
    operation: str | None = None
    uscc: str | None = None
    lost: int = 0


@dataclass(frozen=True, slots=True)
class RefusedAttempt:
    """Somebody tried to record and was refused.

    `action` is the mutation, or several; `refusal` the type of the answer, or the code of the
    error; `key` the idempotency key. `lost` as in `AccessRecord`.
    """

    id: str
    at: datetime
    asker: Asker | None
    action: str | None = None
    refusal: str | None = None
    message: str | None = None
    uscc: str | None = None
    key: str | None = None
    lost: int = 0
