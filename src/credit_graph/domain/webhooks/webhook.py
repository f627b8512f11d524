"""A webhook: where entries go, which, with whose rights, how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from credit_graph.domain.notifying.notice_wish import NoticeWish
from credit_graph.domain.webhooks.signature import SecretMark

MOST_WEBHOOKS: Final = 20
"""Webhooks of one agency; and of all operators together."""

MOST_LETTERS: Final = 100
"""Dead letters that are shown of one webhook, and that one request names."""

_ID_DIGITS: Final = 32


class WebhookState(StrEnum):
    """Whether it delivers: HALTED is by the service, PAUSED by its owner."""

    ACTIVE = "active"
    PAUSED = "paused"
    HALTED = "halted"


class HaltCause(StrEnum):
    """Why the service halted a webhook."""

    TOKEN_ENDED = "token_ended"  # noqa: S105  # no secret
    SECRET_CHANGED = "secret_changed"  # noqa: S105  # no secret
    RECEIVER_GONE = "receiver_gone"
    RECEIVER_FAILING = "receiver_failing"
    CHAIN_TOO_LARGE = "chain_too_large"


@dataclass(frozen=True, slots=True)
class WebhookProgress:
    """How far it has come: `cursor` is the last entry dealt with.

    `attempts` were made at the next one, which is tried again at `retry_at`. `dead_in_a_row`:
    dead letters since the last delivery.
    """

    cursor: int
    attempts: int = 0
    retry_at: datetime | None = None
    dead_in_a_row: int = 0
    delivered_at: datetime | None = None
    failure: str | None = None
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook as it is kept.

    `agency` owns it, or the operators do where that is None. `key` is the id of the API key whose
    rights it has. `version` counts what its owner changed.
    """

    id: str
    url: str
    label: str
    agency: str | None
    key: str
    wish: NoticeWish
    state: WebhookState
    cause: HaltCause | None
    secret: SecretMark
    former: SecretMark | None
    created_at: datetime
    version: int
    progress: WebhookProgress

    def secrets_at(self, instant: datetime) -> tuple[SecretMark, ...]:
        """Return the secrets that sign at an instant, the current one first."""
        former = self.former
        if former is None or former.until is None or instant >= former.until:
            return (self.secret,)
        return self.secret, former


def delivery_id(webhook: str, sequence: int) -> str:
    """Return the id of the delivery of an entry: the same however often it is sent."""
    return "msg_" + sha256(f"{webhook}/{sequence}".encode()).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that was given up; `requested`: it is to be tried once more."""

    id: str
    webhook: str
    sequence: int
    attempts: int
    failure: str
    at: datetime
    requested: bool = False


@dataclass(frozen=True, slots=True)
class WebhookStanding:
    """A webhook with what was given up: the earliest letters, and how many there are."""

    webhook: Webhook
    letters: tuple[DeadLetter, ...] = ()
    letter_count: int = 0
