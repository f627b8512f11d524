"""A token bucket: so many messages at once, and so many a second in the long run."""

import time
from collections.abc import Callable


class FloodGate:
    """Counts what one client sends. `seconds()` is a monotonic clock."""

    __slots__ = ("_at", "_each_s", "_left", "_most", "_seconds")

    def __init__(
        self, most: int, each_s: float, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._each_s = each_s
        self._left = float(most)
        self._seconds = seconds
        self._at = seconds()

    def admits(self) -> bool:
        """Count one more; tell whether it is within bounds."""
        now = self._seconds()
        self._left = min(self._most, self._left + (now - self._at) * self._each_s)
        self._at = now
        self._left -= 1
        return self._left >= 0
