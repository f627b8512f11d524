"""What one request has taken so far, whatever tasks it used: rows, processor time, bytes.

    with metered(Meter(allowance)) as meter:
        …                    # reads and computes; tasks started inside are counted too
        meter.check()        # raises `AnswerOutgrownError` once it has taken more than allowed

Counting never raises: work that requests share must not fail for the one that began it. A request
checks its own meter at its own steps.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from credit_graph.errors import AnswerOutgrownError
from credit_graph.message import Message


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most that a request may take: rows read, seconds of processor time, bytes written."""

    rows: int
    processor_s: float
    answer_bytes: int


@dataclass(slots=True, eq=False)
class Meter:
    """What a request has taken; without an allowance it may take anything."""

    allowance: Allowance | None = None
    rows: float = 0.0
    processor_s: float = 0.0
    _shares: Mapping["Meter", float] = field(init=False)
    _began_s: float = field(default_factory=time.process_time, init=False)

    def __post_init__(self) -> None:
        """Have a request by itself bear all that it causes."""
        self._shares = {self: 1.0}

    def check(self, answer_bytes: int = 0) -> None:
        """Raise `AnswerOutgrownError` for the first figure above the allowance."""
        allowed = self.allowance
        if allowed is None:
            return
        if self.rows > allowed.rows:
            raise AnswerOutgrownError(Message("rows read"), round(self.rows), allowed.rows)
        if self.processor_s > allowed.processor_s and self._can_have_taken(allowed.processor_s):
            taken, most = round(self.processor_s * 1000), round(allowed.processor_s * 1000)
            raise AnswerOutgrownError(Message("milliseconds of processor time"), taken, most)
        if answer_bytes > allowed.answer_bytes:
            raise AnswerOutgrownError(Message("bytes"), answer_bytes, allowed.answer_bytes)

    def _can_have_taken(self, seconds: float) -> bool:
        """Whether the whole process has taken as much since the request began.

        If not, short steps were counted by the wall clock while the machine did something else.
        """
        return time.process_time() - self._began_s > seconds

    @property
    def shares(self) -> Mapping["Meter", float]:
        """Who bears what this request causes: itself."""
        return self._shares


_NOBODY: Mapping[Meter, float] = {}
_bearers: ContextVar[Mapping[Meter, float]] = ContextVar("bearers", default=_NOBODY)


class metered:  # noqa: N801  # reads as a verb where it is used
    """Counts on a meter what is done inside the `with` block and in tasks begun there."""

    __slots__ = ("_meter", "_token")

    def __init__(self, meter: Meter) -> None:
        self._meter = meter

    def __enter__(self) -> Meter:
        self._token = _bearers.set(self._meter.shares)
        return self._meter

    def __exit__(self, *raised: object) -> None:
        _bearers.reset(self._token)


def bearers() -> Mapping[Meter, float]:
    """Return who bears what is done now, each with its share; nobody outside of requests."""
    return _bearers.get()


def allow(allowance: Allowance) -> None:
    """Set what the requests that bear this work may take."""
    for meter in _bearers.get():
        meter.allowance = allowance


def check_meters(answer_bytes: int = 0) -> None:
    """Raise `AnswerOutgrownError` if a request that bears this work has taken too much.

    For work that is done for one request alone.
    """
    for meter in _bearers.get():
        meter.check(answer_bytes)


def share_among(keys: Sequence[Mapping[Meter, float]]) -> None:
    """Have the rest of this task borne by those who asked for its keys, by their number."""
    first = keys[0]
    if all(each is first for each in keys):
        _bearers.set(first)
        return
    counted: Counter[Meter] = Counter()
    for each in keys:
        counted.update(each.keys())
    total = counted.total()
    _bearers.set({meter: count / total for meter, count in counted.items()})


def note_records(records: Iterable[Iterable[Any]]) -> None:
    """Count rows: records, and the items of lists in them, for many answers come in one record."""
    shares = _bearers.get()
    if not shares:
        return
    rows = 0
    for record in records:
        rows += 1
        for value in record:
            if type(value) is list:
                rows += len(value)
    for meter, share in shares.items():
        meter.rows += share * rows


def note_processor(seconds: float) -> None:
    """Count processor time."""
    for meter, share in _bearers.get().items():
        meter.processor_s += share * seconds


class working:  # noqa: N801  # reads as a verb where it is used
    """Counts the processor time that this thread takes inside the block, which awaits nothing.

    By the wall clock, which is read for nothing; on some machines the thread's own clock takes
    longer to read than a small answer to make. Give it, `time.thread_time`, for work of many
    milliseconds, in which others of the machine may have their share (decision 13).
    """

    __slots__ = ("_began", "_clock")

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock

    def __enter__(self) -> None:
        self._began = self._clock()

    def __exit__(self, *raised: object) -> None:
        note_processor(self._clock() - self._began)
