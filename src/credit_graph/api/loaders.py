"""The loaders of the service: one of each, shared by all requests of the process."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from credit_graph.api.agency_loaders import AgencyLoaders
from credit_graph.api.chain_loaders import ChainLoaders
from credit_graph.api.coalescer import Coalescer
from credit_graph.clock import shanghai_day
from credit_graph.domain.facts.history import PastFact
from credit_graph.domain.facts.record import Enterprise, EntryFact, RatingFact, Registration
from credit_graph.domain.facts.supply import SupplyLink
from credit_graph.graph.candidates import CandidateSearch
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.enterprises import Enterprises, LinkPage, LinkSide
from credit_graph.graph.evidence import EvidenceFile, PartnerQuestions
from credit_graph.graph.histories import Histories, HistoryPage
from credit_graph.graph.names import Hit, NameIndex, NameQuery, NameSearch, is_quick
from credit_graph.usecases.eligibility.decide import Known
from credit_graph.usecases.policies.rules import Rules

# A phrase that is in most names takes the index many times as long as a name: few wait for one.
_MOST_SEARCHES = 8


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """Searches that travel together: of quick ones all with one limit, of others each alone."""

    limit: int
    slow: NameSearch | None


@dataclass(frozen=True, slots=True)
class FactsOf:
    """Which facts are asked for: as known at an instant (`None`: now), for which partners."""

    known_at: datetime | None
    partners: PartnerQuestions


class Loaders:
    """What is read by key. "Now" is the instant at which a batch is sent."""

    def __init__(self, graph: Graph, now: Callable[[], datetime]) -> None:
        self.enterprises = Enterprises(graph)
        self.agencies = AgencyLoaders(graph, now)
        self.chains = ChainLoaders(graph, now)
        self.candidates = CandidateSearch(graph)
        self.evidence = EvidenceFile(graph)
        self._names = NameIndex(graph)
        self._histories = Histories(graph)
        self._now = now
        self._by_key: Coalescer[date | None, str, Enterprise | None] = Coalescer(self._fetch, None)
        self._registrations: Coalescer[None, str, tuple[Registration, ...]] = Coalescer(
            self._fetch_registrations, ()
        )
        self._by_fact_id: Coalescer[None, str, Registration | None] = Coalescer(
            self._fetch_by_fact_id, None
        )
        self._ratings: Coalescer[date, str, tuple[RatingFact, ...]] = Coalescer(
            self._fetch_ratings, ()
        )
        self._entries: Coalescer[date, str, tuple[EntryFact, ...]] = Coalescer(
            self._fetch_entries, ()
        )
        self._links: Coalescer[LinkPage, str, tuple[SupplyLink, ...]] = Coalescer(
            self._fetch_links, ()
        )
        self._counts: Coalescer[tuple[LinkSide, date], str, int] = Coalescer(self._fetch_counts, 0)
        self._known: Coalescer[FactsOf, str, Known | None] = Coalescer(self._fetch_known, None)
        self._history: Coalescer[HistoryPage, str, tuple[PastFact, ...]] = Coalescer(
            self._fetch_history, ()
        )
        self._history_counts: Coalescer[None, str, int] = Coalescer(self._fetch_history_counts, 0)
        self._hits: Coalescer[SearchGroup, NameSearch, tuple[Hit, ...]] = Coalescer(
            self._fetch_hits, (), _MOST_SEARCHES
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
        return await self._counts.load((side, as_of), uscc)

    async def history(self, uscc: str, page: HistoryPage) -> tuple[PastFact, ...]:
        """Return that page of what was ever said of the enterprise."""
        return await self._history.load(page, uscc)

    async def history_count(self, uscc: str) -> int:
        """Return how many facts were ever said of the enterprise."""
        return await self._history_counts.load(None, uscc)

    async def hits(self, search: NameSearch, limit: int) -> tuple[Hit, ...]:
        """Return up to `limit` hits of a search."""
        slow = None if is_quick(search.query.text) else search
        return await self._hits.load(SearchGroup(limit, slow), search)

    async def hit_count(self, query: NameQuery) -> int:
        """Return how many hits a query has."""
        return await self._names.count(query, self._now())

    async def recall(self, uscc: str, known_at: datetime | None, rules: Rules) -> Known:
        """Return all that is known of an enterprise for deciding (see `decide_eligibility`)."""
        known = await self._known.load(FactsOf(known_at, rules.partners), uscc)
        return known or Known(None, (), known_at or self._now(), rules.rulebook.version)

    async def _fetch(
        self, as_of: date | None, keys: Sequence[str]
    ) -> Mapping[str, Enterprise | None]:
        now = self._now()
        return await self.enterprises.by_keys(keys, as_of or shanghai_day(now), now)

    async def _fetch_registrations(
        self, group: None, keys: Sequence[str]
    ) -> Mapping[str, tuple[Registration, ...]]:
        del group
        return await self.enterprises.registrations(keys, self._now())

    async def _fetch_by_fact_id(
        self, group: None, ids: Sequence[str]
    ) -> Mapping[str, Registration | None]:
        del group
        return await self.enterprises.registrations_by_id(ids, self._now())

    async def _fetch_ratings(
        self, as_of: date, keys: Sequence[str]
    ) -> Mapping[str, tuple[RatingFact, ...]]:
        return await self.enterprises.ratings(keys, as_of, self._now())

    async def _fetch_entries(
        self, as_of: date, keys: Sequence[str]
    ) -> Mapping[str, tuple[EntryFact, ...]]:
        return await self.enterprises.entries(keys, as_of, self._now())

    async def _fetch_links(
        self, page: LinkPage, keys: Sequence[str]
    ) -> Mapping[str, tuple[SupplyLink, ...]]:
        return await self.enterprises.links(keys, page, self._now())

    async def _fetch_counts(
        self, group: tuple[LinkSide, date], keys: Sequence[str]
    ) -> Mapping[str, int]:
        side, as_of = group
        return await self.enterprises.link_counts(keys, side, as_of, self._now())

    async def _fetch_known(self, group: FactsOf, keys: Sequence[str]) -> Mapping[str, Known | None]:
        known_at = group.known_at or self._now()
        evidence = await self.evidence.collect(keys, known_at, group.partners)
        return {
            key: Known(facts, evidence.syncs, known_at, evidence.rules_version)
            for key, facts in evidence.facts.items()
        }

    async def _fetch_history(
        self, page: HistoryPage, keys: Sequence[str]
    ) -> Mapping[str, tuple[PastFact, ...]]:
        return await self._histories.read(keys, page, self._now())

    async def _fetch_hits(
        self, group: SearchGroup, searches: Sequence[NameSearch]
    ) -> Mapping[NameSearch, tuple[Hit, ...]]:
        return await self._names.search(searches, self._now(), group.limit)

    async def _fetch_history_counts(self, group: None, keys: Sequence[str]) -> Mapping[str, int]:
        del group
        return await self._histories.count(keys, self._now())
