"""DataLoaders of what agencies handed in, and of the measures they used."""

import asyncio
from collections.abc import Sequence
from datetime import date

from credit_graph.clock import Now
from credit_graph.domain.duties.workload import Uses
from credit_graph.domain.facts.submission import Inquiry, Submission
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.loaders.batch_loader import BatchLoader
from credit_graph.graph.submissions import Submissions


class SubmissionLoader:
    """One for all requests of the process."""

    def __init__(self, graph: Graph, now: Now) -> None:
        submissions = Submissions(graph)
        self._by_inquiry: BatchLoader[date, Inquiry, tuple[Submission, ...]] = BatchLoader(
            submissions.handed_in, (), now
        )
        self._by_agency: BatchLoader[date, str, Uses] = BatchLoader(submissions.uses, Uses(), now)

    async def handed_in(self, inquiries: Sequence[Inquiry], as_of: date) -> set[Submission]:
        """Return what these agencies handed in for their subjects up to the day."""
        loaded = await asyncio.gather(*(self._by_inquiry.load(as_of, each) for each in inquiries))
        return {submission for submissions in loaded for submission in submissions}

    async def uses(self, agency: str, as_of: date) -> Uses:
        """Return how much an agency used measures up to the day."""
        return await self._by_agency.load(as_of, agency)
