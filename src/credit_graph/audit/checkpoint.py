"""Signed checkpoints: the C2SP forms `tlog-checkpoint` and `signed-note`, with Ed25519.

A checkpoint says how long the log is and what its root hash is. Whoever keeps one can later be
shown that a change is in the log, and that nothing before the checkpoint was altered.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from credit_graph.audit.hash_tree import HASH_SIZE, Frontier, Hash
from credit_graph.errors import WordedError
from credit_graph.message import Message

_ED25519 = b"\x01"
_NAME = re.compile(r"[^\s+]+")
_KEY_ID_SIZE = 4
_PRIVATE = "PRIVATE+KEY+"
_SIGNATURE_START = "\u2014 "


class CheckpointError(WordedError):
    """What was given as a checkpoint or as a key is none, or its signature does not hold."""


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The head of the log at one moment: `size` leaves under `root`; `origin` names the log."""

    origin: str
    size: int
    root: Hash

    @classmethod
    def of(cls, origin: str, frontier: Frontier) -> Self:
        """Return the checkpoint of a log that has come to this frontier."""
        return cls(origin, frontier.size, frontier.root())

    def text(self) -> str:
        """Write the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode('ascii')}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the lines that `text` wrote; CheckpointError if they are none.

        Lines after the third are extensions and pass; a size with leading zeros does not.
        """
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not lines[0]:  # noqa: PLR2004
            message = Message("a checkpoint has an origin, a size and a root hash, a line each")
            raise CheckpointError(message)
        origin, size, root = lines[:3]
        if not re.fullmatch(r"0|[1-9][0-9]{0,18}", size):
            message = Message(
                "the size of a checkpoint is a whole number, not {size!r}", size=size[:40]
            )
            raise CheckpointError(message)
        digest = _decoded(root)
        if len(digest) != HASH_SIZE:
            message = Message(
                "the root hash of a checkpoint has {hash_size} bytes, not {count}",
                hash_size=HASH_SIZE,
                count=len(digest),
            )
            raise CheckpointError(message)
        return cls(origin, int(size), digest)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a log's key, as it is published: `NAME+KEYID+BASE64`."""

    name: str
    public: bytes

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `str` wrote; CheckpointError for another form, algorithm or key id."""
        name, stated, public = _key_parts(
            text, Message("a verifier key is NAME+KEYID+BASE64, of Ed25519")
        )
        key = cls(name, public)
        if key.key_id.hex() != stated:
            message = Message(
                "the key id {stated!r} is not that of the key, {key_id}",
                stated=stated[:16],
                key_id=key.key_id.hex(),
            )
            raise CheckpointError(message)
        return key

    def __str__(self) -> str:
        encoded = b64encode(_ED25519 + self.public).decode("ascii")
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    @property
    def key_id(self) -> bytes:
        """Four bytes by which a signature line names its key."""
        named = self.name.encode() + b"\n" + _ED25519 + self.public
        return sha256(named).digest()[:_KEY_ID_SIZE]

    def open(self, note: str) -> TreeHead:
        """Read a signed note; CheckpointError unless this key's signature on it holds.

        Signatures by keys of other names pass unread, as the form has it.
        """
        text, blank, signatures = note.rpartition("\n\n")
        if not blank or not signatures.endswith("\n"):
            message = Message("a signed note is a text, a blank line and signature lines")
            raise CheckpointError(message)
        text += "\n"
        for signature in self._own_signatures(signatures):
            try:
                Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
            except InvalidSignature:
                message = Message("the signature by {name} does not hold", name=self.name)
                raise CheckpointError(message) from None
            return TreeHead.read(text)
        message = Message(
            "no signature by {name} with key id {key_id}", name=self.name, key_id=self.key_id.hex()
        )
        raise CheckpointError(message)

    def _own_signatures(self, lines: str) -> list[bytes]:
        own = []
        for line in lines.splitlines():
            name, space, encoded = line.removeprefix(_SIGNATURE_START).partition(" ")
            if not line.startswith(_SIGNATURE_START) or not space:
                message = Message("a signature line is a dash, the name of a key and base64")
                raise CheckpointError(message)
            data = _decoded(encoded)
            if name == self.name and data[:_KEY_ID_SIZE] == self.key_id:
                own.append(data[_KEY_ID_SIZE:])
        return own


@dataclass(frozen=True, slots=True)
class SignerKey:
    """The secret half of a log's key."""

    name: str
    secret: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def generate(cls, name: str) -> Self:
        """Make a new key; CheckpointError if the name has a space or a plus sign."""
        if not _NAME.fullmatch(name):
            message = Message("the name of a key has neither spaces nor plus signs")
            raise CheckpointError(message)
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `encoded` wrote; CheckpointError if it is something else."""
        wrong = Message("this is no signing key: it must be PRIVATE+KEY+NAME+KEYID+BASE64")
        if not text.strip().startswith(_PRIVATE):
            raise CheckpointError(wrong)
        name, stated, secret = _key_parts(text.strip().removeprefix(_PRIVATE), wrong)
        key = cls(name, Ed25519PrivateKey.from_private_bytes(secret))
        if key.verifier.key_id.hex() != stated:
            message = Message("the key id of the signing key is not its own")
            raise CheckpointError(message)
        return key

    def encoded(self) -> str:
        """Write the key, secret included, in the form that tools for signed notes use."""
        data = b64encode(_ED25519 + self.secret.private_bytes_raw()).decode("ascii")
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{data}"

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.secret.public_key().public_bytes_raw())

    def sign(self, checkpoint: TreeHead) -> str:
        """Write the checkpoint as a signed note."""
        text = checkpoint.text()
        signed = self.verifier.key_id + self.secret.sign(text.encode())
        return f"{text}\n{_SIGNATURE_START}{self.name} {b64encode(signed).decode('ascii')}\n"


def _key_parts(text: str, wrong: Message) -> tuple[str, str, bytes]:
    """Return the name, the stated key id and the 32 bytes of an Ed25519 key, or raise `wrong`."""
    name, _, rest = text.strip().partition("+")
    stated, found, encoded = rest.partition("+")
    data = _decoded(encoded) if found else b""
    if data[:1] != _ED25519 or len(data) != 1 + HASH_SIZE or not _NAME.fullmatch(name):
        raise CheckpointError(wrong)
    return name, stated, data[1:]


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Base64Error, ValueError):
        message = Message("{text!r} is not base64", text=text[:40])
        raise CheckpointError(message) from None
