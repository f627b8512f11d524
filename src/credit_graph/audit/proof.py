"""The proof of a fact as one JSON document, and its check, which needs nothing else.

Whoever checks it trusts the log's public key only: the signature holds for the checkpoint, the
checkpoint for the entry, the entry for the commitment, the commitment for the fact and its salt.
"""

import json
from dataclasses import dataclass
from typing import Self

from credit_graph.audit.checkpoint import CheckpointError, TreeHead, VerifierKey
from credit_graph.audit.entry import AuditEntry, SaltedFact
from credit_graph.audit.hash_tree import Hash, extends, includes, leaf_hash
from credit_graph.errors import WordedError
from credit_graph.message import Message


class ProofError(WordedError):
    """A proof that does not hold, or is none."""


@dataclass(frozen=True, slots=True)
class FactProof:
    """Everything that shows a fact to have been recorded.

    `fact` and `entry` are the texts that were hashed, `path` the hashes from the entry to the
    root, nearest first, `checkpoint` a signed note.
    """

    fact: str
    salt: bytes
    entry: str
    path: tuple[Hash, ...]
    checkpoint: str

    def json(self) -> str:
        """Write the proof; hashes and salt are in hexadecimal."""
        values = {
            "fact": self.fact,
            "salt": self.salt.hex(),
            "entry": self.entry,
            "path": [each.hex() for each in self.path],
            "checkpoint": self.checkpoint,
        }
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `json` wrote; ProofError if it is something else."""
        try:
            values = json.loads(text)
            return cls(
                fact=str(values["fact"]),
                salt=bytes.fromhex(values["salt"]),
                entry=str(values["entry"]),
                path=tuple(bytes.fromhex(each) for each in values["path"]),
                checkpoint=str(values["checkpoint"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            message = Message("this is no proof: it needs fact, salt, entry, path and checkpoint")
            raise ProofError(message) from error

    def check(self, key: VerifierKey) -> AuditEntry:
        """Check all of it and return the entry; ProofError says which step does not hold."""
        try:
            head = key.open(self.checkpoint)
            entry = AuditEntry.read(self.entry)
        except CheckpointError as error:
            raise ProofError(error.message) from error
        except ValueError as error:
            raise ProofError(Message("this is no entry of the log")) from error
        commitment = SaltedFact("", self.fact, self.salt).commitment()
        if commitment not in (*entry.brought, *entry.withdrew):
            message = Message("the entry does not commit to this fact with this salt")
            raise ProofError(message)
        # The text as given is what is hashed, not the entry as read from it.
        leaf = leaf_hash(self.entry.encode())
        if not includes(leaf, entry.number, head.size, self.path, head.root):
            message = Message("the entry is not in the log of the checkpoint")
            raise ProofError(message)
        return entry


@dataclass(frozen=True, slots=True)
class ExtensionProof:
    """Shows that nothing before an earlier checkpoint was altered: two notes and a path."""

    earlier: str
    later: str
    path: tuple[Hash, ...]

    def json(self) -> str:
        """Write the proof; hashes are in hexadecimal."""
        values = {
            "earlier": self.earlier,
            "later": self.later,
            "path": [each.hex() for each in self.path],
        }
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `json` wrote; ProofError if it is something else."""
        try:
            values = json.loads(text)
            path = tuple(bytes.fromhex(each) for each in values["path"])
            return cls(str(values["earlier"]), str(values["later"]), path)
        except (KeyError, TypeError, ValueError) as error:
            message = Message("this is no proof: it needs earlier, later and path")
            raise ProofError(message) from error

    def check(self, key: VerifierKey) -> tuple[TreeHead, TreeHead]:
        """Check both signatures and the path; return both checkpoints, or raise ProofError."""
        try:
            earlier, later = key.open(self.earlier), key.open(self.later)
        except CheckpointError as error:
            raise ProofError(error.message) from error
        if not extends((earlier.size, earlier.root), (later.size, later.root), self.path):
            message = Message(
                "the log of {later} entries does not extend that of {earlier}",
                later=later.size,
                earlier=earlier.size,
            )
            raise ProofError(message)
        return earlier, later
