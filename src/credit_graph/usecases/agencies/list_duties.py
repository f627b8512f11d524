"""Which duties agencies have, and how each stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from credit_graph.domain.duties.calendar import Calendar, DueItem, DueStatus
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.duties.duty_book import DutyBook, DutyQuery
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import UnknownCodeError
from credit_graph.usecases.agencies.due_calendar import HandedIn, calendar_of


@dataclass(frozen=True, slots=True)
class DueQuery:
    """Which due items count; `None` does not filter. `before` itself is left out."""

    before: date | None = None
    status: DueStatus | None = None

    @property
    def asks(self) -> bool:
        """Whether it filters at all."""
        return self.before is not None or self.status is not None

    def admits(self, item: DueItem | None) -> bool:
        """Tell whether an item counts; what is never due counts only if nothing is asked."""
        if item is None:
            return not self.asks
        return (self.before is None or item.due_on < self.before) and (
            self.status is None or item.status is self.status
        )


async def list_duties(
    book: DutyBook, handed_in: HandedIn, query: DutyQuery, due: DueQuery, as_of: date
) -> tuple[Duty, ...]:
    """Return the duties asked for, in the documents' order.

    Those of an agency include the duties of bodies for which it answers on the day.
    By day and status a duty counts as its standing item does (`Calendar.standing`). At most one
    round trip, and none without such a criterion. Raises `UnknownCodeError`.
    """
    check_codes(book, query)
    book = book.on(as_of)
    found = tuple(book.duties(replace(query, as_of=as_of)))
    if not due.asks:
        return found
    charges = [book.charge(duty) for duty in found]
    calendar = await calendar_of(book, charges, handed_in, as_of)
    return tuple(_admitted(book, calendar, found, due))


def check_codes(book: DutyBook, query: DutyQuery) -> None:
    """Raise `UnknownCodeError` for an agency or policy that there is not."""
    if query.agency is not None:
        book.directory.agency(query.agency)
    policies = book.rulebook.policies
    if query.policy is not None and query.policy not in policies:
        near = suggestions(query.policy, policies)
        raise UnknownCodeError(noun="policy", given=query.policy, near=near)


def _admitted(
    book: DutyBook, calendar: Calendar, duties: Iterable[Duty], due: DueQuery
) -> Iterator[Duty]:
    standing: dict[tuple[str, str], DueItem | None] = {}
    for duty in duties:
        charge = book.charge(duty)
        key = charge.agency, charge.subject.code
        if key not in standing:
            standing[key] = calendar.standing(charge)
        if due.admits(standing[key]):
            yield duty
