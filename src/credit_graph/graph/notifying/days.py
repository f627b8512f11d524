"""What a day turns, and how far the days have been worked out, whoever does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from neo4j import Record

from credit_graph.domain.openness import Openness
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import certain_day, to_openness, words


@dataclass(frozen=True, slots=True)
class DayState:
    """The day that is worked out or was last; `reached` is the step of it that was done last."""

    day: date
    reached: str
    done: bool


@dataclass(frozen=True, slots=True)
class TurnedFact:
    """A fact of an enterprise that begins or ends on a day.

    `kind` is that of the fact. `reaches`: conditions on partners may ask for it. `openness` is what
    is stated for it.
    """

    uscc: str
    kind: str
    ends: bool
    fact_id: str
    register: str | None
    level: str | None
    subject: str | None
    author: str | None
    reaches: bool
    openness: Openness | None = None


class DayProgress:
    """Reads and notes how far the days have come."""

    __slots__ = ("graph",)

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    async def state(self) -> DayState | None:
        """Return how far the days have come; None before the first."""
        records = await self.graph.read("notifying/day_state")
        if not records:
            return None
        found = records[0]
        return DayState(certain_day(found["day"]), str(found["reached"]), bool(found["done"]))

    async def begin(self, day: date, before: date) -> None:
        """Begin a day after the one before is done, unless somebody else has.

        The very first day counts as done: nothing is notified of what was before.
        """
        await self.graph.write("notifying/begin_day", day=day, before=before)

    async def turned(
        self, day: date, lapsing: Sequence[date], known_at: datetime
    ) -> tuple[TurnedFact, ...]:
        """Return what begins or ends on a day, in the order of the enterprises."""
        records = await self.graph.read(
            "notifying/turned_on",
            day=day,
            lapsing=list(lapsing),
            known_at=known_at,
            timeout_s=self.graph.limits.stage_s,
        )
        return tuple(map(_turned, records))

    async def repairs(
        self, day: date, decided: Sequence[date], known_at: datetime
    ) -> tuple[str, ...]:
        """Return the enterprises for which a day of repair may have come, by their codes.

        `decided` are days of decisions of which a term of the order on repair may end.
        """
        (record,) = await self.graph.read(
            "notifying/repairs_on",
            day=day,
            decided=list(decided),
            known_at=known_at,
            timeout_s=self.graph.limits.stage_s,
        )
        return tuple(map(str, record["usccs"]))

    async def partners(self, usccs: Sequence[str], known_at: datetime) -> tuple[str, ...]:
        """Return the direct partners of enterprises."""
        if not usccs:
            return ()
        (record,) = await self.graph.read(
            "notifying/partners_of",
            usccs=list(usccs),
            known_at=known_at,
            timeout_s=self.graph.limits.stage_s,
        )
        return tuple(map(str, record["partners"]))


async def reach(
    transaction: Transaction, day: date, before: str, reached: str, *, done: bool
) -> bool:
    """Note that a step of a day is done; False if it was not its turn, or somebody else did it."""
    return bool(
        await transaction.run("notifying/reach", day=day, before=before, reached=reached, done=done)
    )


def _turned(record: Record) -> TurnedFact:
    return TurnedFact(
        uscc=str(record["uscc"]),
        kind=str(record["kind"]),
        ends=bool(record["ends"]),
        fact_id=str(record["fact_id"]),
        register=words(record["register"]),
        level=words(record["level"]),
        subject=words(record["subject"]),
        author=words(record["author"]),
        reaches=bool(record["reaches"]),
        openness=to_openness(record["openness"]),
    )
