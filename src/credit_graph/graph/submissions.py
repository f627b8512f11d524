"""What agencies handed in and did: submissions, and uses of measures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import cast

from credit_graph.domain.duties.workload import Uses
from credit_graph.domain.facts.record import Origin
from credit_graph.domain.facts.submission import Inquiry, Submission
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import Row, certain_day, day, rows, to_origin, words


class Submissions:
    """Reads on what agencies did. Every method is one round trip."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def handed_in(
        self, as_of: date, inquiries: Sequence[Inquiry], known_at: datetime
    ) -> Mapping[Inquiry, tuple[Submission, ...]]:
        """Return what each agency handed in for its subjects up to the day.

        What nobody is stated to have handed in comes with every agency. The first use of a
        measure counts as a submission, unless it was refused.
        """
        if not inquiries:
            return {}
        records = await self._graph.read(
            "agencies/handed_in",
            keys=[[each.agency, list(each.subjects)] for each in inquiries],
            as_of=as_of,
            known_at=known_at,
        )
        return {
            Inquiry(record["key"][0], tuple(record["key"][1])): tuple(_submissions(record))
            for record in records
        }

    async def uses(
        self, as_of: date, agencies: Sequence[str], known_at: datetime
    ) -> Mapping[str, Uses]:
        """Return how much each agency used measures up to the day."""
        records = await self._graph.read(
            "agencies/uses", keys=agencies, as_of=as_of, known_at=known_at
        )
        return {
            record["key"]: Uses(record["uses"], record["measures"], record["enterprises"])
            for record in records
        }


def _submissions(record: Row) -> Iterator[Submission]:
    for row in rows(record["items"]):
        yield Submission(
            subject=str(row["obligation"]),
            agency=words(row["agency"]),
            handed_in_on=certain_day(row["handed_in_on"]),
            origin=to_origin(row),
            text=words(row["text"]),
            cases=cast("int | None", row["cases"]),
            due_on=day(row["due_on"]),
        )
    for use in rows(record["uses"]):
        yield Submission(
            subject=str(use["measure"]),
            agency=words(use["agency"]),
            handed_in_on=certain_day(use["used_on"]),
            origin=Origin(str(use["fact_id"]), words(use["source"])),
            text=words(use["note"]),
        )
