"""DataLoaders of what is read of enterprises by their codes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from credit_graph.clock import Now
from credit_graph.domain.facts.history import HistoryCount, HistoryPage, PastFact
from credit_graph.domain.facts.record import Enterprise, EntryFact, RatingFact, Registration
from credit_graph.domain.facts.supply import LinkPage, LinkSide, SupplyLink
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.enterprises import Enterprises
from credit_graph.graph.histories import Histories
from credit_graph.graph.loaders.batch_loader import BatchLoader

Value = TypeVar("Value")

# A page of links is many rows: of more requests than these the database and the loop would wait for
# each other in turn.
_REQUESTS = 16


class EnterpriseLoader:
    """One for all requests of the process."""

    def __init__(self, graph: Graph, now: Now) -> None:
        read, past = Enterprises(graph), Histories(graph)
        self._by_key: BatchLoader[date | None, str, Enterprise | None] = BatchLoader(
            read.by_keys, None, now
        )
        self._registrations: BatchLoader[None, str, tuple[Registration, ...]] = BatchLoader(
            _ungrouped(read.registrations), (), now
        )
        self._by_fact_id: BatchLoader[None, str, Registration | None] = BatchLoader(
            _ungrouped(read.registrations_by_id), None, now
        )
        self._ratings: BatchLoader[date, str, tuple[RatingFact, ...]] = BatchLoader(
            read.ratings, (), now
        )
        self._entries: BatchLoader[date, str, tuple[EntryFact, ...]] = BatchLoader(
            read.entries, (), now
        )
        self._links: BatchLoader[LinkPage, str, tuple[SupplyLink, ...]] = BatchLoader(
            read.links, (), now, requests=_REQUESTS
        )
        self._link_counts: BatchLoader[tuple[LinkSide, date], str, int] = BatchLoader(
            read.link_counts, 0, now
        )
        self._history: BatchLoader[HistoryPage, str, tuple[PastFact, ...]] = BatchLoader(
            past.read, (), now
        )
        self._history_counts: BatchLoader[None, str, HistoryCount] = BatchLoader(
            _ungrouped(past.count), HistoryCount(), now
        )

    async def enterprise(self, uscc: str, as_of: date | None = None) -> Enterprise | None:
        """Return the enterprise as known now, registered on the day; `None` if there is none.

        Without a day: today.
        """
        return await self._by_key.load(as_of, uscc)

    async def registrations(self, uscc: str) -> tuple[Registration, ...]:
        """Return the registrations of the enterprise as known now, the earliest first."""
        return await self._registrations.load(None, uscc)

    async def registration(self, fact_id: str) -> Registration | None:
        """Return the registration of that id, withdrawn or not; `None` if there is none."""
        return await self._by_fact_id.load(None, fact_id)

    async def ratings(self, uscc: str, as_of: date) -> tuple[RatingFact, ...]:
        """Return the ratings that hold on the day."""
        return await self._ratings.load(as_of, uscc)

    async def entries(self, uscc: str, as_of: date) -> tuple[EntryFact, ...]:
        """Return the list entries that hold on the day."""
        return await self._entries.load(as_of, uscc)

    async def links(self, uscc: str, page: LinkPage) -> tuple[SupplyLink, ...]:
        """Return that page of the enterprise's links."""
        return await self._links.load(page, uscc)

    async def link_count(self, uscc: str, side: LinkSide, as_of: date) -> int:
        """Return how many links the enterprise has on a side on the day."""
        return await self._link_counts.load((side, as_of), uscc)

    async def history(self, uscc: str, page: HistoryPage) -> tuple[PastFact, ...]:
        """Return that page of all facts ever published of the enterprise."""
        return await self._history.load(page, uscc)

    async def history_count(self, uscc: str) -> HistoryCount:
        """Return how many facts were ever published of the enterprise."""
        return await self._history_counts.load(None, uscc)


def _ungrouped(
    read: Callable[[Sequence[str], datetime], Awaitable[Mapping[str, Value]]],
) -> Callable[[None, Sequence[str], datetime], Awaitable[Mapping[str, Value]]]:
    """Return a fetch for keys that are all of one group."""

    def fetch(
        group: None, keys: Sequence[str], known_at: datetime
    ) -> Awaitable[Mapping[str, Value]]:
        del group
        return read(keys, known_at)

    return fetch
