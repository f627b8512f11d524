#!/usr/bin/env bash
# A boolean that is unknown becomes False when igraph reads the GraphML of networkx.
#
# Guess: An attribute absent from a node stays absent, or becomes None.
#
# Seen on 2026-11-28 with networkx 3.6.1 and igraph 1.0.0, Python 3.11: networkx writes no data
# element for the node without the attribute; igraph gives it False, as if it had been recorded,
# gives NaN to absent numbers, an empty string to absent texts, and turns whole numbers into
# floats. Back in networkx the invented False is a fact like any other.
#
# What follows: in an export for analysts write three-valued attributes as text (yes, no, unknown)
# on every node.
#
# Output seen; the run fails when it differs:
#> igraph: {'certified': True, 'id': '甲', 'level': 3.0, 'list': 'red'}
#> igraph: {'certified': False, 'id': '乙', 'level': nan, 'list': ''}
#> networkx: {'certified': True, 'id': '甲', 'level': 3.0, 'list': 'red'}
#> networkx: {'certified': False, 'id': '乙', 'list': ''}
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" networkx==3.6.1 igraph==1.0.0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import igraph
import networkx

graph = networkx.DiGraph()
graph.add_node("甲", certified=True, level=3, list="red")
graph.add_node("乙")
networkx.write_graphml(graph, "chain.graphml")
read = igraph.Graph.Read_GraphML("chain.graphml")
for node in read.vs:
    print("igraph:", {key: value for key, value in sorted(node.attributes().items())})
read.write_graphml("back.graphml")
for _, attributes in networkx.read_graphml("back.graphml").nodes(data=True):
    print("networkx:", dict(sorted(attributes.items())))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
