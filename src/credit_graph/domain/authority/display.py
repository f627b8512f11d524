"""Display: who is shown an entry of a black list, or a violation, once its display has ended.

The lapse of display ends no exclusion: decisions rest on it all the same. It is hidden from readers
who do not keep it.
"""

from collections.abc import Iterable
from datetime import date

from credit_graph.domain.authority.keepers import Keepership, KeeperTable
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.facts.enterprise_query import ListDisplay
from credit_graph.domain.facts.record import EntryFact, ViolationFact
from credit_graph.domain.facts.repair import last_decision, repair_of
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import ListColour, Vocabulary

Displayed = EntryFact | ViolationFact


class Display:
    """What one principal is shown on a day."""

    __slots__ = ("_day", "_keepers", "_principal", "_rulebook")

    def __init__(self, rulebook: Rulebook, principal: Principal, day: date) -> None:
        self._rulebook = rulebook
        self._principal = principal
        self._day = day
        self._keepers: KeeperTable | None = None  # few ask

    def shows(self, fact: Displayed, region: str) -> bool:
        """Tell whether a fact of an enterprise that is registered in the region is shown."""
        lapsed = has_lapsed(fact, self._day, self._rulebook.vocabulary)
        return not lapsed or self._keeps(fact, region)

    def hidden(self, facts: Iterable[Displayed], region: str) -> frozenset[str]:
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

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden."""
        return self._principal.kind is PrincipalKind.OPERATOR or self._principal.may(Scope.ADMIN)

    def _keeps(self, fact: Displayed, region: str) -> bool:
        principal = self._principal
        if self.sees_all:
            return True
        if principal.agency is None:
            return False
        if self._keepers is None:
            self._keepers = KeeperTable(self._rulebook)
        return keeper_of(fact, region, self._keepers).admits(principal.agency)


def keeper_of(fact: Displayed, region: str, keepers: KeeperTable) -> Keepership:
    """Return who keeps a fact of an enterprise that is registered in the region."""
    if isinstance(fact, EntryFact):
        return keepers.of_register(fact.list, (region,))
    return keepers.of_speaker(fact.found_by)


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
