"""Checkpoints and keys in the forms of C2SP, and everything that is none."""

from base64 import b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from credit_graph.audit.checkpoint import (
    CheckpointError,
    SignerKey,
    TreeHead,
    VerifierKey,
)
from credit_graph.audit.hash_tree import EMPTY, leaf_hash

HEAD = TreeHead.of("example.org/log", EMPTY.append(leaf_hash(b"one"))[0])


def fixed_key(number: int) -> SignerKey:
    """Return the same key in every process: cases are named after what they hold."""
    return SignerKey("example.org/log", Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32))


KEY = fixed_key(1)


def test_what_was_signed_is_read_again() -> None:
    note = KEY.sign(HEAD)
    assert KEY.verifier.open(note) == HEAD
    assert note.count("\n") == 5
    assert VerifierKey.read(str(KEY.verifier)) == KEY.verifier
    assert SignerKey.read(KEY.encoded()).verifier == KEY.verifier
    assert KEY.encoded().rpartition("+")[2] not in repr(KEY)


def test_the_form_is_that_of_the_page() -> None:
    """Key id, signed bytes and lines, put together here by hand as C2SP describes them."""
    secret = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = secret.public_key().public_bytes_raw()
    key_id = sha256(b"log\n\x01" + public).digest()[:4]
    text = f"log\n7\n{b64encode(bytes(32)).decode()}\n"
    signature = b64encode(key_id + secret.sign(text.encode())).decode()
    verifier = VerifierKey.read(f"log+{key_id.hex()}+{b64encode(bytes([1]) + public).decode()}")
    assert verifier.open(f"{text}\n\u2014 log {signature}\n") == TreeHead("log", 7, bytes(32))


def test_signatures_of_others_pass_unread() -> None:
    other = SignerKey.generate("witness.example")
    witnessed = KEY.sign(HEAD) + other.sign(HEAD).rpartition("\n\n")[2]
    assert KEY.verifier.open(witnessed) == other.verifier.open(witnessed) == HEAD


@pytest.mark.parametrize(
    ("note", "message"),
    [
        (HEAD.text(), "a blank line"),
        (fixed_key(2).sign(HEAD), "no signature by"),
        (KEY.sign(HEAD).replace("\n1\n", "\n2\n"), "does not hold"),
        (KEY.sign(HEAD).replace("\u2014", "-"), "a dash"),
        (KEY.sign(HEAD)[:-1], "a blank line"),
        (KEY.sign(HEAD)[:-3] + "!\n", "not base64"),
    ],
)
def test_a_note_that_does_not_hold_is_refused(note: str, message: str) -> None:
    with pytest.raises(CheckpointError, match=message):
        KEY.verifier.open(note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n1\n",
        "\n1\n" + b64encode(bytes(32)).decode() + "\n",
        "origin\n01\n" + b64encode(bytes(32)).decode() + "\n",
        "origin\n-1\n" + b64encode(bytes(32)).decode() + "\n",
        "origin\n1\n" + b64encode(bytes(31)).decode() + "\n",
        "origin\n1\nnot base64\n",
    ],
)
def test_a_checkpoint_has_three_lines(text: str) -> None:
    with pytest.raises(CheckpointError):
        TreeHead.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "name",
        "name+12345678",
        "na me+12345678+AQ==",
        f"other+{str(KEY.verifier).partition('+')[2]}",
        f"name+00000000+{b64encode(bytes([2, *range(32)])).decode()}",
        str(KEY.verifier)[:-8],
        str(KEY.verifier).replace(KEY.verifier.key_id.hex(), "00000000"),
    ],
)
def test_a_key_names_itself(text: str) -> None:
    with pytest.raises(CheckpointError):
        VerifierKey.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        str(KEY.verifier),
        "PRIVATE+KEY+name+00000000+AQ==",
        KEY.encoded().replace("log+", "log2+"),
    ],
)
def test_a_signing_key_is_read_whole_or_not(text: str) -> None:
    with pytest.raises(CheckpointError):
        SignerKey.read(text)


def test_a_name_has_no_spaces() -> None:
    with pytest.raises(CheckpointError, match="spaces"):
        SignerKey.generate("two words")
