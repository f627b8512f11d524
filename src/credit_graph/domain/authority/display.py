"""Display: which facts a principal is shown on a day.

Each term of the vocabulary has an openness, which that of a single fact narrows where it is stated;
an entry of a black list, or a violation, whose display has ended is its keeper's alone whatever
these say. Decisions rest on hidden facts all the same.
"""

from collections.abc import Iterable
from datetime import date

from credit_graph.domain.authority.closure import (
    REGISTERS,
    Closure,
    closed_openness,
    openness_of,
    term_of,
)
from credit_graph.domain.authority.keepers import Keepership, KeeperTable
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.enterprise_query import (
    EnterpriseQuery,
    ListDisplay,
    RegisterDisplay,
)
from credit_graph.domain.facts.record import (
    EntryFact,
    KeptFact,
    RatingFact,
    ViolationFact,
)
from credit_graph.domain.facts.repair import last_decision, repair_of
from credit_graph.domain.openness import Openness
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import ListColour, Vocabulary

Displayed = EntryFact | ViolationFact
"""A fact whose display may end."""


class Display:
    """What one principal is shown on a day."""

    __slots__ = ("_closed", "_day", "_keepers", "_principal", "_rulebook", "closure")

    def __init__(
        self, rulebook: Rulebook, principal: Principal, day: date, closure: Closure | None
    ) -> None:
        self._rulebook = rulebook
        self._principal = principal
        self._day = day
        self.closure = closure
        self._closed = closed_openness(principal)
        self._keepers: KeeperTable | None = None  # few ask

    @classmethod
    def of(cls, rulebook: Rulebook, principal: Principal, day: date) -> "Display":
        """Return what is shown to a principal, working out what is closed to it."""
        return cls(rulebook, principal, day, Closure.of(rulebook, principal))

    def shows(self, fact: KeptFact, region: str) -> bool:
        """Tell whether a fact of an enterprise that is registered in the region is shown."""
        withheld = self._is_closed(fact, region) or self._has_lapsed(fact)
        return not withheld or self._keeps(fact, region)

    def is_open(self, fact: KeptFact, region: str) -> bool:
        """Tell the same by openness alone: one whose display has ended may be open."""
        return not self._is_closed(fact, region) or self._keeps(fact, region)

    def narrows(self, fact: KeptFact, region: str) -> bool:
        """Tell whether a fact is not shown by the openness that is stated for it."""
        return fact.origin.openness in self._closed and not self._keeps(fact, region)

    def narrowed(self, facts: Iterable[tuple[KeptFact, str]]) -> frozenset[tuple[Family, str]]:
        """Return the terms of facts, each with its region, of which `narrows` tells so."""
        return frozenset(term_of(fact) for fact, region in facts if self.narrows(fact, region))

    def hidden(self, facts: Iterable[KeptFact], region: str) -> frozenset[str]:
        """Return the ids of those facts of an enterprise that are not shown."""
        return frozenset(each.origin.fact_id for each in facts if not self.shows(each, region))

    def of_list(self, code: str) -> ListDisplay | None:
        """Return which entries of a list are shown, for a filter by it; `None`: all of them."""
        words = self._rulebook.vocabulary
        shown = self.of_register(code)
        if shown is None or not _is_black(code, words):
            return None if shown is None else ListDisplay(shown)
        rule = words.repair
        if rule is None or self._day < rule.valid_from:
            return ListDisplay(shown, self._day)
        begun = tuple(
            (each.severity.value, last_decision(self._day, each.longest_months))
            for each in rule.terms
        )
        return ListDisplay(shown, self._day, self._day, begun)

    def of_register(self, code: str) -> RegisterDisplay | None:
        """Return which facts of a scheme or list are shown by the openness stated for each.

        `None`: all of them are.
        """
        words, kept, agency = self._rulebook.vocabulary, tuple[str, ...](), self._principal.agency
        register = words.schemes.get(code) or words.lists.get(code)
        if self.sees_all or register is None:
            return None
        if agency is not None and agency in dict(register.keepers).values():
            kept = tuple(each for each in words.regions if words.keeper(code, each) == agency)
        shown = tuple(each.value for each in Openness if each not in self._closed)
        return RegisterDisplay(shown, kept)

    def bounds(self, query: EnterpriseQuery) -> list[frozenset[str]]:
        """Return the regions within which facts for which a query asks are open; none: all are."""
        if self.closure is None:
            return []
        asked = ((Family.RATINGS, query.scheme), (Family.ENTRIES, query.list))
        regions = (self.closure.open_regions(*each) for each in asked)
        return [each for each in regions if each is not None]

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden."""
        return self._principal.operates

    def _is_closed(self, fact: KeptFact, region: str) -> bool:
        if fact.origin.openness in self._closed:
            return True
        return self.closure is not None and self.closure.closes_fact(fact, region)

    def _has_lapsed(self, fact: KeptFact) -> bool:
        if not isinstance(fact, EntryFact | ViolationFact):
            return False
        return has_lapsed(fact, self._day, self._rulebook.vocabulary)

    def _keeps(self, fact: KeptFact, region: str) -> bool:
        principal = self._principal
        if self.sees_all:
            return True
        if principal.agency is None:
            return False
        if self._keepers is None:
            self._keepers = KeeperTable(self._rulebook)
        return keeper_of(fact, region, self._keepers).admits(principal.agency)


def keeper_of(fact: KeptFact, region: str, keepers: KeeperTable) -> Keepership:
    """Return who keeps a fact of an enterprise that is registered in the region."""
    match fact:
        case RatingFact():
            return keepers.of_register(fact.scheme, (region,))
        case EntryFact():
            return keepers.of_register(fact.list, (region,))
        case ViolationFact():
            return keepers.of_speaker(fact.found_by)
        case _:
            return keepers.of_speaker(fact.origin.source)


def speaker_of(fact: KeptFact, region: str, rulebook: Rulebook) -> str | None:
    """Return who keeps a fact that is not public, for notices on it to say.

    Of a register, which says it itself, only where an openness is stated for the fact.
    """
    if fact.origin.openness not in (None, Openness.PUBLIC):
        return next(iter(keeper_of(fact, region, KeeperTable(rulebook)).agencies), None)
    family, code = term_of(fact)
    if rulebook.vocabulary.all_open or family in REGISTERS:
        return None
    if openness_of(family, code, rulebook.vocabulary) is Openness.PUBLIC:
        return None
    return next(iter(keeper_of(fact, "", KeeperTable(rulebook)).agencies), None)


def is_displayed(fact: Displayed, vocabulary: Vocabulary) -> bool:
    """Tell whether a fact is one that is displayed: a violation, or an entry of a black list."""
    return not isinstance(fact, EntryFact) or _is_black(fact.list, vocabulary)


def _is_black(code: str, vocabulary: Vocabulary) -> bool:
    credit_list = vocabulary.lists.get(code)
    return credit_list is not None and credit_list.colour is ListColour.BLACK


def has_lapsed(fact: Displayed, day: date, vocabulary: Vocabulary) -> bool:
    """Tell whether the display of a fact has ended by the day: by itself, or by a repair.

    Only entries of black lists and violations are displayed so. Before the order on credit repair
    is in force only a day that is stated counts.
    """
    if not is_displayed(fact, vocabulary):
        return False
    rule = vocabulary.repair
    in_force = rule is not None and rule.valid_from <= day
    if in_force and fact.repaired_on is not None and fact.repaired_on <= day:
        return True
    until = repair_of(fact, day, rule).display_until
    return until is not None and until <= day
