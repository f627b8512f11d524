"""Every duty of a rulebook, found by agency and subject, in the documents' order.

The order is that of the policies, within one that of its measures with their parts, then of its
obligations, within each of the names in the document.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.directory import Directory
from credit_graph.domain.duties.duty import Duty, DutyRole
from credit_graph.domain.policy import Measure, Obligation
from credit_graph.domain.rulebook import Rulebook

Subject = Measure | Obligation


class Reach(Enum):
    """Which duties count as an agency's."""

    DIRECT = "direct"  # where a document names it
    COLLECTIVE = "collective"  # and where a document names a body it belongs to


@dataclass(frozen=True, slots=True)
class CollectiveDuty(Duty):
    """A duty that falls to an agency because it belongs to the collective body `via`."""

    via: str = ""


@dataclass(frozen=True, slots=True)
class DutyQuery:
    """Which duties are asked for; `None` does not filter.

    On a day `as_of` those of bodies for which the agency answers are its own too.
    """

    agency: str | None = None
    role: DutyRole | None = None
    policy: str | None = None
    reach: Reach = Reach.DIRECT
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """All that one agency, named itself or as a collective body, has to do with one subject."""

    agency: str
    subject: Subject
    duties: tuple[Duty, ...]

    @property
    def roles(self) -> tuple[DutyRole | None, ...]:
        """Its roles there, each once, in the order in which the document gives them."""
        return tuple(dict.fromkeys(duty.role for duty in self.duties))


@dataclass(frozen=True, slots=True)
class CoAgency:
    """An agency with which another shares `subjects` measures and obligations."""

    agency: Agency
    subjects: int


class DutyBook:
    """The duties of one rulebook. Safe to share.

    Where a policy was amended they are those of the latest texts; `on` and `between` give those of
    other days.
    """

    __slots__ = (
        "_charges",
        "_duties",
        "_outermost",
        "_parents",
        "_stretches",
        "_subjects",
        "directory",
        "rulebook",
    )

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._stretches: dict[date | None, DutyBook] = {rulebook.stretch: self}
        self.directory = Directory(rulebook)
        self._subjects: Mapping[str, Subject] = {
            subject.code: subject for subject in _subjects(rulebook)
        }
        self._duties = tuple(rulebook.duties())
        self._parents = {
            part.code: measure.code
            for policy in rulebook.policies.values()
            for measure in policy.walk()
            for part in measure.parts
        }
        self._charges: Mapping[tuple[str, str], Charge] = _charged(self._duties, self._subjects)
        self._outermost = tuple(
            charge
            for charge in self._charges.values()
            if not any((charge.agency, up) in self._charges for up in self._above(charge.subject))
        )

    def on(self, day: date) -> "DutyBook":
        """Return the book of a day's texts: this one, unless a policy was amended."""
        return self._of(self.rulebook.on(day))

    def between(self, first: date, last: date) -> Iterator["DatedBook"]:
        """Yield the books of the days from the first to the last, one for each stretch."""
        for rulebook, begins, ends in self.rulebook.between(first, last):
            yield DatedBook(self._of(rulebook), begins, ends)

    def _of(self, rulebook: Rulebook) -> "DutyBook":
        book = self._stretches.get(rulebook.stretch)
        if book is None:
            book = self._stretches[rulebook.stretch] = DutyBook(rulebook)
        return book

    def duties(self, query: DutyQuery) -> Iterator[Duty]:
        """Yield the duties asked for; one through a collective body follows that body's own."""
        bodies = None if query.agency is None else self._bodies(query.agency, query.reach)
        for duty in self._duties:
            if bodies is not None and duty.agency not in bodies:
                continue
            if query.role is not None and duty.role is not query.role:
                continue
            if query.policy is not None and self._subjects[duty.subject].policy != query.policy:
                continue
            for each in self._held(duty, query.reach):
                if query.agency is None or self._is_of(each, query.agency, query.as_of):
                    yield each

    def charge(self, duty: Duty) -> Charge:
        """Return the charge that a duty belongs to: the collective body's own for one via it."""
        agency = duty.via if isinstance(duty, CollectiveDuty) else duty.agency
        return self._charges[agency, duty.subject]

    def charges(self, agency: str | None = None) -> Iterator[Charge]:
        """Yield what each agency (or this one) is named for, each thing once.

        Where an item and its parts name the same agency, the item alone counts: documents
        repeat an item's bracket for its parts, which is no further charge.
        """
        for charge in self._outermost:
            if agency is None or charge.agency == agency:
                yield charge

    def co_agencies(self, agency: str) -> tuple[CoAgency, ...]:
        """Return with whom an agency is named for the same things, most shared first.

        A thing counts as in `charges`: an item with its parts once, parts each where the item
        itself does not name both.
        """
        mine = {subject for holder, subject in self._charges if holder == agency}
        shared: Counter[str] = Counter()
        for holder, subject in self._charges:
            if holder == agency or subject not in mine:
                continue
            above = self._above(self._subjects[subject])
            if not any(up in mine and (holder, up) in self._charges for up in above):
                shared[holder] += 1
        order = {code: place for place, code in enumerate(self.rulebook.agencies)}
        ranked = sorted(shared.items(), key=lambda each: (-each[1], order[each[0]]))
        return tuple(CoAgency(self.rulebook.agencies[code], many) for code, many in ranked)

    def answering(self, measure: Measure) -> tuple[Duty, ...]:
        """Return the duties of whoever answers for a measure.

        Those on the measure itself; else on the item it is a part of; else on the table tasks
        that restate it (002 gives its body items no unit).
        """
        for code in (measure.code, *self._above(measure)):
            duties = self._subjects[code].duties
            if duties:
                return duties
        tasks = (
            each
            for policy in self.rulebook.policies.values()
            for each in policy.walk()
            if each.task_of == measure.code
        )
        return tuple(duty for task in tasks for duty in task.duties)

    def dated_without_agency(self, first: date, last: date) -> tuple[Measure, ...]:
        """Return the items due from `first` to `last` for which the document names nobody.

        They are no due items, for nobody can be notified of them; 002 task (6) is one.
        """
        return tuple(
            item
            for policy in self.rulebook.policies.values()
            for item in policy.measures
            if item.due_day is not None and first <= item.due_day <= last
            if not any(measure.duties for measure in item.walk())
        )

    def outermost(self, duties: Iterable[Duty]) -> tuple[Duty, ...]:
        """Leave out the duties on parts of an item on which one of the duties is."""
        every = tuple(duties)
        subjects = {duty.subject for duty in every}
        return tuple(
            duty for duty in every if subjects.isdisjoint(self._above(self._subjects[duty.subject]))
        )

    def members_part(self, duty: Duty) -> Iterator[CollectiveDuty]:
        """Yield what falls to each member that a collective body's duty reaches."""
        return (_through(duty, member) for member in self.directory.members_of(duty.agency))

    def answered(self, agency: str, day: date) -> Iterator[Charge]:
        """Yield what a body answers for on a day.

        That is what documents name it for and it has not passed on to a body that is known, and
        what it took over from others.
        """
        for charge in self.charges():
            living = self.directory.successions.living(charge.agency, day, charge.subject.code)
            if agency in (living or (charge.agency,)):
                yield charge

    def _bodies(self, agency: str, reach: Reach) -> frozenset[str]:
        """Return the few bodies of whose duties any may be the agency's, on some day."""
        lineage = self.directory.successions.lineage(agency)
        if reach is Reach.DIRECT:
            return lineage
        return lineage.union(*map(self.directory.bodies_of, lineage))

    def _is_of(self, duty: Duty, agency: str, day: date | None) -> bool:
        if duty.agency == agency:
            return True
        living = self.directory.successions.living
        return day is not None and agency in living(duty.agency, day, duty.subject)

    def _held(self, duty: Duty, reach: Reach) -> Iterator[Duty]:
        yield duty
        if reach is Reach.COLLECTIVE:
            yield from self.members_part(duty)

    def _above(self, subject: Subject) -> Iterator[str]:
        code = self._parents.get(subject.code)
        while code is not None:
            yield code
            code = self._parents.get(code)


class DatedBook(NamedTuple):
    """A duty book, and the days from `first` to `last`, both included, on which it holds."""

    book: DutyBook
    first: date
    last: date


def _subjects(rulebook: Rulebook) -> Iterator[Subject]:
    for policy in rulebook.policies.values():
        yield from policy.walk()
        yield from policy.obligations


def _charged(
    duties: Iterable[Duty], subjects: Mapping[str, Subject]
) -> dict[tuple[str, str], Charge]:
    grouped: dict[tuple[str, str], list[Duty]] = {}
    for duty in duties:
        grouped.setdefault((duty.agency, duty.subject), []).append(duty)
    return {
        (agency, subject): Charge(agency, subjects[subject], tuple(held))
        for (agency, subject), held in grouped.items()
    }


def _through(duty: Duty, member: str) -> CollectiveDuty:
    return CollectiveDuty(
        code=f"{duty.code}@{member}",
        agency=member,
        role=duty.role,
        origin=duty.origin,
        subject=duty.subject,
        citation=duty.citation,
        open_ended=duty.open_ended,
        text_from=duty.text_from,
        via=duty.agency,
    )
