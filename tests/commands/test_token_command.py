"""`token issue|list|revoke`, against the database of the session."""

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

Command = Callable[..., Result]


@pytest.fixture
def ready(command: Command) -> Command:
    command("load-policies")
    return command


def issued(command: Command, *options: str) -> str:
    result = command("token", "issue", *options)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def listed(command: Command) -> dict[str, dict[str, object]]:
    lines = command("token", "list", "--json").stdout.splitlines()
    return {each["id"]: each for each in map(json.loads, lines)}


def test_a_key_is_shown_once_and_listed_without_its_secret(ready: Command) -> None:
    text = issued(ready, "--agency", "pds-customs", "--scope", "write:ratings", "--days", "30")
    _, key_id, secret = text.split("_", 2)
    entry = listed(ready)[key_id]
    assert (entry["kind"], entry["agency"], entry["scopes"], entry["regions"]) == (
        "agency",
        "pds-customs",
        ["write:ratings"],
        None,
    )
    assert str(entry["state"]).startswith("valid until ")
    for options in ((), ("--json",)):
        shown = ready("token", "list", *options).output
        assert key_id in shown
        assert secret not in shown
        assert "digest" not in shown


def test_a_key_that_records_and_cannot_read_the_answers_is_noted(ready: Command) -> None:
    scopes = ("--scope", "write:ratings", "--scope", "read:public")
    result = ready("token", "issue", "--agency", "pds-customs", *scopes)
    assert "--scope read:enterprises, and revoke" in result.stderr
    result = ready(
        "token", "issue", "--agency", "pds-customs", *scopes, "--scope", "read:enterprises"
    )
    assert "Note:" not in result.stderr


def test_a_revoked_key_is_listed_as_such(ready: Command) -> None:
    key_id = issued(ready, "--kind", "operator", "--scope", "admin").split("_")[1]
    assert ready("token", "revoke", key_id).exit_code == 0
    first = listed(ready)[key_id]
    assert first["state"] == "it was revoked"
    assert ready("token", "revoke", key_id).exit_code == 0
    assert listed(ready)[key_id]["revoked_at"] == first["revoked_at"]


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--scope", "write:rating"), "UNKNOWN_SCOPE", "write:ratings"),
        (("--scope", "read:public", "--agency", "pds-custom"), "UNKNOWN_AGENCY", "pds-customs"),
        (("--scope", "read:public", "--region", "41040"), "UNKNOWN_REGION", "4104"),
        (("--scope", "read:public", "--days", "0"), "BAD_ARGUMENT", "1 to 366"),
        (("--scope", "read:public", "--days", "367"), "BAD_ARGUMENT", "1 to 366"),
        (("--scope", "read:public", "--kind", "agency"), "BAD_ARGUMENT", "--agency"),
        (
            ("--scope", "read:public", "--kind", "analyst", "--agency", "pds-customs"),
            "BAD_ARGUMENT",
            "--kind",
        ),
        (("--scope", "read:public", "--label", "two\nlines"), "BAD_ARGUMENT", "printable"),
    ],
)
def test_what_cannot_be_granted_is_refused_and_no_key_is_made(
    ready: Command, options: tuple[str, ...], code: str, words: str
) -> None:
    before = listed(ready)
    result = ready("token", "issue", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"[{code}]" in result.stderr
    assert words in result.stderr
    assert listed(ready) == before


def test_a_key_that_there_is_not_cannot_be_revoked(ready: Command) -> None:
    result = ready("token", "revoke", "0123456789ab")
    assert result.exit_code == 2
    assert "[UNKNOWN_API_KEY]" in result.stderr
