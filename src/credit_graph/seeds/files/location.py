"""A spot in a seed file: what findings point at."""

from collections.abc import Iterator
from dataclasses import dataclass

from credit_graph.seeds.files.node import MappingNode, Node, ScalarNode, SequenceNode

_LABELS = ("code", "number")


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a file with its line and its path from the file's root.

    In a path, `["28"]` is the entry whose code or number is 28 and `[3]` the fourth of a list.
    """

    file: str
    line: int
    node: Node
    path: str = ""

    def into(self, *keys: str | int) -> "Spot":
        """Return the spot below, or the nearest one above it where the file has nothing."""
        spot = self
        for key in keys:
            below = spot._below(key)
            if below is None:
                break
            spot = below
        return spot

    def has(self, key: str) -> bool:
        """Tell whether the mapping here has the key."""
        return isinstance(self.node, MappingNode) and key in self.node.entries

    def children(self) -> Iterator["Spot"]:
        """Yield the spots of all values or items directly below."""
        if isinstance(self.node, ScalarNode):
            return
        keys = (
            self.node.entries if isinstance(self.node, MappingNode) else range(len(self.node.items))
        )
        for key in keys:
            yield self.into(key)

    def walk(self) -> Iterator["Spot"]:
        """Yield this spot and every one below, in the order of the file."""
        yield self
        for child in self.children():
            yield from child.walk()

    def text(self, key: str) -> str | None:
        """Return the text under a key, `None` if there is none."""
        if not isinstance(self.node, MappingNode) or key not in self.node.entries:
            return None
        node = self.node.entries[key].node
        return node.value if isinstance(node, ScalarNode) and isinstance(node.value, str) else None

    def _below(self, key: str | int) -> "Spot | None":
        if isinstance(self.node, MappingNode) and key in self.node.entries:
            entry = self.node.entries[str(key)]
            path = f"{self.path}.{key}" if self.path else str(key)
            return Spot(self.file, entry.line, entry.node, path)
        if isinstance(self.node, SequenceNode) and isinstance(key, int):
            item = self.node.items[key]
            return Spot(self.file, item.line, item, f"{self.path}[{_label(item, key)}]")
        return None


def _label(item: Node, index: int) -> str:
    if isinstance(item, MappingNode):
        named = (item.entries[label].node for label in _LABELS if label in item.entries)
        for node in named:
            if isinstance(node, ScalarNode) and isinstance(node.value, str):
                return f'"{node.value}"'
    return str(index)
