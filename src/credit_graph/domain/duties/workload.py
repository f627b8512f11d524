"""An agency's workload: what it is named for, what is due, what it has done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from credit_graph.domain.duties.calendar import DueItem, DueStatus
from credit_graph.domain.duties.duty import DutyRole
from credit_graph.domain.duties.duty_book import Charge, DutyBook

SOON = timedelta(days=30)
LOOK_BACK = timedelta(days=3653)
LOOK_AHEAD = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many measures and obligations of a policy an agency has in a role.

    `role` is `None` where sentences name the agency without one.
    """

    policy: str
    role: DutyRole | None
    subjects: int


@dataclass(frozen=True, slots=True)
class Uses:
    """Measures that an agency applied: how often, how many different, to how many enterprises."""

    uses: int = 0
    measures: int = 0
    enterprises: int = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """What one agency has to do as of a day, where documents name it or whom it has succeeded.

    What it has passed on to a body that is known is in that one's. `duties` in the documents'
    order; `due_soon` are the items not done that are due on the day or within the 30 days after it,
    `overdue` those of the ten years before it; both by due day.
    """

    agency: str
    as_of: date
    duties: tuple[RoleCount, ...]
    due_soon: tuple[DueItem, ...]
    overdue: tuple[DueItem, ...]
    next_due: DueItem | None


def workload(book: DutyBook, items: Sequence[DueItem], agency: str, as_of: date) -> Workload:
    """Return the workload of an agency; `items` are due of it in the years around the day."""
    ahead = [item for item in items if item.status is DueStatus.OPEN]
    return Workload(
        agency=agency,
        as_of=as_of,
        duties=_by_role(book.answered(agency, as_of)),
        due_soon=tuple(item for item in ahead if item.due_on <= as_of + SOON),
        overdue=tuple(item for item in items if item.status is DueStatus.OVERDUE),
        next_due=ahead[0] if ahead else None,
    )


def _by_role(charges: Iterable[Charge]) -> tuple[RoleCount, ...]:
    # A body may be named beside one that it has succeeded since: the subject is one all the same.
    held = dict.fromkeys(
        (charge.subject.policy, role, charge.subject.code)
        for charge in charges
        for role in charge.roles
    )
    tally = Counter((policy, role) for policy, role, _ in held)
    return tuple(RoleCount(policy, role, many) for (policy, role), many in tally.items())
