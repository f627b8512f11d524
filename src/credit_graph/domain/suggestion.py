"""Codes near one that names nothing, so that an error can offer them."""

from collections.abc import Iterable
from difflib import get_close_matches

_MOST = 3
_ALIKE = 0.6


def suggestions(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known codes that look like the one given, the likest first."""
    return tuple(get_close_matches(given, known, n=_MOST, cutoff=_ALIKE))
