"""The hash tree of RFC 6962: what to keep of it, what to read for a proof, and how to check one.

Of a log of n leaves only complete subtrees are kept, each at its `SubtreePlace`; there are at most
2n of them and none ever changes. Every root and every proof is folded from O(log n) of these, so
that neither appending nor proving reads the log.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

HASH_SIZE = 32

Hash = bytes


class SubtreePlace(NamedTuple):
    """Where a complete subtree stands: the `position`-th of `1 << level` leaves, from 0."""

    level: int
    position: int


@dataclass(frozen=True, slots=True)
class LeafRange:
    """The subtree over leaves `start` (included) to `end` (excluded), complete or not."""

    start: int
    end: int

    def places(self) -> tuple[SubtreePlace, ...]:
        """Name the complete subtrees that make it up, from left to right."""
        found = []
        start = self.start
        while start < self.end:
            level = (self.end - start).bit_length() - 1
            found.append(SubtreePlace(level, start >> level))
            start += 1 << level
        return tuple(found)

    def root(self, kept: Mapping[SubtreePlace, Hash]) -> Hash:
        """Fold the subtree's hash from complete ones; KeyError if one of `places` is missing."""
        return _joined([kept[place] for place in self.places()])

    @property
    def split(self) -> int:
        """Where the right child begins: the largest power of two below the width, from start."""
        return self.start + (1 << (self.end - self.start - 1).bit_length() - 1)


def leaf_hash(data: bytes) -> Hash:
    """Hash one leaf; its prefix keeps a leaf from being read as a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """Hash two subtrees into their parent."""
    return sha256(b"\x01" + left + right).digest()


def _joined(subtrees: Sequence[Hash]) -> Hash:
    """Fold complete subtrees that stand side by side, largest first, into what holds them."""
    *left, folded = subtrees
    for each in reversed(left):
        folded = node_hash(each, folded)
    return folded


def empty_root() -> Hash:
    """Return the root of a log without leaves."""
    return sha256().digest()


def completed_by(number: int) -> tuple[SubtreePlace, ...]:
    """Name the subtrees that leaf `number` (from 0) completes, its own place first."""
    place = SubtreePlace(0, number)
    places = [place]
    while place.position & 1:
        place = SubtreePlace(place.level + 1, place.position >> 1)
        places.append(place)
    return tuple(places)


@dataclass(frozen=True, slots=True)
class Frontier:
    """What appending needs: how many leaves there are and the hashes of the tree's peaks.

    `peaks` are the complete subtrees of the whole tree, from left (largest) to right: as many as
    the size has bits that are set.
    """

    size: int
    peaks: tuple[Hash, ...]

    def append(self, leaf: Hash) -> "tuple[Frontier, tuple[tuple[SubtreePlace, Hash], ...]]":
        """Add one leaf hash; returns the new frontier and the subtrees that became complete."""
        subtree, peaks = leaf, list(self.peaks)
        own, *above = completed_by(self.size)
        completed = [(own, leaf)]
        for place in above:
            subtree = node_hash(peaks.pop(), subtree)
            completed.append((place, subtree))
        return Frontier(self.size + 1, (*peaks, subtree)), tuple(completed)

    def root(self) -> Hash:
        """Return the root hash of the whole tree."""
        return _joined(self.peaks) if self.peaks else empty_root()


EMPTY = Frontier(0, ())


def inclusion_spans(index: int, size: int) -> tuple[LeafRange, ...]:
    """Name the subtrees whose hashes prove that leaf `index` is in the tree of `size` leaves.

    Nearest to the leaf first, as RFC 6962 (2.1.1) orders an audit path. ValueError if the tree
    has no such leaf.
    """
    if not 0 <= index < size:
        message = f"no leaf {index} in a log of {size}"
        raise ValueError(message)
    return tuple(reversed(list(_siblings(index, LeafRange(0, size)))))


def _siblings(index: int, span: LeafRange) -> Iterator[LeafRange]:
    while span.end - span.start > 1:
        split = span.split
        left, right = LeafRange(span.start, split), LeafRange(split, span.end)
        if index < split:
            yield right
            span = left
        else:
            yield left
            span = right


def consistency_spans(earlier: int, size: int) -> tuple[LeafRange, ...]:
    """Name the subtrees that prove a tree of `size` leaves to extend that of `earlier` leaves.

    As RFC 6962 (2.1.2) orders them; none if both are of one size or the earlier one is empty.
    ValueError if the earlier tree is larger.
    """
    if not 0 <= earlier <= size:
        message = f"a log of {size} does not extend one of {earlier}"
        raise ValueError(message)
    if earlier in {0, size}:
        return ()
    found: list[LeafRange] = []
    span = LeafRange(0, size)
    whole = True  # whether the subtree looked at begins where the earlier tree does
    while earlier != span.end:
        split = span.split
        left, right = LeafRange(span.start, split), LeafRange(split, span.end)
        if earlier <= split:
            found.append(right)
            span = left
        else:
            found.append(left)
            span = right
            whole = False
    if not whole:
        found.append(span)
    return tuple(reversed(found))


def includes(leaf: Hash, index: int, size: int, path: Sequence[Hash], root: Hash) -> bool:
    """Check an inclusion proof: whether `leaf` is number `index` (from 0) under `root`."""
    if not 0 <= index < size:
        return False
    spans = inclusion_spans(index, size)
    if len(path) != len(spans):
        return False
    folded = leaf
    for span, each in zip(spans, path, strict=True):
        # A span is wholly left or right of the leaf: where it starts decides.
        folded = node_hash(each, folded) if span.start < index else node_hash(folded, each)
    return folded == root


def extends(earlier: tuple[int, Hash], later: tuple[int, Hash], path: Sequence[Hash]) -> bool:
    """Check a consistency proof between two (size, root): whether nothing earlier was changed."""
    (old_size, old_root), (size, root) = earlier, later
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not path and old_root == root
    if old_size == 0:
        return not path and old_root == empty_root()
    spans = consistency_spans(old_size, size)
    if len(path) != len(spans):
        return False
    return _folded(spans, path, old_size, old_root) == (old_root, root)


def _folded(
    spans: Sequence[LeafRange], path: Sequence[Hash], old_size: int, old_root: Hash
) -> tuple[Hash, Hash]:
    """Fold a consistency path into both roots, of the earlier and of the later tree."""
    pieces = list(zip(spans, path, strict=True))
    if pieces[0][0].end == old_size:
        (_, old), *pieces = pieces
    else:
        # The earlier tree is itself a complete subtree of the later one, and its root is known.
        old = old_root
    new = old
    for span, each in pieces:
        if span.start >= old_size:
            new = node_hash(new, each)
        else:
            old, new = node_hash(each, old), node_hash(each, new)
    return old, new
