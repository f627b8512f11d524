"""The courier: brings entries of the change log to webhooks, in order, at least once.

One process at a time has the lease. For each webhook one delivery is under way; the cursor moves
once the receiver has answered 2xx, and a process that takes over goes on there: what was delivered
and not noted is delivered again, with the same id.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final, Protocol

from credit_graph.clock import Now
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.notifying.errors import ChainTooLargeError
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.webhooks.endpoint import WebhookEndpoint
from credit_graph.domain.webhooks.errors import WebhookAddressRefusedError
from credit_graph.domain.webhooks.retry_plan import RetryPlan
from credit_graph.domain.webhooks.signature import signatures
from credit_graph.domain.webhooks.webhook import (
    DeadLetter,
    HaltCause,
    Webhook,
    delivery_id,
)
from credit_graph.errors import DatabaseError
from credit_graph.graph.notifying.leases import Lease
from credit_graph.usecases.notifying.wished import Wishes
from credit_graph.usecases.services import Services
from credit_graph.usecases.webhooks.payload import CursorOf, payload

LEASE_S: Final = 60
"""Seconds after which another process may go on for one that has died."""

_log = logging.getLogger(__name__)
_PAGE: Final = 100
_RUN_S: Final = 30.0  # then rights, filter and secret are looked at anew


@dataclass(frozen=True, slots=True)
class PostAnswer:
    """How a delivery ended: `failure` in one word or two, None for 2xx; `gone`: 410."""

    failure: str | None = None
    gone: bool = False


class Post(Protocol):
    """Sends one delivery to a numeric address of its endpoint, within its deadline."""

    async def __call__(
        self, endpoint: WebhookEndpoint, address: str, headers: Mapping[str, str], body: bytes
    ) -> PostAnswer:
        """Return how it ended; raises nothing that a receiver could cause."""


OpenPost = Callable[[], AbstractAsyncContextManager[Post]]
"""Opens what sends to one endpoint: connections are not shared between endpoints."""


@dataclass(frozen=True, slots=True)
class CourierPace:
    """How it goes about it: times in seconds, and how many webhooks at a time."""

    plan: RetryPlan = field(default_factory=RetryPlan)
    lease_s: int = LEASE_S
    pause_s: float = 1.0
    standby_s: float = 15.0
    at_once: int = 20


@dataclass(frozen=True, slots=True)
class _Round:
    """A webhook for a while, with the rights and secrets that it has."""

    webhook: Webhook
    principal: Principal
    wanted: NoticeFilter
    secrets: tuple[bytes, ...]
    endpoint: WebhookEndpoint
    post: Post
    ends_at: float

    @property
    def is_over(self) -> bool:
        """Whether rights are to be looked at anew."""
        return time.monotonic() >= self.ends_at


class Courier:
    """Delivers to every webhook; one a process, of which one at a time does it."""

    def __init__(
        self,
        services: Services,
        lease: Lease,
        open_post: OpenPost,
        cursor_of: CursorOf,
        *,
        now: Now,
        pace: CourierPace = CourierPace(),  # frozen
    ) -> None:
        self._services = services
        self._store = services.webhooks.store
        self._log = services.change_log
        self._lease = lease
        self._open_post = open_post
        self._cursor_of = cursor_of
        self._now = now
        self._pace = pace
        self._wishes = Wishes(services)
        self._runs: dict[str, asyncio.Task[None]] = {}
        self._renew_at = 0.0

    async def keep(self) -> None:
        """Deliver as the log grows, for ever."""
        try:
            while True:
                pause_s = self._pace.pause_s
                try:
                    if not await self._turn():
                        pause_s = self._pace.standby_s
                except DatabaseError:
                    pass  # it is away, and asked again
                except Exception:  # noqa: BLE001  # a fault of ours must show, and stop nothing
                    _log.exception("while looking for what is to be delivered")
                await asyncio.sleep(pause_s)
        finally:
            with suppress(asyncio.CancelledError):
                await self._end_runs()
            with suppress(DatabaseError, asyncio.CancelledError):
                await self._lease.release()

    async def _turn(self) -> bool:
        """Have every webhook for which there is anything to do go on; False without the lease."""
        if time.monotonic() >= self._renew_at:
            if not await self._lease.take():
                await self._end_runs()
                return False
            self._renew_at = time.monotonic() + self._pace.lease_s / 4
        # What was at work when this was read may have gone on since: it is looked at next time.
        busy = frozenset(self._runs)
        for webhook in await self._store.at_work(self._now()):
            if webhook.id not in busy and len(self._runs) < self._pace.at_once:
                run = asyncio.create_task(self._run(webhook))
                self._runs[webhook.id] = run
                run.add_done_callback(partial(self._ended, webhook.id))
        return True

    def _ended(self, webhook: str, _: asyncio.Task[None]) -> None:
        self._runs.pop(webhook, None)

    async def _end_runs(self) -> None:
        runs = list(self._runs.values())
        for run in runs:
            run.cancel()
        if runs:
            await asyncio.wait(runs)

    async def _run(self, webhook: Webhook) -> None:
        try:
            await self._deliver(webhook)
        except ChainTooLargeError:
            with suppress(DatabaseError):
                await self._store.halt(webhook, HaltCause.CHAIN_TOO_LARGE)
        except DatabaseError:
            pass  # what was not noted is delivered again
        except Exception:  # noqa: BLE001  # likewise
            _log.exception("while delivering to a webhook")

    async def _deliver(self, webhook: Webhook) -> None:
        key = await self._services.api_keys.get(webhook.key)
        if key is None or key.problem(self._now()) is not None:
            await self._store.halt(webhook, HaltCause.TOKEN_ENDED)
            return
        secrets = self._services.webhooks.secrets_of(webhook)
        if secrets is None:
            await self._store.halt(webhook, HaltCause.SECRET_CHANGED)
            return
        principal = key.principal()
        async with self._open_post() as post:
            one = _Round(
                webhook=webhook,
                principal=principal,
                wanted=await self._wishes.filter_of(webhook.wish, principal),
                secrets=secrets,
                endpoint=WebhookEndpoint.read(webhook.url),
                post=post,
                ends_at=time.monotonic() + _RUN_S,
            )
            await self._deliver_letters(one)
            retry_at = webhook.progress.retry_at
            if retry_at is None or retry_at <= self._now():
                await self._deliver_entries(one)

    async def _deliver_letters(self, one: _Round) -> None:
        for letter in await self._store.requested(one.webhook.id, _PAGE):
            if one.is_over:
                return
            (entry,) = await self._log.after(letter.sequence - 1, 1)
            shown = one.wanted.shown(entry)
            answer = PostAnswer() if shown is None else await self._send(one, shown, 0)
            if answer.failure is None:
                await self._store.letter_delivered(letter, self._now())
            else:
                await self._store.letter_failed(letter, answer.failure, self._now())

    async def _deliver_entries(self, one: _Round) -> None:
        webhook, attempts = one.webhook, one.webhook.progress.attempts
        cursor = webhook.progress.cursor
        while not one.is_over and cursor < (end := await self._log.length()):
            page = [each for each in await self._page(webhook, cursor) if each.sequence <= end]
            for entry in page:
                shown = one.wanted.shown(entry)
                if shown is None:
                    continue
                if one.is_over:
                    return
                answer = await self._send(one, shown, attempts)
                if answer.failure is not None:
                    await self._failed(one, cursor, entry.sequence, attempts + 1, answer)
                    return
                now, attempts = self._now(), 0
                if not await self._store.advance(webhook, cursor, entry.sequence, now):
                    return  # changed by its owner, or taken over
                cursor = entry.sequence
            last = end if len(page) < _PAGE else page[-1].sequence
            if last != cursor and not await self._store.advance(webhook, cursor, last, None):
                return
            cursor = last

    async def _page(self, webhook: Webhook, cursor: int) -> tuple[LogEntry, ...]:
        agency = webhook.wish.agency
        if agency is None:
            return await self._log.after(cursor, _PAGE)
        return await self._log.to_agency(agency, cursor, _PAGE)

    async def _send(self, one: _Round, entry: LogEntry, attempts: int) -> PostAnswer:
        delivery = delivery_id(one.webhook.id, entry.sequence)
        body = payload(entry, self._cursor_of)
        try:
            addresses = await self._services.webhooks.guard.addresses(one.endpoint)
        except WebhookAddressRefusedError:
            return PostAnswer("ADDRESS_REFUSED")
        seconds = int(self._now().timestamp())
        headers = {
            "content-type": "application/json",
            "host": one.endpoint.authority,
            "webhook-id": delivery,
            "webhook-timestamp": str(seconds),
            "webhook-signature": signatures(one.secrets, delivery, seconds, body),
        }
        self._note(one.principal, entry)
        return await one.post(one.endpoint, addresses[attempts % len(addresses)], headers, body)

    def _note(self, principal: Principal, entry: LogEntry) -> None:
        """Take down for the access log what the receiver is shown."""
        audit = self._services.audit
        disclosure = audit.disclosure(principal)
        if disclosure is not None:
            disclosure.page = "webhook"
            disclosure.show(each.uscc for each in entry.notices if each.uscc is not None)
            audit.disclosed(principal, disclosure)

    async def _failed(
        self, one: _Round, cursor: int, sequence: int, attempts: int, answer: PostAnswer
    ) -> None:
        plan, now, webhook = self._pace.plan, self._now(), one.webhook
        failure = answer.failure or ""
        if plan.is_exhausted(attempts) and not answer.gone:
            delivery = delivery_id(webhook.id, sequence)
            letter = DeadLetter(delivery, webhook.id, sequence, attempts, failure, now)
            in_a_row = await self._store.bury(webhook, cursor, letter)
            if in_a_row is not None and in_a_row >= plan.dead_in_a_row:
                await self._store.halt(webhook, HaltCause.RECEIVER_FAILING)
            return
        wait = timedelta(seconds=plan.wait_s(attempts, random.random()))  # noqa: S311  # jitter
        await self._store.failed(webhook, cursor, attempts, failure, at=now, retry_at=now + wait)
        if answer.gone:
            await self._store.halt(webhook, HaltCause.RECEIVER_GONE)
