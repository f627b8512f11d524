"""Whom to notify when an enterprise loses measures.

Notified are the bodies with a duty on a measure that the enterprise may enjoy no more, and those to
whom a document has the register's keeper pass such news (000, section three). A collective body
is notified through its members, as far as they are recorded.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.policy import Flow, Measure


@dataclass(frozen=True, slots=True)
class Notice:
    """One agency to notify: its duties on what is lost, and the flows that notify it.

    Duties and flows may be those of bodies for which it answers today.
    """

    agency: Agency
    duties: tuple[Duty, ...]
    flows: tuple[Flow, ...]


def notices(
    book: DutyBook, lost: Collection[Measure], keeper: str | None, day: date
) -> tuple[Notice, ...]:
    """Return whom to notify that these measures are lost, in the documents' order.

    `keeper` is the agency that keeps the scheme or list in question, if one is recorded. Notified
    is who answers on the day for the body that a document names; that body where nobody is known
    to.
    """
    living = book.directory.successions.living
    duties: dict[str, dict[str, Duty]] = {}
    for duty in _duties_on(book, lost):
        for code in living(duty.agency, day, duty.subject) or (duty.agency,):
            duties.setdefault(code, {})[duty.code] = duty
    flows: dict[str, dict[str, Flow]] = {}
    for receiver, flow in _news(book, {measure.policy for measure in lost}, keeper):
        for code in living(receiver, day) or (receiver,):
            flows.setdefault(code, {})[flow.code] = flow
    return tuple(
        Notice(
            agency=book.directory.agency(code),
            duties=book.outermost(duties.get(code, {}).values()),
            flows=tuple(flows.get(code, {}).values()),
        )
        for code in dict.fromkeys((*duties, *flows))
    )


def _duties_on(book: DutyBook, lost: Iterable[Measure]) -> Iterator[Duty]:
    for measure in lost:
        for duty in book.answering(measure):
            yield from tuple(book.members_part(duty)) or (duty,)


def _news(
    book: DutyBook, policies: Collection[str], keeper: str | None
) -> Iterator[tuple[str, Flow]]:
    """Yield each agency that the keeper's news reaches, with the flow by which it does."""
    for flow in book.rulebook.flows():
        if flow.policy not in policies or keeper not in flow.senders:
            continue
        for receiver in flow.receivers:
            for agency in book.directory.members_of(receiver) or (receiver,):
                if agency not in flow.senders:
                    yield agency, flow
