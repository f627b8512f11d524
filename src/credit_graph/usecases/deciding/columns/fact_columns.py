"""Facts of many enterprises as columns of numbers, by what conditions may depend on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from credit_graph.domain.conditions import Family, Noun, Operator
from credit_graph.usecases.deciding.columns.numbering import (
    Numbering,
    Numbers,
    SetNumbering,
    of_distinct,
)
from credit_graph.usecases.deciding.dossier_table import FACT_FAMILIES

Cells = tuple[Any, ...]
"""What a fact says, in the order of the fields of its family in a dossier; its code first."""

# The noun whose codes say which facts of a family a condition is about.
_NOUNS: Final = {
    Family.RATINGS: Noun.SCHEME,
    Family.ENTRIES: Noun.LIST,
    Family.STATEMENTS: Noun.STATEMENT,
    Family.COMMITMENTS: Noun.COMMITMENT,
}


class Aspect(NamedTuple):
    """What a condition may depend on: the facts of a family, of one code if `code` is stated.

    Of the registration either the place, or with `code` `kinds` what kinds are stated.
    """

    family: Family
    code: str | None = None


_AWARDED: Final = 2  # the field of a rating in a dossier

PLACE: Final = Aspect(Family.REGISTRATION)
KINDS: Final = Aspect(Family.REGISTRATION, "kinds")


def aspects_of(leaf: Operator) -> tuple[Aspect, ...]:
    """Return all on which the value of a condition can depend, links apart."""
    terms = leaf.terms()
    found: list[Aspect] = []
    for family in Family:
        if family not in leaf.reads or family is Family.PARTNERS:
            continue
        if family is Family.REGISTRATION:
            found.append(PLACE)
            found += [KINDS] if any(noun is Noun.KIND for noun, _ in terms) else []
            continue
        codes = [code for noun, code in terms if noun is _NOUNS.get(family)]
        found += [Aspect(family, code) for code in codes] or [Aspect(family)]
    return tuple(found)


class FactNumbers:
    """The numbers of everything that facts say; outlives the chunks that are numbered with it.

    `turns` are the days on which schemes come into a new version. Of the day on which a rating was
    awarded only counts which of them have passed: it stands for the last of them.
    """

    __slots__ = ("facts", "kinds", "places", "sets", "turns")

    def __init__(self, turns: Sequence[date] = ()) -> None:
        self.turns = tuple(sorted(turns))
        self.places: Numbering[Cells] = Numbering()
        self.kinds: Numbering[Cells] = Numbering()
        self.facts: Mapping[Family, Numbering[Cells]] = {
            each: Numbering() for each in FACT_FAMILIES
        }
        self.sets = SetNumbering()

    def said(self, aspect: Aspect, number: int) -> Sequence[Cells]:
        """Return what a number in the aspect's column stands for."""
        if aspect == PLACE:
            return (self.places.items[number],)
        if aspect == KINDS:
            return (self.kinds.items[number],)
        facts = self.facts[aspect.family].items
        return [facts[each] for each in self.sets.members(number)]


class FactColumns:
    """One chunk of dossiers, looked at column by column; what is never asked is never read."""

    __slots__ = ("_chunk", "_columns", "_facts", "_numbers")

    def __init__(self, dossiers: Any, numbers: FactNumbers) -> None:  # noqa: ANN401  # an Arrow table
        self._chunk = dossiers
        self._numbers = numbers
        self._facts: dict[Family, tuple[Numbers, Numbers]] = {}
        self._columns: dict[Aspect, Numbers] = {}

    def __len__(self) -> int:
        return int(self._chunk.num_rows)

    def column(self, aspect: Aspect) -> Numbers:
        """Return a number for each enterprise, the same for those of whom the same is known."""
        found = self._columns.get(aspect)
        if found is None:
            found = self._columns[aspect] = self._column(aspect)
        return found

    def cells(self, name: str) -> tuple[Numbers, list[Any]]:
        """Return a plain column as codes, with the values that they stand for."""
        return _encoded(self._whole(name))

    def partners(self) -> Numbers:
        """Return the values of link conditions, (enterprises, conditions)."""
        values: Numbers = self._whole("partners").flatten().to_numpy().astype(np.int64)
        return values.reshape(len(self), -1)

    def _column(self, aspect: Aspect) -> Numbers:
        if aspect == PLACE:
            fields = [self.cells("region"), self.cells("zone")]
            return _numbered(fields, self._numbers.places)
        if aspect == KINDS:
            return self._kinds()
        rows, facts = self._facts_of(aspect.family)
        if aspect.code is not None and rows.size:
            known = self._numbers.facts[aspect.family].items
            about = np.array([cells[0] == aspect.code for cells in known])[facts]
            rows, facts = rows[about], facts[about]
        return self._numbers.sets.of_rows(rows, facts, len(self))

    def _facts_of(self, family: Family) -> tuple[Numbers, Numbers]:
        """Return the facts of a family: to which row each belongs (ascending), and its number."""
        found = self._facts.get(family)
        if found is None:
            rows, structs = _unnested(self._whole(family.value))
            fields = [_encoded(field) for field in structs.flatten()]
            if family is Family.RATINGS:
                fields[_AWARDED] = self._eras(structs.flatten()[_AWARDED])
            facts = _numbered(fields, self._numbers.facts[family])
            found = self._facts[family] = (rows, facts)
        return found

    def _eras(self, days: Any) -> tuple[Numbers, list[Any]]:  # noqa: ANN401  # an Arrow array
        turns = self._numbers.turns
        begins = np.array(turns, "datetime64[D]")
        awarded = days.cast(pa.date32()).to_numpy(zero_copy_only=False).astype("datetime64[D]")
        return np.searchsorted(begins, awarded, side="right"), [date.min, *turns]

    def _kinds(self) -> Numbers:
        rows, stated = _unnested(self._whole("kinds"))
        codes, values = _encoded(stated)
        sets = SetNumbering()
        number = self._numbers.kinds.number

        def make(distinct: Sequence[tuple[int, ...]]) -> Numbers:
            kinds = [tuple(values[each] for each in sets.members(one)) for (one,) in distinct]
            return np.array([number(each) for each in kinds], np.int64)

        return of_distinct((sets.of_rows(rows, codes, len(self)),), make)

    def _whole(self, name: str) -> Any:  # noqa: ANN401  # an Arrow array
        column = self._chunk.column(name)
        if isinstance(column, pa.ChunkedArray):
            return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
        return column


def _numbered(fields: Sequence[tuple[Numbers, list[Any]]], numbering: Numbering[Cells]) -> Numbers:
    def make(distinct: Sequence[tuple[int, ...]]) -> Numbers:
        values = [
            tuple(words[code] for code, (_, words) in zip(codes, fields, strict=True))
            for codes in distinct
        ]
        return np.array([numbering.number(each) for each in values], np.int64)

    return of_distinct([codes for codes, _ in fields], make)


def _encoded(array: Any) -> tuple[Numbers, list[Any]]:  # noqa: ANN401  # an Arrow array
    """Return the codes of an array's values, and the values; code 0 is null."""
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    codes = encoded.indices.cast(pa.int64()).fill_null(-1).to_numpy() + 1
    return codes, [None, *encoded.dictionary.to_pylist()]


def _unnested(lists: Any) -> tuple[Numbers, Any]:  # noqa: ANN401  # Arrow arrays
    """Return to which row each item of the lists belongs, and the items."""
    lengths = lists.value_lengths().fill_null(0).to_numpy()
    return np.repeat(np.arange(len(lists)), lengths), lists.flatten()
