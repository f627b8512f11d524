"""The days on which a measure or an obligation is due.

A measure is due on its deadline, an obligation once or by its recurrence (RFC 5545). Where the
document states no first day or no end, none is invented: the data holds the assumption made.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import dropwhile, takewhile

from dateutil.rrule import rrulestr

from credit_graph.domain.policy import Measure, Obligation, Policy


def due_days(subject: Measure | Obligation, policy: Policy, until: date) -> tuple[date, ...]:
    """Return the due days up to the first one not before `until`, ascending.

    That one tells whether a report handed in by `until` was rather meant for it.
    Nothing is due once the policy, or the measure, is no longer in force, nor by a later text of a
    policy before that text stands.
    """
    days: list[date] = []
    begun = dropwhile(lambda each: policy.text_from and each < policy.text_from, _days(subject))
    for day in takewhile(lambda each: _lasts(subject, policy, each), begun):
        days.append(day)
        if day >= until:
            break
    return tuple(days)


def assumption_of(subject: Measure | Obligation) -> str | None:
    """Return what is assumed about the due days where the document leaves it open."""
    if isinstance(subject, Obligation):
        return subject.assumption
    return None if subject.deadline is None else subject.deadline.assumption


def is_dated(subject: Measure | Obligation) -> bool:
    """Tell whether the subject is ever due."""
    return subject.due_day is not None or _recurs(subject)


def _recurs(subject: Measure | Obligation) -> bool:
    return isinstance(subject, Obligation) and subject.rrule is not None


def _days(subject: Measure | Obligation) -> Iterator[date]:
    if subject.due_day is not None:
        yield subject.due_day
    if isinstance(subject, Obligation) and subject.rrule and subject.starts_on:
        start = datetime.combine(subject.starts_on, time())
        yield from (moment.date() for moment in rrulestr(subject.rrule, dtstart=start))


def _lasts(subject: Measure | Obligation, policy: Policy, day: date) -> bool:
    if policy.effective_to is not None and policy.effective_to <= day:
        return False
    superseded = subject.superseded_on if isinstance(subject, Measure) else None
    return superseded is None or day < superseded
