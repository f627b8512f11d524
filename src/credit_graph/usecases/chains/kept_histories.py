"""Chains kept for every day, bounded in bytes, dropped when a publication touches one of them.

Who looks at a chain on one day mostly looks at it on others. The first question about a chain is
answered by the database; the second reads its history, from which it and those after it are
answered. The graph stays the source of truth: before an answer is made of what is kept, the change
sets published since are looked through for its members.
"""

from dataclasses import dataclass
from datetime import datetime

from credit_graph.domain.chains.walk import Bounds, ChainDirection
from credit_graph.errors import StatementTimeoutError
from credit_graph.graph.chains.history import ChainHistory
from credit_graph.graph.chains.history_reads import ChainHistories
from credit_graph.sharing.bounded_cache import BoundedCache
from credit_graph.sharing.single_flight import SingleFlight

_MOST_ASKED = 1_000
# Measured: a fact with its days and its part of a dossier, a link with its texts and days.
_BYTES_OF_A_FACT, _BYTES_OF_A_LINK, _BYTES_AT_LEAST = 280, 260, 2_000


@dataclass(frozen=True, slots=True)
class HistoryKey:
    """Which chain, whatever the day; the rules bear the turns of schemes.

    `erasures`: how often something was erased before it was asked about, from the past too.
    """

    start: tuple[str, ...]
    direction: ChainDirection
    depth: int
    rules_version: str
    erasures: int


@dataclass(slots=True)
class _Kept:
    """A chain of every day, `None` for one too large, and up to which publication it holds."""

    history: ChainHistory | None
    holds_at: datetime

    @property
    def weight(self) -> int:
        facts, links = (0, 0) if self.history is None else self.history.sizes
        return _BYTES_AT_LEAST + _BYTES_OF_A_FACT * facts + _BYTES_OF_A_LINK * links


class KeptHistories:
    """Histories of the chains last asked about, at most `most` bytes of them."""

    def __init__(self, histories: ChainHistories, bounds: Bounds, most: int) -> None:
        self._histories, self._bounds = histories, bounds
        self._asked: BoundedCache[HistoryKey, bool] = BoundedCache(_MOST_ASKED)
        self._kept: BoundedCache[HistoryKey, _Kept] = BoundedCache(most)
        self._under_way: dict[tuple[HistoryKey, datetime], SingleFlight[_Kept]] = {}
        self._erasures = 0

    @property
    def weight(self) -> int:
        """The bytes of all that is kept."""
        return self._kept.weight

    async def find(self, key: HistoryKey, latest: datetime) -> ChainHistory | None:
        """Return the chain as known at the latest publication.

        `None` if it is not kept, or too large to be. No round trip if nothing was published
        since, else one; two, one after the other, when it is read.
        """
        self._forget_erased(key.erasures)
        kept = self._kept.get(key)
        if kept is None:
            if (key, latest) not in self._under_way and not self._was_asked(key):
                return None
            return (await self._read(key, latest)).history
        if kept.history is None or kept.holds_at > latest:
            # Too large, or the question began before a publication that another has seen.
            return None
        if kept.holds_at < latest and not await self._still_holds(kept, latest):
            self._kept.drop(key)
            return None
        return kept.history

    def _forget_erased(self, erasures: int) -> None:
        """Drop every chain that may hold what has been erased since."""
        if erasures > self._erasures:
            self._erasures = erasures
            for key in [each for each in self._kept if each.erasures < erasures]:
                self._kept.drop(key)

    def _was_asked(self, key: HistoryKey) -> bool:
        """Tell whether a chain was asked about since it was last kept, and note that it is."""
        if key in self._asked:
            self._asked.drop(key)
            return True
        self._asked.put(key, value=True, weight=1)
        return False

    async def _still_holds(self, kept: _Kept, latest: datetime) -> bool:
        since = kept.holds_at
        touched = await self._histories.touched(since, latest)
        if kept.history is None or touched.synced or not touched.complete:
            return False
        if not kept.history.members.isdisjoint(touched.codes):
            return False
        if kept.holds_at == since:  # else another question has looked as far, or farther
            kept.holds_at = latest
        return True

    async def _read(self, key: HistoryKey, latest: datetime) -> _Kept:
        flight = self._under_way.get((key, latest))
        if flight is None:

            async def read() -> _Kept:
                try:
                    history = await self._histories.read(
                        key.start, key.direction.sides, key.depth, latest, self._bounds
                    )
                except StatementTimeoutError:
                    history = None  # one day of it may well be read in time
                finally:
                    del self._under_way[key, latest]
                kept = _Kept(history, latest)
                self._kept.put(key, kept, kept.weight)
                if key not in self._kept:  # too heavy: it is not read again for each question
                    self._kept.put(key, _Kept(None, latest), _BYTES_AT_LEAST)
                return kept

            flight = self._under_way[key, latest] = SingleFlight(read)
        return await flight()
