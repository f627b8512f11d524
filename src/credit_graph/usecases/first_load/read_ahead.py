"""Work on one item while the next is being made, in a thread of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

Item = TypeVar("Item")

_END: Final = object()


def read_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items, of which the next one is being made while the last one is used.

    This pays where making them leaves the interpreter to others, as numpy and pyarrow do. What
    making one raises is raised where it would have been yielded.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as maker:
        coming = maker.submit(next, items, _END)
        while (item := coming.result()) is not _END:
            coming = maker.submit(next, items, _END)
            yield item  # type: ignore[misc]  # not the end
