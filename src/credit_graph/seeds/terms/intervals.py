"""When policy files are in force."""

from datetime import date

from credit_graph.domain.facts.interval import Interval
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Draft, Library


def first_day(form: PolicyForm) -> date:
    """Return the first day on which a file is in force; the earliest of all if it states none."""
    return form.effective.from_ or form.issued_on or date.min


def check_intervals(library: Library, ledger: Findings) -> None:
    """Note files without a first day, with an empty stretch, or of a policy whose days are taken.

    Several files of one code are the texts of a policy that was amended, each for its days. One
    that says it was amended is followed by another on the day on which it ends.
    """
    texts: dict[str, list[tuple[Draft[PolicyForm], Interval]]] = {}
    drafts = library.of(PolicyForm)
    for draft in drafts:
        interval = _interval(draft, ledger)
        if interval is None:
            continue
        code = draft.form.code
        others = texts.setdefault(code, [])
        for other, taken in others:
            if interval.overlaps(taken):
                ledger.refuse(
                    draft.spot.into("code"),
                    SeedProblem.OVERLAPPING_VERSIONS,
                    given=code,
                    first=other.spot.file,
                )
                break
        others.append((draft, interval))
    trees = [form for form, _ in library.trees if form is PolicyForm]
    if PolicyForm not in library.unread and len(trees) == len(drafts):  # else it may be the later
        for drafted in texts.values():
            _check_ends(drafted, ledger)


def _check_ends(drafted: list[tuple[Draft[PolicyForm], Interval]], ledger: Findings) -> None:
    begun = {interval.valid_from for _, interval in drafted}
    for draft, interval in drafted:
        ended = draft.form.effective.ended
        amended = ended is not None and ended.how == "amended"
        if amended and interval.valid_to is not None and interval.valid_to not in begun:
            spot = draft.spot.into("effective", "ended", "how")
            ledger.refuse(spot, SeedProblem.NO_LATER_TEXT, day=interval.valid_to)


def _interval(draft: Draft[PolicyForm], ledger: Findings) -> Interval | None:
    effective = draft.form.effective
    start = effective.from_ or draft.form.issued_on
    if start is None:
        ledger.refuse(draft.spot.into("issued_on"), SeedProblem.NO_START)
        return None
    if effective.to is not None and effective.to <= start:
        ledger.refuse(draft.spot.into("effective", "to"), SeedProblem.EMPTY_INTERVAL)
        return None
    return Interval(start, effective.to)
