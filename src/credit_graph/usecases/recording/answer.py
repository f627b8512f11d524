"""The answer to a change, worked out from what is stored, as known at its publication.

So the answer to a key that was used before is the first one, however much has changed since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.facts.history import FactKind
from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.recording.changes import NamedFact, RecordedChange, facts_by_id
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.policies.rules import Rules, RulesShelf
from credit_graph.usecases.recording.consequences import Consequences, Weighed, weigh

_WITHIN_ONE: Final = frozenset(
    {
        FactKind.RATING,
        FactKind.LIST_ENTRY,
        FactKind.STATEMENT,
        FactKind.COMMITMENT,
        FactKind.VIOLATION,
    }
)
"""Facts about one enterprise that leave its registration and its partners as they are."""


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """A change that was made, or with `validate_only` would be.

    `facts`: that which stands now, then the one that it corrects; for a retraction the one that
    was withdrawn. `replayed`: the key had been used before, and this is its first answer.
    `bookmarks` are those of the database by which another process can wait for the change.
    """

    change: RecordedChange
    facts: tuple[NamedFact, ...]
    consequences: Consequences
    validate_only: bool = False
    replayed: bool = False
    bookmarks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """All that there is to say about a change: by which rules, about which facts, what moved."""

    change: RecordedChange
    rules: Rules
    book: DutyBook
    facts: tuple[NamedFact, ...]
    weighed: Weighed

    def answer(
        self, sight: Sight | None, *, validate_only: bool = False, replayed: bool = False
    ) -> RecordedAnswer:
        """Return the answer to its author; nobody out of `sight` is named in it."""
        shown = self.weighed.shown(self.book, sight)
        return RecordedAnswer(self.change, self.facts, shown, validate_only, replayed)


class Answers:
    """Works out answers to changes."""

    def __init__(self, shelf: RulesShelf, books: DutyBooks) -> None:
        self._shelf = shelf
        self._books = books

    async def work_out(self, graph: Graph | Transaction, change: RecordedChange) -> WorkedOut:
        """Return what came of a change that is published, or shows inside the transaction."""
        rules = await self._rules(change)
        facts = await facts_by_id(graph, change.made.facts, change.published_at)
        weighed = await weigh(
            graph,
            rules,
            change,
            reaches_partners=_reaches_partners(rules, facts),
            new_alone=_is_new_alone(change, facts),
            register=_register(facts),
        )
        return WorkedOut(change, rules, self._books.of(rules.rulebook), facts, weighed)

    async def _rules(self, change: RecordedChange) -> Rules:
        """Return the rules by which the change was made."""
        current = self._shelf.current
        if current.rulebook.version == change.made.rules:
            return current
        return await self._shelf.at(change.published_at)


def _register(facts: Sequence[NamedFact]) -> str | None:
    said = _said(facts)
    return said.get("scheme") or said.get("list")


def _said(facts: Sequence[NamedFact]) -> dict[str, str]:
    return {each.name: each.value for named in facts[:1] for each in named.fact.details}


def _is_new_alone(change: RecordedChange, facts: Sequence[NamedFact]) -> bool:
    """Tell whether taking the facts away again leaves what was known before."""
    return change.made.outcome is RecordingOutcome.RECORDED and all(
        named.fact.kind in _WITHIN_ONE for named in facts
    )


def _reaches_partners(rules: Rules, facts: Sequence[NamedFact]) -> bool:
    """Tell whether conditions on partners ask for such facts."""
    said, asked = _said(facts), rules.partners
    return any(named.fact.kind is FactKind.REGISTRATION for named in facts) or (
        said.get("scheme") in asked.schemes or said.get("list") in asked.lists
    )
