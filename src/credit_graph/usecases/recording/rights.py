"""Writing rights: the one place that says who may write a fact, for every way to write one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, cast

from credit_graph.domain.authority.closure import Closure, closed_openness
from credit_graph.domain.authority.errors import InsufficientScopeError, RegionBoundError
from credit_graph.domain.authority.keepers import Keepership, KeeperTable
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.conditions import Family
from credit_graph.domain.openness import Openness
from credit_graph.domain.rulebook import Rulebook
from credit_graph.graph.recording.changes import RegisteredPlace
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code, RowProblem
from credit_graph.intake.rows.kinds import (
    CoverageRow,
    EnterpriseRow,
    ListRow,
    RatingRow,
    Row,
    SubmissionRow,
    stated_openness,
)

Places = Mapping[str, tuple[RegisteredPlace, ...]]
"""Where enterprises are registered, by code."""

SCOPES: Final[Mapping[Kind, Scope]] = {
    Kind.ENTERPRISES: Scope.WRITE_REGISTRATIONS,
    Kind.PARTNERS: Scope.WRITE_REGISTRATIONS,
    Kind.RATINGS: Scope.WRITE_RATINGS,
    Kind.LISTS: Scope.WRITE_LISTS,
    Kind.STATEMENTS: Scope.WRITE_STATEMENTS,
    Kind.COMMITMENTS: Scope.WRITE_STATEMENTS,
    Kind.VIOLATIONS: Scope.WRITE_VIOLATIONS,
    Kind.USES: Scope.WRITE_USES,
    Kind.LINKS: Scope.WRITE_LINKS,
    Kind.OWNERSHIP: Scope.WRITE_LINKS,
    Kind.COVERAGE: Scope.WRITE_LISTS,
    Kind.SUBMISSIONS: Scope.WRITE_REPORTS,
}
"""The scope that writing a kind of fact takes."""

_NOBODY: Final = ""  # keeps nothing

# The column that names who states a fact.
_SPEAKERS: Final[Mapping[Kind, str]] = {
    Kind.RATINGS: "awarded_by",
    Kind.LISTS: "reported_by",
    Kind.STATEMENTS: "reported_by",
    Kind.COMMITMENTS: "agency",
    Kind.VIOLATIONS: "found_by",
    Kind.USES: "agency",
    Kind.LINKS: "source",
    Kind.SUBMISSIONS: "agency",
}


# Which terms the facts of a kind are written in, and the column that has their codes.
_TERMS: Final[Mapping[Kind, tuple[Family, str]]] = {
    Kind.RATINGS: (Family.RATINGS, "scheme"),
    Kind.LISTS: (Family.ENTRIES, "list"),
    Kind.STATEMENTS: (Family.STATEMENTS, "statement"),
    Kind.COMMITMENTS: (Family.COMMITMENTS, "commitment"),
    Kind.VIOLATIONS: (Family.VIOLATIONS, "violation"),
}


@dataclass(frozen=True, slots=True)
class WritingRights:
    """What one author may write; `agency` None: an operator, who writes for nobody in particular.

    Without a `principal` it is whoever works at the command line. `sight` bounds whose facts a
    token may write; None is everybody's. `closure` are the terms whose facts are closed to it,
    `closed` is the openness of single facts that are.
    """

    table: KeeperTable
    agency: str | None
    principal: Principal | None = None
    sight: Sight | None = None
    closure: Closure | None = None
    closed: frozenset[Openness] = frozenset()

    @classmethod
    def of(cls, rulebook: Rulebook, principal: Principal) -> "WritingRights":
        """Return the rights of a principal; one that is neither agency nor operator has none."""
        agency = principal.agency if principal.agency or principal.operates else _NOBODY
        sight = Sight.of(principal, rulebook.vocabulary)
        closure = Closure.of(rulebook, principal)
        closed = closed_openness(principal)
        return cls(KeeperTable(rulebook), agency, principal, sight, closure, closed)

    @classmethod
    def on_behalf(cls, rulebook: Rulebook, agency: str | None) -> "WritingRights":
        """Return the rights of an operator at the command line, as those of an agency if given."""
        if agency is None:
            return cls(KeeperTable(rulebook), None)
        speaking = Principal(PrincipalKind.AGENCY, agency, frozenset(), agency)
        closure, closed = Closure.of(rulebook, speaking), closed_openness(speaking)
        return cls(KeeperTable(rulebook), agency, closure=closure, closed=closed)

    def check_scope(self, kind: Kind, action: str) -> None:
        """Raise `InsufficientScopeError` if the token does not carry the scope of the kind."""
        scope = SCOPES[kind]
        if self.principal is not None and not self.principal.may(scope):
            raise InsufficientScopeError(f"Mutation.{action}", scope)

    def check_region(self, row: Row, action: str) -> None:
        """Raise `RegionBoundError` for a registration in a region that the token does not show."""
        registers_elsewhere = isinstance(row, EnterpriseRow) and not (
            self.sight is None or self.sight.sees(row.region)
        )
        if registers_elsewhere:
            raise RegionBoundError(f"Mutation.{action}")

    def hidden(self, usccs: Iterable[str], places: Places, today: date) -> str | None:
        """Return the first of these enterprises that is registered out of sight, if one is."""
        sight = self.sight
        if sight is None:
            return None
        return next(
            (
                uscc
                for uscc in usccs
                for each in places.get(uscc, ())
                if each.is_shown(today) and not sight.sees(each.region)
            ),
            None,
        )

    def attributed(self, kind: Kind, row: Row) -> Row:
        """Return the row with the agency as its source, where it names none."""
        column = _SPEAKERS.get(kind)
        if not self.agency or column is None or getattr(row, column) is not None:
            return row
        return cast("Row", replace(cast("Any", row), **{column: self.agency}))

    def keeper_unless_theirs(
        self, kind: Kind, row: Row, places: Places, days: Iterable[date] = ()
    ) -> Keepership | None:
        """Return who keeps the fact of a row if that is somebody else; None if it may be written.

        `days` are those of the change besides the first day of the row.
        """
        if self.agency is None:
            return None
        keepers = self._keepers(kind, row, places, days)
        return None if keepers.admits(self.agency) else keepers

    def conceals(self, kind: Kind, row: Row, places: Places) -> bool:
        """Tell whether the fact of a row is not shown to the author: it is as if there were none.

        That is one of a closed term, or closed by its own openness, that somebody else keeps.
        """
        closed = self.narrows(row) or self._is_of_closed(kind, row)
        return closed and self.keeper_unless_theirs(kind, row, places) is not None

    def narrows(self, row: Row) -> bool:
        """Tell whether a row states an openness that is closed to whoever does not keep it."""
        return stated_openness(row) in self.closed

    def _is_of_closed(self, kind: Kind, row: Row) -> bool:
        term = None if self.closure is None else _TERMS.get(kind)
        if self.closure is None or term is None:
            return False
        family, column = term
        return (family, getattr(row, column)) in self.closure.terms

    def problem(self, kind: Kind, row: Row, places: Places) -> RowProblem | None:
        """Return the finding that a row is another's, if it is; not of an unknown enterprise."""
        known = kind is Kind.ENTERPRISES or all(
            uscc in places for uscc in enterprises_of(kind, row)
        )
        keepers = self.keeper_unless_theirs(kind, row, places) if known else None
        if keepers is None:
            return None
        return CellError(Code.NOT_KEEPER, keeper=keepers.shown).problem()

    def _keepers(self, kind: Kind, row: Row, places: Places, days: Iterable[date]) -> Keepership:
        table = self.table
        if kind in {Kind.LINKS, Kind.OWNERSHIP}:
            writers, source = table.of_links(), getattr(row, "source", None)
            return writers if source is None else writers.jointly(table.of_speaker(source))
        match row:
            case EnterpriseRow():
                own = (each.region for each in places.get(row.uscc, ()))
                keepers = table.of_registrations((row.region, *own))
            case RatingRow():
                days = (row.valid_from, *days)
                keepers = table.of_register(row.scheme, _regions(places[row.uscc], days))
            case ListRow():
                days = (row.valid_from, *days)
                keepers = table.of_register(row.list, _regions(places[row.uscc], days))
            case CoverageRow():
                keepers = table.of_register(row.register, (row.region,))
            case SubmissionRow():
                keepers = table.of_report(row.obligation).jointly(table.of_speaker(row.agency))
            case _:
                keepers = table.of_speaker(getattr(row, _SPEAKERS[kind]))
        return keepers


def _regions(places: Iterable[RegisteredPlace], days: Iterable[date]) -> tuple[str, ...]:
    known = tuple(places)
    found = (each.region for day in days for each in known if each.is_shown(day))
    return tuple(dict.fromkeys(found))


def enterprises_of(kind: Kind, row: Row) -> tuple[str, ...]:
    """Return the codes of the enterprises that a row is about."""
    columns = TABLES[kind].enterprises or (("uscc",) if kind is Kind.ENTERPRISES else ())
    return tuple(getattr(row, column) for column in columns)
