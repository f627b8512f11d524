"""What a principal may do follows from its scopes alone."""

import pytest

from credit_graph.domain.authority.principal import (
    LOCAL_READER,
    Principal,
    PrincipalKind,
    Scope,
)


@pytest.mark.parametrize("scope", Scope)
def test_admin_holds_every_scope(scope: Scope) -> None:
    operator = Principal(PrincipalKind.OPERATOR, "operator", frozenset({Scope.ADMIN}))
    assert operator.may(scope)


@pytest.mark.parametrize("scope", Scope)
def test_a_local_reader_writes_nothing(scope: Scope) -> None:
    reads = {Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS}
    assert LOCAL_READER.may(scope) == (scope in reads)
