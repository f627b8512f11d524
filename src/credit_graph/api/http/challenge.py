"""What HTTP says beside a refusal for who asks (RFC 6750, section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from credit_graph.api.enums import PrincipalKind
from credit_graph.domain.authority.errors import InsufficientScopeError, RegionBoundError
from credit_graph.domain.authority.principal import Principal

CHALLENGE = 'Bearer realm="credit-graph"'
_UNAUTHORIZED, _FORBIDDEN = 401, 403


@dataclass(frozen=True, slots=True)
class ScopeRefusal:
    """The status of an answer that was refused for want of a scope, and its challenge."""

    status: int
    challenge: str

    @classmethod
    def of(cls, body: object, principal: Principal) -> "ScopeRefusal | None":
        """Return what goes with a body that is such a refusal, of an operation not begun.

        Whoever brought no token is asked for one; a token without the scope is not enough.
        """
        if not isinstance(body, Mapping) or body.get("data") is not None:
            return None
        for error in body.get("errors") or ():
            facts = error.get("extensions") or {}
            if facts.get("code") == RegionBoundError.code:
                return cls(_FORBIDDEN, f'{CHALLENGE}, error="insufficient_scope"')
            if facts.get("code") == InsufficientScopeError.code:
                lacking = f'error="insufficient_scope", scope="{facts.get("scope", "")}"'
                if principal.kind is PrincipalKind.ANONYMOUS:
                    return cls(_UNAUTHORIZED, CHALLENGE)
                return cls(_FORBIDDEN, f"{CHALLENGE}, {lacking}")
        return None
