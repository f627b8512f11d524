"""A complete list on a day, row by row, against what stands: begin, keep, change.

An empty cell of such a list means "as recorded". An entry that stands on the day and is on the
list goes on; what the list says otherwise of it counts from the day that the list gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from credit_graph.intake.decision import Standing
from credit_graph.intake.problem import CellError, Code, Problem, quoted
from credit_graph.intake.rows import ListRow, Overlap, RatingRow

Listed = RatingRow | ListRow


@dataclass(frozen=True, slots=True)
class Placed:
    """What a row of the list leads to: facts confirmed, withdrawn and recorded."""

    confirmed: tuple[Standing, ...] = ()
    withdrawn: tuple[Standing, ...] = ()
    recorded: tuple[Listed, ...] = ()

    @property
    def is_new(self) -> bool:
        """Tell whether the enterprise was not on the list before."""
        return bool(self.recorded) and not self.withdrawn


def place(row: Listed, standing: Sequence[Standing], day: date) -> Placed | Problem:
    """Return what becomes of a row, given every fact of its enterprise on the register.

    `row.valid_from` is `day` where the list does not state it. An enterprise may stand on a list
    under several references; a row without a reference speaks of all of them.
    """
    if row.valid_from > day:
        value = quoted(row.valid_from.isoformat())
        return CellError(Code.AFTER_THE_DAY, value=value, day=day).problem("valid_from")
    if row.valid_to is not None and row.valid_to <= day:
        value = quoted(row.valid_to.isoformat())
        return CellError(Code.ENDED_BEFORE_THE_DAY, value=value, day=day).problem("valid_to")
    current = [each for each in standing if day in _listed(each).interval and _meant(each, row)]
    if not current:
        return _begin(row, standing, day)
    first = current[0]
    if first.mine:
        return CellError(Code.DUPLICATE_ROW).problem()
    placed = _go_on(row, first, standing, day)
    if problem := _clash(placed, [each for each in standing if each is not first]):
        return problem
    return replace(placed, confirmed=(*placed.confirmed, *current[1:]))


def ended(fact: Listed, day: date) -> Listed | None:
    """Return a fact that stops before the day; None if it would hold on no day at all."""
    return replace(fact, valid_to=day) if fact.valid_from < day else None


def _begin(row: Listed, standing: Sequence[Standing], day: date) -> Placed | Problem:
    placed = Placed(recorded=(_up_to_the_next(row, standing, day),))
    return _clash(placed, standing) or placed


def _up_to_the_next(row: Listed, standing: Sequence[Standing], day: date) -> Listed:
    """Return the row cut off where an entry begins, after the day, that says otherwise."""
    if not isinstance(row, RatingRow):
        return row
    ends = [
        each.row.valid_from
        for each in standing
        if isinstance(each.row, RatingRow)
        and each.row.level != row.level
        and each.row.valid_from > day
    ]
    if row.valid_to is not None:
        ends.append(row.valid_to)
    return replace(row, valid_to=min(ends, default=None))


def _go_on(row: Listed, current: Standing, standing: Sequence[Standing], day: date) -> Placed:
    before = _listed(current)
    after = _merged(row, before, day)
    if after == before:
        return Placed(confirmed=(current,))
    if after.valid_from == before.valid_from and _says_otherwise(after, before):
        after = replace(after, valid_from=row.valid_from)
    after = _up_to_the_next(after, standing, day)
    if after.valid_from > before.valid_from:
        rest = ended(before, after.valid_from)
        return Placed((), (current,), (after,) if rest is None else (rest, after))
    return Placed((), (current,), (after,))


def _merged(row: Listed, before: Listed, day: date) -> Listed:
    stated = {
        name: value
        for name in before.__dataclass_fields__
        if (value := getattr(row, name)) is not None
    }
    if row.valid_from == day:
        stated["valid_from"] = before.valid_from
    return replace(before, **stated)


def _says_otherwise(after: Listed, before: Listed) -> bool:
    return isinstance(after, RatingRow) and after.level != getattr(before, "level", None)


def _clash(placed: Placed, others: Sequence[Standing]) -> Problem | None:
    facts = [each.row for each in others if isinstance(each.row, RatingRow)]
    for row in placed.recorded:
        clash = row.clash(facts) if isinstance(row, RatingRow) else None
        if isinstance(clash, Overlap):
            mine = any(each.mine for each in others if each.row is clash.other)
            code = Code.CONTRADICTS_ROW if mine else Code.CONTRADICTS_FACT
            return CellError(code, clash.column, said=clash.said).problem()
    return None


def _meant(each: Standing, row: Listed) -> bool:
    if isinstance(row, RatingRow) or row.reference is None:
        return True
    return _listed(each).reference in (row.reference, None)


def _listed(each: Standing) -> Listed:
    if not isinstance(each.row, RatingRow | ListRow):
        raise TypeError(type(each.row))
    return each.row
