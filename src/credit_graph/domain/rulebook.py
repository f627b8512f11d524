"""Everything that documents say, as one immutable value with a version."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple, TypeVar

from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.policy import Flow, Measure, Obligation, Policy
from credit_graph.domain.vocabulary import Vocabulary

T = TypeVar("T")

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The policies and vocabulary of one version, by code, in the documents' order.

    `version` is the first 16 hex digits of the SHA-256 over the files it was read from.

    A policy that was amended has several texts, each for its days. `policies` holds the latest of
    each, `earlier` those before it, oldest first; `measures` and `obligations` are of the latest
    text that has them, so that every code that a fact may name is known. `on` returns the rulebook
    of a day, which says in `stretch` from which day on it is that; `None` if on every day.
    """

    version: str
    vocabulary: Vocabulary
    agencies: Mapping[str, Agency]
    policies: Mapping[str, Policy]
    measures: Mapping[str, Measure]
    obligations: Mapping[str, Obligation]
    programmes: Mapping[str, Programme]
    earlier: Mapping[str, tuple[Policy, ...]] = field(default_factory=dict)
    stretch: date | None = None

    def duties(self) -> Iterator[Duty]:
        """Yield every duty in the documents' order: measures first, then obligations."""
        for policy in self.policies.values():
            for measure in policy.walk():
                yield from measure.duties
            for obligation in policy.obligations:
                yield from obligation.duties

    def flows(self) -> Iterator[Flow]:
        """Yield every flow of information in the documents' order."""
        for policy in self.policies.values():
            yield from policy.flows

    def texts(self) -> Iterator[Policy]:
        """Yield every text of every policy, those of one policy with the oldest first."""
        for code, latest in self.policies.items():
            yield from self.earlier.get(code, ())
            yield latest

    def every_measure(self) -> Iterator[Measure]:
        """Yield the measures and parts by code, then those of earlier texts."""
        yield from self.measures.values()
        for text in chain.from_iterable(self.earlier.values()):
            yield from text.walk()

    def text(self, policy: str, text_from: date | None) -> Policy:
        """Return the text of a policy that began on a day; `None` is its first."""
        texts = (*self.earlier.get(policy, ()), self.policies[policy])
        return next((each for each in texts if each.text_from == text_from), texts[-1])

    def subject(self, duty: Duty) -> Measure | Obligation:
        """Return the measure or obligation that a duty is about, as its text has it."""
        code = duty.subject
        known = self.measures[code] if code in self.measures else self.obligations[code]
        if known.text_from == duty.text_from:
            return known
        text = self.text(known.policy, duty.text_from)
        subjects: tuple[Measure | Obligation, ...] = (*text.walk(), *text.obligations)
        return next(each for each in subjects if each.code == code)

    def duties_on(self, code: str) -> Iterator[Duty]:
        """Yield the duties on a measure or an obligation, by every text of its policy."""
        policy, _, _ = code.partition("/")
        if policy not in self.policies:
            return
        for text in (*self.earlier.get(policy, ()), self.policies[policy]):
            subjects: tuple[Measure | Obligation, ...] = (*text.obligations, *text.walk())
            for subject in subjects:
                if subject.code == code:
                    yield from subject.duties

    def turns(self) -> tuple[date, ...]:
        """Return the days on which a later text of some policy begins, ascending."""
        texts = self.texts() if self.earlier else ()
        return tuple(sorted({each.text_from for each in texts if each.text_from is not None}))

    def on(self, day: date) -> "Rulebook":
        """Return the rulebook of a day: of each policy the text that stands on it.

        That is the last one that has begun, else the first.
        """
        if not self.earlier:
            return self
        turns = self.turns()
        place = bisect_right(turns, day)
        policies = {code: self._standing(code, day) for code in self.policies}
        measures = {each.code: each for text in policies.values() for each in text.walk()}
        owed = {each.code: each for text in policies.values() for each in text.obligations}
        return replace(
            self,
            policies=policies,
            measures={**measures, **_others(self.measures, measures)},
            obligations={**owed, **_others(self.obligations, owed)},
            earlier={},
            stretch=turns[place - 1] if place else date.min,
        )

    def between(self, first: date, last: date) -> Iterator["DatedRules"]:
        """Yield the stretches of days on which one rulebook holds, from the first to the last."""
        for turn in self.turns():
            if first < turn <= last:
                yield DatedRules(self.on(first), first, turn - _A_DAY)
                first = turn
        yield DatedRules(self.on(first), first, last)

    def _standing(self, code: str, day: date) -> Policy:
        texts = (*self.earlier.get(code, ()), self.policies[code])
        begun = [each for each in texts if each.text_from is None or each.text_from <= day]
        return begun[-1]


class DatedRules(NamedTuple):
    """The days from `first` to `last`, both included, and the rulebook that holds on them."""

    rulebook: Rulebook
    first: date
    last: date


def _others(every: Mapping[str, T], known: Mapping[str, object]) -> dict[str, T]:
    return {code: each for code, each in every.items() if code not in known}
