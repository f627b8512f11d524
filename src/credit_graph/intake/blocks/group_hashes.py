"""64-bit hashes of groups of facts, to find the groups that several rows belong to.

Two rows can clash only if they are of one group. Which hashes recur is found out first; the rows of
those groups are decided about one by one, in their order, and all others need no second look. That
two groups share a hash does no harm.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.upsert import UpsertPlanner
from credit_graph.intake.rows.kinds import EnterpriseRow, LinkRow, Row

Hashes = NDArray[np.uint64]
Bytes = NDArray[np.uint8]

CODE_LENGTH: Final = 18
_SHIFT: Final = np.uint64(29)
_FIRST, _SECOND, _THIRD, _MIXED = (
    np.uint64(each)
    for each in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xBF58476D1CE4E5B9,
    )
)


class GroupHashes:
    """Collects hashes, and tells afterwards which of them recur."""

    def __init__(self) -> None:
        self._parts: list[Hashes] = []

    def add(self, hashes: Hashes) -> None:
        """Add the hashes of rows that are good by themselves."""
        self._parts.append(hashes)

    def repeated(self) -> "RepeatedHashes":
        """Return the hashes that were added more than once."""
        every = np.concatenate(self._parts) if self._parts else np.empty(0, np.uint64)
        self._parts.clear()
        every.sort()
        return RepeatedHashes(np.unique(every[1:][every[1:] == every[:-1]]))


class RepeatedHashes:
    """Hashes of groups that may have several rows."""

    def __init__(self, hashes: Hashes) -> None:
        self._hashes = hashes

    def among(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Tell of each hash whether it is one of them."""
        if not len(self._hashes):
            return np.zeros(len(hashes), np.bool_)
        places = np.searchsorted(self._hashes, hashes)
        places[places == len(self._hashes)] = 0
        return np.equal(self._hashes[places], hashes)


def hash_codes(codes: Bytes) -> Hashes:
    """Return the hashes of codes, given as rows of 18 bytes."""
    first = np.ascontiguousarray(codes[:, :8]).view(np.uint64)[:, 0]
    second = np.ascontiguousarray(codes[:, 8:16]).view(np.uint64)[:, 0]
    third = np.ascontiguousarray(codes[:, 16:]).view(np.uint16)[:, 0].astype(np.uint64)
    return mixed(mixed(first * _FIRST + third * _THIRD) + second * _SECOND)


def hash_links(suppliers: Hashes, customers: Hashes, categories: Hashes, days: Hashes) -> Hashes:
    """Return the hashes of the groups of links from those of their four parts."""
    return mixed(
        mixed(mixed(suppliers * _FIRST + customers) * _SECOND + categories) + days * _THIRD
    )


def hash_text(text: str | None) -> int:
    """Return the hash of a text; 0 for none."""
    if text is None:
        return 0
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def group_hasher(kind: Kind, judge: UpsertPlanner) -> Callable[[Sequence[Row]], Hashes]:
    """Return what makes hashes of the groups of rows; equal groups have equal hashes."""
    if kind is Kind.ENTERPRISES:
        return lambda rows: hash_codes(
            code_bytes(row.uscc for row in rows if isinstance(row, EnterpriseRow))
        )
    if kind is Kind.LINKS:
        return lambda rows: _link_hashes([row for row in rows if isinstance(row, LinkRow)])
    group = judge.group
    return lambda rows: np.fromiter(
        (hash(group(row)) & 0xFFFFFFFFFFFFFFFF for row in rows), np.uint64, len(rows)
    )


def code_bytes(codes: Iterable[str]) -> Bytes:
    """Return codes as rows of 18 bytes; of one with another length, what stands for it."""
    found = b"".join(map(_eighteen, codes))
    return np.frombuffer(found, np.uint8).reshape(-1, CODE_LENGTH)


def mixed(values: Hashes) -> Hashes:
    """Return the values with their bits spread."""
    values = (values ^ (values >> _SHIFT)) * _MIXED
    return values ^ (values >> _SHIFT)


def day_number(day: date | None) -> int:
    """Return a number for a day; 0 for none."""
    return 0 if day is None else day.toordinal()


def _eighteen(code: str) -> bytes:
    encoded = code.encode()
    if len(encoded) == CODE_LENGTH:
        return encoded
    return blake2b(encoded, digest_size=CODE_LENGTH).digest()


def _link_hashes(rows: Sequence[LinkRow]) -> Hashes:
    count = len(rows)
    return hash_links(
        hash_codes(code_bytes(row.supplier_uscc for row in rows)),
        hash_codes(code_bytes(row.customer_uscc for row in rows)),
        np.fromiter((hash_text(row.category) for row in rows), np.uint64, count),
        np.fromiter((day_number(row.valid_from) for row in rows), np.uint64, count),
    )
