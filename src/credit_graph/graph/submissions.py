"""What agencies handed in and did: submissions, and uses of measures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import cast

from credit_graph.domain.facts import Origin
from credit_graph.domain.submission import Submission
from credit_graph.domain.workload import Uses
from credit_graph.graph.connection import Graph
from credit_graph.graph.decoding import Row, certain_day, day, rows, to_origin, words

Pair = tuple[str, str]


class Submissions:
    """Reads on what agencies did. Every method is one round trip."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def handed_in(
        self, pairs: Sequence[Pair], as_of: date, known_at: datetime
    ) -> Mapping[Pair, tuple[Submission, ...]]:
        """Return what each agency handed in for each subject up to the day, by day.

        A pair is the code of an obligation or measure and that of an agency. What nobody is
        stated to have handed in comes with every agency. The first use of a measure counts as
        a submission, unless it was refused.
        """
        if not pairs:
            return {}
        records = await self._graph.read(
            "agencies/handed_in",
            keys=[list(pair) for pair in pairs],
            as_of=as_of,
            known_at=known_at,
        )
        return {
            (record["key"][0], record["key"][1]): tuple(_submissions(record["key"][0], record))
            for record in records
        }

    async def uses(
        self, agencies: Sequence[str], as_of: date, known_at: datetime
    ) -> Mapping[str, Uses]:
        """Return how much each agency used measures up to the day."""
        records = await self._graph.read(
            "agencies/uses", keys=agencies, as_of=as_of, known_at=known_at
        )
        return {
            record["key"]: Uses(record["uses"], record["measures"], record["enterprises"])
            for record in records
        }


def _submissions(subject: str, record: Row) -> Iterator[Submission]:
    for row in rows(record["items"]):
        yield Submission(
            subject=subject,
            agency=words(row["agency"]),
            handed_in_on=certain_day(row["handed_in_on"]),
            origin=to_origin(row),
            text=words(row["text"]),
            cases=cast("int | None", row["cases"]),
            due_on=day(row["due_on"]),
        )
    use = cast("Mapping[str, object] | None", record["first_use"])
    if use is not None:
        yield Submission(
            subject=subject,
            agency=words(use["agency"]),
            handed_in_on=certain_day(use["used_on"]),
            origin=Origin(str(use["fact_id"]), words(use["source"])),
            text=words(use["note"]),
        )
