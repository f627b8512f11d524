"""Identifiers of facts: the same row of the same change set always gets the same one."""

from collections.abc import Iterable
from hashlib import sha256

_SEPARATOR = "\x1f"  # rows cannot contain it


def fact_id(kind: str, key: Iterable[object], change: str) -> str:
    """Return 32 hex digits of the SHA-256 over the kind, the natural key and the change set."""
    # None and the empty text must differ: an empty cell is None, so no key part is empty text.
    parts = ["" if part is None else str(part) for part in key]
    return sha256(_SEPARATOR.join((kind, *parts, change)).encode()).hexdigest()[:32]
