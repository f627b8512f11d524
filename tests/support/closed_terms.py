"""The packaged rules with some terms that are not public."""

from dataclasses import replace
from typing import Any

from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.openness import Openness
from credit_graph.domain.rulebook import Rulebook
from support.official_rules import official_rulebook


def closed_rules(**terms: dict[str, Openness]) -> Rulebook:
    """Return the rules with the openness of terms, by noun and code: `schemes={"tax": …}`."""
    rules = official_rulebook()
    changed: dict[str, Any] = {}
    for noun, openness in terms.items():
        known = getattr(rules.vocabulary, noun)
        opened = {code: replace(known[code], openness=each) for code, each in openness.items()}
        changed[noun] = {**known, **opened}
    return replace(rules, vocabulary=replace(rules.vocabulary, **changed))


def speaking_for(agency: str) -> Principal:
    """Return somebody who reads for an agency."""
    return Principal(
        PrincipalKind.AGENCY, agency, frozenset({Scope.READ_ENTERPRISES}), agency=agency
    )


OPERATOR = Principal(PrincipalKind.OPERATOR, "o", frozenset())
ADMIN = Principal(PrincipalKind.ANALYST, "a", frozenset({Scope.ADMIN}))
