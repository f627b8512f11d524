"""What the log holds of one publication, and how a fact is committed to without being shown.

An entry names who changed what, and when. Of a fact it holds a salted commitment only: whoever is
shown the fact and its salt can check that it is the one meant; once both are erased, nothing of
the fact can be read from the log, which still proves.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from hashlib import sha256
from secrets import token_bytes
from typing import Self

from credit_graph.audit.hash_tree import Hash, leaf_hash

_SALT_SIZE = 16

# How a fact is kept, not what it says; what later change sets set on it.
_SET_LATER = frozenset(
    {
        *("retracted_by", "retracted_at", "confirmed_by", "restored_by"),
        *("shown_from", "shown_to", "carried"),
    }
)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One leaf of the log.

    `number` counts from 0. `brought` and `withdrew` are the commitments to facts, in
    hexadecimal, sorted; `digest` is that of the files of an import, or of all that a mutation
    asked. Of a change set with more facts than are committed to one by one, both are empty and
    `bulk` is true. Who: `author` and the `agency` for which they wrote; both None for a command
    of the operator.

    Of an erasure `uscc` is the enterprise whose particulars went, `erases` the numbers of the
    entries that lost reason and digest. Such an entry is `erased`: its text is no longer what was
    hashed, and only the hash of that, in the tree, still stands for it.
    """

    number: int
    change: str
    kind: str
    source: str
    started_at: str
    published_at: str
    action: str | None = None
    author: str | None = None
    agency: str | None = None
    reason: str | None = None
    digest: str | None = None
    bulk: bool = False
    brought: tuple[str, ...] = ()
    withdrew: tuple[str, ...] = ()
    uscc: str | None = None
    erases: tuple[int, ...] = ()
    erased: bool = False

    def data(self) -> str:
        """Write the entry as canonical JSON, which is what the log hashes."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return canonical_json({name: value for name, value in values.items() if value})

    def without_particulars(self) -> Self:
        """Return the entry as an erasure leaves it."""
        return replace(self, reason=None, digest=None, erased=True)

    def leaf(self) -> Hash:
        """Hash the entry as a leaf of the log; that of an erased one is kept in the tree only."""
        return leaf_hash(self.data().encode())

    @classmethod
    def read(cls, data: str) -> Self:
        """Read what `data` wrote; ValueError if it is another text."""
        values = json.loads(data)
        try:
            entry = cls(
                **{"number": 0, "bulk": False}
                | values
                | {name: tuple(values.get(name, ())) for name in ("brought", "withdrew", "erases")}
            )
        except TypeError:
            message = "this is no entry of the log"
            raise ValueError(message) from None
        return entry


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as the log keeps it: `data` is what was hashed; `salts` by id of the fact.

    `found_by` are kind, author and agency as pages are found by them; None where not read.
    """

    number: int
    change: str
    data: str
    salts: Mapping[str, bytes]
    found_by: tuple[str | None, str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class SaltedFact:
    """A fact as the graph keeps it, with the salt by which the log commits to it."""

    fact_id: str
    text: str
    salt: bytes

    @property
    def enterprises(self) -> frozenset[str]:
        """The codes of those whom it is about."""
        said = json.loads(self.text)
        return frozenset(said[name] for name in ("uscc", "start", "end") if said.get(name))

    @classmethod
    def of(cls, kind: str, fact: Mapping[str, object], salt: bytes) -> Self:
        """Take the fact's lasting properties."""
        lasting = {name: value for name, value in fact.items() if name not in _SET_LATER}
        text = canonical_json({"kind": kind, **lasting})
        return cls(str(fact["fact_id"]), text, salt)

    def commitment(self) -> str:
        """Return the SHA-256 of salt and fact, in hexadecimal."""
        return sha256(self.salt + self.text.encode()).hexdigest()


def new_salt() -> bytes:
    """Return a salt that nobody can guess."""
    return token_bytes(_SALT_SIZE)


def commitments(facts: Iterable[SaltedFact]) -> tuple[str, ...]:
    """Return the commitments to facts, sorted, so that their order shows nothing."""
    return tuple(sorted(each.commitment() for each in facts))


def canonical_json(value: object) -> str:
    """Write JSON in one way only: sorted names, no spaces, Unicode as it is, days by ISO 8601."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    message = f"no canonical form for {type(value).__name__}"
    raise TypeError(message)
