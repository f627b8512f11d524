"""Leaf conditions as columns of truth values.

No rule is written a second time: a column asks the operator itself, once for each distinct
situation that it can tell apart, and spreads the answers over the enterprises. Situations are told
apart by what the operator's record says it reads (`reads`, `terms`): of ratings, entries and
statements those that hold on the day, of ratings with the version of the scheme under which they
were awarded, of commitments and violations all with their days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from credit_graph.domain.conditions import Family, Operator
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    RatingFact,
    Severity,
    StatementFact,
    ViolationFact,
)
from credit_graph.domain.facts.registration import effect_of
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.usecases.deciding.columns.fact_columns import (
    KINDS,
    PLACE,
    Aspect,
    Cells,
    FactColumns,
    FactNumbers,
    aspects_of,
)
from credit_graph.usecases.deciding.columns.numbering import of_distinct

if TYPE_CHECKING:
    from credit_graph.domain.truth import Truth

Values = NDArray[np.int8]
"""One truth value per enterprise, as its number: 0 not met, 1 unknown, 2 judgement, 3 met."""

_ORIGIN: Final = Origin("")


@dataclass(frozen=True, slots=True)
class World:
    """What is the same for all enterprises: the day, the codes, and what absence means."""

    day: date
    vocabulary: Vocabulary
    coverage: Coverage


class LeafColumns:
    """Columns of leaf conditions; remembers what operators have answered, chunk after chunk."""

    __slots__ = ("_answers", "_world", "numbers")

    def __init__(self, world: World) -> None:
        schemes = world.vocabulary.schemes.values()
        turns = {version.valid_from for scheme in schemes for version in scheme.versions}
        self.numbers = FactNumbers(tuple(turns))
        self._world = world
        self._answers: dict[Operator, dict[tuple[int, ...], Truth]] = {}

    def column(self, leaf: Operator, chunk: FactColumns) -> Values:
        """Return the leaf's value for each enterprise; of links, see `Dossier.partners`."""
        aspects = aspects_of(leaf)
        answers = self._answers.setdefault(leaf, {})

        def make(distinct: Sequence[tuple[int, ...]]) -> Values:
            for situation in distinct:
                if situation not in answers:
                    answers[situation] = leaf.evaluate(self._case(aspects, situation)).value
            return np.array([answers[each] for each in distinct], np.int8)

        return of_distinct([chunk.column(each) for each in aspects], make)

    def standing(self, chunk: FactColumns) -> Values:
        """Return what the status of each enterprise leaves of any condition."""
        codes, statuses = chunk.cells("status")
        vocabulary = self._world.vocabulary

        def make(distinct: Sequence[tuple[int, ...]]) -> Values:
            effects = [effect_of(str(statuses[code]), vocabulary) for (code,) in distinct]
            return np.array(effects, np.int8)

        return of_distinct((codes,), make)

    def _case(self, aspects: Sequence[Aspect], situation: Sequence[int]) -> Case:
        said = {
            aspect: self.numbers.said(aspect, number)
            for aspect, number in zip(aspects, situation, strict=True)
        }
        facts = situation_facts(said, self._world.day)
        return Case(facts, self._world.day, self._world.vocabulary, self._world.coverage)


def situation_facts(said: Mapping[Aspect, Sequence[Cells]], day: date) -> EnterpriseFacts:
    """Return facts that hold on the day and say just this."""
    (region, zone), *_ = said.get(PLACE, (("", None),))
    kinds, *_ = said.get(KINDS, ((),))
    facts = EnterpriseFacts(Enterprise("", "", region, zone, kinds))
    for aspect, cells in said.items():
        if aspect.family is not Family.REGISTRATION:
            facts = _with(facts, aspect.family, cells, Interval(day))
    return facts


def _with(
    facts: EnterpriseFacts, family: Family, said: Sequence[Cells], days: Interval
) -> EnterpriseFacts:
    match family:
        case Family.RATINGS:
            ratings = (
                RatingFact(scheme, level, Interval(awarded), _ORIGIN)
                for scheme, level, awarded in said
            )
            return replace(facts, ratings=(*facts.ratings, *ratings))
        case Family.ENTRIES:
            entries = (EntryFact(code, days, _ORIGIN) for (code,) in said)
            return replace(facts, entries=(*facts.entries, *entries))
        case Family.STATEMENTS:
            statements = (StatementFact(code, value, days, _ORIGIN) for code, value in said)
            return replace(facts, statements=(*facts.statements, *statements))
        case Family.COMMITMENTS:
            commitments = (
                CommitmentFact(code, None, made, due, fulfilled, _ORIGIN)
                for code, made, due, fulfilled in said
            )
            return replace(facts, commitments=(*facts.commitments, *commitments))
        case Family.VIOLATIONS:
            violations = (
                ViolationFact(
                    code, Severity(severity or Severity.MINOR), found, repaired, None, _ORIGIN
                )
                for code, severity, found, repaired in said
            )
            return replace(facts, violations=(*facts.violations, *violations))
        case _:
            raise ValueError(family)
