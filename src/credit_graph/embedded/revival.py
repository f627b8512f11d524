"""When an embedded database that does not answer is started again.

It is when its Java has ended, when it is frozen, and when it has stopped itself because it could
not write and there is room on the disk now. A Java that is busy, collecting garbage say, gets
half a minute of silence before it counts as frozen; one that uses no processor time, three
seconds; one that was stopped by a signal, none.
"""

import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from credit_graph.embedded.engine import Engine
from credit_graph.embedded.vitals import vitals_of
from credit_graph.errors import DatabaseError, DatabaseFullError, DatabaseUnreachableError
from credit_graph.message import Message

_SILENT_S = 2.5
_SILENT_THOUGH_BUSY_S = 30.0
_ROOM_BYTES = 64_000_000
_LONGEST_PAUSE_S = 30.0


class Revival:
    """Watches one database through the errors of whoever asks it; not thread-safe.

    `start` starts it anew where it was. Starts that do not last are spread out, up to half a
    minute. `clock` gives seconds that only go up.
    """

    def __init__(
        self,
        engine: Engine,
        home: Path,
        start: Callable[[], Engine],
        started: str,
        *,
        start_timeout_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.engine = engine
        self._home = home
        self._start = start
        self._started = started
        self._start_timeout_s = start_timeout_s
        self._clock = clock
        self._launched_at = clock()
        self._pause_s = 0.0
        self._silence: tuple[float, int] | None = None  # since when, and the ticks used until then

    def alive(self) -> None:
        """Note that it answered."""
        self._silence = None
        self._pause_s = 0.0

    def revive(self, error: DatabaseError) -> Message | None:
        """Start it again if the error shows that it must be; return why, `None` if it is not.

        Takes about a second; whether the start succeeds is seen by asking again.
        """
        why = self._why(error)
        if why is None or self._clock() - self._launched_at < self._pause_s:
            return None
        if self.engine.exit_code is None:
            with suppress(ProcessLookupError):
                os.kill(self.engine.pid, signal.SIGKILL)
        self.engine.stop()
        self._launched_at = self._clock()
        self._pause_s = min(max(1.0, self._pause_s * 2), _LONGEST_PAUSE_S)
        self._silence = None
        self.engine = self._start()
        return why

    def _why(self, error: DatabaseError) -> Message | None:
        code = self.engine.exit_code
        if code is not None:
            return Message("its Java ended with code {code}", code=code)
        if isinstance(error, DatabaseFullError):
            room = shutil.disk_usage(self._home).free >= _ROOM_BYTES
            full = Message("it had stopped itself when the disk was full")
            return full if room else None
        if not isinstance(error, DatabaseUnreachableError):
            return None  # it answered, if with an error
        if self._started not in self.engine.console.text:
            late = self._clock() - self._launched_at >= self._start_timeout_s
            return Message("it took too long to start") if late else None
        return self._frozen()

    def _frozen(self) -> Message | None:
        vitals = vitals_of(self.engine.pid)
        now, ticks = self._clock(), -1 if vitals is None else vitals.ticks
        if vitals is not None and vitals.is_stopped:
            return Message("its Java was stopped by a signal")
        if self._silence is None:
            self._silence = now, ticks
        since, ticks_then = self._silence
        idle = vitals is not None and ticks == ticks_then
        if now - since >= (_SILENT_S if idle else _SILENT_THOUGH_BUSY_S):
            return Message("its Java has not answered for {seconds:.0f} s", seconds=now - since)
        return None
