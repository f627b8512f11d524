#!/usr/bin/env bash
# networkx drops or overwrites edge attributes named "source" and node attributes named "id" or
# "value" in its JSON and GML, without a word.
#
# Guess: The word that says who reported a fact survives a round trip, or the writer refuses it.
#
# Seen on 2026-11-29 with networkx 3.6.1, Python 3.11: node_link_data and GML leave the attribute
# out. Cytoscape JSON replaces it with the id of the supplier, so a fact seems to be reported by
# the enterprise itself, and the value of a node by its id. GraphML keeps all; GEXF keeps the edge's
# source, but makes the attribute id the node's identity.
#
# What follows: name attributes of an export apart from the words of the format (reported_by, not
# source; node_link_data(source="from") helps there only), and compare the facts after one round
# trip in a test.
#
# Output seen; the run fails when it differs:
#> written: node 甲, id 91410400, value 5; edge source 人民银行
#> node-link JSON: node 甲, id None, value 5; edge source None
#> Cytoscape JSON: node 甲, id 91410400, value 甲; edge source 甲
#> GML: node 甲, id None, value 5; edge source None
#> GEXF: node 91410400, id None, value 5; edge source 人民银行
#> GraphML: node 甲, id 91410400, value 5; edge source 人民银行
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" networkx==3.6.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import io
import json

import networkx as nx

graph = nx.MultiDiGraph()
graph.add_node("甲", value=5, id="91410400")
graph.add_node("乙")
graph.add_edge("甲", "乙", source="人民银行", share=0.25)


def through(write, read):
    file = io.BytesIO()
    write(graph, file)
    file.seek(0)
    return read(file)


def as_json(write, read):
    return read(json.loads(json.dumps(write(graph))))


trips = {
    "written": graph,
    "node-link JSON": as_json(nx.node_link_data, nx.node_link_graph),
    "Cytoscape JSON": as_json(nx.cytoscape_data, nx.cytoscape_graph),
    "GML": through(nx.write_gml, nx.read_gml),
    "GEXF": through(nx.write_gexf, nx.read_gexf),
    "GraphML": through(nx.write_graphml, nx.read_graphml),
}
for name, back in trips.items():
    key, node = next(iter(back.nodes(data=True)))
    edge = next(iter(back.edges(data=True)))[2]
    print(f"{name}: node {key}, id {node.get('id')}, value {node.get('value')}; edge source {edge.get('source')}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
