"""Deciding a chunk: dossiers in, verdicts out, both Arrow tables; pure, and safe to send about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from credit_graph.domain.conditions import LinkedTo
from credit_graph.domain.eligibility.rule_engine import PlannedMeasure, RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Sync
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import UnknownCodeError
from credit_graph.seeds.files.sources import SeedSet
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.deciding.columns.fact_columns import FactColumns
from credit_graph.usecases.deciding.columns.leaf_columns import LeafColumns, Values, World
from credit_graph.usecases.deciding.columns.nearest_columns import NearestColumns
from credit_graph.usecases.deciding.columns.rule_columns import RuleColumns
from credit_graph.usecases.deciding.decision_table import DecisionWords

_KEPT: Final = 4


class ChunkDecider:
    """Decides the measures in force on a day for chunks of dossiers.

    `codes` are their codes in the documents' order, parts after their item; `links` the link
    conditions whose values a dossier's `partners` holds, in that order.
    """

    __slots__ = ("_engine", "_leaves", "_nearest", "_plan", "_world", "codes", "links", "words")

    def __init__(
        self,
        engine: RuleEngine,
        syncs: Sequence[Sync],
        day: date,
        measures: Sequence[str] | None = None,
        *,
        nearest: bool = False,
    ) -> None:
        vocabulary = engine.rulebook.vocabulary
        self._engine = engine
        self._world = World(day, vocabulary, Coverage(syncs, vocabulary))
        self._leaves = LeafColumns(self._world)
        self._plan = _chosen(engine, day, measures)
        walked = (each for planned in self._plan for each in planned.walk())
        self.codes = tuple(each.measure.code for each in walked)
        self.links = link_conditions(engine)
        self.words = DecisionWords(self.codes, engine.compiled, vocabulary, nearest=nearest)
        self._nearest = (
            NearestColumns(self._world, self._leaves.numbers, self._places()) if nearest else None
        )

    def decide(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return for each dossier, in their order, what was decided, as numbers.

        Columns: `uscc`, `region`; `verdicts`, a list of truth values; `deciders`, of the numbers
        of the conditions that decide (see `RuleColumns`), both in the order of `codes`. With
        nearest changes `nearest`, a list of their words, and `reaches`, of truth values.
        """
        chunk = FactColumns(dossiers, self._leaves.numbers)
        columns = self._columns(chunk)
        decided = [each for planned in self._plan for each in columns.measure(planned)]
        size = (len(chunk), len(decided))
        values, deciders = np.empty(size, np.int8), np.empty(size, np.int16)
        for place, each in enumerate(decided):
            values[:, place], deciders[:, place] = each.values, each.deciders
        found = {
            "uscc": dossiers.column("uscc"),
            "region": dossiers.column("region"),
            "verdicts": _lists(values),
            "deciders": _lists(deciders),
        }
        if self._nearest is not None:
            found |= self._nearest_of(self._nearest, chunk)
        return pa.table(found)

    def _nearest_of(self, nearest: NearestColumns, chunk: FactColumns) -> dict[str, Any]:
        columns = nearest.of_chunk(chunk)
        found = [each for planned in self._plan for each in columns(planned)]
        lines = nearest.lines.items
        numbers = np.stack(found, axis=1).astype(np.int32)
        reaches = np.array([each.reaches for each in lines], np.int8)
        # Only what occurs in the chunk goes with it.
        occurring, places = np.unique(numbers, return_inverse=True)
        words = pa.array([lines[each].words or None for each in occurring], pa.string())
        return {
            "nearest": _lists(places.reshape(numbers.shape).astype(np.int32), words),
            "reaches": _lists(reaches[numbers]),
        }

    def _places(self) -> dict[int, int]:
        """Return where in `partners` a link condition stands, by the number of what it asks."""
        place = {link: at for at, link in enumerate(self.links)}
        leaves = self._engine.compiled.leaves.items()
        return {number: place[leaf] for number, leaf in leaves if isinstance(leaf, LinkedTo)}

    def __call__(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return the decision table of a chunk of dossiers: see `DECISION`."""
        return self.words.table(self.decide(dossiers))

    def _columns(self, chunk: FactColumns) -> RuleColumns:
        compiled = self._engine.compiled
        constants = compiled.constants()
        numbers = {link: place for place, link in enumerate(self.links)}

        def leaf(number: int) -> Values:
            if number in constants:
                return np.full(len(chunk), constants[number].value, np.int8)
            operator = compiled.leaves[number]
            if isinstance(operator, LinkedTo):
                return chunk.partners()[:, numbers[operator]].astype(np.int8)
            return self._leaves.column(operator, chunk)

        return RuleColumns(compiled, self._leaves.standing(chunk), leaf)


@dataclass(frozen=True, slots=True)
class DecisionTask:
    """All that deciding depends on beside the dossiers; small, so that any worker can have it.

    `measures`: only these and their parts; `None`: all in force. `nearest`: nearest changes too.
    """

    seeds: SeedSet
    syncs: tuple[Sync, ...]
    as_of: date
    measures: tuple[str, ...] | None = None
    nearest: bool = False

    def decide(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return `ChunkDecider.decide` of the chunk; a process reads the rules once."""
        return decider_of(self).decide(dossiers)

    def __call__(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return the decision table of a chunk of dossiers."""
        return decider_of(self)(dossiers)


def _lists(rows: NDArray[np.generic], words: Any = None) -> Any:  # noqa: ANN401  # Arrow arrays
    """Return a list for each row, of its numbers or of the words at those places."""
    offsets = np.arange(len(rows) + 1, dtype=np.int32) * np.int32(rows.shape[1])
    values = pa.array(rows.ravel())
    if words is not None:
        values = pa.DictionaryArray.from_arrays(values, words)
    return pa.ListArray.from_arrays(pa.array(offsets), values)


@lru_cache(_KEPT)
def decider_of(task: DecisionTask) -> ChunkDecider:
    """Return the decider of a task."""
    engine = engine_of(task.seeds, task.as_of)
    return ChunkDecider(engine, task.syncs, task.as_of, task.measures, nearest=task.nearest)


def engine_of(seeds: SeedSet, day: date) -> RuleEngine:
    """Return the rule engine of some seeds for a day: by the texts that stand on it."""
    return _every_day(seeds).on(day)


@lru_cache(_KEPT)
def _every_day(seeds: SeedSet) -> RuleEngine:
    return RuleEngine(build_rulebook(seeds))


def link_conditions(engine: RuleEngine) -> tuple[LinkedTo, ...]:
    """Return the distinct link conditions of all measures, as `CompiledRules` numbers them."""
    leaves = engine.compiled.leaves.values()
    return tuple(leaf for leaf in leaves if isinstance(leaf, LinkedTo))


def _chosen(
    engine: RuleEngine, day: date, measures: Sequence[str] | None
) -> tuple[PlannedMeasure, ...]:
    plan = engine.plan(day)
    if measures is None:
        return plan
    _check_codes(engine.rulebook, measures)
    wanted = set(measures)
    return tuple(each for item in plan for each in item.walk() if each.measure.code in wanted)


def _check_codes(rulebook: Rulebook, measures: Sequence[str]) -> None:
    for code in measures:
        if code not in rulebook.measures:
            near = suggestions(code, rulebook.measures)
            raise UnknownCodeError(noun="measure", given=code, near=near)
