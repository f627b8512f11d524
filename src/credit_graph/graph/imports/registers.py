"""Registers as full lists see them: complete days, who stands on them, who is missing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import Row, certain_day, day, rows
from credit_graph.graph.imports.facts import StandingFact, native_cells


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """The part of a register that a full list speaks of: ratings or list entries of regions.

    `kind` is ratings or lists; `levels` are those of a scheme, empty for a list.
    """

    kind: str
    register: str
    regions: tuple[str, ...]
    levels: tuple[str, ...]
    day: date

    def params(self) -> Mapping[str, object]:
        """Return the parameters that its statements share."""
        levels = {"levels": list(self.levels)} if self.levels else {}
        return {
            "register": self.register,
            "regions": list(self.regions),
            "day": self.day,
            **levels,
        }


@dataclass(frozen=True, slots=True)
class Move:
    """A registration in a region, known from one publication until the next.

    It is the one to look at on the days from `shown_from` to before `shown_to`.
    """

    region: str
    published_at: datetime
    withdrawn_at: datetime | None
    shown_from: date | None = None
    shown_to: date | None = None

    def counts(self, listed: "CompleteDay") -> bool:
        """Tell whether a complete list of its region spoke of the enterprise, as was known then."""
        begun = self.shown_from is None or self.shown_from <= listed.day
        shown = begun and (self.shown_to is None or listed.day < self.shown_to)
        return shown and self.known_at(listed.published_at)

    def known_at(self, instant: datetime) -> bool:
        """Tell whether the registration was what was known at the instant."""
        after = self.withdrawn_at is None or instant < self.withdrawn_at
        return self.published_at <= instant and after


@dataclass(frozen=True, slots=True)
class RegisteredNow:
    """An enterprise that is registered now, and all registrations that it ever had."""

    uscc: str
    name: str
    region: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class CompleteDay:
    """A day on which a register was complete in a region; `change` set of that list, if asked."""

    region: str
    day: date
    published_at: datetime
    register: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact in force on the day of a full list that the list does not state."""

    fact_id: str
    name: str
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RecordFact:
    """A fact of an enterprise that stands, or that stood before the earlier lists of one day.

    `brought`: by one of those lists.
    """

    fact_id: str
    stands: bool
    brought: bool
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """What stands of an enterprise, and what stood before the earlier lists of one day.

    `touched`: the present import has changed it already. `later`: so has another one since.
    """

    uscc: str
    touched: bool
    later: bool
    facts: tuple[RecordFact, ...]


@dataclass(frozen=True, slots=True)
class RegisterReach:
    """The days over which an import brought or withdrew entries of a register in a region."""

    register: str
    region: str
    first: date
    last: date


async def last_list_day(graph: Graph, register: str, regions: Sequence[str]) -> date | None:
    """Return the latest day on which the register was complete for one of the regions."""
    records = await graph.read("imports/last_list_day", register=register, regions=list(regions))
    return day(records[0]["as_of"])


async def list_days(
    transaction: Transaction, register: str, regions: Iterable[str], before: date
) -> tuple[CompleteDay, ...]:
    """Return the complete lists of the register in the regions on days before the day."""
    records = await transaction.run(
        "imports/list_days", register=register, regions=list(regions), day=before
    )
    return tuple(
        CompleteDay(each["region"], certain_day(each["as_of"]), to_instant(each["published_at"]))
        for each in records
    )


async def same_day_lists(
    graph: Graph, register: str, regions: Sequence[str], on: date
) -> tuple[tuple[str, datetime], ...]:
    """Return the earlier full lists of the same day, with their publication."""
    records = await graph.read(
        "imports/same_day_lists",
        register=register,
        regions=list(regions),
        day=on,
        timeout_s=graph.limits.journal_s,
    )
    return tuple((each["id"], to_instant(each["published_at"])) for each in records)


async def later_lists(
    transaction: Transaction, change: str, registers: Sequence[str], since: datetime
) -> tuple[CompleteDay, ...]:
    """Return the complete lists of the registers that were published after the instant."""
    records = await transaction.run(
        "imports/later_lists", change=change, registers=list(registers), since=since
    )
    return tuple(
        CompleteDay(
            each["region"],
            certain_day(each["day"]),
            to_instant(each["published_at"]),
            each["register"],
            each["id"],
        )
        for each in records
    )


async def touched_registers(transaction: Transaction, change: str) -> tuple[RegisterReach, ...]:
    """Return over which days of which registers and regions a change set reaches."""
    records = await transaction.run("imports/touched_registers", change=change)
    return tuple(
        RegisterReach(
            each["register"], each["region"], certain_day(each["first"]), certain_day(each["last"])
        )
        for each in records
    )


async def registrations_of(
    transaction: Transaction, usccs: Sequence[str], on: date
) -> Mapping[str, RegisteredNow]:
    """Return the enterprises among the codes that are registered now, as they are on the day."""
    (record,) = await transaction.run("imports/registrations_of", usccs=sorted(set(usccs)), day=on)
    published = {name: to_instant(instant) for name, instant in record["published"]}
    # Most enterprises came with the same change set into one of few regions.
    shared: dict[tuple[tuple[Any, ...], ...], tuple[Move, ...]] = {}
    found = {}
    for uscc, name, region, cells in record["found"]:
        key = tuple(map(tuple, cells))
        moves = shared.get(key)
        if moves is None:
            moves = shared[key] = _moves(key, published)
        found[uscc] = RegisteredNow(uscc, name, region, moves)
    return found


async def count_in_force(graph: Graph, part: RegisterPart, change: str) -> int:
    """Return how many entries were in force on the day before the import."""
    statement = f"imports/in_force_{part.kind}"

    async def work(transaction: Transaction) -> int:
        records = await transaction.run(statement, change=change, **part.params())
        return int(records[0]["standing"])

    return await graph.transact(work, label=statement, timeout_s=graph.limits.stage_s)


async def next_missing(
    transaction: Transaction,
    part: RegisterPart,
    change: str,
    columns: Sequence[str],
    *,
    batch: int,
) -> tuple[Missing, ...]:
    """Return some of the entries in force on the day that the import does not state."""
    records = await transaction.run(
        f"imports/missing_{part.kind}",
        change=change,
        columns=list(columns),
        batch=batch,
        **part.params(),
    )
    return tuple(
        Missing(each["fact_id"], each["name"], native_cells(each["cells"])) for each in records
    )


async def standing_facts(
    transaction: Transaction,
    change: str,
    usccs: Iterable[str],
    *,
    days: Collection[str],
    **params: object,
) -> Mapping[str, tuple[StandingFact, ...]]:
    """Return the facts of each enterprise on a register; `mine`: the import states it.

    `params`: label, group, register and columns of the facts; `days` are those that hold days.
    """
    (record,) = await transaction.run(
        "imports/look_register",
        change=change,
        usccs=sorted(set(usccs)),
        day_columns=sorted(days),
        **params,
    )
    columns = cast("Sequence[str]", params["columns"])
    places = [at for at, column in enumerate(columns) if column in days]
    return {
        uscc: tuple(
            StandingFact(fact_id, mine, _with_days(cells, places))
            for fact_id, mine, cells in standing
        )
        for uscc, standing in record["found"]
    }


async def register_records(
    transaction: Transaction,
    change: str,
    earlier: Sequence[tuple[str, datetime]],
    usccs: Iterable[str],
    **params: object,
) -> tuple[RegisterRecord, ...]:
    """Return the record of each enterprise before the earlier lists of one day.

    `params`: label, group, register and columns of the facts.
    """
    records = await transaction.run(
        "imports/register_record",
        change=change,
        earlier=[name for name, _ in earlier],
        since=min(published for _, published in earlier),
        usccs=sorted(set(usccs)),
        **params,
    )
    return tuple(_record(each) for each in records)


def _moves(cells: Sequence[Sequence[Any]], published: Mapping[str, datetime]) -> tuple[Move, ...]:
    """Return registrations in the order of their publication; `published` by change set."""
    moves = (
        Move(region, published[brought], published.get(gone), day(first), day(after))
        for region, brought, gone, first, after in cells
        if brought in published
    )
    return tuple(sorted(moves, key=lambda move: move.published_at))


def _with_days(cells: list[Any], places: Sequence[int]) -> tuple[object, ...]:
    for at in places:
        if cells[at] is not None:
            cells[at] = _day_of(cells[at])
    return tuple(cells)


# The same days come again and again.
@lru_cache(maxsize=10_000)
def _day_of(text: str) -> date:
    return date.fromisoformat(text)


def _record(row: Row) -> RegisterRecord:
    facts = tuple(
        RecordFact(
            str(each["fact_id"]),
            bool(each["stands"]),
            bool(each["brought"]),
            native_cells(each["cells"]),
        )
        for each in rows(row["facts"])
    )
    return RegisterRecord(str(row["uscc"]), bool(row["touched"]), bool(row["later"]), facts)
