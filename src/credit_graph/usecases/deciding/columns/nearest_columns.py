"""Nearest changes as columns: what would lift each measure, worked out once for each situation.

As with values, no rule is written a second time: the domain's own `minimal_change` is asked, once
for each distinct situation of all that a measure's conditions may depend on.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from credit_graph.domain.conditions import Operator
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change
from credit_graph.domain.eligibility.compiled_rules import Rule
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.eligibility.minimal_change import minimal_change
from credit_graph.domain.eligibility.rule_engine import PlannedMeasure
from credit_graph.domain.facts.registration import confirmation, effect_of
from credit_graph.domain.truth import Truth
from credit_graph.usecases.deciding.columns.fact_columns import (
    PLACE,
    Aspect,
    FactColumns,
    FactNumbers,
    aspects_of,
)
from credit_graph.usecases.deciding.columns.leaf_columns import World, situation_facts
from credit_graph.usecases.deciding.columns.numbering import Numbering, Numbers, of_distinct

_NO_WORDS: Final = ""


class NearestLine(NamedTuple):
    """The nearest change of a measure: its best verdict, and the changes in codes and agencies."""

    reaches: Truth
    changes: tuple[tuple[str, str | None], ...]

    @property
    def order(self) -> tuple[int, int, int]:
        """How it compares with that of another part: furthest, fewest changes, fewest agencies."""
        agencies = {agency for _, agency in self.changes} - {None}
        return -self.reaches, len(self.changes), len(agencies)

    @property
    def words(self) -> str:
        """The changes in codes, each `kind subject to`; empty if there is none."""
        return "; ".join(words for words, _ in self.changes)


class _LinkedEvaluation(Evaluation):
    """Evaluates a situation in which the values of link conditions are given."""

    __slots__ = ("_links",)

    def __init__(self, case: Case, links: Mapping[Operator, Truth]) -> None:
        super().__init__(case)
        self._links = links

    def finding(self, leaf: Operator) -> Finding:
        """Return what the leaf finds; of a link its value alone."""
        value = self._links.get(leaf)
        return super().finding(leaf) if value is None else Finding(value, _NO_WORDS, ())


class _Asked(NamedTuple):
    """What a rule's nearest change depends on: aspects, and links with their places."""

    aspects: tuple[Aspect, ...]
    links: tuple[tuple[Operator, int], ...]


class NearestColumns:
    """Remembers the nearest changes of situations, chunk after chunk.

    `links` says at which place of a dossier's `partners` the value of a link condition stands, by
    the number of what it asks. `lines` are all that were found, by their numbers in columns.
    """

    __slots__ = ("_answers", "_asked", "_links", "_numbers", "_world", "lines")

    def __init__(self, world: World, numbers: FactNumbers, links: Mapping[int, int]) -> None:
        self._world = world
        self._numbers = numbers
        self._links = links
        self._answers: dict[Rule, dict[tuple[int, ...], int]] = {}
        self._asked: dict[Rule, _Asked] = {}
        self.lines: Numbering[NearestLine] = Numbering()

    def of_chunk(self, chunk: FactColumns) -> Callable[[PlannedMeasure], list[Numbers]]:
        """Return what gives the columns of a measure and its parts, in the order of `walk()`."""
        rules: dict[Rule, Numbers] = {}
        statuses, names = chunk.cells("status")
        effects = [effect_of(str(each), self._world.vocabulary) for each in names]
        standing = np.array([int(each) for each in effects], np.int64)[statuses]
        partners = chunk.partners() if self._links else None

        def own(rule: Rule) -> Numbers:
            found = rules.get(rule)
            if found is None:
                asked = self._asked_by(rule)
                columns = [standing, *(chunk.column(each) for each in asked.aspects)]
                if partners is not None:
                    columns += [partners[:, place] for _, place in asked.links]
                found = rules[rule] = of_distinct(columns, lambda some: self._found(rule, some))
            return found

        def measure(planned: PlannedMeasure) -> list[Numbers]:
            below = [measure(part) for part in planned.parts]
            every = [below[place][0] for place in planned.counting]
            if planned.measure.requires is not None:
                every.append(own(planned.rule))
            return [self._best(every), *(column for part in below for column in part)]

        return measure

    def _asked_by(self, rule: Rule) -> _Asked:
        found = self._asked.get(rule)
        if found is None:
            sides = (side for side in (rule.required, rule.excluded) if side is not None)
            leaves = dict.fromkeys(each for side in sides for each in side.leaves)
            # Who keeps a register depends on the place, whatever else is asked.
            read = (aspect for each in leaves for aspect in aspects_of(each.leaf))
            aspects = dict.fromkeys([PLACE, *read])
            links = tuple(
                (each.leaf, self._links[each.number])
                for each in leaves
                if each.number in self._links
            )
            found = self._asked[rule] = _Asked(tuple(aspects), links)
        return found

    def _found(self, rule: Rule, situations: Sequence[tuple[int, ...]]) -> Numbers:
        answers = self._answers.setdefault(rule, {})
        for situation in situations:
            if situation not in answers:
                answers[situation] = self.lines.number(self._line(rule, situation))
        return np.array([answers[each] for each in situations], np.int64)

    def _line(self, rule: Rule, situation: tuple[int, ...]) -> NearestLine:
        effect, asked = Truth(situation[0]), self._asked_by(rule)
        if effect is Truth.NOT_MET or rule.requires is None:
            return NearestLine(Truth.NOT_MET, ())
        count = len(asked.aspects)
        said = {
            aspect: self._numbers.said(aspect, number)
            for aspect, number in zip(asked.aspects, situation[1 : count + 1], strict=True)
        }
        world = self._world
        facts = situation_facts(said, world.day)
        case = Case(facts, world.day, world.vocabulary, world.coverage)
        values = map(Truth, situation[count + 1 :])
        links = {link: value for (link, _), value in zip(asked.links, values, strict=True)}
        found = minimal_change(rule.requires, rule.excludes, _LinkedEvaluation(case, links))
        changes = found.changes
        if effect is not Truth.MET:
            changes = (confirmation(case), *changes)
        return NearestLine(found.reaches, tuple(map(_words, changes)))

    def _best(self, every: Sequence[Numbers]) -> Numbers:
        """Return the nearest of several columns, the first of equals."""
        if len(every) == 1:
            return every[0]
        lines = self.lines.items

        def make(distinct: Sequence[tuple[int, ...]]) -> Numbers:
            best = [min(each, key=lambda number: lines[number].order) for each in distinct]
            return np.array(best, np.int64)

        return of_distinct(every, make)


def _words(change: Change) -> tuple[str, str | None]:
    parts = (change.kind.value, change.subject, change.to)
    return " ".join(each for each in parts if each is not None), change.agency
