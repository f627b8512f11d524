"""GraphQL: a webhook, what it delivers, and what it gave up."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.enums import NoticeKind, WebhookHalt, WebhookState
from credit_graph.api.notifying.log_entry import cursor_of
from credit_graph.domain.notifying.notice_wish import ChainWish, NoticeWish
from credit_graph.domain.webhooks.webhook import DeadLetter, HaltCause, WebhookStanding
from credit_graph.usecases.webhooks.webhook_desk import WebhookWithSecret

Standing = strawberry.Parent[WebhookStanding]


def _core(parent: strawberry.Parent[ChainWish]) -> str:
    return parent.core


@strawberry.type(name="ChainCriterion", description="The enterprises of a chain.")
class ChainCriterionType:
    """`domain.notifying.notice_wish.ChainWish`."""

    core = strawberry.field(resolver=_core, graphql_type=str, description="Code of the core.")
    depth: int = strawberry.field(description="How many tiers.")


def _kinds(parent: strawberry.Parent[NoticeWish]) -> Sequence[NoticeKind] | None:
    return None if parent.kinds is None else sorted(parent.kinds)


def _enterprises(parent: strawberry.Parent[NoticeWish]) -> Sequence[str] | None:
    return None if parent.enterprises is None else sorted(parent.enterprises)


def _measures(parent: strawberry.Parent[NoticeWish]) -> Sequence[str] | None:
    return None if parent.measures is None else sorted(parent.measures)


@strawberry.type(
    name="WebhookFilter",
    description="Which notices a webhook delivers, as `ChangeFilter`; null asks nothing.",
)
class WebhookFilterType:
    """`domain.notifying.notice_wish.NoticeWish`."""

    kinds = strawberry.field(
        resolver=_kinds,
        graphql_type=list[NoticeKind] | None,
        description="Of any of these kinds (at most 13).",
    )
    enterprises = strawberry.field(
        resolver=_enterprises,
        graphql_type=list[str] | None,
        description="On any of these enterprises (at most 100).",
    )
    measures = strawberry.field(
        resolver=_measures,
        graphql_type=list[str] | None,
        description="On a decision on any of these measures (at most 100).",
    )
    agency: str | None = strawberry.field(description="That notify this agency; a code.")
    region: str | None = strawberry.field(description="On enterprises in this region; a code.")
    chain: ChainCriterionType | None = strawberry.field(description="On enterprises of a chain.")


def _letter_cursor(parent: strawberry.Parent[DeadLetter], info: Info) -> str:
    return cursor_of(info.context.seal, parent.sequence)


@strawberry.type(name="DeadLetter", description="A delivery that was given up.")
class DeadLetterType:
    """`domain.webhooks.webhook.DeadLetter`."""

    id: strawberry.ID = strawberry.field(
        description="Its `webhook-id`: give it to `redeliver`, or compare it with what came."
    )
    cursor = strawberry.field(
        resolver=_letter_cursor, graphql_type=str, description="Cursor of the entry."
    )
    attempts: int = strawberry.field(description="How often it was tried.")
    failure: str = strawberry.field(description="How the last attempt ended, as HTTP_500.")
    at: datetime = strawberry.field(description="When that was.")
    requested: bool = strawberry.field(description="Whether it is to be tried once more.")


def _id(parent: Standing) -> strawberry.ID:
    return strawberry.ID(parent.webhook.id)


def _url(parent: Standing) -> str:
    return parent.webhook.url


def _label(parent: Standing) -> str:
    return parent.webhook.label


def _agency(parent: Standing) -> str | None:
    return parent.webhook.agency


def _key(parent: Standing) -> str:
    return parent.webhook.key


def _filter(parent: Standing) -> NoticeWish:
    return parent.webhook.wish


def _state(parent: Standing) -> WebhookState:
    return parent.webhook.state


def _halted(parent: Standing) -> HaltCause | None:
    return parent.webhook.cause


def _created_at(parent: Standing) -> datetime:
    return parent.webhook.created_at


def _cursor(parent: Standing, info: Info) -> str:
    return cursor_of(info.context.seal, parent.webhook.progress.cursor)


def _attempts(parent: Standing) -> int:
    return parent.webhook.progress.attempts


def _retry_at(parent: Standing) -> datetime | None:
    return parent.webhook.progress.retry_at


def _delivered_at(parent: Standing) -> datetime | None:
    return parent.webhook.progress.delivered_at


def _failure(parent: Standing) -> str | None:
    return parent.webhook.progress.failure


def _failed_at(parent: Standing) -> datetime | None:
    return parent.webhook.progress.failed_at


def _former_until(parent: Standing, info: Info) -> datetime | None:
    marks = parent.webhook.secrets_at(info.context.now())
    return marks[-1].until


def _letters(parent: Standing) -> Sequence[DeadLetter]:
    return parent.letters


def _letter_count(parent: Standing) -> int:
    return parent.letter_count


@strawberry.type(
    name="Webhook",
    description="An address to which entries of the change log are delivered, in order and at "
    "least once.",
)
class WebhookType:
    """`WebhookStanding`."""

    id = strawberry.field(resolver=_id, graphql_type=strawberry.ID, description="Its id.")
    url = strawberry.field(resolver=_url, graphql_type=str, description="Where it delivers.")
    label = strawberry.field(resolver=_label, graphql_type=str, description="What it is for.")
    agency = strawberry.field(
        resolver=_agency,
        graphql_type=str | None,
        description="Code of the agency that owns it; null for the operators.",
    )
    token_id = strawberry.field(
        resolver=_key,
        graphql_type=str,
        description="Id of the API key whose rights it has: it ends with it.",
    )
    filter = strawberry.field(
        resolver=_filter, graphql_type=WebhookFilterType, description="What it delivers."
    )
    state = strawberry.field(
        resolver=_state, graphql_type=WebhookState, description="Whether it delivers."
    )
    halted_because = strawberry.field(
        resolver=_halted,
        graphql_type=WebhookHalt | None,
        description="Why the service halted it; null if it did not.",
    )
    created_at = strawberry.field(
        resolver=_created_at, graphql_type=datetime, description="When it was registered."
    )
    cursor = strawberry.field(
        resolver=_cursor,
        graphql_type=str,
        description="Up to this entry all is delivered, passed over, or a dead letter.",
    )
    attempts = strawberry.field(
        resolver=_attempts,
        graphql_type=int,
        description="How often the next delivery was tried in vain.",
    )
    next_attempt_at = strawberry.field(
        resolver=_retry_at,
        graphql_type=datetime | None,
        description="When it is tried again; null if nothing waits for that.",
    )
    last_delivered_at = strawberry.field(
        resolver=_delivered_at,
        graphql_type=datetime | None,
        description="When the receiver last accepted anything.",
    )
    last_failure = strawberry.field(
        resolver=_failure,
        graphql_type=str | None,
        description="How the last attempt in vain ended, as HTTP_500 or TIMEOUT.",
    )
    last_failure_at = strawberry.field(
        resolver=_failed_at, graphql_type=datetime | None, description="When that was."
    )
    former_secret_until = strawberry.field(
        resolver=_former_until,
        graphql_type=datetime | None,
        description="Until when the secret before signs too; null if none does.",
    )
    dead_letters = strawberry.field(
        resolver=_letters,
        graphql_type=list[DeadLetterType],
        description="What was given up, the earliest first (at most 100).",
    )
    dead_letter_count = strawberry.field(
        resolver=_letter_count,
        graphql_type=int,
        description="How many deliveries were given up.",
    )


def _webhook(parent: strawberry.Parent[WebhookWithSecret]) -> WebhookStanding:
    return parent.standing


@strawberry.type(
    name="WebhookWithSecret", description="A webhook with its secret, shown this once."
)
class WebhookWithSecretType:
    """`usecases.webhooks.webhook_desk.WebhookWithSecret`."""

    webhook = strawberry.field(
        resolver=_webhook, graphql_type=WebhookType, description="The webhook."
    )
    secret: str = strawberry.field(
        description="Signs its deliveries; keep it now, it cannot be shown again."
    )
