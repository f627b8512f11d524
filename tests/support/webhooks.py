"""Webhooks over the real graph: entries to deliver, owners, couriers."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_network

from credit_graph.clock import utc_now
from credit_graph.domain.authority.api_key import Grant
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin
from credit_graph.domain.notifying.notice_wish import NoticeWish
from credit_graph.domain.webhooks.retry_plan import RetryPlan
from credit_graph.domain.webhooks.webhook import WebhookStanding
from credit_graph.graph.change_sets import tick
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.notifying import change_log
from credit_graph.usecases.chores import courier
from credit_graph.usecases.services import Services
from credit_graph.usecases.webhooks.courier import CourierPace
from credit_graph.usecases.webhooks.webhook_desk import WebhookMeans, WebhookWithSecret
from credit_graph.web.webhooks.https_post import https_posts
from support.official_rules import official_rulebook
from support.receiver import HOST, Receiver

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
PLAN = RetryPlan(attempts=3, first_s=0.01, factor=2, longest_s=0.05, dead_in_a_row=2)
_ALL = frozenset({Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS})


async def loopback(host: str, port: int) -> Sequence[str]:
    """Look the receiver's name up."""
    del port
    return ("127.0.0.1",) if host == HOST else ()


@dataclass
class Site:
    """A service's webhooks, without HTTP in front of them."""

    graph: Graph
    means: WebhookMeans = field(
        default_factory=lambda: WebhookMeans(b"a secret of the site", LOOPBACK, loopback)
    )
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        """Wire it."""
        self.services = Services.of(self.graph, utc_now, webhooks=self.means)

    async def owner(
        self, agency: str | None = "pds-customs", regions: Iterable[str] | None = None
    ) -> Principal:
        """Return the holder of a new API key."""
        kind = PrincipalKind.OPERATOR if agency is None else PrincipalKind.AGENCY
        bound = None if regions is None else frozenset(regions)
        grant = Grant(kind, "a clerk", _ALL, agency, bound)
        issued = await self.services.api_keys.issue(grant, 30, official_rulebook())
        return issued.key.principal()

    async def register(
        self, owner: Principal, url: str, wish: NoticeWish | None = None
    ) -> WebhookWithSecret:
        """Register a webhook that begins now."""
        desk = self.services.webhooks
        return await desk.register(owner, url, "a test", wish or NoticeWish(), None)

    async def standing(self, webhook_id: str) -> WebhookStanding:
        """Return how a webhook stands."""
        found = await self.services.webhooks.store.get(webhook_id)
        assert found is not None
        return found

    async def until(self, webhook_id: str, **expected: object) -> WebhookStanding:
        """Wait until a webhook's properties are as expected."""
        async with asyncio.timeout(20):
            while True:
                found = await self.standing(webhook_id)
                if all(getattr(found.webhook, name) == it for name, it in expected.items()):
                    return found
                await asyncio.sleep(0.02)

    @asynccontextmanager
    async def delivering(
        self, receiver: Receiver, holder: str = "one", deadline_s: float = 5.0
    ) -> AsyncIterator[None]:
        """Deliver until the block ends."""
        await self.services.shelf.refresh()
        going = courier(
            self.graph,
            self.services,
            holder,
            str,
            https_posts(receiver.certificates, deadline_s),
            pace=CourierPace(PLAN, pause_s=0.02, standby_s=0.05),
        )
        task = asyncio.create_task(going.keep())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def happened(*codes: str, region: str = "410400") -> DraftEntry:
    """Return an entry with a notice on each of these enterprises."""
    notices = (
        ChangeNotice(NoticeKind.RATING, agencies=("pds-drc",), uscc=each, region=region)
        for each in codes
    )
    return DraftEntry(EntryOrigin.DAY, date(2026, 11, 23), tuple(notices))


async def published(graph: Graph, *entries: DraftEntry) -> None:
    """Append entries to the change log, each in a transaction of its own."""
    for entry in entries:

        async def work(transaction: Transaction, entry: DraftEntry = entry) -> None:
            instant = await tick(transaction, now=utc_now())
            await change_log.append(transaction, entry, instant)

        await graph.transact(work, label="notifying/append")
