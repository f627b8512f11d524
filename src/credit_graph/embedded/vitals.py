"""Whether a process that does not answer is busy or frozen, as far as the system tells."""

from dataclasses import dataclass
from pathlib import Path

_STOPPED = frozenset("Tt")
_AFTER_NAME = 2  # the fields of /proc/PID/stat are counted from here, for names may hold blanks
_USER_TICKS, _SYSTEM_TICKS = 13 - _AFTER_NAME, 14 - _AFTER_NAME


@dataclass(frozen=True, slots=True)
class Vitals:
    """What a process has used of a processor, in ticks, and whether it was stopped by a signal."""

    ticks: int
    is_stopped: bool


def vitals_of(pid: int) -> Vitals | None:
    """Return the vitals; `None` where there is no such process or the system has no `/proc`."""
    try:
        text = Path("/proc", str(pid), "stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return Vitals(int(fields[_USER_TICKS]) + int(fields[_SYSTEM_TICKS]), fields[0] in _STOPPED)
