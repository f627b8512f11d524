"""Operator `rating`: holds one of some levels of a scheme."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import Candidates, Rated, of_answers, widened
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation, settled
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.conditions.operators.rating_standing import (
    RatingStanding,
    held_ratings,
    interpretations,
    with_turns,
)
from credit_graph.domain.conditions.operators.register import absent, entries, unknown_of
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Scheme, Vocabulary


@dataclass(frozen=True, slots=True)
class RatingIs(Operator):
    """Holds one of the levels of a scheme, best first.

    `at_least`: the level is compared within the version of the scheme that is in force on the
    day, and `levels` are all that are at least as good in some version. `judged`: levels of which
    the document's words leave open whether they are meant.
    """

    scheme: str
    levels: tuple[str, ...]
    citation: Citation
    at_least: str | None = None
    judged: tuple[str, ...] = ()

    code: ClassVar[str] = "rating"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.RATINGS, Family.REGISTRATION})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.NOT_MET, Truth.MET})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the scheme."""
        return ((Noun.SCHEME, self.scheme),)

    def evaluate(self, case: Case) -> Finding:
        """Met at a wanted level; another level says no without any sync; none says so if covered.

        A rating that stands across a turn of versions counts as what it is on the day; one whose
        level has no successor has ended. Source: readings, "Truth values", "Time and the law".
        """
        scheme = case.vocabulary.schemes[self.scheme]
        own = [fact for fact in case.facts.ratings if fact.scheme == self.scheme]
        held = [
            (each, self._value(each, scheme, case.day))
            for each in held_ratings(case.facts, scheme, case.day)
        ]
        if not held:
            wanted = "、".join(scheme.level_on(code, case.day).name for code in self.levels)
            found = absent(scheme, own, f"{wanted} on {scheme.name} ({self.scheme})", case)
            return with_turns(found, own, scheme, case.day)
        best = max(value for _, value in held)
        deciding = [each for each, value in held if value is best]
        text = self._words(best, deciding, scheme, case)
        return Finding(best, text, self._evidence(best, deciding, scheme, case.day))

    def value_of(self, level: str, scheme: Scheme, day: date) -> Truth:
        """Return the value of the condition for who holds a level of the day's version."""
        if level in self.judged:
            return Truth.JUDGEMENT
        if self.at_least is None:
            return Truth.MET if level in self.levels else Truth.NOT_MET
        ranks = scheme.comparable(self.at_least, day)
        if level not in ranks:
            return Truth.JUDGEMENT
        return Truth.MET if ranks.index(level) <= ranks.index(self.at_least) else Truth.NOT_MET

    def reachable_of_partners(self, case: Case) -> frozenset[Truth]:
        """Return the values for the levels of the day, and for none."""
        scheme = case.vocabulary.schemes[self.scheme]
        levels = scheme.levels_on(case.day)
        return frozenset(
            {Truth.NOT_MET, *(self.value_of(level.code, scheme, case.day) for level in levels)}
        )

    def _value(self, held: RatingStanding, scheme: Scheme, day: date) -> Truth:
        values = {self.value_of(level, scheme, day) for level in held.levels}
        return values.pop() if len(values) == 1 else Truth.UNKNOWN

    def _words(
        self, value: Truth, held: Sequence[RatingStanding], scheme: Scheme, case: Case
    ) -> str:
        names = "、".join(dict.fromkeys(each.name(scheme, case.day) for each in held))
        rated = f"Rated {names} on {scheme.name} ({self.scheme})"
        match value:
            case Truth.MET:
                said = f"{rated}."
            case Truth.NOT_MET:
                wanted = (scheme.level_on(code, case.day).name for code in self.levels)
                said = f"{rated}, not {'、'.join(wanted)}."
            case Truth.JUDGEMENT:
                said = f"{rated}; whether that is meant is left to the agency's judgement."
            case _:
                keeper = case.vocabulary.keeper(scheme.code, case.region)
                said = f"{rated}: which is not known. Ask {keeper or scheme.keeper_words}."
        turned = dict.fromkeys(version for each in held for version in each.turns)
        return said + "".join(f" Read across {each.name}, {each.valid_from}." for each in turned)

    def _evidence(
        self, value: Truth, held: Sequence[RatingStanding], scheme: Scheme, day: date
    ) -> tuple[Evidence, ...]:
        facts = entries([each.fact for each in held], EvidenceKind.FACT, self.scheme)
        readings = [reading for each in held for reading in each.readings]
        if value is not Truth.MET:
            levels = [scheme.level_on(code, day) for each in held for code in each.levels]
            readings += [level.reading for level in levels if level.reading is not None]
        open_words: tuple[Evidence, ...] = ()
        if value is Truth.JUDGEMENT:
            open_words = (Evidence(EvidenceKind.WORDS, self.citation.quote),)
        return (*facts, *interpretations(readings, self.scheme), *open_words)

    def subject(self) -> Hashable:
        """One level is held of a scheme."""
        return ("scheme", self.scheme)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer each level, worst first, where the scheme is kept for the enterprise."""
        scheme = situation.case.vocabulary.schemes[self.scheme]
        if situation.is_kept_elsewhere(scheme):
            return
        leaves = [each for each in situation.of(RatingIs) if each.scheme == scheme.code]
        agency = situation.case.vocabulary.keeper(scheme.code, situation.case.region)
        day = situation.case.day
        held = held_ratings(situation.case.facts, scheme, day)
        possible = {code for each in held for code in each.levels}
        unknown = situation.is_unknown(self)
        for level in reversed(scheme.levels_on(day)):
            text = f"{scheme.name} ({scheme.code}): {level.name}."
            is_known_not = not unknown or (possible and level.code not in possible)
            kind = ChangeKind.GAIN_RATING if is_known_not else ChangeKind.SUPPLY_FACT
            change = Change(kind, scheme.code, level.code, agency, text)
            values: dict[Operator, Truth] = {
                each: each.value_of(level.code, scheme, day) for each in leaves
            }
            yield Counterfactual(change, values)
        if unknown and not held:
            text = f"Confirm that it is not rated on {scheme.name}."
            change = Change(ChangeKind.SUPPLY_FACT, scheme.code, None, agency, text)
            yield Counterfactual(change, settled(leaves, ()))

    def summary(self) -> str:
        """Name the codes."""
        return f"rating {self.scheme} {'/'.join(self.levels)}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the levels and the scheme."""
        scheme = vocabulary.schemes[self.scheme]
        levels = (level.name for level in scheme.levels if level.code in self.levels)
        return f"rated {' or '.join(levels)} ({scheme.name})"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return those who hold a level, and for UNKNOWN those for whom the scheme is kept.

        Whatever level led to one that is asked for may be what is recorded of them.
        """
        scheme = vocabulary.schemes[self.scheme]
        unknown = widened(unknown_of(scheme, vocabulary), _holders(scheme, scheme.undecided()))
        found = of_answers(wanted, met=_holders(scheme, self.levels), unknown=unknown)
        if Truth.JUDGEMENT in wanted:
            found = widened(found, _holders(scheme, self._open_levels(scheme)))
        return found

    def _open_levels(self, scheme: Scheme) -> Iterator[str]:
        """Yield the levels that leave a judgement, in some version."""
        yield from self.judged
        if self.at_least is not None:
            having = [each.codes for each in scheme.versions if self.at_least in each.codes]
            for level in scheme.levels:
                if not all(level.code in codes for codes in having):
                    yield level.code


def _holders(scheme: Scheme, levels: Iterable[str]) -> Candidates:
    """Return those of whom a level is recorded that is, or led to, one of these."""
    recorded = {code for level in levels for code in scheme.leading_to(level)}
    return Candidates(sources=frozenset(Rated(scheme.code, code) for code in recorded))
