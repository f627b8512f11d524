"""Query, Mutation: webhooks of the token's agency, or of the operators."""

from typing import Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.notifying.log_entry import position_of
from credit_graph.api.notifying.notice_filter import ChangeFilter, wish_of
from credit_graph.api.webhooks.types import WebhookType, WebhookWithSecretType
from credit_graph.domain.webhooks.webhook import MOST_LETTERS, WebhookStanding
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message
from credit_graph.usecases.webhooks.webhook_desk import (
    LONGEST_OVERLAP_HOURS,
    WebhookChange,
    WebhookWithSecret,
)

Id = Annotated[strawberry.ID, strawberry.argument(description="Id of the webhook.")]


@strawberry.input(description="Where entries of the change log are to be delivered.")
class WebhookInput:
    """A new webhook."""

    url: str = strawberry.field(
        description="An HTTPS address of at most 500 characters, without credentials; its host "
        "must be public."
    )
    label: str = strawberry.field(description="What it is for, at most 80 characters.")
    filter: ChangeFilter | None = strawberry.field(
        default=None, description="Which notices; all in sight if null."
    )
    after: str | None = strawberry.field(
        default=None,
        description="Begin after the entry with this cursor; with what comes next if null.",
    )


@strawberry.input(description="What is to be changed of a webhook; null leaves it as it is.")
class WebhookChangeInput:
    """Changes by the owner."""

    url: str | None = strawberry.field(default=None, description="Another address.")
    label: str | None = strawberry.field(default=None, description="Another label.")
    filter: ChangeFilter | None = strawberry.field(default=None, description="Other notices.")
    active: bool | None = strawberry.field(
        default=None, description="True has it go on where it stopped, false pauses it."
    )


async def _webhooks(info: Info) -> list[WebhookStanding]:
    return await info.context.services.webhooks.all(info.context.principal)


async def _register(
    info: Info,
    input: Annotated[WebhookInput, strawberry.argument(description="The webhook.")],  # noqa: A002
) -> WebhookWithSecret:
    context = info.context
    wish = wish_of(context, input.filter)
    after = None if input.after is None else position_of(context, input.after)
    desk = context.services.webhooks
    return await desk.register(context.principal, input.url, input.label, wish, after)


async def _update(
    info: Info,
    id: Id,  # noqa: A002
    input: Annotated[WebhookChangeInput, strawberry.argument(description="What changes.")],  # noqa: A002
) -> WebhookStanding:
    context = info.context
    wish = None if input.filter is None else input.filter.to_wish(context)
    change = WebhookChange(input.url, input.label, wish, input.active)
    return await context.services.webhooks.change(context.principal, id, change)


async def _rotate(
    info: Info,
    id: Id,  # noqa: A002
    overlap_hours: Annotated[
        int,
        strawberry.argument(
            description="For how many hours the secret before signs too, "
            f"0 to {LONGEST_OVERLAP_HOURS}."
        ),
    ] = 24,
) -> WebhookWithSecret:
    context = info.context
    return await context.services.webhooks.rotate(context.principal, id, overlap_hours)


async def _remove(info: Info, id: Id) -> strawberry.ID:  # noqa: A002
    context = info.context
    return strawberry.ID(await context.services.webhooks.remove(context.principal, id))


async def _redeliver(
    info: Info,
    id: Id,  # noqa: A002
    deliveries: Annotated[
        list[strawberry.ID] | None,
        strawberry.argument(description="Ids of dead letters, at most 100; all if null."),
    ] = None,
) -> WebhookStanding:
    context = info.context
    if deliveries is not None and len(deliveries) > MOST_LETTERS:
        raise BadArgumentError(
            argument="deliveries",
            why=Message("there are {count}", count=len(deliveries)),
            fix=Message("Name at most {most}.", most=MOST_LETTERS),
        )
    return await context.services.webhooks.redeliver(context.principal, id, deliveries)


@strawberry.type
class WebhookQueries:
    """Webhooks."""

    webhooks = strawberry.field(
        resolver=_webhooks,
        graphql_type=list[WebhookType],
        description="Webhooks of the token's agency, in the order of registration (at most 20); "
        "an operator's token shows those of the operators, an admin's all.",
    )


@strawberry.type
class WebhookMutations:
    """Webhooks; all that outlives the request needs an API key, whose rights it has."""

    register_webhook = strawberry.mutation(
        resolver=_register,
        graphql_type=WebhookWithSecretType,
        description="Have entries of the change log delivered to an address. The answer alone "
        "shows the secret.",
    )
    update_webhook = strawberry.mutation(
        resolver=_update,
        graphql_type=WebhookType,
        description="Change, pause or resume a webhook. With another address or filter, or when "
        "it goes on, it has the rights of the API key that asks.",
    )
    rotate_webhook_secret = strawberry.mutation(
        resolver=_rotate,
        graphql_type=WebhookWithSecretType,
        description="Give a webhook another secret; for a while both sign.",
    )
    remove_webhook = strawberry.mutation(
        resolver=_remove,
        graphql_type=strawberry.ID,
        description="Delete a webhook with its dead letters; returns its id.",
    )
    redeliver = strawberry.mutation(
        resolver=_redeliver,
        graphql_type=WebhookType,
        description="Have dead letters tried once more, with the same ids. Needs an active "
        "webhook; their order among later deliveries is not kept.",
    )
