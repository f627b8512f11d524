"""The HTTP server: ends in order when it is asked to."""

import math
import time
from collections.abc import Callable
from types import FrameType

import uvicorn


class Server(uvicorn.Server):
    """uvicorn, ending in three steps: not ready, then no new connections, then gone.

    At the first signal `stopping()` is called and requests are still taken for `notice_s`, so
    that whoever watches `/ready` sends the next ones elsewhere. Then it closes its door and ends
    once everybody inside has an answer, or after the configured grace, the notice included. A
    second signal ends it at once. `run()` returns in either case, so that what was opened around
    it is closed, which may take `left_s`.
    """

    def __init__(
        self, config: uvicorn.Config, stopping: Callable[[], None], notice_s: float = 1.0
    ) -> None:
        self._grace_s = config.timeout_graceful_shutdown or 0
        config.timeout_graceful_shutdown = max(1, math.floor(self._grace_s - notice_s))
        super().__init__(config)
        self._stopping = stopping
        self._notice_s = notice_s
        self._closes_at: float | None = None

    @property
    def left_s(self) -> float:
        """The seconds of its grace that an ending server has left, one at least."""
        if self._closes_at is None:
            return float(self._grace_s)
        return max(1.0, self._closes_at - self._notice_s + self._grace_s - time.monotonic())

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal; called between two steps of the event loop."""
        del sig, frame
        if self._closes_at is not None:
            self.should_exit = self.force_exit = True
            return
        self._closes_at = time.monotonic() + self._notice_s
        self._stopping()

    async def on_tick(self, counter: int) -> bool:
        """Tell whether it is time to close the door; asked ten times a second."""
        over = self._closes_at is not None and time.monotonic() >= self._closes_at
        return await super().on_tick(counter) or over
