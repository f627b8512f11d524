#!/usr/bin/env bash
# No Chinese name passes between networkx and igraph in GML, in either direction.
#
# Guess: Two libraries that both read and write GML read each other's files; names are text and stay so.
#
# Seen on 2026-11-30 with networkx 3.6.1 and igraph 1.0.0, Python 3.11: networkx writes each character beyond
# ASCII as a numeric entity, as the format has it; igraph reads the entity's own text and warns. igraph
# writes UTF-8; networkx refuses the file as "not ASCII-encoded". igraph also makes 1 of a boolean.
#
# What follows: chains with names go by GraphML (see graphml-share-keys for what to mind there), not by GML; who
# has such a file from igraph reads it with igraph.
#
# Output seen; the run fails when it differs:
#> networkx writes: name "&#34394;&#26500;&#36152;&#26131;"
#> igraph reads it: ['&#34394;&#26500;&#36152;&#26131;', 'Fiction Ltd']
#> networkx reads it: ['虚构贸易', 'Fiction Ltd']
#> igraph writes: name "虚构贸易", known 1
#> igraph reads it: ['虚构贸易', 'Fiction Ltd'] known [1.0, 0.0]
#> networkx reads it: NetworkXError: input is not ASCII-encoded
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" \
  networkx==3.6.1 igraph==1.0.0

(cd "$lab" && PYTHONUTF8=1 python3 -W ignore -) <<'PY' | tee "$lab/seen"
import re
from pathlib import Path

import igraph
import networkx

NAMES = ("虚构贸易", "Fiction Ltd")


def written(path, key):
    return re.search(rf"{key} \S+", Path(path).read_text(encoding="utf-8"))[0]


graph = networkx.DiGraph()
for number, name in enumerate(NAMES):
    graph.add_node(number, name=name)
networkx.write_gml(graph, "networkx.gml")
print("networkx writes:", written("networkx.gml", "name"))
print("igraph reads it:", igraph.Graph.Read_GML("networkx.gml").vs["name"])
names = networkx.get_node_attributes(networkx.read_gml("networkx.gml"), "name")
print("networkx reads it:", list(names.values()))

other = igraph.Graph(2, directed=True)
other.vs["name"], other.vs["known"] = NAMES, [True, False]
other.write_gml("igraph.gml")
print(f"igraph writes: {written('igraph.gml', 'name')}, {written('igraph.gml', 'known')}")
again = igraph.Graph.Read_GML("igraph.gml")
print("igraph reads it:", again.vs["name"], "known", again.vs["known"])
try:
    print("networkx reads it:", networkx.read_gml("igraph.gml", label="id").nodes(data="name"))
except networkx.NetworkXError as error:
    print(f"networkx reads it: NetworkXError: {error}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
