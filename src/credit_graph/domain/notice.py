"""Who must be told when an enterprise loses its standing.

Told are the bodies with a duty on a measure that the enterprise may enjoy no more, and those to
whom a document has the register's keeper pass such news (000, section three). A collective body
is told through its members, as far as a document names them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from credit_graph.domain.agency import Agency
from credit_graph.domain.duty import Duty
from credit_graph.domain.duty_book import DutyBook
from credit_graph.domain.facts import EnterpriseFacts, EntryFact, Origin
from credit_graph.domain.interval import Interval
from credit_graph.domain.policy import Flow, Measure


class EndingKind(StrEnum):
    """How an enterprise's standing ends."""

    RATING_ENDS = "rating_ends"
    ENTRY_ENDS = "entry_ends"
    ENTRY_BEGINS = "entry_begins"


@dataclass(frozen=True, slots=True)
class Ending:
    """What happens, and to which scheme or list (`register`)."""

    kind: EndingKind
    register: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One agency to be told: the duties it has on what is lost, the flows that have it told."""

    agency: Agency
    duties: tuple[Duty, ...]
    flows: tuple[Flow, ...]


def after_ending(facts: EnterpriseFacts, ending: Ending, day: date) -> EnterpriseFacts | None:
    """Return the facts as they would be from the day on; `None` if that changes nothing.

    Nothing changes where there is no such rating or entry on the day to end, or the enterprise
    stands on the list already.
    """
    if ending.kind is EndingKind.RATING_ENDS:
        held = [each for each in facts.ratings if each.scheme == ending.register]
        if not any(day in each.interval for each in held):
            return None
        return replace(
            facts,
            ratings=tuple(
                replace(each, interval=_cut(each.interval, day)) if each in held else each
                for each in facts.ratings
            ),
        )
    listed = [each for each in facts.entries if each.list == ending.register]
    stands = any(day in each.interval for each in listed)
    if stands is (ending.kind is EndingKind.ENTRY_BEGINS):
        return None
    if ending.kind is EndingKind.ENTRY_BEGINS:
        entry = EntryFact(ending.register, Interval(day), Origin(fact_id=""))
        return replace(facts, entries=(*facts.entries, entry))
    return replace(
        facts,
        entries=tuple(
            replace(each, interval=_cut(each.interval, day)) if each in listed else each
            for each in facts.entries
        ),
    )


def notices(
    book: DutyBook, lost: Iterable[Measure], keeper: str | None
) -> tuple[Notice, ...]:
    """Return whom to tell that these measures are lost, in the order of the documents.

    `keeper` is the agency that keeps the scheme or list in question, if one is recorded.
    """
    duties: dict[str, dict[str, Duty]] = {}
    policies: dict[str, None] = {}
    for measure in lost:
        policies[measure.policy] = None
        for duty in book.answering(measure):
            for each in _reaching(book, duty):
                duties.setdefault(each.agency, {})[each.code] = each
    flows: dict[str, dict[str, Flow]] = {}
    for flow in book.rulebook.flows():
        if flow.policy in policies and keeper in flow.senders:
            for receiver in _receiving(book, flow):
                flows.setdefault(receiver, {})[flow.code] = flow
    return tuple(
        Notice(
            agency=book.rulebook.agencies[code],
            duties=tuple(duties.get(code, {}).values()),
            flows=tuple(flows.get(code, {}).values()),
        )
        for code in dict.fromkeys((*duties, *flows))
    )


def _cut(interval: Interval, day: date) -> Interval:
    """Return the interval ended on the day, if the day lies in it."""
    return Interval(interval.valid_from, day) if day in interval else interval


def _reaching(book: DutyBook, duty: Duty) -> tuple[Duty, ...]:
    return tuple(book.members_part(duty)) or (duty,)


def _receiving(book: DutyBook, flow: Flow) -> Iterator[str]:
    for receiver in flow.receivers:
        for member in book.directory.members_of(receiver) or (receiver,):
            if member not in flow.senders:
                yield member
