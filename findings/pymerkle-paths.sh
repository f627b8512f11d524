#!/usr/bin/env bash
# pymerkle has the roots of RFC 6962 and proofs that no other verifier of RFC 6962 takes.
#
# Guess: A library with the same root for every number of leaves gives the audit path and the consistency
# proof of the RFC: the sibling hashes from the leaf up.
#
# Seen on 2026-11-30 with pymerkle 7.0.0, Python 3.11: Roots are equal from no leaf to eight. Leaves count
# from 1. A path holds the leaf's own hash too, before its sibling or behind it as the library's "rule"
# has it: a list of sides without which its verifier can do nothing. For a leaf on the right the first two
# are swapped. A consistency proof has the hashes of the RFC with the first two swapped likewise, and marks
# those of the old root in "subset".
#
# What follows: proofs cannot be passed between it and logs that speak RFC 6962 (certificate transparency,
# C2SP, this project's); compare roots, or write the RFC's own page of code.
#
# Output seen; the run fails when it differs:
#> same roots: [True, True, True, True, True, True, True, True, True]
#> leaf 2 of 5, RFC 6962: ['leaf 3', 'leaves 0-1', 'leaf 4']
#> leaf 2 of 5, pymerkle: ['leaf 2', 'leaf 3', 'leaves 0-1', 'leaf 4'] rule [0, 1, 0, 0]
#> leaf 3 of 5, pymerkle: ['leaf 3', 'leaf 2', 'leaves 0-1', 'leaf 4'] rule [1, 1, 0, 0]
#> 3 to 5, RFC 6962: ['leaf 2', 'leaf 3', 'leaves 0-1', 'leaf 4']
#> 3 to 5, pymerkle: ['leaf 3', 'leaf 2', 'leaves 0-1', 'leaf 4'] rule [1, 1, 0, 0] subset [0, 1, 1, 0]
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" \
  pymerkle==7.0.0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from hashlib import sha256

import pymerkle


def root(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + root(leaves[:half]) + root(leaves[half:])).digest()


def tree(leaves):
    made = pymerkle.InmemoryTree(algorithm="sha256")
    for each in leaves:
        made.append_entry(each)
    return made


LEAVES = [b"%d" % number for number in range(8)]
NAMES = {}
for first in range(8):
    for last in range(first, 8):
        said = f"leaf {first}" if first == last else f"leaves {first}-{last}"
        NAMES.setdefault(root(LEAVES[first : last + 1]).hex(), said)


def named(path):
    return [NAMES.get(each, "?") for each in path]


print("same roots:", [tree(LEAVES[:n]).get_root() == root(LEAVES[:n]) for n in range(9)])
print("leaf 2 of 5, RFC 6962:", ["leaf 3", "leaves 0-1", "leaf 4"])
five = tree(LEAVES[:5])
for number in (2, 3):
    proof = five.prove_inclusion(number + 1, 5).serialize()
    print(f"leaf {number} of 5, pymerkle:", named(proof["path"]), "rule", proof["rule"])
print("3 to 5, RFC 6962:", ["leaf 2", "leaf 3", "leaves 0-1", "leaf 4"])
proof = five.prove_consistency(3, 5).serialize()
print("3 to 5, pymerkle:", named(proof["path"]), "rule", proof["rule"], "subset", proof["subset"])
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
