"""A fair queue: places that requests take in turn, so that none waits for all of another's work."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Collection, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class _Ticket:
    """Somebody waiting; `owners` are those for whom it waits, `granted` who took its place."""

    future: "asyncio.Future[Hashable]"
    owners: Collection[Hashable]


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

    @asynccontextmanager
    async def place(self, owners: Collection[Hashable] = ()) -> AsyncIterator[None]:
        """Hold a place for the length of the block, for these owners."""
        holder = await self._take(owners or (None,))
        try:
            yield
        finally:
            self._give_back(holder)

    async def _take(self, owners: Collection[Hashable]) -> Hashable:
        if self._free > 0:
            for owner in owners:
                if self._may_take(owner):
                    self._hold(owner)
                    return owner
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
