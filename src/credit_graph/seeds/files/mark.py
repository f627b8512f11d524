"""Marks in a draft: what a program found, or could not, and a person has still to settle."""

from collections.abc import Iterator
from typing import Final

from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.node import ScalarNode

MARK: Final = "???"
"""A text that begins so is not settled."""


def marks(tree: Spot) -> Iterator[Spot]:
    """Yield the spot of each mark, in the order of the file."""
    for spot in tree.walk():
        node = spot.node
        if isinstance(node, ScalarNode) and str(node.value).startswith(MARK):
            yield spot
