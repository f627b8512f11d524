#!/usr/bin/env bash
# In grand-cypher what is not known differs from everything, and NOT of it depends on others.
#
# Guess: An engine of Cypher has its three-valued logic: a comparison with a property that is absent is null,
# NOT of that is null too, and WHERE keeps neither.
#
# Seen on 2026-11-30 with grand-cypher 1.2.0 on networkx 3.6.1, Python 3.11: <> keeps whoever has no such
# property, or None for it. NOT leaves them out as long as somebody is known for whom the comparison fails, and
# keeps them once that one is gone: what is answered of one enterprise depends on another. Ordering by such a
# property is a TypeError.
#
# What follows: an absent fact counts as a negative one there; filter in Python, with three values.
#
# Output seen; the run fails when it differs:
#> A to D, until > "2024-06-30": ['A']
#> A to D, until <> "2024-12-31": ['B', 'C', 'D']
#> A to D, NOT until > "2024-06-30": ['B']
#> without B, NOT until > "2024-06-30": ['C', 'D']
#> ordered: TypeError
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" \
  grand-cypher==1.2.0 networkx==3.6.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import networkx
from grandcypher import GrandCypher

graph = networkx.DiGraph()
graph.add_node("A", code="A", until="2024-12-31")
graph.add_node("B", code="B", until="2024-01-31")
graph.add_node("C", code="C", until=None)
graph.add_node("D", code="D")


def kept(who, condition):
    asked = condition.replace("until", "e.until")
    rows = GrandCypher(graph).run(f"MATCH (e) WHERE {asked} RETURN e.code")
    print(f"{who}, {condition}: {rows['e.code']}")


kept("A to D", 'until > "2024-06-30"')
kept("A to D", 'until <> "2024-12-31"')
kept("A to D", 'NOT until > "2024-06-30"')
graph.remove_node("B")
kept("without B", 'NOT until > "2024-06-30"')
try:
    print("ordered:", GrandCypher(graph).run("MATCH (e) RETURN e.code ORDER BY e.until"))
except TypeError:
    print("ordered: TypeError")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
