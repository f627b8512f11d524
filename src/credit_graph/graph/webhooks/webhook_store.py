"""Webhooks in the graph: how far each has come, and what was given up; never a secret."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from neo4j import Record

from credit_graph.domain.notifying.change_notice import NoticeKind
from credit_graph.domain.notifying.notice_wish import ChainWish, NoticeWish
from credit_graph.domain.webhooks.signature import SecretMark
from credit_graph.domain.webhooks.webhook import (
    MOST_LETTERS,
    DeadLetter,
    HaltCause,
    Webhook,
    WebhookProgress,
    WebhookStanding,
    WebhookState,
)
from credit_graph.graph.auditing.addresses import AddressAct, do_logged
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import certain_instant, instant, words

_OPERATORS = ""  # a node's key cannot be null
_Row = Mapping[str, object]


class WebhookStore:
    """Keeps webhooks. What moves one is refused if it is not as the caller has seen it.

    What somebody does about one takes an `AddressAct`, and is an entry of the audit log.
    """

    __slots__ = ("graph",)

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    async def put(self, webhook: Webhook, most: int, act: AddressAct) -> bool:
        """Keep a new webhook; False if its owner has as many as it may."""
        return bool(
            await do_logged(
                self.graph,
                act,
                "webhooks/put",
                webhook=_row(webhook),
                owner=webhook.agency or _OPERATORS,
                most=most,
            )
        )

    async def all(self, owner: str | None = None, *, everybody: bool) -> list[WebhookStanding]:
        """Return the webhooks of an agency, or of everybody, in the order of registration."""
        records = await self.graph.read(
            "webhooks/list", owner=owner or _OPERATORS, everybody=everybody, most=MOST_LETTERS
        )
        return [
            WebhookStanding(
                _webhook(each), tuple(map(_letter, each["letters"])), int(each["letter_count"])
            )
            for each in records
        ]

    async def get(self, webhook: str) -> WebhookStanding | None:
        """Return one webhook by its id."""
        records = await self.graph.read("webhooks/get", id=webhook, most=MOST_LETTERS)
        if not records:
            return None
        found = records[0]
        letters = tuple(map(_letter, found["letters"]))
        return WebhookStanding(_webhook(found), letters, int(found["letter_count"]))

    async def change(self, webhook: Webhook, act: AddressAct) -> bool:
        """Keep what the owner has changed of it, one version on; False if it is not as before."""
        rows = await do_logged(
            self.graph,
            act,
            "webhooks/change",
            id=webhook.id,
            version=webhook.version,
            changes=_changeable(webhook),
        )
        return bool(rows)

    async def remove(self, webhook: str, act: AddressAct) -> bool:
        """Delete a webhook with its dead letters; False if somebody else has."""
        return bool(await do_logged(self.graph, act, "webhooks/remove", id=webhook))

    async def request(self, webhook: str, deliveries: Sequence[str] | None, act: AddressAct) -> int:
        """Have dead letters tried once more, all if none is named; return how many."""
        records = await do_logged(
            self.graph,
            act,
            "webhooks/request",
            id=webhook,
            all=deliveries is None,
            letters=list(deliveries or ()),
        )
        return len(records)

    async def at_work(self, now: datetime) -> list[Webhook]:
        """Return the active webhooks for which there is anything to do now."""
        return [_webhook(each) for each in await self.graph.read("webhooks/at_work", now=now)]

    async def advance(
        self, webhook: Webhook, before: int, after: int, delivered_at: datetime | None
    ) -> bool:
        """Note that entries up to one are dealt with; False if it is not as it was."""
        return bool(
            await self.graph.write(
                "webhooks/advance",
                id=webhook.id,
                version=webhook.version,
                before=before,
                after=after,
                delivered_at=delivered_at,
            )
        )

    async def failed(
        self,
        webhook: Webhook,
        cursor: int,
        attempts: int,
        failure: str,
        *,
        at: datetime,
        retry_at: datetime,
    ) -> bool:
        """Note that the delivery after the cursor failed once more."""
        return bool(
            await self.graph.write(
                "webhooks/failed",
                id=webhook.id,
                version=webhook.version,
                cursor=cursor,
                attempts=attempts,
                failure=failure,
                at=at,
                retry_at=retry_at,
            )
        )

    async def bury(self, webhook: Webhook, before: int, letter: DeadLetter) -> int | None:
        """Note that a delivery was given up, and go on; return how many were in a row."""
        records = await self.graph.write(
            "webhooks/bury",
            id=webhook.id,
            version=webhook.version,
            before=before,
            letter={
                "id": letter.id,
                "webhook": letter.webhook,
                "sequence": letter.sequence,
                "attempts": letter.attempts,
                "failure": letter.failure,
                "at": letter.at,
                "requested": False,
            },
        )
        return int(records[0]["dead_in_a_row"]) if records else None

    async def halt(self, webhook: Webhook, cause: HaltCause) -> None:
        """Stop a webhook that is as it was."""
        await self.graph.write(
            "webhooks/halt", id=webhook.id, version=webhook.version, cause=cause.value
        )

    async def requested(self, webhook: str, limit: int) -> list[DeadLetter]:
        """Return dead letters that are to be tried once more, the earliest first."""
        records = await self.graph.read("webhooks/requested", id=webhook, limit=limit)
        return [_letter(each["letter"]) for each in records]

    async def letter_delivered(self, letter: DeadLetter, at: datetime) -> None:
        """Take a dead letter away: it was delivered, or shows nothing any more."""
        await self.graph.write(
            "webhooks/letter_delivered", id=letter.id, webhook=letter.webhook, at=at
        )

    async def letter_failed(self, letter: DeadLetter, failure: str, at: datetime) -> None:
        """Keep a dead letter that was tried in vain once more."""
        await self.graph.write("webhooks/letter_failed", id=letter.id, failure=failure, at=at)


def _changeable(webhook: Webhook) -> dict[str, object]:
    former, wish = webhook.former, webhook.wish
    return {
        "url": webhook.url,
        "label": webhook.label,
        "key": webhook.key,
        "state": webhook.state.value,
        "cause": None if webhook.cause is None else webhook.cause.value,
        "kinds": None if wish.kinds is None else sorted(each.value for each in wish.kinds),
        "enterprises": _sorted(wish.enterprises),
        "measures": _sorted(wish.measures),
        "wanted_agency": wish.agency,
        "region": wish.region,
        "chain_core": None if wish.chain is None else wish.chain.core,
        "chain_depth": None if wish.chain is None else wish.chain.depth,
        "salt": webhook.secret.salt,
        "digest": webhook.secret.digest,
        "former_salt": None if former is None else former.salt,
        "former_digest": None if former is None else former.digest,
        "former_until": None if former is None else former.until,
    }


def _row(webhook: Webhook) -> dict[str, object]:
    return {
        **_changeable(webhook),
        "id": webhook.id,
        "agency": webhook.agency,
        "created_at": webhook.created_at,
        "version": webhook.version,
        "cursor": webhook.progress.cursor,
        "attempts": 0,
        "dead_in_a_row": 0,
    }


def _sorted(codes: frozenset[str] | None) -> list[str] | None:
    return None if codes is None else sorted(codes)


def _webhook(record: Record) -> Webhook:
    row = cast("_Row", record["webhook"])
    return Webhook(
        id=str(row["id"]),
        url=str(row["url"]),
        label=str(row["label"]),
        agency=words(row.get("agency")),
        key=str(row["key"]),
        wish=_wish(row),
        state=WebhookState(str(row["state"])),
        cause=None if row.get("cause") is None else HaltCause(str(row["cause"])),
        secret=SecretMark(str(row["salt"]), str(row["digest"])),
        former=_former(row),
        created_at=certain_instant(row["created_at"]),
        version=_whole(row["version"]),
        progress=WebhookProgress(
            cursor=_whole(row["cursor"]),
            attempts=_whole(row["attempts"]),
            retry_at=instant(row.get("retry_at")),
            dead_in_a_row=_whole(row["dead_in_a_row"]),
            delivered_at=instant(row.get("delivered_at")),
            failure=words(row.get("failure")),
            failed_at=instant(row.get("failed_at")),
        ),
    )


def _former(row: _Row) -> SecretMark | None:
    if row.get("former_salt") is None:
        return None
    return SecretMark(
        str(row["former_salt"]), str(row["former_digest"]), instant(row["former_until"])
    )


def _wish(row: _Row) -> NoticeWish:
    kinds, core = _codes(row.get("kinds")), words(row.get("chain_core"))
    return NoticeWish(
        kinds=None if kinds is None else frozenset(map(NoticeKind, kinds)),
        enterprises=_codes(row.get("enterprises")),
        measures=_codes(row.get("measures")),
        agency=words(row.get("wanted_agency")),
        region=words(row.get("region")),
        chain=None if core is None else ChainWish(core, _whole(row["chain_depth"])),
    )


def _letter(row: _Row) -> DeadLetter:
    return DeadLetter(
        id=str(row["id"]),
        webhook=str(row["webhook"]),
        sequence=_whole(row["sequence"]),
        attempts=_whole(row["attempts"]),
        failure=str(row["failure"]),
        at=certain_instant(row["at"]),
        requested=bool(row["requested"]),
    )


def _codes(value: object) -> frozenset[str] | None:
    return None if value is None else frozenset(cast("list[str]", value))


def _whole(value: object) -> int:
    return int(cast("int", value))
