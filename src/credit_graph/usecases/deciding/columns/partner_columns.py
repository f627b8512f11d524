"""Link conditions as columns: what holds of direct partners, brought along the links.

A link condition depends on other enterprises. So what it asks of a partner is decided first for
every enterprise of a snapshot, as a column; then each link carries its partner's value, and the
greatest counts. That needs 22 bytes and one per link condition for each enterprise at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from credit_graph.domain.conditions import LINKS_COMPLETE, Family, LinkedTo, Operator
from credit_graph.domain.conditions.operators.link import known_value
from credit_graph.domain.conditions.tree import Algebra, fold
from credit_graph.domain.facts.record import LinkDirection
from credit_graph.domain.truth import Truth, negate
from credit_graph.graph.evidence import MOST_PARTNERS
from credit_graph.usecases.deciding.columns.fact_columns import FactColumns
from credit_graph.usecases.deciding.columns.leaf_columns import LeafColumns, Values, World
from credit_graph.usecases.deciding.sources.snapshot import Snapshot, SnapshotChunk, holds, nested

READ_OF_PARTNERS: Final = (Family.RATINGS, Family.ENTRIES)
_CHUNK: Final = 65_536
_Ends = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]
_MIRROR: Final = np.array([negate(value) for value in Truth], np.int8)
_KNOWN: Final = np.array(
    [
        [
            [known_value(best, cut=cut, complete=complete) for complete in (False, True)]
            for cut in (False, True)
        ]
        for best in Truth
    ],
    np.int8,
)


class PartnerColumns:
    """The values of link conditions for every enterprise of a snapshot, on a day.

    Of who has more than `most` partners those count that the graph would read (`EvidenceFile`).
    """

    __slots__ = ("_best", "_links", "_most", "_partners")

    def __init__(
        self,
        snapshot: Snapshot,
        world: World,
        links: Sequence[LinkedTo],
        most: int = MOST_PARTNERS,
    ) -> None:
        self._links = links
        self._most = most
        self._partners = np.zeros(0, np.int32)
        self._best = np.zeros((len(links), 0), np.int8)
        if links:
            self._walk(snapshot, world)

    def column(self, chunk: SnapshotChunk) -> Any:  # noqa: ANN401  # an Arrow array
        """Return the column `partners` of the chunk's dossiers."""
        count = chunk.registered.num_rows
        if not self._links:
            return pa.ListArray.from_arrays(
                pa.array(np.zeros(count + 1), pa.int32()), pa.array([], pa.int8())
            )
        here = slice(chunk.first, chunk.first + count)
        cut = (self._partners[here] > self._most).astype(np.int64)
        complete = _declared_complete(chunk).astype(np.int64)
        values = np.stack([_KNOWN[best[here], cut, complete] for best in self._best], axis=1)
        offsets = np.arange(0, values.size + 1, len(self._links), dtype=np.int32)
        return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values.ravel()))

    def _walk(self, snapshot: Snapshot, world: World) -> None:
        leaves = LeafColumns(world)
        codes, values, registrations = [], [], []
        for chunk in snapshot.chunks(_CHUNK, READ_OF_PARTNERS):
            facts = FactColumns(_as_partners(chunk), leaves.numbers)
            standing = leaves.standing(facts)
            asked = [_of_partner(link, leaves, facts) for link in self._links]
            values.append(np.stack([np.minimum(standing, each) for each in asked]))
            codes.append(chunk.registered.column("uscc"))
            registrations.append(chunk.registered.column("registrations").to_numpy())
        known = pa.chunked_array([part for each in codes for part in each.chunks])
        all_values = np.concatenate(values, axis=1)
        self._best = np.zeros_like(all_values)
        self._partners = np.zeros(len(known), np.int32)
        rows = np.concatenate(registrations)
        for supplier, customer, in_force in _ends(snapshot, known, world):
            np.add.at(self._partners, customer, rows[supplier])
            np.add.at(self._partners, supplier, rows[customer])
            for best, link, value in zip(self._best, self._links, all_values, strict=True):
                if link.direction is not LinkDirection.CUSTOMER:
                    _carry(best, value, supplier[in_force], customer[in_force])
                if link.direction is not LinkDirection.SUPPLIER:
                    _carry(best, value, customer[in_force], supplier[in_force])
        if (self._partners > self._most).any():
            self._read_as_the_graph(_ends(snapshot, known, world), rows, all_values)

    def _read_as_the_graph(self, ends: Iterable[_Ends], rows: Any, values: Any) -> None:  # noqa: ANN401
        """Work out anew who has too many partners, by those that come first by code."""
        many = self._partners > self._most
        self._best[:, many] = Truth.NOT_MET
        found = [
            _Sides(to[many[to]], partner[many[to]], in_force[many[to]], supplies)
            for supplier, customer, in_force in ends
            for to, partner, supplies in ((customer, supplier, True), (supplier, customer, False))
        ]
        to = np.concatenate([each.to for each in found])
        partner = np.concatenate([each.partner for each in found])
        in_force = np.concatenate([each.in_force for each in found])
        supplies = np.concatenate([np.full(len(each.to), each.supplies) for each in found])
        fits = in_force & _first_by_code(to, partner, rows, self._most)
        for best, link, value in zip(self._best, self._links, values, strict=True):
            if link.direction is not LinkDirection.CUSTOMER:
                _carry(best, value, partner[fits & supplies], to[fits & supplies])
            if link.direction is not LinkDirection.SUPPLIER:
                _carry(best, value, partner[fits & ~supplies], to[fits & ~supplies])


class _Sides(NamedTuple):
    """One side of links: whose partner it is, which, whether now, and whether it supplies."""

    to: NDArray[np.int32]
    partner: NDArray[np.int32]
    in_force: NDArray[np.bool_]
    supplies: bool


def _first_by_code(to: Any, partner: Any, rows: Any, most: int) -> Any:  # noqa: ANN401  # arrays
    """Tell of each link whether its partner is wholly among the first, by `rows` of each link."""
    order = np.lexsort((partner, to))
    whose, who = to[order], partner[order]
    counted = np.cumsum(rows[who])
    begins = np.flatnonzero(np.concatenate(([True], whose[1:] != whose[:-1])))
    before = np.repeat(
        counted[begins] - rows[who][begins], np.diff(np.concatenate((begins, [len(whose)])))
    )
    is_last = np.concatenate(((whose[1:] != whose[:-1]) | (who[1:] != who[:-1]), [True]))
    last = np.flatnonzero(is_last)
    through = np.repeat(counted[last], np.diff(np.concatenate(([-1], last))))
    first = np.empty(len(to), np.bool_)
    first[order] = through - before <= most
    return first


def _carry(best: Values, value: Values, partner: Any, to: Any) -> None:  # noqa: ANN401  # places
    carried = value[partner]
    matters = carried > Truth.NOT_MET
    np.maximum.at(best, to[matters], carried[matters])


def _ends(
    snapshot: Snapshot,
    known: Any,  # noqa: ANN401  # an Arrow array
    world: World,
) -> Iterator[_Ends]:
    """Yield the places of suppliers and customers of links, and whether each holds on the day."""
    codes = known.combine_chunks() if known.num_chunks != 1 else known.chunk(0)
    for links in snapshot.links():
        ends = [
            pc.index_in(links.column(name), value_set=codes)
            for name in ("supplier_uscc", "customer_uscc")
        ]
        both = pc.and_(pc.is_valid(ends[0]), pc.is_valid(ends[1]))
        in_force = holds(links, world.day).filter(both)
        supplier, customer = (each.filter(both).to_numpy() for each in ends)
        yield supplier, customer, in_force.to_numpy()


def _of_partner(link: LinkedTo, leaves: LeafColumns, facts: FactColumns) -> Values:
    """Return the value of what the link asks, of each enterprise as a partner."""
    count = len(facts)

    def leaf(operator: Operator) -> Values:
        constant = operator.constant()
        if not operator.is_read_of_partners:
            return np.full(count, Truth.UNKNOWN, np.int8)
        if constant is not None:
            return np.full(count, constant.value, np.int8)
        return leaves.column(operator, facts)

    def least(members: Sequence[Values]) -> Values:
        every = [np.full(count, Truth.MET, np.int8), *members]
        return np.asarray(np.minimum.reduce(every), np.int8)

    def greatest(members: Sequence[Values]) -> Values:
        every = [np.full(count, Truth.NOT_MET, np.int8), *members]
        return np.asarray(np.maximum.reduce(every), np.int8)

    def mirrored(member: Values) -> Values:
        return np.asarray(_MIRROR[member], np.int8)

    return fold(link.to, Algebra(leaf, least, greatest, mirrored))


def _as_partners(chunk: SnapshotChunk) -> Any:  # noqa: ANN401  # an Arrow table
    rows = chunk.registered
    for family in READ_OF_PARTNERS:
        rows = rows.append_column(family.value, nested(rows, chunk.facts[family], family))
    return rows


def _declared_complete(chunk: SnapshotChunk) -> NDArray[np.bool_]:
    stated = chunk.facts[Family.STATEMENTS]
    said = pc.and_(
        pc.equal(stated.column("statement"), LINKS_COMPLETE),
        pc.equal(stated.column("value"), "true"),
    )
    codes = stated.filter(said).column("uscc")
    return pc.is_in(chunk.registered.column("uscc"), value_set=codes.combine_chunks()).to_numpy()  # type: ignore[no-any-return]
