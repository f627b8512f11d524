"""The published table of codes: the one that python-stdnum brings.

It was taken from Wikipedia's lists of GB/T 2260 (stdnum/cn/loc.dat names the pages) and states for
each code its names with the first and last year. Spans that end before they begin are names that a
code never had, and are left out.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from stdnum import numdb

from credit_graph.domain.region import RegionName

_SPAN = re.compile(r"(?:\[(\d{4})?-(\d{4})?\])?([^,\[\]]+)")


@cache
def published_names() -> Mapping[str, tuple[RegionName, ...]]:
    """Return the names of every code, by year."""
    return {code: names for code, names in _read() if names}


def _read() -> Iterator[tuple[str, tuple[RegionName, ...]]]:
    for _, province, _, _, below in numdb.get("cn/loc").prefixes:
        for _, rest, _, properties, _ in below:
            yield province + rest, tuple(_names(properties["county"]))


def _names(text: str) -> Iterator[RegionName]:
    for first, last, name in _SPAN.findall(text):
        years = (int(first) if first else None, int(last) if last else None)
        if years[0] is None or years[1] is None or years[0] <= years[1]:
            yield RegionName(name, *years)
