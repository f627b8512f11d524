#!/usr/bin/env bash
# An open end of a dynamic GEXF value comes back from networkx as the word "None".
#
# Guess: A value without end reads back without end.
#
# Seen on 2026-11-28 with networkx 3.6.1, Python 3.11: The writer leaves the attribute "end" out,
# as GEXF asks; the reader passes the missing value through str(), so the end is the text "None",
# which is truthy, sorts after every date, and is written as end="None" when the graph is saved
# again.
#
# What follows: valid time in GEXF survives one way only; after a read turn "None" back, or keep
# the interval as plain attributes.
#
# Output seen; the run fails when it differs:
#> written: <spell start="2020-01-01" /> <attvalue for="0" value="B" start="2020-01-01" end="2020-12-31" /> <attvalue for="0" value="A" start="2021-01-01" />
#> read: [('B', '2020-01-01', '2020-12-31'), ('A', '2021-01-01', 'None')] [('2020-01-01', 'None')]
#> again: <spell start="2020-01-01" end="None" /> <attvalue for="0" value="B" start="2020-01-01" end="2020-12-31" /> <attvalue for="0" value="A" start="2021-01-01" end="None" />
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" networkx==3.6.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import re

import networkx

graph = networkx.DiGraph(mode="dynamic")
graph.add_node("甲", level=[("B", "2020-01-01", "2020-12-31"), ("A", "2021-01-01", None)],
               spells=[("2020-01-01", None)])
networkx.write_gexf(graph, "first.gexf")
read = networkx.read_gexf("first.gexf")
print("written:", *re.findall(r"<(?:spell|attvalue) [^>]*>", open("first.gexf").read()))
print("read:", read.nodes["甲"]["level"], read.nodes["甲"]["spells"])
networkx.write_gexf(read, "second.gexf")
print("again:", *re.findall(r"<(?:spell|attvalue) [^>]*>", open("second.gexf").read()))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
