"""API keys for tests."""

from collections.abc import Iterable

from credit_graph.clock import Now
from credit_graph.domain.authority.api_key import Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.authority.api_keys import ApiKeys, IssuedKey
from support.official_rules import official_rulebook


async def issued_key(
    graph: Graph,
    now: Now,
    *scopes: Scope,
    agency: str | None = None,
    regions: Iterable[str] | None = None,
    days: int = 30,
) -> IssuedKey:
    """Issue a key of an agency, or of an analyst."""
    grant = Grant(
        kind=PrincipalKind.ANALYST if agency is None else PrincipalKind.AGENCY,
        label=agency or "an analyst",
        scopes=frozenset(scopes),
        agency=agency,
        regions=None if regions is None else frozenset(regions),
    )
    keys = ApiKeys(ApiKeyStore(graph, now), now)
    return await keys.issue(grant, days, official_rulebook())


def bearing(token: str) -> dict[str, str]:
    """Return the header that brings a token."""
    return {"authorization": f"Bearer {token}"}
