"""A fair queue: places that requests take in turn, so that none waits for all of another's work."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Collection, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(slots=True, eq=False)
class _Ticket:
    """Somebody waiting; `owners` are those for whom it waits, `granted` who took its place."""

    future: "asyncio.Future[Hashable]"
    owners: Collection[Hashable]


class Holder(NamedTuple):
    """Who holds a place."""

    owner: Hashable


_NOBODY = (None,)


class FairQueue:
    """So many places, at most `each` of them for one owner at once; owners are served in turn.

    Work that several owners share is served with the first of them whose turn comes. Work that
    belongs to nobody takes turns like an owner, and may take every place.
    """

    def __init__(self, places: int, each: int) -> None:
        self._free = places
        self._each = each
        self._busy: Counter[Hashable] = Counter()
        self._waiting: OrderedDict[Hashable, deque[_Ticket]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many wait for a place; what several owners share counts as one."""
        tickets = {id(each): each for line in self._waiting.values() for each in line}
        return sum(not each.future.done() for each in tickets.values())

    @asynccontextmanager
    async def place(self, owners: Collection[Hashable] = ()) -> AsyncIterator[None]:
        """Hold a place for the length of the block, for these owners."""
        holder = await self.take(owners)
        try:
            yield
        finally:
            self.give_back(holder)

    def take_now(self, owners: Collection[Hashable]) -> Holder | None:
        """Take a place that is free at once; `None` if there is none for these owners.

        Who has taken it gives it back (`give_back`).
        """
        if self._free > 0:
            for owner in owners or _NOBODY:
                if self._may_take(owner):
                    self._hold(owner)
                    return Holder(owner)
        return None

    def give_back(self, holder: Holder) -> None:
        """Give back a place that was taken."""
        self._give_back(holder.owner)

    async def take(self, owners: Collection[Hashable]) -> Holder:
        """Wait for a place and take it; who has taken it gives it back."""
        return self.take_now(owners) or Holder(await self._wait(owners or _NOBODY))

    async def _wait(self, owners: Collection[Hashable]) -> Hashable:
        ticket = _Ticket(asyncio.get_running_loop().create_future(), owners)
        for owner in owners:
            self._waiting.setdefault(owner, deque()).append(ticket)
        try:
            return await ticket.future
        except asyncio.CancelledError:
            if ticket.future.done() and not ticket.future.cancelled():
                self._give_back(ticket.future.result())
            raise

    def _may_take(self, owner: Hashable) -> bool:
        return owner is None or self._busy[owner] < self._each

    def _hold(self, owner: Hashable) -> None:
        self._free -= 1
        self._busy[owner] += 1

    def _give_back(self, owner: Hashable) -> None:
        self._free += 1
        self._busy[owner] -= 1
        if not self._busy[owner]:
            del self._busy[owner]
        while self._free > 0 and self._grant():
            pass

    def _grant(self) -> bool:
        """Give one place to whoever is next, and put that owner at the end of the turn."""
        for owner in tuple(self._waiting):
            tickets = self._waiting[owner]
            while tickets and tickets[0].future.done():
                tickets.popleft()
            if not tickets:
                del self._waiting[owner]
            elif self._may_take(owner):
                self._waiting.move_to_end(owner)
                self._hold(owner)
                tickets.popleft().future.set_result(owner)
                return True
        return False
