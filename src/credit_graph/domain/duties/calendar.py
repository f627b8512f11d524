"""Due items: what agencies have to do by which day, and whether it is done as of a day.

`Calendar.items` gives those between two days, both included, in the order of their days, within
a day in the documents' order. An item is DONE when a submission has closed it, else OVERDUE from
the day after its due day on, else OPEN.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit_graph.domain.duties.due_days import assumption_of, due_days, is_dated
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.duties.duty_book import Charge, DutyBook, Subject
from credit_graph.domain.facts.submission import Submission, closings
from credit_graph.domain.policy import Obligation


class DueStatus(StrEnum):
    """How an item stands as of a day."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that one agency has to do by one day.

    `assumption` says what the document leaves open about the day; `closed_by` is the submission
    that closed the item, `min_cases` how many cases one must hold to close it.
    """

    due_on: date
    status: DueStatus
    agency: str
    subject: Subject
    duties: tuple[Duty, ...]
    assumption: str | None
    min_cases: int
    closed_by: Submission | None

    @property
    def code(self) -> str:
        """The item's own code, the same whenever it is asked for."""
        return f"{self.subject.code}/{self.due_on.isoformat()}@{self.agency}"

    @property
    def late(self) -> bool:
        """Whether it was closed after its due day."""
        return self.closed_by is not None and self.closed_by.handed_in_on > self.due_on


class Calendar:
    """What is due by one book of duties, as the submissions stand on a day."""

    __slots__ = ("_as_of", "_book", "_handed_in")

    def __init__(self, book: DutyBook, submissions: Iterable[Submission], as_of: date) -> None:
        self._book = book
        self._as_of = as_of
        self._handed_in: dict[str, list[Submission]] = {}
        for submission in submissions:
            if submission.handed_in_on <= as_of:
                self._handed_in.setdefault(submission.subject, []).append(submission)

    def items(
        self, first: date, last: date, charges: Iterable[Charge] | None = None
    ) -> tuple[DueItem, ...]:
        """Return the items due from `first` to `last`, of these charges or of all."""
        among = self._book.charges() if charges is None else charges
        found = [
            item
            for charge in among
            for item in self._items_of(charge, last)
            if first <= item.due_on <= last
        ]
        return tuple(sorted(found, key=lambda item: item.due_on))

    def standing(self, charge: Charge) -> DueItem | None:
        """Return the item by which a charge counts as open, done or overdue.

        That is the latest one overdue; else the next one due; else the last there was.
        """
        items = tuple(self._items_of(charge, self._as_of))
        overdue = [item for item in items if item.status is DueStatus.OVERDUE]
        ahead = [item for item in items if item.due_on >= self._as_of]
        return next(iter((*overdue[-1:], *ahead, *items[-1:])), None)

    def _items_of(self, charge: Charge, last: date) -> Iterator[DueItem]:
        subject = charge.subject
        if not is_dated(subject):
            return
        policy = self._book.rulebook.policies[subject.policy]
        days = due_days(subject, policy, max(last, self._as_of))
        closed = self._closed(charge, days)
        for day in days:
            yield DueItem(
                due_on=day,
                status=self._status(day, closed.get(day)),
                agency=charge.agency,
                subject=subject,
                duties=charge.duties,
                assumption=assumption_of(subject),
                min_cases=_min_cases(subject),
                closed_by=closed.get(day),
            )

    def _status(self, due_on: date, closed_by: Submission | None) -> DueStatus:
        if closed_by is not None:
            return DueStatus.DONE
        return DueStatus.OVERDUE if due_on < self._as_of else DueStatus.OPEN

    def _closed(self, charge: Charge, days: Sequence[date]) -> Mapping[date, Submission]:
        """Return what closed which day: the body's own report, or the last of its members'."""
        own = self._closed_by(charge.agency, charge, days)
        members = self._book.directory.members_of(charge.agency)
        if not members:
            return own
        each = [self._closed_by(member, charge, days) for member in members]
        return {
            day: own.get(day) or max((one[day] for one in each), key=_handed_in)
            for day in days
            if day in own or all(day in one for one in each)
        }

    def _closed_by(
        self, agency: str, charge: Charge, days: Sequence[date]
    ) -> Mapping[date, Submission]:
        subject = charge.subject
        alone = len({duty.agency for duty in subject.duties}) == 1
        living = self._book.directory.successions.living(agency, self._as_of, subject.code)
        return closings(
            days,
            (
                each
                for each in self._handed_in.get(subject.code, ())
                if each.agency in (agency, *living) or (each.agency is None and alone)
                if (each.cases or 0) >= _min_cases(subject)
            ),
        )


def _min_cases(subject: Subject) -> int:
    return subject.min_cases if isinstance(subject, Obligation) else 0


def _handed_in(submission: Submission) -> tuple[date, str]:
    return submission.handed_in_on, submission.origin.fact_id
