"""Whom to tell when an enterprise loses its standing."""

from dataclasses import dataclass, replace
from datetime import date

from credit_graph.domain.authority.display import Display
from credit_graph.domain.duties.notice import Notice, notices
from credit_graph.domain.eligibility.comparison import DecisionChange, compare
from credit_graph.domain.eligibility.ending import Ending, EndingKind, after_ending
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Enterprise, EnterpriseFacts, KeptFact
from credit_graph.domain.suggestion import suggestions
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.message import Message
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.eligibility.decide import Recall, recall_with_rules
from credit_graph.usecases.policies.rules import RulesShelf


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an ending would take from an enterprise on a day, and whom to notify of it.

    `kept` are the facts of the enterprise that may not be shown to everybody, `of_partners` those
    of its partners, as `Report` has them.
    """

    enterprise: Enterprise
    ending: Ending
    as_of: date
    lost: tuple[DecisionChange, ...]
    notices: tuple[Notice, ...]
    kept: tuple[KeptFact, ...] = ()
    of_partners: tuple[tuple[KeptFact, str], ...] = ()


async def tell_agencies(
    shelf: RulesShelf,
    recall: Recall,
    books: DutyBooks,
    *,
    uscc: str,
    ending: Ending,
    as_of: date,
    display: Display | None = None,
) -> Announcement | None:
    """Return what would be lost if the ending happened on the day, and whom to tell.

    `None` if there is no such enterprise. One round trip. Raises `UnknownCodeError` for an
    unknown scheme or list and `BadArgumentError` if the ending would change no fact that `display`
    shows (`None`: it shows all).
    """
    rules, known = await recall_with_rules(shelf, recall, uscc, None)
    terms = rules.rulebook.vocabulary
    _check_register(ending, terms)
    if known is None:
        return None
    if after_ending(_shown(known.facts, as_of, display), ending, as_of) is None:
        raise _nothing_ends(ending, as_of)
    after = after_ending(known.facts, ending, as_of) or known.facts
    coverage = Coverage(known.syncs, terms)
    comparison = compare(
        rules.engine.report(known.facts, coverage, as_of),
        rules.engine.report(after, coverage, as_of),
    )
    enterprise = known.facts.on(as_of).enterprise
    lost = tuple(change.measure for change in comparison.lost)
    keeper = terms.keeper(ending.register, enterprise.region)
    told = notices(books.of(rules.rulebook).on(as_of), lost, keeper, as_of)
    before = comparison.before
    closable = before.kept, before.of_partners
    return Announcement(enterprise, ending, as_of, comparison.lost, told, *closable)


def _shown(facts: EnterpriseFacts, day: date, display: Display | None) -> EnterpriseFacts:
    """Return the facts without ratings and entries that are not shown."""
    if display is None or display.sees_all:
        return facts
    region = facts.on(day).enterprise.region
    return replace(
        facts,
        ratings=tuple(each for each in facts.ratings if display.shows(each, region)),
        entries=tuple(each for each in facts.entries if display.shows(each, region)),
    )


def _check_register(ending: Ending, terms: Vocabulary) -> None:
    rating = ending.kind is EndingKind.RATING_ENDS
    noun, known = ("scheme", [*terms.schemes]) if rating else ("list", [*terms.lists])
    if ending.register not in known:
        raise UnknownCodeError(noun, ending.register, suggestions(ending.register, known))


def _nothing_ends(ending: Ending, as_of: date) -> BadArgumentError:
    facts: dict[str, str | date] = {"register": ending.register, "day": as_of}
    why = {
        EndingKind.RATING_ENDS: Message(
            "the enterprise holds no rating on {register} on {day}", **facts
        ),
        EndingKind.ENTRY_ENDS: Message("the enterprise is not on {register} on {day}", **facts),
        EndingKind.ENTRY_BEGINS: Message(
            "the enterprise is on {register} already on {day}", **facts
        ),
    }
    return BadArgumentError(
        "ending",
        why[ending.kind],
        Message("Ask what it holds: {fields}.", fields="enterprise { ratings lists }"),
    )
