"""Writing rights: the one place that says who may write a fact, for every way to write one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, cast

from credit_graph.domain.authority.errors import InsufficientScopeError
from credit_graph.domain.authority.keepers import Keepership, KeeperTable
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.rulebook import Rulebook
from credit_graph.graph.recordings import RegisteredPlace
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.kinds import (
    CoverageRow,
    EnterpriseRow,
    ListRow,
    RatingRow,
    Row,
    SubmissionRow,
)

Places = Mapping[str, tuple[RegisteredPlace, ...]]
"""Where enterprises are registered, by code."""

SCOPES: Final[Mapping[Kind, Scope]] = {
    Kind.ENTERPRISES: Scope.WRITE_REGISTRATIONS,
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


@dataclass(frozen=True, slots=True)
class WritingRights:
    """What one author may write. `agency` None: an operator, who writes for nobody in particular.

    `scopes` None: whoever works at the command line, where the machine's accounts are the rule.
    """

    table: KeeperTable
    agency: str | None
    principal: Principal | None = None

    @classmethod
    def of(cls, rulebook: Rulebook, principal: Principal) -> "WritingRights":
        """Return the rights of a principal; raise `ForbiddenError` if it may write nothing."""
        operates = principal.kind is PrincipalKind.OPERATOR or principal.may(Scope.ADMIN)
        if principal.agency is None and not operates:
            raise ForbiddenError("record anything", "a token of an agency or of an operator")
        if principal.agency is not None and principal.agency not in rulebook.agencies:
            raise ForbiddenError("record anything", "a token of an agency that the rules name")
        return cls(KeeperTable(rulebook), principal.agency, principal)

    @classmethod
    def on_behalf(cls, rulebook: Rulebook, agency: str | None) -> "WritingRights":
        """Return the rights of an operator at the command line, bound to an agency if one is given."""
        return cls(KeeperTable(rulebook), agency)

    def check_scope(self, kind: Kind) -> None:
        """Raise `ForbiddenError` if the token does not carry the scope of the kind."""
        scope = SCOPES[kind]
        if self.principal is not None and not self.principal.may(scope):
            raise ForbiddenError(f"write {kind}", f"the scope {scope}")

    def attributed(self, kind: Kind, row: Row) -> Row:
        """Return the row with the agency as its source, where it names none."""
        column = _SPEAKERS.get(kind)
        if self.agency is None or column is None or getattr(row, column) is not None:
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

    def _keepers(
        self, kind: Kind, row: Row, places: Places, days: Iterable[date]
    ) -> Keepership:
        table = self.table
        match row:
            case EnterpriseRow():
                own = (each.region for each in places.get(row.uscc, ()))
                return table.of_registrations((row.region, *own))
            case RatingRow():
                regions = _regions(places[row.uscc], (row.valid_from, *days))
                return table.of_register(row.scheme, regions)
            case ListRow():
                regions = _regions(places[row.uscc], (row.valid_from, *days))
                return table.of_register(row.list, regions)
            case CoverageRow():
                return table.of_register(row.register, (row.region,))
            case SubmissionRow():
                owing = table.of_report(row.obligation)
                return owing.jointly(table.of_speaker(row.agency))
        if kind in {Kind.LINKS, Kind.OWNERSHIP}:
            writers = table.of_links()
            source = getattr(row, "source", None)
            return writers if source is None else writers.jointly(table.of_speaker(source))
        return table.of_speaker(cast("str | None", getattr(row, _SPEAKERS[kind])))


def _regions(places: Iterable[RegisteredPlace], days: Iterable[date]) -> tuple[str, ...]:
    known = tuple(places)
    found = (each.region for day in days for each in known if each.is_shown(day))
    return tuple(dict.fromkeys(found))


def enterprises_of(kind: Kind, row: Row) -> tuple[str, ...]:
    """Return the codes of the enterprises that a row is about."""
    columns = TABLES[kind].enterprises or (("uscc",) if kind is Kind.ENTERPRISES else ())
    return tuple(getattr(row, column) for column in columns)
