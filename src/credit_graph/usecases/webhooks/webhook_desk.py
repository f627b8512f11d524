"""Webhooks as their owners keep them: registered, changed, paused, rotated, removed."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from credit_graph.clock import Now
from credit_graph.domain.authority.errors import InsufficientScopeError
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.notifying.notice_wish import NoticeWish
from credit_graph.domain.webhooks.endpoint import AddressRange, WebhookEndpoint
from credit_graph.domain.webhooks.errors import NoWebhookOwnerError, TooManyWebhooksError
from credit_graph.domain.webhooks.signature import (
    SecretMark,
    derived_secret,
    digest_of_secret,
    secret_text,
)
from credit_graph.domain.webhooks.webhook import (
    MOST_WEBHOOKS,
    Webhook,
    WebhookProgress,
    WebhookStanding,
    WebhookState,
)
from credit_graph.errors import BadArgumentError, BadCursorError, UnknownCodeError
from credit_graph.graph.auditing.addresses import AddressAct
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.graph.webhooks.webhook_store import WebhookStore
from credit_graph.message import Message
from credit_graph.usecases.authority.labels import check_label
from credit_graph.usecases.webhooks.address_guard import AddressGuard, Resolve, resolved

LONGEST_OVERLAP_HOURS: Final = 168
"""For how many hours a secret may sign beside its successor."""

_ID_BYTES: Final = 9
_SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class WebhookMeans:
    """What a site gives webhooks.

    `master` is the secret from which theirs are derived, `networks` are inner networks that may
    receive, `resolve` looks names up.
    """

    master: bytes = field(default=b"", repr=False)
    networks: tuple[AddressRange, ...] = ()
    resolve: Resolve = resolved


@dataclass(frozen=True, slots=True)
class WebhookChange:
    """What an owner changes; None leaves it as it is."""

    url: str | None = None
    label: str | None = None
    wish: NoticeWish | None = None
    active: bool | None = None

    @property
    def needs_key(self) -> bool:
        """Whether who asks answers for it from now on: it goes elsewhere, tells more, or again."""
        return self.url is not None or self.wish is not None or self.active is True


@dataclass(frozen=True, slots=True)
class WebhookWithSecret:
    """A webhook with its secret, which is shown now and never again."""

    standing: WebhookStanding
    secret: str = field(repr=False)


class WebhookDesk:
    """One for all requests of the process; `chance(bytes)` gives what nobody can guess.

    Without a `principal` it is whoever works at the command line, who sees all webhooks, and may
    stop them and have them go on, with the rights that each has.
    """

    def __init__(
        self,
        store: WebhookStore,
        keys: ApiKeyStore,
        log: ChangeLog,
        means: WebhookMeans,
        *,
        now: Now,
        chance: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self.store = store
        self.guard = AddressGuard(means.networks, means.resolve)
        self._keys = keys
        self._log = log
        self._master = means.master
        self._now = now
        self._chance = chance

    async def all(self, principal: Principal | None) -> list[WebhookStanding]:
        """Return the webhooks of an agency, of the operators, or of everybody for an admin."""
        if principal is None:
            return await self.store.all(everybody=True)
        owner = _owner(principal)
        return await self.store.all(owner, everybody=principal.may(Scope.ADMIN))

    async def one(self, principal: Principal | None, webhook_id: str) -> WebhookStanding:
        """Return one of those; raise `UnknownCodeError` for another's."""
        return await self._own(principal, webhook_id, strictly=False)

    async def register(
        self, principal: Principal, url: str, label: str, wish: NoticeWish, after: int | None
    ) -> WebhookWithSecret:
        """Keep a webhook that begins after a position, or with what comes next."""
        owner, key = _owner(principal), await self._key(principal)
        _check_scope(principal, wish)
        check_label(label)
        await self.guard.addresses(WebhookEndpoint.read(url))
        length = await self._log.length()
        if after is not None and after > length:
            raise BadCursorError(why=Message("the change log does not reach so far"))
        mark, secret = self._new_secret()
        webhook = Webhook(
            id="wh_" + self._chance(_ID_BYTES).hex(),
            url=url,
            label=label,
            agency=owner,
            key=key,
            wish=wish,
            state=WebhookState.ACTIVE,
            cause=None,
            secret=mark,
            former=None,
            created_at=self._now(),
            version=1,
            progress=WebhookProgress(length if after is None else after),
        )
        act = self._act("registerWebhook", principal, webhook)
        if not await self.store.put(webhook, MOST_WEBHOOKS, act):
            raise TooManyWebhooksError(MOST_WEBHOOKS)
        return WebhookWithSecret(WebhookStanding(webhook), secret)

    async def change(
        self, principal: Principal | None, webhook_id: str, change: WebhookChange
    ) -> WebhookStanding:
        """Change a webhook; who has it go elsewhere, tell more or go on gives it their rights."""
        found = (await self._own(principal, webhook_id, strictly=change.needs_key)).webhook
        key, wish = found.key, found.wish if change.wish is None else change.wish
        if principal is not None and change.needs_key:
            key = await self._key(principal)
            _check_scope(principal, wish)
        if change.url is not None:
            await self.guard.addresses(WebhookEndpoint.read(change.url))
        if change.label is not None:
            check_label(change.label)
        state, cause = found.state, found.cause
        if change.active is not None:
            state, cause = WebhookState.ACTIVE if change.active else WebhookState.PAUSED, None
        changed = replace(
            found,
            url=found.url if change.url is None else change.url,
            label=found.label if change.label is None else change.label,
            wish=wish,
            key=key,
            state=state,
            cause=cause,
        )
        return await self._changed(changed, self._act("updateWebhook", principal, found))

    async def rotate(
        self, principal: Principal, webhook_id: str, overlap_hours: int
    ) -> WebhookWithSecret:
        """Give a webhook another secret; the one before signs beside it for so many hours."""
        if not 0 <= overlap_hours <= LONGEST_OVERLAP_HOURS:
            raise BadArgumentError(
                argument="overlapHours",
                why=Message("{hours} is not a number of hours", hours=overlap_hours),
                fix=Message("Give 0 to {most}.", most=LONGEST_OVERLAP_HOURS),
            )
        found = (await self._own(principal, webhook_id, strictly=True)).webhook
        await self._key(principal)
        mark, secret = self._new_secret()
        until = self._now() + timedelta(hours=overlap_hours)
        former = replace(found.secret, until=until) if overlap_hours else None
        act = self._act("rotateWebhookSecret", principal, found)
        kept = await self._changed(replace(found, secret=mark, former=former), act)
        return WebhookWithSecret(kept, secret)

    async def remove(self, principal: Principal | None, webhook_id: str) -> str:
        """Delete a webhook with its dead letters; return its id."""
        found = (await self._own(principal, webhook_id, strictly=False)).webhook
        if not await self.store.remove(found.id, self._act("removeWebhook", principal, found)):
            raise UnknownCodeError(noun="webhook", given=webhook_id)
        return found.id

    async def redeliver(
        self, principal: Principal | None, webhook_id: str, deliveries: Sequence[str] | None
    ) -> WebhookStanding:
        """Have dead letters tried once more, all of them if none is named."""
        found = (await self._own(principal, webhook_id, strictly=False)).webhook
        act = self._act("redeliver", principal, found)
        await self.store.request(found.id, deliveries, act)
        return await self._found(found.id)

    def secrets_of(self, webhook: Webhook) -> tuple[bytes, ...] | None:
        """Return what signs now, the current secret first; None if it cannot be had again."""
        found = []
        for mark in webhook.secrets_at(self._now()):
            secret = derived_secret(self._master, mark.salt)
            if digest_of_secret(secret) != mark.digest:
                return None
            found.append(secret)
        return tuple(found)

    async def _own(
        self, principal: Principal | None, webhook_id: str, *, strictly: bool
    ) -> WebhookStanding:
        """Return a webhook that somebody may change; an admin may stop those of others too."""
        owner = None if principal is None else _owner(principal)
        found = await self.store.get(webhook_id)
        may = found is not None and (
            principal is None
            or found.webhook.agency == owner
            or (principal.may(Scope.ADMIN) and not strictly)
        )
        if found is None or not may:
            raise UnknownCodeError(noun="webhook", given=webhook_id)
        return found

    def _act(self, action: str, principal: Principal | None, webhook: Webhook) -> AddressAct:
        return AddressAct.of(action, principal, webhook.id, webhook.agency, self._now())

    async def _changed(self, webhook: Webhook, act: AddressAct) -> WebhookStanding:
        if not await self.store.change(webhook, act):
            raise BadArgumentError(
                argument="webhook",
                why=Message("it was changed by somebody else at the same time"),
                fix=Message("Look at it, and try again."),
            )
        return await self._found(webhook.id)

    async def _found(self, webhook_id: str) -> WebhookStanding:
        found = await self.store.get(webhook_id)
        if found is None:
            raise UnknownCodeError(noun="webhook", given=webhook_id)
        return found

    async def _key(self, principal: Principal) -> str:
        """Return the id of the API key that was brought; its rights can be looked up later."""
        key_id = principal.token_id
        key = None if key_id is None else await self._keys.get(key_id)
        if key is None or key.principal() != principal:
            raise NoWebhookOwnerError
        return key.id

    def _new_secret(self) -> tuple[SecretMark, str]:
        salt = self._chance(_SALT_BYTES).hex()
        secret = derived_secret(self._master, salt)
        return SecretMark(salt, digest_of_secret(secret)), secret_text(secret)


def _owner(principal: Principal) -> str | None:
    """Return the agency that owns what somebody registers; None for an operator."""
    if principal.agency is None and principal.kind is not PrincipalKind.OPERATOR:
        raise NoWebhookOwnerError
    return principal.agency


def _check_scope(principal: Principal, wish: NoticeWish) -> None:
    if wish.chain is not None and not principal.may(Scope.READ_CHAINS):
        raise InsufficientScopeError(coordinate="ChangeFilter.chain", scope=Scope.READ_CHAINS.value)
