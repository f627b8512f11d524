"""What a principal may do follows from its scopes alone."""

import pytest

from credit_graph.domain.authority.principal import (
    LOCAL_READER,
    Principal,
    PrincipalKind,
    Scope,
    scopes_lacking,
)


@pytest.mark.parametrize("scope", Scope)
def test_admin_holds_every_scope(scope: Scope) -> None:
    operator = Principal(PrincipalKind.OPERATOR, "operator", frozenset({Scope.ADMIN}))
    assert operator.may(scope)


@pytest.mark.parametrize("scope", Scope)
def test_a_local_reader_writes_nothing(scope: Scope) -> None:
    reads = {Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS}
    assert LOCAL_READER.may(scope) == (scope in reads)


def test_who_records_should_read_what_the_answers_select() -> None:
    assert scopes_lacking({Scope.WRITE_RATINGS}) == (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)
    assert scopes_lacking({Scope.WRITE_RATINGS, Scope.READ_PUBLIC}) == (Scope.READ_ENTERPRISES,)
    both = {Scope.READ_PUBLIC, Scope.READ_ENTERPRISES}
    assert scopes_lacking({Scope.WRITE_RATINGS, *both}) == ()
    assert scopes_lacking({Scope.READ_CHAINS}) == ()
    assert scopes_lacking({Scope.WRITE_RATINGS, Scope.ADMIN}) == ()
