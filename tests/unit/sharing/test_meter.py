"""A request bears what it causes, and its share of what requests cause together."""

import asyncio
import time

import pytest

from credit_graph.errors import AnswerOutgrownError
from credit_graph.sharing.meter import (
    Allowance,
    Meter,
    bearers,
    check_meters,
    metered,
    note_processor,
    note_records,
    share_among,
    working,
)

ALLOWED = Allowance(rows=10, processor_s=0.02, answer_bytes=100)


def _work(seconds: float) -> None:
    """Have the processor work for as long, and a little longer."""
    with working():
        ends = time.process_time() + seconds
        while time.process_time() <= ends:
            pass


def test_rows_are_records_and_the_items_of_lists_in_them() -> None:
    with metered(Meter()) as meter:
        note_records([["a", [1, 2, 3], None], ["b", [], 7]])
    assert meter.rows == 5


def test_outside_of_a_request_nothing_is_counted() -> None:
    note_records([[1]])
    note_processor(1.0)
    check_meters()
    assert not bearers()


async def test_tasks_begun_inside_are_counted_and_those_of_others_are_not() -> None:
    async def read() -> None:
        note_records([[1]])

    with metered(Meter()) as one:
        task = asyncio.create_task(read())
    with metered(Meter()) as other:
        await task
    assert (one.rows, other.rows) == (1, 0)


async def test_what_is_read_together_is_borne_by_the_number_of_keys() -> None:
    one, other = Meter(), Meter()

    async def batch() -> None:
        share_among([one.shares, one.shares, one.shares, other.shares])
        note_records([[1]] * 8)

    await asyncio.create_task(batch())
    assert (one.rows, other.rows) == (6, 2)


@pytest.mark.parametrize(
    ("taken", "measure"),
    [
        (lambda: note_records([[1]] * 11), "rows read"),
        (lambda: _work(0.02), "milliseconds of processor time"),
    ],
)
def test_a_request_that_takes_more_than_allowed_is_ended(taken: object, measure: str) -> None:
    with metered(Meter(ALLOWED)):
        check_meters()
        taken()  # type: ignore[operator]  # one of the two above
        with pytest.raises(AnswerOutgrownError, match=measure):
            check_meters()


def test_an_answer_of_too_many_bytes_is_ended() -> None:
    meter = Meter(ALLOWED)
    meter.check(answer_bytes=100)
    with pytest.raises(AnswerOutgrownError, match="101 bytes; the limit is 100"):
        meter.check(answer_bytes=101)


def test_long_work_counts_by_the_thread_s_own_clock() -> None:
    with metered(Meter()) as meter, working(time.thread_time):
        time.sleep(0.05)
    assert meter.processor_s < 0.04


def test_a_machine_that_stood_still_ends_no_request() -> None:
    with metered(Meter(ALLOWED)) as meter:
        with working():
            time.sleep(0.03)
        assert meter.processor_s > ALLOWED.processor_s
        meter.check()
