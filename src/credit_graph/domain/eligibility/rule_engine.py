"""Rule engine: decides which measures an enterprise may enjoy on a day, why, and why not."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from credit_graph.domain.conditions import AllOf, AnyOf, Condition, NotOf
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Nearest
from credit_graph.domain.eligibility.compiled_rules import (
    CompiledCondition,
    CompiledLeaf,
    CompiledRules,
    Group,
    Rule,
)
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.eligibility.minimal_change import minimal_change
from credit_graph.domain.eligibility.report import (
    Decision,
    Explanation,
    Reason,
    Report,
    Side,
    Verdict,
)
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.facts.registration import (
    REGISTERED,
    confirmation,
    effect_of,
    look_registered,
)
from credit_graph.domain.policy import Measure
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.truth import Truth, negate


class RuleEngine:
    """Decides cases by one rulebook. Holds no facts; safe to share.

    Where a policy was amended, each question is answered by the texts of its day.
    """

    __slots__ = ("_paths", "_plans", "_stretches", "_turns", "compiled", "rulebook")

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._turns = rulebook.turns()
        self._stretches: dict[int, RuleEngine] = {}
        self.compiled = CompiledRules(rulebook.measures.values())
        self._plans: dict[date, tuple[PlannedMeasure, ...]] = {}
        self._paths = {
            path[-1].code: path
            for policy in rulebook.policies.values()
            for path in _paths(policy.measures)
        }

    def report(self, facts: EnterpriseFacts, coverage: Coverage, day: date) -> Report:
        """Decide every measure in force on the day."""
        case = self._case(facts, coverage, day)
        engine = self.on(day)
        session = _Session(case, engine.compiled)
        plan = engine.plan(day)
        return Report(
            enterprise=case.facts.enterprise,
            as_of=day,
            rules_version=self.rulebook.version,
            verdicts=tuple([_VERDICTS[session.truth(item)] for item in plan]),
            decide=lambda: session.decisions(plan),
            warnings=tuple(fact for fact in facts.violations if fact.is_open(day)),
            registration=next((each for each in facts.registrations if each.is_shown(day)), None),
            kept=facts.kept,
            of_partners=facts.narrowed_of_partners,
        )

    def decide(
        self, measure: Measure, facts: EnterpriseFacts, coverage: Coverage, day: date
    ) -> Decision | None:
        """Decide one measure; `None` if it, or what it is part of, is not in force on the day."""
        decided = self.decide_each((measure,), facts, coverage, day)
        return decided[0] if decided else None

    def decide_each(
        self, measures: Iterable[Measure], facts: EnterpriseFacts, coverage: Coverage, day: date
    ) -> list[Decision]:
        """Decide those of these measures that are in force on the day, in their order."""
        engine = self.on(day)
        session = _Session(self._case(facts, coverage, day), engine.compiled)
        standing = (engine.standing(measure, day) for measure in measures)
        return [session.decide(engine.planned(each, day)) for each in standing if each is not None]

    def verdict(
        self, goal: Condition, facts: EnterpriseFacts, coverage: Coverage, day: date
    ) -> Verdict:
        """Return the verdict on the measure whose goal this is (see `goal`), and nothing else."""
        case = self._case(facts, coverage, day)
        effect = effect_of(case.facts.enterprise.status, case.vocabulary)
        if effect is Truth.NOT_MET:
            return Verdict.NOT_ELIGIBLE
        return _VERDICTS[min(effect, Evaluation(case).value(goal))]

    def goal(self, measure: Measure, day: date) -> Condition | None:
        """Return the condition whose value is the measure's verdict on the day, whoever asks.

        Of enterprises that are in business: `verdict` says what it is for the others.
        `None` if the measure, or what it is part of, is not in force.
        """
        standing = self.on(day).standing(measure, day)
        return None if standing is None else _goal(standing, day)

    def on(self, day: date) -> "RuleEngine":
        """Return the engine of a day's texts: this one, unless a policy was amended."""
        if not self._turns:
            return self
        place = bisect_right(self._turns, day)
        engine = self._stretches.get(place)
        if engine is None:
            engine = self._stretches[place] = RuleEngine(self.rulebook.on(day))
        return engine

    def _case(self, facts: EnterpriseFacts, coverage: Coverage, day: date) -> Case:
        return Case(facts.on(day), day, self.rulebook.vocabulary, coverage)

    def plan(self, day: date) -> tuple["PlannedMeasure", ...]:
        """Return what is to be decided on a day; most questions are about the same few days."""
        if self._turns:
            return self.on(day).plan(day)
        plan = self._plans.get(day)
        if plan is None:
            if len(self._plans) >= _REMEMBERED_DAYS:
                self._plans.clear()
            plan = self._plans[day] = tuple(
                self.planned(measure, day)
                for policy in self.rulebook.policies.values()
                if policy.in_force(day)
                for measure in policy.measures
                if _applies(measure, day)
            )
        return plan

    def planned(self, measure: Measure, day: date) -> "PlannedMeasure":
        """Return a measure that stands on the day as it is to be decided."""
        every = tuple(part for part in measure.parts if _applies(part, day))
        parts = tuple(self.planned(part, day) for part in every)
        counted = _counting(measure, every)
        counting = tuple(place for place, part in enumerate(every) if part in counted)
        return PlannedMeasure(measure, self.compiled.rules[measure.code], parts, counting)

    def standing(self, measure: Measure, day: date) -> Measure | None:
        """Return the measure as the text of the day has it.

        `None` if it, or what it is part of, is not in force, or that text does not have it.
        """
        path = self._paths.get(measure.code, ())
        in_force = self.rulebook.policies[measure.policy].in_force(day)
        return path[-1] if path and in_force and all(_applies(e, day) for e in path) else None


def _goal(measure: Measure, day: date) -> Condition:
    every = tuple(part for part in measure.parts if _applies(part, day))
    parts = tuple(_goal(part, day) for part in _counting(measure, every))
    if measure.requires is None:
        return AnyOf(parts)
    if measure.excludes is None:
        return AnyOf((measure.requires, *parts))
    return AnyOf((AllOf((measure.requires, NotOf(measure.excludes))), *parts))


def _counting(measure: Measure, parts: Sequence[Measure]) -> tuple[Measure, ...]:
    """Return the parts that count for the item's verdict: those that promise something.

    Parts that only direct agencies count where the item has nothing else (readings, "Parts").
    """
    promising = tuple(part for part in parts if part.promises)
    return promising if promising or measure.requires is not None else tuple(parts)


def _paths(
    measures: Iterable[Measure], above: tuple[Measure, ...] = ()
) -> Iterator[tuple[Measure, ...]]:
    """Yield for each measure and part the items that lead to it, itself last."""
    for measure in measures:
        path = (*above, measure)
        yield path
        yield from _paths(measure.parts, path)


def _applies(measure: Measure, day: date) -> bool:
    """Tell whether a measure has begun, is not superseded, and has something to decide."""
    if not measure.holds(day):
        return False
    return measure.requires is not None or any(_applies(part, day) for part in measure.parts)


class PlannedMeasure(NamedTuple):
    """A measure that is to be decided, by its rule, with the parts in force.

    `counting` are the places of those parts that count for the verdict on the measure itself.
    """

    measure: Measure
    rule: Rule
    parts: tuple["PlannedMeasure", ...]
    counting: tuple[int, ...] = ()

    def walk(self) -> Iterator["PlannedMeasure"]:
        """Yield it and its parts, in the document's order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def _bounded(rule: Rule, own: Truth, parts: Sequence[Truth]) -> Truth:
    """Return what a rule and the parts come to: the best; the registration bounds each already."""
    return max(parts) if rule.requires is None else max([own, *parts])


class _Session:
    """Evaluation session of one case: what measures share is worked out once."""

    __slots__ = (
        "_compiled",
        "_decisions",
        "_evaluation",
        "_excluded",
        "_explanations",
        "_findings",
        "_nearest",
        "_registered",
        "_required",
        "_truths",
        "_values",
    )

    def __init__(self, case: Case, compiled: CompiledRules) -> None:
        self._evaluation = Evaluation(case)
        self._compiled = compiled
        self._registered = look_registered(case)
        self._findings = compiled.constants()
        self._values = {number: found.value for number, found in self._findings.items()}
        self._required: dict[CompiledLeaf, Reason] = {}
        self._excluded: dict[CompiledLeaf, Reason] = {}
        self._truths: dict[Rule, Truth] = {}
        self._decisions: tuple[Decision, ...] | None = None
        self._explanations: dict[Rule, Explanation] = {}
        self._nearest: dict[Rule, Nearest] = {}

    def truth(self, item: PlannedMeasure) -> Truth:
        """Return what the verdict on a measure will be, without a decision that states it."""
        rule, items = item.rule, item.parts
        own = self._truths.get(rule)
        if own is None:
            own = self._truths[rule] = self._evaluate(rule)
        if not items:
            return own
        return _bounded(rule, own, [self.truth(items[place]) for place in item.counting])

    def decisions(self, plan: tuple[PlannedMeasure, ...]) -> tuple[Decision, ...]:
        """Return the decisions on what is in force, made when first asked for."""
        if self._decisions is None:
            self._decisions = tuple([self.decide(item) for item in plan])
        return self._decisions

    def decide(self, item: PlannedMeasure) -> Decision:
        measure, rule, items, _ = item
        explanation = self._explanations.get(rule)
        if explanation is None:
            truth = self.truth(PlannedMeasure(measure, rule, ()))
            explanation = Explanation(truth, lambda: self._reasons(rule))
            self._explanations[rule] = explanation
        if not items:
            verdict = _VERDICTS[explanation.truth]
            return Decision(measure, verdict, explanation, (), lambda: self._nearest_of(rule, ()))
        parts = tuple([self.decide(each) for each in items])
        counting = tuple([parts[place] for place in item.counting])
        found = _bounded(rule, explanation.truth, [part.verdict.value for part in counting])
        return Decision(
            measure, _VERDICTS[found], explanation, parts, lambda: self._nearest_of(rule, counting)
        )

    def _evaluate(self, rule: Rule) -> Truth:
        truth = self._registered.value
        if rule.required is not None and truth is not Truth.NOT_MET:
            required = self._value(rule.required.number)
            truth = required if truth is Truth.MET else min(truth, required)
        if rule.excluded is not None and truth is not Truth.NOT_MET:
            truth = min(truth, negate(self._value(rule.excluded.number)))
        return truth

    def _reasons(self, rule: Rule) -> tuple[Reason, ...]:
        required = self._reasons_of(Side.REQUIREMENT, rule.required, self._required)
        reasons = (*required, *self._reasons_of(Side.EXCLUSION, rule.excluded, self._excluded))
        if self._registered.value is Truth.MET:
            return reasons
        return (Reason(Side.REQUIREMENT, REGISTERED, self._registered), *reasons)

    def _value(self, number: int) -> Truth:
        values = self._values
        if number not in values:
            group = self._compiled.groups.get(number)
            if group is None:
                values[number] = self._finding(number).value
            else:
                values[number] = self._combined(group)
        return values[number]

    def _combined(self, group: Group) -> Truth:
        found = []
        for member in group.members:
            value = self._value(member)
            if value is group.settled_by:
                return value
            found.append(value)
        return group.combine(found)

    def _finding(self, number: int) -> Finding:
        found = self._findings.get(number)
        if found is None:
            leaf = self._compiled.leaves[number]
            found = self._findings[number] = leaf.evaluate(self._evaluation.case)
        return found

    def _reasons_of(
        self, side: Side, compiled: CompiledCondition | None, known: dict[CompiledLeaf, Reason]
    ) -> tuple[Reason, ...]:
        if compiled is None:
            return ()
        reasons: list[Reason] = []
        for stated in compiled.leaves:
            reason = known.get(stated)
            if reason is None:
                reason = Reason(side, stated.leaf, self._finding(stated.number))
                known[stated] = reason
            reasons.append(reason)
        return tuple(reasons)

    def _nearest_of(self, rule: Rule, parts: tuple[Decision, ...]) -> Nearest:
        """Nearest change of the item itself or of a part, whichever gets furthest with least."""
        every = [part.nearest() for part in parts]
        if rule.requires is not None:
            every.append(self._nearest_own(rule, rule.requires))
        return min(every, key=lambda each: (-each.reaches, len(each.changes), each.agencies))

    def _nearest_own(self, rule: Rule, requires: Condition) -> Nearest:
        found = self._nearest.get(rule)
        if found is None:
            found = self._nearest[rule] = self._nearest_registered(
                minimal_change(requires, rule.excludes, self._evaluation)
            )
        return found

    def _nearest_registered(self, found: Nearest) -> Nearest:
        """Add what the registration asks for; who has ended cannot change that."""
        match self._registered.value:
            case Truth.MET:
                return found
            case Truth.NOT_MET:
                return Nearest((), Truth.NOT_MET)
            case _:
                return replace(found, changes=(confirmation(self._evaluation.case), *found.changes))


_REMEMBERED_DAYS = 100
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
