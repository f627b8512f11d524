from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credit_graph.domain.authority.api_key import (
    ApiKey,
    Grant,
    PresentedKey,
    digest_of,
    key_text,
)
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope

SECRET = "A" * 42 + "_"
ISSUED = datetime(2026, 11, 1, tzinfo=UTC)
GRANT = Grant(PrincipalKind.AGENCY, "nightly", frozenset({Scope.WRITE_LISTS}), "pds-customs")
KEY = ApiKey("0123456789ab", digest_of(SECRET), GRANT, ISSUED, ISSUED + timedelta(days=1))
TEXT = key_text(KEY.id, SECRET)


def test_a_key_is_read_back_and_matches_its_secret_only() -> None:
    presented = PresentedKey.read(TEXT)
    assert presented == PresentedKey(KEY.id, KEY.digest)
    assert presented is not None
    assert KEY.matches(presented)
    other = PresentedKey.read(key_text(KEY.id, "B" * 43))
    assert other is not None
    assert not KEY.matches(other)


@pytest.mark.parametrize("text", ["", "cgk_", TEXT[:-1], f"{TEXT}A", f" {TEXT}", f"{TEXT}\n"])
def test_what_has_not_the_form_of_a_key_is_none(text: str) -> None:
    assert PresentedKey.read(text) is None


def test_a_key_is_valid_before_its_end_unless_revoked() -> None:
    assert KEY.problem(KEY.expires_at - timedelta(microseconds=1)) is None
    assert str(KEY.problem(KEY.expires_at)) == "it has expired"
    assert str(replace(KEY, revoked_at=ISSUED).problem(ISSUED)) == "it was revoked"


def test_a_key_speaks_for_its_grant() -> None:
    assert KEY.principal() == Principal(
        kind=PrincipalKind.AGENCY,
        subject="nightly",
        scopes=frozenset({Scope.WRITE_LISTS}),
        agency="pds-customs",
        token_id=KEY.id,
    )
