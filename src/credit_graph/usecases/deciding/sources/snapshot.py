"""Dossiers from a snapshot: the Parquet files that `export` writes, merged by credit code."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.record import ENDED, UNREGISTERED, Sync
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.deciding.dossier_table import DOSSIER
from credit_graph.usecases.deciding.sources.sorted_file import SortedFile

_KINDS: Final = {
    Family.RATINGS: Kind.RATINGS,
    Family.ENTRIES: Kind.LISTS,
    Family.STATEMENTS: Kind.STATEMENTS,
    Family.COMMITMENTS: Kind.COMMITMENTS,
    Family.VIOLATIONS: Kind.VIOLATIONS,
}
_REGISTRATION: Final = ("region", "zone", "kinds", "status", "valid_from", "valid_to")
_LINKS_AT_ONCE: Final = 1_048_576

_DAYS: Final = ("valid_from", "valid_to")


class SnapshotChunk(NamedTuple):
    """Enterprises as they are registered on the day, and their facts; all by credit code.

    `registered` has the columns of a dossier that the registration states, and how many
    registrations of any day lie where a partner must be; `first` is the place of its first
    enterprise in the whole snapshot, whatever the region.
    """

    registered: Any
    facts: Mapping[Family, Any]
    first: int


class Snapshot:
    """A folder of exported Parquet files, read as of a day.

    `partner_regions`: where a partner must be registered, on any day, to be read as one; None is
    anywhere.
    """

    __slots__ = ("_day", "_folder", "_regions")

    def __init__(self, folder: Path, day: date, partner_regions: Sequence[str] | None = ()) -> None:
        self._folder = folder
        self._day = day
        self._regions = None if partner_regions is None else pa.array(partner_regions, pa.string())

    def path(self, kind: Kind) -> Path:
        """Return the path of the file of a kind."""
        return self._folder / f"{kind}.parquet"

    @property
    def lines(self) -> int:
        """How many registrations there are, of all enterprises."""
        with SortedFile(self.path(Kind.ENTERPRISES), "uscc", ()) as file:
            return file.rows

    def syncs(self) -> tuple[Sync, ...]:
        """Return the syncs, as first and last day per register and region."""
        with SortedFile(self.path(Kind.COVERAGE), "register", ("region", "synced_on")) as file:
            days: dict[tuple[str, str], list[date]] = {}
            for table in file.tables():
                for row in table.to_pylist():
                    key = (row["register"], row["region"])
                    days.setdefault(key, []).append(row["synced_on"])
        return tuple(Sync(*key, min(each), max(each)) for key, each in sorted(days.items()))

    def chunks(self, size: int, families: Sequence[Family]) -> Iterator[SnapshotChunk]:
        """Yield the enterprises in the order of their codes, about `size` at once."""
        with ExitStack() as stack:
            main = stack.enter_context(
                SortedFile(self.path(Kind.ENTERPRISES), "uscc", _REGISTRATION)
            )
            files = {each: stack.enter_context(self._file(each)) for each in families}
            first = 0
            while (rows := main.next_groups(size)).num_rows:
                registered = _registered(rows, self._day, self._regions)
                last = registered.column("uscc")[-1].as_py()
                facts = {
                    family: self._holding(family, file.through(last))
                    for family, file in files.items()
                }
                yield SnapshotChunk(registered, facts, first)
                first += registered.num_rows

    def links(self) -> Iterator[Any]:
        """Yield all links as Arrow tables: supplier, customer, first day, first day after."""
        columns = ("customer_uscc", *_DAYS)
        path = self.path(Kind.LINKS)
        with SortedFile(path, "supplier_uscc", columns, at_once=_LINKS_AT_ONCE) as file:
            yield from file.tables()

    def _file(self, family: Family) -> SortedFile:
        columns = [field.name for field in DOSSIER.field(family.value).type.value_type]
        days = [] if family in _DATED else list(_DAYS)
        every = dict.fromkeys((*columns, *days))
        return SortedFile(self.path(_KINDS[family]), "uscc", tuple(every))

    def _holding(self, family: Family, facts: Any) -> Any:  # noqa: ANN401  # Arrow tables
        return facts if family in _DATED else facts.filter(holds(facts, self._day))


# These count with all their days; of the others only what holds on the day.
_DATED: Final = frozenset({Family.COMMITMENTS, Family.VIOLATIONS})


def holds(facts: Any, day: date) -> Any:  # noqa: ANN401  # an Arrow table, and an array
    """Tell of each fact whether it holds on the day."""
    ends = facts.column("valid_to")
    lasts = pc.or_kleene(pc.is_null(ends), pc.greater(ends, pa.scalar(day)))
    return pc.and_(pc.less_equal(facts.column("valid_from"), pa.scalar(day)), lasts)


def nested(rows: Any, facts: Any, family: Family) -> Any:  # noqa: ANN401  # Arrow tables
    """Return the facts as a column of lists beside the enterprises; others' facts are left out."""
    places = pc.index_in(facts.column("uscc"), value_set=rows.column("uscc").combine_chunks())
    known = pc.is_valid(places)
    facts = facts.filter(known).combine_chunks()
    counts = np.bincount(pc.drop_null(places).to_numpy(), minlength=rows.num_rows)
    offsets = pa.array(np.concatenate(([0], np.cumsum(counts))), pa.int32())
    kind = DOSSIER.field(family.value).type
    fields = [each.name for each in kind.value_type]
    values = pa.StructArray.from_arrays(
        [facts.column(name).combine_chunks() for name in fields], fields
    )
    return pa.ListArray.from_arrays(offsets, values)


def _registered(rows: Any, day: date, regions: Any) -> Any:  # noqa: ANN401  # Arrow tables
    """Return the registration of each enterprise to look at on the day, with its status then."""
    codes = rows.column("uscc").combine_chunks()
    if not isinstance(codes, pa.Array):
        codes = codes.chunk(0)
    begins = rows.column("valid_from")
    first = np.concatenate(
        (
            [True],
            pc.not_equal(codes.slice(1), codes.slice(0, len(codes) - 1)).to_numpy(
                zero_copy_only=False
            ),
        )
    )
    starts = np.flatnonzero(first)
    # Those begun by the day come before the others: the last of them, or the first of all.
    begun = pc.or_kleene(pc.is_null(begins), pc.less_equal(begins, pa.scalar(day)))
    counts = np.add.reduceat(begun.to_numpy().astype(np.int64), starts)
    shown = rows.take(starts + np.maximum(counts - 1, 0))
    ended = pc.less_equal(shown.column("valid_to"), pa.scalar(day))
    early = pc.greater(shown.column("valid_from"), pa.scalar(day))
    status = pc.if_else(pc.fill_null(early, False), UNREGISTERED, shown.column("status"))  # noqa: FBT003
    status = pc.if_else(pc.fill_null(ended, False), ENDED, status)  # noqa: FBT003
    return pa.table(
        {
            "uscc": shown.column("uscc"),
            "region": shown.column("region"),
            "zone": shown.column("zone"),
            "kinds": shown.column("kinds"),
            "status": status,
            "registrations": np.add.reduceat(_inside(rows.column("region"), regions), starts),
        }
    )


def _inside(codes: Any, regions: Any) -> Any:  # noqa: ANN401  # Arrow and numpy arrays
    """Return 1 for each code among the regions, 0 for the others; 1 for all if they are None."""
    if regions is None:
        return np.ones(len(codes), np.int64)
    return pc.is_in(codes, value_set=regions).to_numpy().astype(np.int64)
