"""Columns of links, as statements on chains return them, to links."""

from collections.abc import Iterable, Iterator
from typing import cast

from credit_graph.domain.chains.walk import ChainLink
from credit_graph.graph.decoding import Row


def to_links(record: Row) -> Iterator[ChainLink]:
    """Return the links of a record's parallel columns near, far, share and category."""
    columns = (record[name] for name in ("near", "far", "share", "category"))
    return map(ChainLink, *(cast("Iterable[object]", each) for each in columns))
