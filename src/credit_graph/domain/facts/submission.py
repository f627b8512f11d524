"""What agencies hand in, and which due day each of it closes.

The documents say when something is due, not how to distinguish a late report from an early one.
The rule here is ours (docs/agencies.md, "What closes an item"): a report belongs to the due day it
names; else to the due day nearer to it, of the two between which it came; and to the other of
the two if that one is closed already. It closes one due day or none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from credit_graph.domain.facts.record import Origin, Recorded


@dataclass(frozen=True, slots=True)
class Submission(Recorded):
    """A report, feedback, or the first use of a measure that was due.

    `subject` is the code of the obligation or measure, `agency` who handed it in if that is
    stated, `cases` how many cases it holds, `due_on` the due day it says it is for.
    """

    subject: str
    agency: str | None
    handed_in_on: date
    origin: Origin
    text: str | None = None
    cases: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What one agency is asked about: subjects for which it may have handed something in."""

    agency: str
    subjects: tuple[str, ...]


def closings(
    due_days: Sequence[date], submissions: Iterable[Submission]
) -> Mapping[date, Submission]:
    """Return which submission closes which of the due days (ascending).

    Submissions count in the order of the days on which they were handed in.
    """
    closed: dict[date, Submission] = {}
    for submission in sorted(submissions, key=_order):
        for day in _candidates(due_days, submission):
            if day not in closed:
                closed[day] = submission
                break
    return closed


def _order(submission: Submission) -> tuple[date, str]:
    return submission.handed_in_on, submission.origin.fact_id


def _candidates(due_days: Sequence[date], submission: Submission) -> tuple[date, ...]:
    """Return the due days that a submission may close, the likeliest first."""
    if submission.due_on is not None:
        return (submission.due_on,) if submission.due_on in due_days else ()
    came = submission.handed_in_on
    place = bisect_left(due_days, came)
    before, after = due_days[max(place - 1, 0) : place], due_days[place : place + 1]
    around = (*before, *after)
    return tuple(sorted(around, key=lambda day: abs(day - came)))
