"""Short computing on the event loop: in slices, between which the loop serves everybody else."""

import asyncio
import time

_SLICE_S = 0.016


class Pace:
    """Has the work of many tasks pause once it has taken a slice of the loop's time together.

    The slice is counted from the first work in a turn of the loop, in processor time: where
    others have the processor, shorter slices would make more turns and smaller batches.
    """

    def __init__(self, slice_s: float = _SLICE_S) -> None:
        self._slice_s = slice_s
        self._began = self._began_processor = 0.0
        self._pausing = 0
        self._turn_of: asyncio.AbstractEventLoop | None = None

    @property
    def is_over(self) -> bool:
        """Whether the slice of this turn of the loop has been used up."""
        loop = asyncio.get_running_loop()
        if self._turn_of is not loop:
            self._turn_of, self._began = loop, time.perf_counter()
            self._began_processor = time.thread_time()
            # Runs in the next turn, before those who pause in this one.
            loop.call_soon(self._renew)
            return False
        if time.perf_counter() - self._began <= self._slice_s:
            return False
        # Reading this clock takes ten times as long.
        return time.thread_time() - self._began_processor > self._slice_s

    @property
    def is_awaited(self) -> bool:
        """Whether work pauses now, waiting for a slice of a later turn."""
        return self._pausing > 0

    async def pause(self) -> None:
        """Let the loop do everything else first if the slice has been used up."""
        if not self.is_over:
            return
        self._pausing += 1
        try:
            while self.is_over:  # noqa: ASYNC110  # nobody sets an event: the loop's turn ends
                await asyncio.sleep(0)  # the loop's next turn is what is waited for
        finally:
            self._pausing -= 1

    def _renew(self) -> None:
        self._turn_of = None


PACE = Pace()
