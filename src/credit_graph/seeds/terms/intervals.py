"""When policy files are in force."""

from collections.abc import Iterable

from credit_graph.domain.facts.interval import Interval
from credit_graph.seeds.files.findings import Ledger
from credit_graph.seeds.files.problem import Problem
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Draft


def check_intervals(drafts: Iterable[Draft[PolicyForm]], ledger: Ledger) -> None:
    """Note files without a first day, with an empty stretch, or with a code that is taken.

    One policy is one file: the database keeps its earlier versions. Of two files of one code
    the second is refused, as overlapping if both would be in force on some day.
    """
    taken: dict[str, tuple[Draft[PolicyForm], Interval]] = {}
    for draft in drafts:
        interval = _interval(draft, ledger)
        if interval is None:
            continue
        code = draft.form.code
        first, other = taken.setdefault(code, (draft, interval))
        if first is draft:
            continue
        spot = draft.spot.into("code")
        if interval.overlaps(other):
            ledger.refuse(spot, Problem.OVERLAPPING_VERSIONS, given=code, first=first.spot.file)
        else:
            ledger.refuse(
                spot, Problem.DUPLICATE_CODE, noun="policy", given=code, first=first.spot.file
            )


def _interval(draft: Draft[PolicyForm], ledger: Ledger) -> Interval | None:
    effective = draft.form.effective
    start = effective.from_ or draft.form.issued_on
    if start is None:
        ledger.refuse(draft.spot.into("issued_on"), Problem.NO_START)
        return None
    if effective.to is not None and effective.to <= start:
        ledger.refuse(draft.spot.into("effective", "to"), Problem.EMPTY_INTERVAL)
        return None
    return Interval(start, effective.to)
