"""What is read of agencies: the duties in memory, and what they handed in and did."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from credit_graph.api.coalescer import Coalescer
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.duties.workload import Uses
from credit_graph.domain.facts.submission import Inquiry, Submission
from credit_graph.domain.rulebook import Rulebook
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.submissions import Submissions
from credit_graph.usecases.agencies.duty_books import DutyBooks


class AgencyLoaders:
    """One for all requests of the process. "Now" is the instant at which a batch is sent."""

    def __init__(self, graph: Graph, now: Callable[[], datetime]) -> None:
        self.books = DutyBooks()
        self._submissions = Submissions(graph)
        self._now = now
        self._by_inquiry: Coalescer[date, Inquiry, tuple[Submission, ...]] = Coalescer(
            self._fetch_handed_in, ()
        )
        self._by_agency: Coalescer[date, str, Uses] = Coalescer(self._fetch_uses, Uses())

    def book(self, rulebook: Rulebook) -> DutyBook:
        """Return the duties of a rulebook."""
        return self.books.of(rulebook)

    async def handed_in(self, inquiries: Sequence[Inquiry], as_of: date) -> set[Submission]:
        """Return what these agencies handed in for their subjects up to the day."""
        loaded = await asyncio.gather(*(self._by_inquiry.load(as_of, each) for each in inquiries))
        return {submission for submissions in loaded for submission in submissions}

    async def uses(self, agency: str, as_of: date) -> Uses:
        """Return how much an agency used measures up to the day."""
        return await self._by_agency.load(as_of, agency)

    async def _fetch_handed_in(
        self, as_of: date, inquiries: Sequence[Inquiry]
    ) -> Mapping[Inquiry, tuple[Submission, ...]]:
        return await self._submissions.handed_in(inquiries, as_of, self._now())

    async def _fetch_uses(self, as_of: date, agencies: Sequence[str]) -> Mapping[str, Uses]:
        return await self._submissions.uses(agencies, as_of, self._now())
