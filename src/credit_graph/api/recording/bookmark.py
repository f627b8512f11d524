"""Bookmarks: signed, so that nobody has this service wait for what it never wrote."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.errors import BadBookmarkError, BadCursorError

_SCOPE: Final = "bookmark"


def sealed_bookmark(seal: CursorSeal, published_at: datetime, bookmarks: Iterable[str]) -> str:
    """Return the bookmark of a change that was published at that instant."""
    return seal.seal(_SCOPE, (published_at.isoformat(), *sorted(bookmarks)))


def open_bookmark(seal: CursorSeal, text: str) -> tuple[datetime, frozenset[str]]:
    """Return the instant and the database's own bookmarks; raise `BadBookmarkError`."""
    try:
        instant, *bookmarks = seal.open(_SCOPE, text)
    except BadCursorError:
        raise BadBookmarkError from None
    return datetime.fromisoformat(str(instant)), frozenset(map(str, bookmarks))
