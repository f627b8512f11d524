"""Chains kept for every day, bounded in bytes, dropped when a publication touches one of them.

Who looks at a chain on one day mostly looks at it on others. The first question about a chain is
answered by the database; the second reads its history, from which it and those after it are
answered. The graph stays the source of truth: before an answer is made of what is kept, the change
sets published since are looked through for its members.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from credit_graph.domain.chains.walk import Bounds, ChainDirection
from credit_graph.errors import StatementTimeoutError
from credit_graph.graph.chains.history import ChainHistory
from credit_graph.graph.chains.history_reads import ChainHistories
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
        self._histories, self._bounds, self._most = histories, bounds, most
        self._asked: OrderedDict[HistoryKey, None] = OrderedDict()
        self._kept: OrderedDict[HistoryKey, _Kept] = OrderedDict()
        self._under_way: dict[tuple[HistoryKey, datetime], SingleFlight[_Kept]] = {}
        self._erasures = 0
        self.weight = 0

    async def find(self, key: HistoryKey, latest: datetime) -> ChainHistory | None:
        """Return the chain as known at the latest publication.

        `None` if it is not kept, or too large to be. No round trip if nothing was published
        since, else one; two, one after the other, when it is read.
        """
        self._forget_erased(key.erasures)
        kept = self._kept.get(key)
        if kept is None:
            if not self._was_asked(key):
                return None
            kept = await self._read(key, latest)
        elif kept.history is None:
            return None
        elif kept.holds_at < latest and not await self._still_holds(kept, latest):
            self._drop(key)
            return None
        elif kept.holds_at > latest:
            return None  # a question that began before a publication that another has seen
        if key in self._kept:
            self._kept.move_to_end(key)
        return kept.history

    def _forget_erased(self, erasures: int) -> None:
        """Drop every chain that may hold what has been erased since."""
        if erasures > self._erasures:
            self._erasures = erasures
            for key in [each for each in self._kept if each.erasures < erasures]:
                self._drop(key)

    def _was_asked(self, key: HistoryKey) -> bool:
        if key in self._asked:
            return True
        self._asked[key] = None
        if len(self._asked) > _MOST_ASKED:
            self._asked.popitem(last=False)
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
                self._keep(key, kept)
                return kept

            flight = self._under_way[key, latest] = SingleFlight(read)
        return await flight()

    def _keep(self, key: HistoryKey, kept: _Kept) -> None:
        self._drop(key)
        self._asked[key] = None
        self._kept[key] = kept
        self.weight += kept.weight
        while self.weight > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: HistoryKey) -> None:
        """Forget a chain; the question after the next reads it again."""
        kept = self._kept.pop(key, None)
        self._asked.pop(key, None)
        if kept is not None:
            self.weight -= kept.weight
