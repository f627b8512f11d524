"""Issuing, revoking and accepting addresses of calendars."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from credit_graph.clock import Now
from credit_graph.domain.authority.calendar_address import (
    LONGEST_DAYS,
    MOST_ADDRESSES,
    CalendarAddress,
    genuine_id,
)
from credit_graph.domain.authority.errors import InvalidTokenError, NoCalendarOwnerError
from credit_graph.domain.authority.principal import Principal, PrincipalKind
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.auditing.addresses import AddressAct
from credit_graph.graph.authority.calendar_addresses import CalendarAddressStore
from credit_graph.message import Message
from credit_graph.usecases.authority.labels import check_label

MOST_LISTED: Final = 10_000
"""Addresses that a list of all calendars shows."""

_ID_BYTES: Final = 6


@dataclass(frozen=True, slots=True)
class IssuedAddress:
    """A new address with its path, which is shown now and never again."""

    address: CalendarAddress
    path: str = field(repr=False)


class CalendarAddresses:
    """The addresses of one service; `chance(bytes)` gives what nobody can guess.

    Without a `principal` it is whoever works at the command line, who sees and revokes all.
    """

    def __init__(
        self,
        store: CalendarAddressStore,
        secret: bytes,
        now: Now,
        chance: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._store = store
        self._secret = secret
        self._now = now
        self._chance = chance

    async def issue(
        self,
        principal: Principal,
        agency: str | None,
        label: str,
        days: int,
        known: Collection[str],
    ) -> IssuedAddress:
        """Issue an address of an agency's calendar that is good for so many days, 1 to 366.

        An agency issues those of its own calendar, an operator those of any agency that is known.
        """
        whose = _calendar_of(principal, agency)
        if whose not in known:
            raise UnknownCodeError("agency", whose, suggestions(whose, known))
        _check_days(days)
        check_label(label)
        now = self._now().replace(microsecond=0)  # the end is signed in whole seconds
        address = CalendarAddress(
            id=self._chance(_ID_BYTES).hex(),
            agency=whose,
            label=label,
            issued_by=principal.subject,
            issued_at=now,
            expires_at=now + timedelta(days=days),
        )
        act = _act("issueCalendarAddress", principal, address, now)
        if not await self._store.put(address, MOST_ADDRESSES, act):
            raise BadArgumentError(
                argument="agency",
                why=Message("it has {most} addresses already", most=MOST_ADDRESSES),
                fix=Message("Revoke one that is no longer needed."),
            )
        return IssuedAddress(address, address.path(self._secret))

    async def all(self, principal: Principal | None, agency: str | None) -> list[CalendarAddress]:
        """Return the addresses of a calendar, the newest first, those that ended too.

        At the command line those of all calendars without an `agency`.
        """
        if principal is None:
            most = MOST_LISTED if agency is None else MOST_ADDRESSES
            return await self._store.all(agency, most)
        return await self._store.all(_calendar_of(principal, agency), MOST_ADDRESSES)

    async def revoke(self, principal: Principal | None, address_id: str) -> CalendarAddress:
        """Revoke an address in every process at once."""
        found = await self._store.get(address_id)
        if principal is not None:
            whose = _calendar_of(principal, None if found is None else found.agency)
            if found is not None and found.agency != whose:
                found = None
        if found is None:
            raise UnknownCodeError(noun="calendar address", given=address_id)
        act = _act("revokeCalendarAddress", principal, found, self._now())
        return await self._store.revoke(address_id, act) or found

    async def principal(self, agency: str, key: str) -> Principal:
        """Return whom the key of an address stands for; raise `InvalidTokenError` if it is bad."""
        address_id = genuine_id(self._secret, agency, key, self._now())
        address = None if address_id is None else await self._store.get(address_id)
        if address is None or address.agency != agency or not address.is_good(self._now()):
            raise InvalidTokenError(Message("the calendar's address is not or no longer good"))
        return address.principal()


def _calendar_of(principal: Principal, agency: str | None) -> str:
    """Return whose calendar somebody means who may give it out."""
    if principal.kind is PrincipalKind.OPERATOR and principal.agency is None:
        if agency is None:
            raise BadArgumentError(
                argument="agency",
                why=Message("it is not given, and the token names none"),
                fix=Message("Give the code of an agency."),
            )
        return agency
    if principal.agency is None or agency not in (None, principal.agency):
        raise NoCalendarOwnerError
    return principal.agency


def _act(
    action: str, principal: Principal | None, address: CalendarAddress, at: datetime
) -> AddressAct:
    return AddressAct.of(action, principal, f"cal_{address.id}", address.agency, at)


def _check_days(days: int) -> None:
    if not 1 <= days <= LONGEST_DAYS:
        raise BadArgumentError(
            argument="days",
            why=Message("{days} is not from 1 to {most}", days=days, most=LONGEST_DAYS),
            fix=Message("An address that is still needed then is issued anew."),
        )
