"""Codes near one that names nothing, so that an error can offer them."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_MOST = 3
_ALIKE = 0.6
# Comparing costs about the product of both lengths: no code in use is half as long.
_LONGEST = 64
_REMEMBERED = 256


def suggestions(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known codes that look like the one given, best match first.

    None for a text longer than 64 characters, which is no slip of the pen.
    """
    if len(given) > _LONGEST:
        return ()
    return _nearest(given, tuple(known))


@lru_cache(_REMEMBERED)
def _nearest(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(get_close_matches(given, known, n=_MOST, cutoff=_ALIKE))
