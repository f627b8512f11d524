"""Issuing, revoking and accepting API keys."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from credit_graph.clock import Now
from credit_graph.domain.authority.api_key import (
    ApiKey,
    Grant,
    PresentedKey,
    digest_of,
    key_text,
)
from credit_graph.domain.authority.errors import InvalidTokenError
from credit_graph.domain.authority.principal import Principal, PrincipalKind
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.message import Message
from credit_graph.usecases.authority.labels import check_label

LONGEST_DAYS = 366
_SECRET_BYTES = 32
_ID_BYTES = 6


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A new key and its text, which nobody can have again."""

    key: ApiKey
    text: str = field(repr=False)


class ApiKeys:
    """The keys of one graph; `chance(bytes)` gives what nobody can guess."""

    def __init__(
        self,
        store: ApiKeyStore,
        now: Now,
        chance: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._store = store
        self._now = now
        self._chance = chance

    async def issue(self, grant: Grant, days: int, rulebook: Rulebook) -> IssuedKey:
        """Issue a key that is valid for so many days, 1 to 366.

        Raises `BadArgumentError` or `UnknownCodeError` for what cannot be granted.
        """
        _check(grant, days, rulebook)
        secret = _text(self._chance(_SECRET_BYTES))
        now = self._now()
        key = ApiKey(
            id=self._chance(_ID_BYTES).hex(),
            digest=digest_of(secret),
            grant=grant,
            issued_at=now,
            expires_at=now + timedelta(days=days),
        )
        await self._store.put(key)
        return IssuedKey(key, key_text(key.id, secret))

    async def revoke(self, key_id: str) -> ApiKey:
        """Revoke a key in every process at once; raise `UnknownCodeError` if there is none."""
        key = await self._store.revoke(key_id, self._now())
        if key is None:
            raise UnknownCodeError(noun="API key", given=key_id)
        return key

    async def get(self, key_id: str) -> ApiKey | None:
        """Return the key of an id, valid or not; None if there is none."""
        return await self._store.get(key_id)

    async def all(self) -> tuple[ApiKey, ...]:
        """Return every key, the newest first."""
        return await self._store.all()

    async def principal(self, text: str) -> Principal:
        """Return whom a key speaks for; raise `InvalidTokenError` if it is not valid now."""
        presented = PresentedKey.read(text)
        key = None if presented is None else await self._store.get(presented.id)
        if presented is None or key is None or not key.matches(presented):
            raise InvalidTokenError(Message("there is no such API key"))
        problem = key.problem(self._now())
        if problem is not None:
            raise InvalidTokenError(problem)
        return key.principal()


def _text(secret: bytes) -> str:
    # 43 characters of base64url: 32 bytes without the padding.
    return urlsafe_b64encode(secret).rstrip(b"=").decode()


def _check(grant: Grant, days: int, rulebook: Rulebook) -> None:
    if not 1 <= days <= LONGEST_DAYS:
        why = Message(
            "{days} is not from 1 to {longest_days}", days=days, longest_days=LONGEST_DAYS
        )
        raise BadArgumentError(
            "days", why, Message("A key that is still needed then is issued anew.")
        )
    if not grant.scopes:
        raise BadArgumentError(
            "scope", Message("there is none"), Message("Give at least one, as read:public.")
        )
    check_label(grant.label, Message("Say in a few words whose key it is."))
    if (grant.kind is PrincipalKind.AGENCY) is (grant.agency is None):
        why = Message("an {agency} has one, and nobody else has", agency=PrincipalKind.AGENCY)
        raise BadArgumentError("agency", why, Message("Give --agency, or another --kind."))
    _check_known("agency", [grant.agency] if grant.agency else [], rulebook.agencies)
    _check_known("region", grant.regions or (), rulebook.vocabulary.regions)


def _check_known(noun: str, given: Iterable[str], known: Collection[str]) -> None:
    for code in sorted(given):
        if code not in known:
            raise UnknownCodeError(noun=noun, given=code, near=suggestions(code, known))
