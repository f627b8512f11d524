#!/usr/bin/env bash
# Shares 1 and 0.25 make networkx write a GraphML file that igraph refuses.
#
# Guess: networkx writes a column of mixed ints and floats as double, or refuses it.
#
# Seen on 2026-11-28 with networkx 3.6.1 and igraph 1.0.0, Python 3.11: It declares one key for
# each Python type under the same attr.name, which the GraphML schema allows and networkx reads
# back; igraph stops with "Duplicate attribute name". infer_numeric_types=True gives one key of
# type double.
#
# What follows: give a numeric attribute one type on all edges before an export, or pass
# infer_numeric_types=True, and read the file once by another program in a test.
#
# Output seen; the run fails when it differs:
#> infer_numeric_types: False
#>   keys: [('share', 'double'), ('share', 'long')]
#>   networkx: [0.25, 1]
#>   igraph: Duplicate attribute name
#> infer_numeric_types: True
#>   keys: [('share', 'double')]
#>   networkx: [0.25, 1.0]
#>   igraph: [0.25, 1.0]
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" networkx==3.6.1 igraph==1.0.0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import re

import igraph
import networkx

graph = networkx.DiGraph()
graph.add_edge("甲", "乙", share=1)
graph.add_edge("甲", "丙", share=0.25)
for infer in (False, True):
    networkx.write_graphml(graph, "chain.graphml", infer_numeric_types=infer)
    print("infer_numeric_types:", infer)
    print("  keys:", re.findall(r'attr.name="(\w+)" attr.type="(\w+)"', open("chain.graphml").read()))
    print("  networkx:", sorted(d["share"] for *_, d in networkx.read_graphml("chain.graphml").edges(data=True)))
    try:
        print("  igraph:", sorted(igraph.Graph.Read_GraphML("chain.graphml").es["share"]))
    except igraph.InternalError as error:
        print("  igraph:", re.search(r"Duplicate attribute name", str(error))[0])
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
