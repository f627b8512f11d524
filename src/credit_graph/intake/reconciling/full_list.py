"""Reconcile a complete list on a day with what is recorded, row by row: begin, keep, change.

An empty cell of such a list means "as recorded". A list speaks of its own day. What an earlier
complete list said of its own day stays, and so do the days on which the enterprise was absent
between that list and the next one (docs/import.md, "Full lists").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from credit_graph.domain.vocabulary import Scheme
from credit_graph.intake.problem import CellError, Code, RowProblem, quoted
from credit_graph.intake.reconciling import reasons
from credit_graph.intake.reconciling.upsert import RecordedRow
from credit_graph.intake.rows.kinds import ListRow, Overlap, RatingRow, since
from credit_graph.message import Message

Listed = RatingRow | ListRow


class Fate(StrEnum):
    """What an import does to an entry, or to another fact."""

    BEGINS = "begins"
    ENDS = "ends"
    CHANGES = "changes"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Placed:
    """What a row of the list leads to.

    `confirmed` stand and are on the list, `recorded` are new and on it, `rests` are what is left
    of withdrawn facts before the row takes effect. `because` gives the rule where the outcome is
    not what the row states.
    """

    fate: Fate
    confirmed: tuple[RecordedRow, ...] = ()
    withdrawn: tuple[RecordedRow, ...] = ()
    recorded: tuple[Listed, ...] = ()
    rests: tuple[Listed, ...] = ()
    because: Message | None = None


@dataclass(frozen=True, slots=True)
class ListDay:
    """The day of a list, and the days of earlier complete lists that cover the enterprise.

    `scheme` is the scheme of a list of ratings; `turns` keeps what was found out about its turns,
    by level and first day, and may be shared by those of one day and scheme.
    """

    day: date
    complete: tuple[date, ...] = ()
    scheme: Scheme | None = None
    turns: dict[tuple[str, date], date | None] = field(default_factory=dict, compare=False)

    @property
    def last(self) -> date | None:
        """The latest earlier complete list."""
        return max(self.complete, default=None)

    def last_absence(self, facts: Sequence[RecordedRow]) -> date | None:
        """Return the latest earlier complete list on which none of the facts stood."""
        absences = (
            day for day in self.complete if not any(day in listed(each).interval for each in facts)
        )
        return max(absences, default=None)

    def turn_settled(self, before: Listed) -> date | None:
        """Return the turn of the scheme after which the list alone says what a rating is, if any.

        Its level led to several, or to none: that the list has it is more than was known.
        """
        if self.scheme is None or not isinstance(before, RatingRow):
            return None
        key = (before.level, before.valid_from)
        if key not in self.turns:
            self.turns[key] = self._turn(self.scheme, *key)
        return self.turns[key]

    def _turn(self, scheme: Scheme, level: str, since: date) -> date | None:
        turned = scheme.turned(since, self.day)
        if scheme.held(level, since, self.day) == {level}:
            return None
        return turned[-1].valid_from

    def settles(self, absent: date | None, stated: date) -> bool:
        """Tell whether a stated first day lies between an absence and a later complete list.

        Those days are settled: the later list had the entry, from the day that was recorded then.
        """
        last = self.last
        return absent is not None and last is not None and absent < last and stated <= last


def place(row: Listed, standing: Sequence[RecordedRow], at: ListDay) -> Placed | RowProblem:
    """Return what becomes of a row, given every fact of its enterprise on the register.

    `row.valid_from` is the day of the list where the list does not state it. An enterprise may
    stand on a list under several references; a row without a reference speaks of all of them.
    """
    if problem := _misplaced(row, at.day):
        return problem
    return agreed(row, standing, at) or worked_out(row, standing, at)


def agreed(row: Listed, standing: Sequence[RecordedRow], at: ListDay) -> Placed | None:
    """Return what becomes of a row that states nothing but what alone stands; None for another.

    Most rows of most lists do, and this is a small part of what `worked_out` looks at. The row is
    of the day, as `place` has seen.
    """
    if len(standing) != 1 or standing[0].mine:
        return None
    before = listed(standing[0])
    if row.valid_from not in (at.day, before.valid_from) or at.day not in before.interval:
        return None
    if at.turn_settled(before) is not None:
        return None
    for name in before.__dataclass_fields__:
        stated = getattr(row, name)
        if stated is not None and name != "valid_from" and stated != getattr(before, name):
            return None
    return Placed(Fate.STAYS, confirmed=(standing[0],))


def worked_out(row: Listed, standing: Sequence[RecordedRow], at: ListDay) -> Placed | RowProblem:
    """Return what becomes of a row of the day, looking at all that stands."""
    meant = sorted(
        (each for each in standing if _meant(each, row)),
        key=lambda each: (listed(each).reference != row.reference, listed(each).valid_from),
    )
    current = [each for each in meant if at.day in listed(each).interval]
    if current and current[0].mine:
        return CellError(Code.DUPLICATE_ROW).problem()
    placed = _stay(row, current, meant, at) if current else _arrive(row, meant, at)
    if isinstance(placed, RowProblem):
        return placed
    return _reconciled(placed, standing, at.day)


def ended(fact: Listed, day: date) -> Listed | None:
    """Return a fact that stops before the day; None if it would hold on no day at all."""
    return replace(fact, valid_to=day) if fact.valid_from < day else None


def listed(each: RecordedRow) -> Listed:
    """Return the row of a fact that is a rating or a list entry."""
    if not isinstance(each.row, RatingRow | ListRow):
        raise TypeError(type(each.row))
    return each.row


def _misplaced(row: Listed, day: date) -> RowProblem | None:
    if row.valid_from > day:
        value = quoted(row.valid_from.isoformat())
        return CellError(Code.AFTER_THE_DAY, value=value, day=day).problem("valid_from")
    if row.valid_to is not None and row.valid_to <= day:
        value = quoted(row.valid_to.isoformat())
        return CellError(Code.ENDED_BEFORE_THE_DAY, value=value, day=day).problem("valid_to")
    return None


def _arrive(row: Listed, meant: Sequence[RecordedRow], at: ListDay) -> Placed | RowProblem:
    """Place a row of which nothing stands on the day: a new stay, or an earlier one goes on."""
    absent = at.last_absence(meant)
    if absent is not None and row.valid_from <= absent:
        return _from_the_day(row, at, reasons.no_entry(absent))
    runs = [
        each
        for each in meant
        if (end := listed(each).valid_to) is not None and row.valid_from < end <= at.day
    ]
    if not runs:
        return Placed(Fate.BEGINS, recorded=(row,))
    base = listed(max(runs, key=lambda each: listed(each).valid_from))
    runs = [each for each in runs if _same_entry(listed(each), base)]
    if differing := [each for each in runs if _says_otherwise(row, listed(each))]:
        return _instead(row, differing, runs, at)
    return _continued(row, base, runs, at, absent)


def _from_the_day(row: Listed, at: ListDay, said: Message) -> Placed:
    because = reasons.from_the_list(row.valid_from, said)
    return Placed(Fate.BEGINS, recorded=(replace(row, valid_from=at.day),), because=because)


def _instead(
    row: Listed, differing: Sequence[RecordedRow], runs: Sequence[RecordedRow], at: ListDay
) -> Placed | RowProblem:
    """Place a row that gives another level than what is recorded of the same, past days."""
    said = [day for day in at.complete for each in differing if day in listed(each).interval]
    if said:
        return _from_the_day(row, at, reasons.other_level(max(said)))
    before = listed(runs[0])
    if len(runs) > 1 or before.valid_from != row.valid_from:
        return _contradiction(row, differing)
    after = replace(_merged(row, before), valid_to=row.valid_to)
    return Placed(Fate.CHANGES, withdrawn=tuple(runs), recorded=(after,))


def _continued(
    row: Listed, base: Listed, runs: Sequence[RecordedRow], at: ListDay, absent: date | None
) -> Placed:
    settled = at.settles(absent, row.valid_from)
    if settled and at.last is not None:
        # What is recorded up to the last list, gaps too, stays: only what reaches beyond goes on.
        runs = [each for each in runs if (listed(each).valid_to or at.day) > at.last]
    first = min(listed(each).valid_from for each in runs)
    begins, because = first if settled else min(first, row.valid_from), None
    if absent is not None and row.valid_from < begins:
        because = _kept_start(row, begins, reasons.no_entry(absent))
    after = replace(_merged(row, base), valid_from=begins, valid_to=row.valid_to)
    because = reasons.goes_on(base.valid_to, because)
    return Placed(Fate.CHANGES, withdrawn=tuple(runs), recorded=(after,), because=because)


def _stay(
    row: Listed, current: Sequence[RecordedRow], meant: Sequence[RecordedRow], at: ListDay
) -> Placed:
    """Place a row whose entry stands on the day."""
    before = listed(current[0])
    again = [each for each in current if _same_entry(listed(each), before)]
    others = tuple(each for each in current if each not in again)
    if len(again) > 1:  # recorded twice by an earlier version: one entry from now on
        first = min(listed(each).valid_from for each in again)
        ends = [listed(each).valid_to for each in again]
        last = None if None in ends else max(end for end in ends if end is not None)
        before = replace(before, valid_from=first, valid_to=last)
    after = _merged(row, before)
    turn = at.turn_settled(before)
    if _says_otherwise(after, before):
        placed = _changed_level(row, after, before, at)
    elif turn is not None:
        settled = turn <= row.valid_from and (at.last is None or at.last < row.valid_from)
        placed = _settled(after, before, row.valid_from if settled else at.day)
    else:
        begins, because = _start(row, before, meant, at)
        if begins > before.valid_from and not _another_award(after, before):
            begins, because = before.valid_from, None
        rest = ended(before, begins) if begins > before.valid_from else None
        rests = () if rest is None else (rest,)
        after = replace(after, valid_from=begins)
        placed = Placed(Fate.CHANGES, recorded=(after,), rests=rests, because=because)
    return replace(placed, confirmed=others, withdrawn=tuple(again))


def _changed_level(row: Listed, after: Listed, before: Listed, at: ListDay) -> Placed:
    begins, because = row.valid_from, None
    if at.last is not None and begins <= at.last and begins != at.day:
        because = reasons.from_the_list(begins, reasons.other_level_or_none(at.last))
        begins = at.day
    rest = ended(before, begins)
    return Placed(
        Fate.CHANGES,
        recorded=(replace(after, valid_from=begins),),
        rests=() if rest is None else (rest,),
        because=because,
    )


def _settled(after: Listed, before: Listed, begins: date) -> Placed:
    """Place a rating of which a turn of its scheme had left open what became of it."""
    rest = ended(before, begins)
    because = reasons.turn_settled(before.valid_from, begins)
    return Placed(
        Fate.CHANGES,
        recorded=(replace(after, valid_from=begins),),
        rests=() if rest is None else (rest,),
        because=because,
    )


def _start(
    row: Listed, before: Listed, meant: Sequence[RecordedRow], at: ListDay
) -> tuple[date, Message | None]:
    """Return the first day of an entry that stays, and why it is not the stated one."""
    stated, recorded = row.valid_from, before.valid_from
    if stated in (at.day, recorded) or stated > recorded:
        return (recorded if stated == at.day else stated), None
    absent = at.last_absence(meant)
    # Between an absence and the next complete list, which had the entry, the days are settled.
    if absent is not None and (stated <= absent or at.settles(absent, stated)):
        return recorded, _kept_start(row, recorded, reasons.no_entry(absent))
    reaching = replace(before, valid_from=stated, valid_to=recorded)
    if any(_keeps_out(listed(each), reaching) for each in meant):
        return recorded, _kept_start(row, recorded, reasons.OTHER_ENTRY)
    return stated, None


def _kept_start(row: Listed, recorded: date, said: Message) -> Message:
    return reasons.first_day_stays(row.valid_from, said, recorded)


def _reconciled(placed: Placed, standing: Sequence[RecordedRow], day: date) -> Placed | RowProblem:
    """Cut the new entry off at the next one, and see that it overlaps no other."""
    gone = {id(each) for each in placed.withdrawn}
    others = [each for each in standing if id(each) not in gone]
    recorded = _up_to_the_next(placed.recorded[0], others, day)
    inside = [
        each
        for each in others
        if _keeps_out(listed(each), recorded)
        and not _says_otherwise(recorded, listed(each))
        and _within(listed(each), recorded)
    ]
    left = [each for each in others if each not in inside]
    for fact in (recorded, *placed.rests):
        if clashing := [each for each in left if _keeps_out(listed(each), fact)]:
            return _contradiction(fact, clashing)
    withdrawn = (*placed.withdrawn, *inside)
    if len(placed.withdrawn) == 1 and placed.withdrawn[0].row == recorded:
        confirmed = (*placed.withdrawn, *placed.confirmed)
        fate = Fate.CHANGES if inside else Fate.STAYS
        return Placed(fate, confirmed=confirmed, withdrawn=tuple(inside), because=placed.because)
    return replace(placed, withdrawn=withdrawn, recorded=(recorded,))


def _up_to_the_next(row: Listed, others: Sequence[RecordedRow], day: date) -> Listed:
    """Return the row cut off where another entry begins after the day."""
    following = [
        listed(each).valid_from
        for each in others
        if listed(each).valid_from > day and _same_entry(listed(each), row)
    ]
    if row.valid_to is not None:
        following.append(row.valid_to)
    return replace(row, valid_to=min(following, default=None))


def _merged(row: Listed, before: Listed) -> Listed:
    """Return the recorded fact with what the row states of it but its first day."""
    stated = {
        name: value
        for name in before.__dataclass_fields__
        if (value := getattr(row, name)) is not None and name != "valid_from"
    }
    return replace(before, **stated)


def _another_award(after: Listed, before: Listed) -> bool:
    """Tell whether more than days differ: a new award or case, and not the same one."""
    return replace(after, valid_from=before.valid_from, valid_to=before.valid_to) != before


def _same_entry(one: Listed, other: Listed) -> bool:
    """Tell whether two facts of an enterprise and register may not hold on one day."""
    return isinstance(one, RatingRow) or one.reference == other.reference


def _keeps_out(other: Listed, row: Listed) -> bool:
    return _same_entry(other, row) and other.interval.overlaps(row.interval)


def _within(inner: Listed, outer: Listed) -> bool:
    if inner.valid_from < outer.valid_from:
        return False
    if outer.valid_to is None:
        return True
    return inner.valid_to is not None and inner.valid_to <= outer.valid_to


def _says_otherwise(row: Listed, other: Listed) -> bool:
    return isinstance(row, RatingRow) and row.level != getattr(other, "level", None)


def _contradiction(row: Listed, clashing: Sequence[RecordedRow]) -> RowProblem:
    code = Code.CONTRADICTS_ROW if clashing[0].mine else Code.CONTRADICTS_FACT
    other = listed(clashing[0])
    if isinstance(row, RatingRow) and isinstance(other, RatingRow):
        overlap = row.clash([other])
        if isinstance(overlap, Overlap):
            return CellError(code, overlap.column, said=overlap.said).problem()
    said = Message("it is on the list {days}", days=since(other.interval))
    return CellError(code, "valid_from", said=said).problem()


def _meant(each: RecordedRow, row: Listed) -> bool:
    if isinstance(row, RatingRow) or row.reference is None:
        return True
    return listed(each).reference in (row.reference, None)
