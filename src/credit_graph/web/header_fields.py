"""Header fields as ASGI has them: pairs of bytes, names in small letters."""

from collections.abc import Iterable

Field = tuple[bytes, bytes]


def header_field(fields: Iterable[Field], name: bytes) -> str | None:
    """Return the first field of a name, given in small letters; None if there is none.

    Every request is asked for many fields that it has not, and Starlette's `Headers` raises and
    catches an error for each of them: that took half of the time of all guards.
    """
    for each, value in fields:
        if each == name:
            return value.decode("latin-1")
    return None
