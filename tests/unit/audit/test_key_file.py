"""The signing key is read when it is needed, and what is wrong with it is said."""

import os
from pathlib import Path

import pytest

from credit_graph.audit.checkpoint import SignerKey
from credit_graph.audit.key_file import KeyFile
from credit_graph.errors import SigningKeyError


def test_a_key_is_read_again_when_its_file_has_become_another(tmp_path: Path) -> None:
    one, two = (SignerKey.generate(name) for name in ("one", "two"))
    path = tmp_path / "audit.key"
    path.write_text(one.encoded(), "utf-8")
    file = KeyFile(path)
    assert file.key().verifier == one.verifier
    assert file.key() is file.key()
    path.write_text(two.encoded(), "utf-8")
    os.utime(path, (1, 1))
    assert file.key().verifier == two.verifier


@pytest.mark.parametrize(
    ("content", "why"), [(None, "is not there"), (b"no key", "be read"), (b"\xff", "be read")]
)
def test_a_key_that_cannot_be_had_is_named(content: bytes | None, why: str, tmp_path: Path) -> None:
    path = tmp_path / "audit.key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SigningKeyError, match=why):
        KeyFile(path).key()


def test_no_file_is_no_key() -> None:
    with pytest.raises(SigningKeyError, match="no file is named"):
        KeyFile(None).key()
