"""When Python looks for cycles of garbage: briefly while it serves, at length while idle."""

import asyncio
import gc
from collections.abc import Callable

# Objects made since the last look, then looks of the younger generation. Each object is looked at
# once in either, whatever the thresholds, so small ones cost no more and stop the process for less
# at a time: 60,000 objects in the middle, which take up to 30 ms where they refer to many others.
# Nothing calls for a look at the oldest, all that is kept.
_THRESHOLDS = (10_000, 4, 1_000_000_000)

_TICK_S = 1.0
# Looks at the middle generation: after so many there is something to look for, or too much.
_WORTH_A_LOOK = 10
_TOO_MANY = 600


def collect_seldom() -> None:
    """Have the collector of cycles look seldom, briefly, and never at what is there by now.

    An answer about a large chain makes some 100,000 objects, hardly any of them in cycles, which
    are gone with their last reference; kept answers, rules and types stay. Looking at them again
    and again took half the time of such a request. Process-wide, for a process that serves;
    `collect_when_idle` is to look at the rest.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


async def collect_when_idle(is_idle: Callable[[], bool], tick_s: float = _TICK_S) -> None:
    """Look for cycles everywhere whenever no request has been at work for two ticks.

    A service that is never idle does so too once 30 million objects more have been made than
    were given up: each of them may be garbage in a cycle.
    """
    idle = 0
    while True:
        await asyncio.sleep(tick_s)
        idle = idle + 1 if is_idle() else 0
        looks = gc.get_count()[2]
        if looks >= _TOO_MANY or (looks >= _WORTH_A_LOOK and idle > 1):
            gc.collect()
