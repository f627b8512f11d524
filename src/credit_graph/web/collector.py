"""How often Python looks for cycles of garbage."""

import gc

# Objects made since the last look, then looks of the younger generation: by default 700, 10, 10.
_THRESHOLDS = (50_000, 20, 50)


def collect_seldom() -> None:
    """Have the collector of cycles look a hundredth as often, and never at what is there by now.

    An answer about a large chain makes some 100,000 objects, hardly any of them in cycles, which
    are gone with their last reference; kept answers, rules and types stay. Looking at them again
    and again took half the time of such a request. Process-wide; for a process that serves.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
