"""Who a request comes from and what it may do."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class PrincipalKind(StrEnum):
    """What a request's author is."""

    AGENCY = "agency"
    ANALYST = "analyst"
    DASHBOARD = "dashboard"
    OPERATOR = "operator"
    ANONYMOUS = "anonymous"


class Scope(StrEnum):
    """One right that a token can carry."""

    READ_PUBLIC = "read:public"
    READ_ENTERPRISES = "read:enterprises"
    READ_CHAINS = "read:chains"
    READ_AUDIT = "read:audit"
    WRITE_REGISTRATIONS = "write:registrations"
    WRITE_RATINGS = "write:ratings"
    WRITE_LISTS = "write:lists"
    WRITE_VIOLATIONS = "write:violations"
    WRITE_LINKS = "write:links"
    WRITE_STATEMENTS = "write:statements"
    WRITE_USES = "write:uses"
    WRITE_REPORTS = "write:reports"
    ADMIN = "admin"


_OF_ANSWERS = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)


def scopes_lacking(scopes: Collection[Scope]) -> tuple[Scope, ...]:
    """Return the scopes without which who may record can read little of the answers.

    An answer to a mutation shows the fact, the enterprise, the decisions that moved, the agencies.
    """
    writes = any(each.value.startswith("write:") for each in scopes)
    if not writes or Scope.ADMIN in scopes:
        return ()
    return tuple(each for each in _OF_ANSWERS if each not in scopes)


@dataclass(frozen=True, slots=True)
class Principal:
    """The author of a request, as its token states it.

    `regions` are region codes within which enterprises may be read; None sets no bound.
    `token_id` names the key or JWT without being one: it may be shown and logged.
    """

    kind: PrincipalKind
    subject: str
    scopes: frozenset[Scope]
    agency: str | None = None
    regions: frozenset[str] | None = None
    token_id: str | None = None

    def may(self, scope: Scope) -> bool:
        """Tell whether this principal holds the scope; `admin` holds every one."""
        return scope in self.scopes or Scope.ADMIN in self.scopes

    @property
    def operates(self) -> bool:
        """Whether it is an operator: shown every fact, and writing for nobody in particular."""
        return self.kind is PrincipalKind.OPERATOR or self.may(Scope.ADMIN)


NOBODY = Principal(kind=PrincipalKind.ANONYMOUS, subject="nobody", scopes=frozenset())
"""Who may do nothing that needs a scope."""

LOCAL_READER = Principal(
    kind=PrincipalKind.ANONYMOUS,
    subject="local",
    scopes=frozenset({Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS}),
)
"""Who asks without a token while authentication is off: a program on the same machine.

It reads what the service shows and writes nothing: writing always needs a token.
"""
