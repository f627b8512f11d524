"""Items are made one ahead of their use, in order, and what goes wrong is raised in its place."""

from collections.abc import Iterator
from threading import Event, get_ident

import pytest

from credit_graph.usecases.first_load.read_ahead import read_ahead


def test_items_come_in_order_and_from_another_thread() -> None:
    made = list(read_ahead((number, get_ident()) for number in range(5)))
    assert [number for number, _ in made] == list(range(5))
    assert get_ident() not in {thread for _, thread in made}


def test_the_next_item_is_made_while_one_is_used() -> None:
    second = Event()

    def items() -> Iterator[int]:
        yield 1
        second.set()
        yield 2

    for item in read_ahead(items()):
        if item == 1:
            assert second.wait(10), "nothing was made ahead"


def test_an_error_is_raised_where_its_item_would_have_come() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("the second")

    found = read_ahead(items())
    assert next(found) == 1
    with pytest.raises(ValueError, match="the second"):
        next(found)


def test_no_more_is_made_than_one_ahead_of_who_stops() -> None:
    begun: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            begun.append(number)
            yield number

    found = read_ahead(items())
    assert next(found) == 0
    del found
    assert begun[-1] <= 1
