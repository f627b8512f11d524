"""The log's tree against an independent implementation, and against the definition itself."""

import random
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

import pytest
from pymerkle import InmemoryTree

from credit_graph.audit.hash_tree import (
    EMPTY,
    Frontier,
    Hash,
    LeafRange,
    SubtreePlace,
    completed_by,
    consistency_spans,
    empty_root,
    extends,
    includes,
    inclusion_spans,
    leaf_hash,
)

SIZE = 5_000


def leaf(number: int) -> bytes:
    return f"entry {number}".encode()


@cache
def grown() -> tuple[list[Frontier], dict[SubtreePlace, Hash]]:
    """Return the frontier at every size up to SIZE, and all that is kept of the tree."""
    frontiers: list[Frontier] = [EMPTY]
    kept: dict[SubtreePlace, Hash] = {}
    for number in range(SIZE):
        after, completed = frontiers[-1].append(leaf_hash(leaf(number)))
        frontiers.append(after)
        kept.update(completed)
    return frontiers, kept


@cache
def theirs() -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(SIZE):
        tree.append_entry(leaf(number))
    return tree


def path(spans: Sequence[LeafRange]) -> list[Hash]:
    return [span.root(grown()[1]) for span in spans]


def by_definition(leaves: Sequence[bytes]) -> Hash:
    """RFC 6962, 2.1, as it is written."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = by_definition(leaves[:split]), by_definition(leaves[split:])
    return sha256(b"\1" + left + right).digest()


@pytest.mark.parametrize("size", [*range(70), 127, 128, 129, 1_000])
def test_the_root_is_that_of_the_definition(size: int) -> None:
    assert grown()[0][size].root() == by_definition([leaf(number) for number in range(size)])


def test_roots_are_those_of_another_implementation() -> None:
    frontiers, kept = grown()
    for size in (*range(1, 300), *range(300, SIZE, 17), SIZE):
        root = theirs().get_root(size)
        assert frontiers[size].root() == root
        assert LeafRange(0, size).root(kept) == root


def test_paths_of_inclusion_are_those_of_another_implementation() -> None:
    frontiers, _ = grown()
    chance = random.Random(1)  # noqa: S311  # invented data, not a secret
    for _ in range(400):
        size = chance.randint(1, SIZE)
        index = chance.randrange(size)
        own = path(inclusion_spans(index, size))
        # Theirs has the leaf in it, and counts from 1.
        other = theirs().prove_inclusion(index + 1, size).serialize()["path"]
        assert {leaf_hash(leaf(index)), *own} == {bytes.fromhex(each) for each in other}
        assert includes(leaf_hash(leaf(index)), index, size, own, frontiers[size].root())


def extension_by_definition(
    earlier: int, leaves: Sequence[bytes], *, whole: bool = True
) -> list[Hash]:
    """RFC 6962, 2.1.2, as it is written: SUBPROOF."""
    if earlier == len(leaves):
        return [] if whole else [by_definition(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = leaves[:split], leaves[split:]
    if earlier <= split:
        return [*extension_by_definition(earlier, left, whole=whole), by_definition(right)]
    below = extension_by_definition(earlier - split, right, whole=False)
    return [*below, by_definition(left)]


def test_paths_of_extension_are_those_of_the_definition() -> None:
    for size in (*range(1, 40), 64, 100):
        leaves = [leaf(number) for number in range(size)]
        for earlier in range(1, size + 1):
            expected = extension_by_definition(earlier, leaves)
            assert path(consistency_spans(earlier, size)) == expected


def test_extensions_of_large_logs_hold() -> None:
    frontiers, _ = grown()
    chance = random.Random(2)  # noqa: S311  # invented data, not a secret
    for _ in range(400):
        size = chance.randint(2, SIZE)
        earlier = chance.randrange(1, size)
        heads = (earlier, frontiers[earlier].root()), (size, frontiers[size].root())
        assert extends(*heads, path(consistency_spans(earlier, size)))


@pytest.mark.parametrize("size", range(1, 18))
def test_every_proof_holds_for_what_it_proves_only(size: int) -> None:
    frontiers, _ = grown()
    root = frontiers[size].root()
    for index in range(size):
        own = path(inclusion_spans(index, size))
        assert includes(leaf_hash(leaf(index)), index, size, own, root)
        assert not includes(leaf_hash(leaf(index + 1)), index, size, own, root)
        assert not includes(leaf_hash(leaf(index)), index, size, [*own, root], root)
        assert not includes(leaf_hash(leaf(index)), size, size, own, root)
        for place in range(len(own)):
            bent = [*own[:place], sha256(own[place]).digest(), *own[place + 1 :]]
            assert not includes(leaf_hash(leaf(index)), index, size, bent, root)
        if len(own) > 1:
            assert not includes(leaf_hash(leaf(index)), index, size, own[::-1], root)
    for earlier in range(size + 1):
        own = path(consistency_spans(earlier, size))
        heads = (earlier, frontiers[earlier].root()), (size, root)
        assert extends(*heads, own)
        assert not extends((earlier, sha256().hexdigest().encode()[:32]), heads[1], own)
        # Every log extends an empty one.
        assert extends(heads[0], (size, sha256(root).digest()), own) is (earlier == 0)
        assert not extends(*heads, [*own, root])


def test_nothing_extends_what_is_longer() -> None:
    assert not extends((2, empty_root()), (1, empty_root()), ())
    with pytest.raises(ValueError, match="does not extend"):
        consistency_spans(2, 1)
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_spans(3, 3)


def test_what_is_kept_is_never_more_than_two_hashes_an_entry() -> None:
    kept = grown()[1]
    assert len(kept) < 2 * SIZE
    assert set(kept) == {place for number in range(SIZE) for place in completed_by(number)}
    assert all(len(LeafRange(0, size).places()) <= SIZE.bit_length() for size in range(1, SIZE, 97))
