"""Where dossiers come from: in chunks, in the order of credit codes, after any of them."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Any, NamedTuple, Protocol


class Chunk(NamedTuple):
    """Dossiers (see `DOSSIER`); `last` is the last code looked at, `looked_at` how many were."""

    dossiers: Any
    last: str
    looked_at: int


class DossierSource(Protocol):
    """A snapshot, or a graph as known at an instant."""

    known_at: datetime | None

    async def total(self) -> int:
        """Return how many enterprises there are, at most."""

    def identity(self) -> list[str]:
        """Return what makes it this source; another has other words."""

    def chunks(self, after: str, size: int) -> AsyncGenerator[Chunk, None]:
        """Yield chunks of about `size` enterprises after a code, in the order of codes."""
