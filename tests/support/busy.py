"""What a bound in seconds comes to on a machine that does other work meanwhile."""

import os

_MOST = 6.0


def allowed(quiet_s: float) -> float:
    """Return a bound of a quiet machine, longer by as much as the processors are shared.

    At a load of two for each processor everything takes twice as long by the clock.
    """
    shared = os.getloadavg()[0] / (os.cpu_count() or 1)
    return quiet_s * min(max(shared, 1.0) + 0.5, _MOST)
