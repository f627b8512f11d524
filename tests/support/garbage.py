"""The collector of cycles as a process that serves has it, for a test."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from credit_graph.web.collector import collect_seldom


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Collect as a process that serves does inside the block."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
