"""Why a webhook is not kept; a branch of the tree in `errors.py`.

BadRequestError
├── BadWebhookAddressError     BAD_WEBHOOK_ADDRESS
├── WebhookAddressRefusedError WEBHOOK_ADDRESS_REFUSED (it leads into an inner network)
├── TooManyWebhooksError       TOO_MANY_WEBHOOKS
└── NoWebhookOwnerError        NO_WEBHOOK_OWNER (not an API key of an agency or operator)
"""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors import BadRequestError
from credit_graph.message import Words


@dataclass(eq=False)
class BadWebhookAddressError(BadRequestError):
    """A text that is no HTTPS address; it is not repeated, for it may hold credentials."""

    why: Words
    code: ClassVar[str] = "BAD_WEBHOOK_ADDRESS"
    happened: ClassVar[str] = "The address cannot be used: {why}."
    remedy: ClassVar[str] = "Give one like https://example.org/hook."


@dataclass(eq=False)
class WebhookAddressRefusedError(BadRequestError):
    """An address whose host is not found, or lies in an inner network."""

    why: Words
    code: ClassVar[str] = "WEBHOOK_ADDRESS_REFUSED"
    happened: ClassVar[str] = "Nothing is delivered to that address: {why}."
    remedy: ClassVar[str] = (
        "Give a public one, or have its network named in CREDIT_GRAPH_WEBHOOK_NETWORKS."
    )


@dataclass(eq=False)
class TooManyWebhooksError(BadRequestError):
    """One webhook more than an owner may have."""

    most: int
    code: ClassVar[str] = "TOO_MANY_WEBHOOKS"
    happened: ClassVar[str] = "There are {most} webhooks already."
    remedy: ClassVar[str] = "Remove one that is no longer needed."


@dataclass(eq=False)
class NoWebhookOwnerError(BadRequestError):
    """A token that cannot answer for what outlives the request."""

    code: ClassVar[str] = "NO_WEBHOOK_OWNER"
    happened: ClassVar[str] = "Only API keys of agencies, and of operators, keep webhooks."
    remedy: ClassVar[str] = "Use such a key: its holder's rights are those of the webhook."
