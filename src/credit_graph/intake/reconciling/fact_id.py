"""Identifiers of facts: the same row of the same change set always gets the same one."""

from collections.abc import Iterable
from hashlib import sha256

_SEPARATOR = "\x1f"  # rows cannot contain it


def fact_id(kind: str, key: Iterable[object], change: str, begin: int) -> str:
    """Return 32 hex digits: `begin` as 8 of them, then the SHA-256 of what the fact is.

    That is over the kind, the natural key and the change set. `begin` is the record of the source
    with which the row's batch begins: the facts of a batch are neighbours in an index of ids, so
    that a million of them are added to a few of its pages and not to all.
    """
    # None and the empty text must differ: an empty cell is None, so no key part is empty text.
    parts = ["" if part is None else str(part) for part in key]
    name = sha256(_SEPARATOR.join((kind, *parts, change)).encode()).hexdigest()
    return f"{begin:08x}{name[:24]}"
