"""One-day gaps: a last day taken for the first day after leaves a day without a rating."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from credit_graph.intake.rows.kinds import RatingRow

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """The day on which an enterprise holds nothing on a scheme, and the same level around it."""

    uscc: str
    scheme: str
    level: str
    day: date


def one_day_gaps(stated: Sequence[RatingRow], standing: Sequence[RatingRow]) -> Iterator[Gap]:
    """Yield the gaps that rows leave, all of one enterprise and scheme.

    `stated` are those of the file, `standing` the others: what stood so before is no news.
    """
    begun = {(row.level, row.valid_from): row for row in (*standing, *stated)}
    for row in (*stated, *standing):
        if row.valid_to is None:
            continue
        following = begun.get((row.level, row.valid_to + _DAY))
        if following is not None and (row in stated or following in stated):
            yield Gap(row.uscc, row.scheme, row.level, row.valid_to)


def gap_note(gaps: Sequence[Gap]) -> str:
    """Return what is said of gaps in the summary of a file."""
    first = gaps[0]
    return (
        f"{len(gaps)} gap(s) of one day between ratings of the same level, the first that of"
        f" {first.uscc} on {first.day} ({first.scheme} {first.level}): valid_to is the first day on"
        " which a rating does not hold any more"
    )
