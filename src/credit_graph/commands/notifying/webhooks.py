"""`webhooks list|show|retry|pause|resume|remove`: where a database delivers, and what failed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import Json
from credit_graph.commands.outcome import minute, reported, tell, write_json
from credit_graph.commands.session import with_graph
from credit_graph.domain.webhooks.webhook import HaltCause, Webhook, WebhookStanding, WebhookState
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.graph.webhooks.webhook_store import WebhookStore
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.usecases.webhooks.webhook_desk import WebhookChange, WebhookDesk, WebhookMeans

webhooks = typer.Typer(
    help="Webhooks: where entries of the change log are delivered, and what could not be.",
    no_args_is_help=True,
)
WebhookId = Annotated[str, typer.Argument(help="The webhook's id; `webhooks list` shows them.")]

_HALTED: Final = {
    HaltCause.TOKEN_ENDED: Message("halted: its API key has ended"),
    HaltCause.SECRET_CHANGED: Message("halted: CREDIT_GRAPH_SECRET is another one"),
    HaltCause.RECEIVER_GONE: Message("halted: the receiver is gone for good"),
    HaltCause.RECEIVER_FAILING: Message("halted: the receiver failed too often"),
    HaltCause.CHAIN_TOO_LARGE: Message("halted: its chain has become too large"),
}


@dataclass(frozen=True, slots=True)
class ListedWebhook:
    """What a list shows of a webhook: all but what its secrets come from.

    `agency` is null for the operators', `behind` counts the entries of the log that are still
    before it, `attempts` those in vain at the next delivery; null filters ask nothing.
    """

    id: str
    label: str
    url: str
    agency: str | None
    token_id: str
    state: str
    halted_because: str | None
    kinds: tuple[str, ...] | None
    enterprises: tuple[str, ...] | None
    measures: tuple[str, ...] | None
    notified_agency: str | None
    region: str | None
    chain_core: str | None
    chain_depth: int | None
    created_at: datetime
    behind: int
    attempts: int
    next_attempt_at: datetime | None
    last_delivered_at: datetime | None
    last_failure: str | None
    last_failure_at: datetime | None
    dead_letters: int

    @classmethod
    def of(cls, standing: WebhookStanding, length: int) -> "ListedWebhook":
        """Return how a webhook stands beside a log of so many entries."""
        webhook, progress = standing.webhook, standing.webhook.progress
        wish = webhook.wish
        chain = wish.chain
        return cls(
            id=webhook.id,
            label=webhook.label,
            url=webhook.url,
            agency=webhook.agency,
            token_id=webhook.key,
            state=webhook.state.value,
            halted_because=None if webhook.cause is None else webhook.cause.value,
            kinds=_sorted(wish.kinds),
            enterprises=_sorted(wish.enterprises),
            measures=_sorted(wish.measures),
            notified_agency=wish.agency,
            region=wish.region,
            chain_core=None if chain is None else chain.core,
            chain_depth=None if chain is None else chain.depth,
            created_at=webhook.created_at,
            behind=max(length - progress.cursor, 0),
            attempts=progress.attempts,
            next_attempt_at=progress.retry_at,
            last_delivered_at=progress.delivered_at,
            last_failure=progress.failure,
            last_failure_at=progress.failed_at,
            dead_letters=standing.letter_count,
        )


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """A delivery that was given up; `requested`: it is to be tried once more."""

    id: str
    entry: int
    attempts: int
    failure: str
    at: datetime
    requested: bool


@dataclass(frozen=True, slots=True)
class ShownWebhook:
    """A webhook with the first hundred of its dead letters."""

    webhook: ListedWebhook
    letters: tuple[ListedLetter, ...]


@webhooks.command("list")
def list_(as_json: Json = False) -> None:
    """Show every webhook, by agency, and how many entries behind it is: never their secrets."""

    async def work(graph: Graph) -> list[tuple[WebhookStanding, ListedWebhook]]:
        await migrate(graph, at=utc_now())
        length = await ChangeLog(graph).length()
        return [(each, ListedWebhook.of(each, length)) for each in await _desk(graph).all(None)]

    with reported():
        found = with_graph(work)
    if as_json:
        for _, listed in found:
            write_json(listed)
        return
    table = Table(
        Column(worded("id"), no_wrap=True),
        worded("agency"),
        worded("label"),
        worded("state"),
        worded("behind"),
        worded("dead letters"),
    )
    for standing, listed in found:
        cells = (listed.id, listed.agency or worded("operators"), listed.label)
        state = in_words(state_of(standing.webhook))
        counts = (f"{listed.behind:,}", f"{listed.dead_letters:,}")
        table.add_row(*map(Text, (*cells, state, *counts)))
    Console().print(table)


@webhooks.command()
def show(webhook_id: WebhookId, as_json: Json = False) -> None:
    """Show a webhook and the deliveries that it gave up, the earliest first."""

    async def work(graph: Graph) -> tuple[WebhookStanding, int]:
        return await _desk(graph).one(None, webhook_id), await ChangeLog(graph).length()

    with reported():
        standing, length = with_graph(work)
    listed = ListedWebhook.of(standing, length)
    letters = tuple(
        ListedLetter(each.id, each.sequence, each.attempts, each.failure, each.at, each.requested)
        for each in standing.letters
    )
    if as_json:
        write_json(ShownWebhook(listed, letters))
        return
    console = Console()
    for line in _lines(standing.webhook, listed):
        console.print(Text(line))
    if not letters:
        return
    table = Table(
        Column(worded("delivery"), no_wrap=True),
        worded("entry"),
        worded("attempts"),
        worded("failure"),
        worded("last tried"),
        worded("state"),
    )
    for each in letters:
        state = worded("to be tried once more") if each.requested else worded("given up")
        cells = (str(each.entry), str(each.attempts), each.failure, minute(each.at), state)
        table.add_row(each.id, *map(Text, cells))
    console.print(table)
    if listed.dead_letters > len(letters):
        left = listed.dead_letters - len(letters)
        console.print(worded("{left:,} later ones are not shown.", left=left), highlight=False)


@webhooks.command()
def retry(
    webhook_id: WebhookId,
    deliveries: Annotated[
        list[str] | None,
        typer.Argument(help="Deliveries that `webhooks show` names; all of them if left out."),
    ] = None,
) -> None:
    """Have what was given up tried once more, with the same ids, while the service runs."""

    async def work(graph: Graph) -> WebhookStanding:
        return await _desk(graph).redeliver(None, webhook_id, deliveries or None)

    with reported():
        standing = with_graph(work)
    asked = sum(each.requested for each in standing.letters)
    tell("{count:,} dead letters are to be tried once more.", count=asked)
    if asked and standing.webhook.state is not WebhookState.ACTIVE:
        tell("It delivers nothing yet: `webhooks resume {id}` has it go on.", id=webhook_id)


@webhooks.command()
def pause(webhook_id: WebhookId) -> None:
    """Deliver nothing until it goes on; nothing is lost."""
    _change(webhook_id, active=False)
    tell("{id} is paused.", id=webhook_id)


@webhooks.command()
def resume(webhook_id: WebhookId) -> None:
    """Have a webhook go on where it stopped, with the rights of the API key that it has."""
    _change(webhook_id, active=True)
    tell("{id} goes on where it stopped.", id=webhook_id)


@webhooks.command()
def remove(webhook_id: WebhookId) -> None:
    """Delete a webhook with what it gave up; its receiver gets nothing more."""

    async def work(graph: Graph) -> str:
        return await _desk(graph).remove(None, webhook_id)

    with reported():
        with_graph(work)
    tell("{id} is removed.", id=webhook_id)


def state_of(webhook: Webhook) -> Message:
    """Return whether a webhook delivers, and why not."""
    if webhook.cause is not None:
        return _HALTED[webhook.cause]
    active = webhook.state is WebhookState.ACTIVE
    return Message("delivers") if active else Message("paused")


def _change(webhook_id: str, *, active: bool) -> None:
    async def work(graph: Graph) -> WebhookStanding:
        return await _desk(graph).change(None, webhook_id, WebhookChange(active=active))

    with reported():
        with_graph(work)


def _lines(webhook: Webhook, listed: ListedWebhook) -> tuple[str, ...]:
    whose = listed.agency or worded("operators")
    lines = [
        f"{listed.label}: {listed.url}",
        worded("Of {agency}, with the rights of API key {key}.", agency=whose, key=listed.token_id),
        worded(
            "{state}; {behind:,} entries of the log are before it.",
            state=state_of(webhook),
            behind=listed.behind,
        ),
    ]
    if listed.last_delivered_at is not None:
        lines.append(worded("Last delivered {at}.", at=minute(listed.last_delivered_at)))
    if listed.last_failure is not None and listed.last_failure_at is not None:
        failed = minute(listed.last_failure_at)
        lines.append(worded("Last failure {at}: {what}.", at=failed, what=listed.last_failure))
    if listed.next_attempt_at is not None:
        again = minute(listed.next_attempt_at)
        said = worded(
            "It is tried again {at}, after {count} attempts.", at=again, count=listed.attempts
        )
        lines.append(said)
    return tuple(lines)


def _desk(graph: Graph) -> WebhookDesk:
    keys = ApiKeyStore(graph, utc_now)
    return WebhookDesk(WebhookStore(graph), keys, ChangeLog(graph), WebhookMeans(), now=utc_now)


def _sorted(codes: frozenset[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(sorted(codes))
