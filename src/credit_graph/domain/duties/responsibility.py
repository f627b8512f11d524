"""The responsibility matrix of a policy: its bodies against its categories, with roles."""

from collections import Counter
from dataclasses import dataclass

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import DutyRole
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.policy import Measure, Policy


@dataclass(frozen=True, slots=True)
class RoleTally:
    """How many measures of one category an agency has in one role."""

    role: DutyRole | None
    measures: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What an agency has to do in a category: roles in the order in which they come up.

    `measures` counts each measure once, in whatever roles.
    """

    agency: str
    category: str
    roles: tuple[RoleTally, ...]
    measures: int


@dataclass(frozen=True, slots=True)
class ResponsibilityMatrix:
    """Rows, columns and the cells that are not empty, row by row.

    Categories stand in the document's order, agencies in the order in which it names them.
    Obligations stand under no category and are not in the matrix.
    """

    policy: Policy
    agencies: tuple[Agency, ...]
    categories: tuple[str, ...]
    cells: tuple[MatrixCell, ...]


def responsibility_matrix(book: DutyBook, policy: Policy) -> ResponsibilityMatrix:
    """Return the matrix of a policy, each item counted once with its parts."""
    roles: dict[tuple[str, str], Counter[DutyRole | None]] = {}
    measures: Counter[tuple[str, str]] = Counter()
    for charge in book.charges():
        if not isinstance(charge.subject, Measure) or charge.subject.policy != policy.code:
            continue
        cell = charge.agency, charge.subject.category
        measures[cell] += 1
        roles.setdefault(cell, Counter()).update(charge.roles)
    agencies = tuple(dict.fromkeys(agency for agency, _ in roles))
    categories = tuple(dict.fromkeys(measure.category for measure in policy.walk()))
    return ResponsibilityMatrix(
        policy=policy,
        agencies=tuple(book.rulebook.agencies[code] for code in agencies),
        categories=categories,
        cells=tuple(
            MatrixCell(agency, category, _tallies(roles[agency, category]), measures[cell])
            for agency in agencies
            for category in categories
            if (cell := (agency, category)) in roles
        ),
    )


def _tallies(roles: Counter[DutyRole | None]) -> tuple[RoleTally, ...]:
    return tuple(RoleTally(role, many) for role, many in roles.items())
