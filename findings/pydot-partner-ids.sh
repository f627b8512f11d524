#!/usr/bin/env bash
# pydot makes one node of all partners whose identifiers have the same scheme.
#
# Guess: A name with a colon, such as the D-U-N-S number "duns:123456789", is quoted where DOT needs
# it, or refused; two partners stay two nodes.
#
# Seen on 2026-11-30 with pydot 4.0.1, networkx 3.6.1, Python 3.11: A node's name loses what is behind
# the colon, as if that were a port: both partners are written as "duns", and so is every other one.
# The ends of an edge keep it, unquoted, which DOT reads as ports of that one node: a link between two
# partners is a loop. A name that begins with digits and goes on with letters is quoted. networkx passes
# names on to pydot, with the same loss.
#
# What follows: for DOT quote every identifier yourself ('"duns:123456789"', then both stay apart), or
# write GraphML, where identifiers are any text.
#
# Output seen; the run fails when it differs:
#> nodes: ['duns', 'duns', '91410400MA0000001D', 'unnamed']
#> edges: [('duns:123456789', 'duns:987654321'), ('duns:987654321', '91410400MA0000001D')]
#> written: duns; duns; "91410400MA0000001D"; unnamed; duns:123456789 -> duns:987654321; duns:987654321 -> "91410400MA0000001D";
#> quoted by hand: "duns:123456789"; "duns:987654321"; "duns:123456789" -> "duns:987654321";
#> networkx: duns; duns; duns:123456789 -> duns:987654321;
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" \
  pydot==4.0.1 pyparsing==3.2.5 networkx==3.6.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import networkx
import pydot

PARTNERS = ("duns:123456789", "duns:987654321")
OURS = "91410400MA0000001D"


def lines(graph):
    return " ".join(graph.to_string().split("\n")[1:-2])


graph = pydot.Dot("chain", graph_type="digraph")
for name in (*PARTNERS, OURS, "unnamed:US"):
    graph.add_node(pydot.Node(name))
graph.add_edge(pydot.Edge(*PARTNERS))
graph.add_edge(pydot.Edge(PARTNERS[1], OURS))
print("nodes:", [each.get_name() for each in graph.get_nodes()])
print("edges:", [(each.get_source(), each.get_destination()) for each in graph.get_edges()])
print("written:", lines(graph))

quoted = pydot.Dot("chain", graph_type="digraph")
names = [f'"{name}"' for name in PARTNERS]
for name in names:
    quoted.add_node(pydot.Node(name))
quoted.add_edge(pydot.Edge(*names))
print("quoted by hand:", lines(quoted))

print("networkx:", lines(networkx.nx_pydot.to_pydot(networkx.DiGraph([PARTNERS]))))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
