"""Display: which facts a principal is shown on a day.

Each term of the vocabulary has an openness; an entry of a black list, or a violation, whose display
has ended is its keeper's alone whatever that says. Decisions rest on hidden facts all the same.
"""

from collections.abc import Iterable
from datetime import date

from credit_graph.domain.authority.closure import (
    REGISTERS,
    Closure,
    openness_of,
    term_of,
)
from credit_graph.domain.authority.keepers import Keepership, KeeperTable
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery, ListDisplay
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

    __slots__ = ("_day", "_keepers", "_principal", "_rulebook", "closure")

    def __init__(
        self, rulebook: Rulebook, principal: Principal, day: date, closure: Closure | None
    ) -> None:
        self._rulebook = rulebook
        self._principal = principal
        self._day = day
        self.closure = closure
        self._keepers: KeeperTable | None = None  # few ask

    @classmethod
    def of(cls, rulebook: Rulebook, principal: Principal, day: date) -> "Display":
        """Return what is shown to a principal, working out what is closed to it."""
        return cls(rulebook, principal, day, Closure.of(rulebook, principal))

    def shows(self, fact: KeptFact, region: str) -> bool:
        """Tell whether a fact of an enterprise that is registered in the region is shown."""
        closed = self.closure is not None and self.closure.closes_fact(fact, region)
        return not (closed or self._has_lapsed(fact)) or self._keeps(fact, region)

    def hidden(self, facts: Iterable[KeptFact], region: str) -> frozenset[str]:
        """Return the ids of those facts of an enterprise that are not shown."""
        return frozenset(each.origin.fact_id for each in facts if not self.shows(each, region))

    def of_list(self, code: str) -> ListDisplay | None:
        """Return which entries of a list are shown, for a filter by it; `None`: all of them."""
        words = self._rulebook.vocabulary
        if not _is_black(code, words) or self.sees_all:
            return None
        rule, kept = words.repair, tuple[str, ...]()
        agency = self._principal.agency
        if agency is not None and agency in dict(words.lists[code].keepers).values():
            kept = tuple(each for each in words.regions if words.keeper(code, each) == agency)
        if rule is None or self._day < rule.valid_from:
            return ListDisplay(self._day, regions=kept)
        begun = tuple(
            (each.severity.value, last_decision(self._day, each.longest_months))
            for each in rule.terms
        )
        return ListDisplay(self._day, self._day, begun, kept)

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


def speaker_of(fact: KeptFact, rulebook: Rulebook) -> str | None:
    """Return who keeps a fact that is not public and of no register, for notices on it to say."""
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
