"""What a day brings by the rules alone: policies, turns of the law, due items, lapsed registers."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from credit_graph.domain.duties.calendar import Calendar, DueItem, DueStatus
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Sync
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.policy import Measure, Obligation, Policy
from credit_graph.domain.rulebook import Rulebook

_A_DAY = timedelta(days=1)


def rule_notices(book: DutyBook, day: date) -> Iterator[ChangeNotice]:
    """Yield what begins and ends by the documents: policies, measures, versions of schemes.

    One notice each, however many enterprises it concerns.
    """
    for policy in book.rulebook.policies.values():
        now, before = policy.in_force(day), policy.in_force(day - _A_DAY)
        if now is not before:
            kind = NoticeKind.BEGUN if now else NoticeKind.ENDED
            yield _of_policy(book, kind, policy, (), day)
        elif now:
            yield from _of_measures(book, policy, day)
    for scheme in book.rulebook.vocabulary.schemes.values():
        if day in scheme.turns:
            keepers = tuple(dict.fromkeys(keeper for _, keeper in scheme.keepers))
            yield ChangeNotice(NoticeKind.SUMMARY, agencies=keepers, register=scheme.code, day=day)


def due_notices(book: DutyBook, calendar: Calendar, day: date) -> Iterator[ChangeNotice]:
    """Yield what is due on the day, and what was on the day before and is not done."""
    for item in calendar.items(day - _A_DAY, day):
        if item.due_on == day and item.status is DueStatus.OPEN:
            yield _of_item(book, NoticeKind.DUE, item, (), day)
        elif item.due_on < day and item.status is DueStatus.OVERDUE:
            owed = item.subject.recipients if isinstance(item.subject, Obligation) else ()
            yield _of_item(book, NoticeKind.OVERDUE, item, owed, day)


def lapse_notices(rulebook: Rulebook, syncs: Iterable[Sync], day: date) -> Iterator[ChangeNotice]:
    """Yield a summary for each register that was complete in a region until the day before."""
    known = tuple(syncs)
    coverage = Coverage(known, rulebook.vocabulary)
    for register, region in sorted({(sync.register, sync.region) for sync in known}):
        before = coverage.standing(register, region, day - _A_DAY)
        if before.complete and not coverage.standing(register, region, day).complete:
            keeper = rulebook.vocabulary.keeper(register, region)
            yield ChangeNotice(
                NoticeKind.SUMMARY,
                agencies=(keeper,) if keeper else (),
                register=register,
                region=region,
                day=day,
            )


def _of_measures(book: DutyBook, policy: Policy, day: date) -> Iterator[ChangeNotice]:
    measures = tuple(policy.walk())
    begun = [each for each in measures if each.holds(day) and not each.holds(day - _A_DAY)]
    ended = [each for each in measures if each.holds(day - _A_DAY) and not each.holds(day)]
    if begun:
        yield _of_policy(book, NoticeKind.BEGUN, policy, begun, day)
    if ended:
        yield _of_policy(book, NoticeKind.ENDED, policy, ended, day)


def _of_policy(
    book: DutyBook, kind: NoticeKind, policy: Policy, measures: Iterable[Measure], day: date
) -> ChangeNotice:
    concerned = tuple(measures)
    duties = [duty for each in concerned or policy.walk() for duty in each.duties]
    named = dict.fromkeys(code for duty in duties for code in _living(book, duty.agency, day))
    return ChangeNotice(
        kind,
        agencies=tuple(named),
        subject=policy.code,
        measures=tuple(each.code for each in concerned),
        day=day,
    )


def _of_item(
    book: DutyBook, kind: NoticeKind, item: DueItem, others: Iterable[str], day: date
) -> ChangeNotice:
    told = dict.fromkeys(
        code for agency in (item.agency, *others) for code in _living(book, agency, day)
    )
    return ChangeNotice(kind, agencies=tuple(told), subject=item.subject.code, day=item.due_on)


def _living(book: DutyBook, agency: str, day: date) -> Iterator[str]:
    """Yield who answers on a day for a body; for a collective one, for each of its members."""
    for code in book.directory.members_of(agency) or (agency,):
        yield from book.directory.successions.living(code, day) or (code,)
