#!/usr/bin/env bash
# A share of 0.3 from JSON-LD is below a bound of 0.3 in pySHACL, and 2024-W26-1 is a valid day.
#
# Guess: SHACL compares by SPARQL's operators, where a decimal beside a double is promoted to a
# double, so 0.3 is not below 0.3 whichever way each of them is written; and a value of xsd:date
# has the form of one.
#
# Seen on 2026-12-01 with pyshacl 0.40.1 on rdflib 7.6.0, Python 3.11: a number of JSON-LD is a
# double, one of Turtle a decimal, and the two are compared as they are in Python, to the last
# digit. Shares of 0.1, 0.25 and 0.5 from JSON-LD meet the same bound in Turtle, 0.3 and 0.7 do
# not; the other way round 0.1 does not and 0.3 does. As an xsd:date 2024-W26-1 conforms, 2024-6-3
# and 20240630 do not.
#
# What follows: shares are exported as typed decimals, in JSON-LD as strings with their type, and
# bounds of a shape are tested at the bound.
#
# Output seen; the run fails when it differs:
#> 0.1 with at least 0.1: Turtle conforms, JSON-LD conforms, Turtle with a double as bound does not
#> 0.25 with at least 0.25: Turtle conforms, JSON-LD conforms, Turtle with a double as bound conforms
#> 0.3 with at least 0.3: Turtle conforms, JSON-LD does not, Turtle with a double as bound conforms
#> 0.5 with at least 0.5: Turtle conforms, JSON-LD conforms, Turtle with a double as bound conforms
#> 0.7 with at least 0.7: Turtle conforms, JSON-LD does not, Turtle with a double as bound conforms
#> 2024-06-30 as xsd:date: conforms
#> 2024-W26-1 as xsd:date: conforms
#> 2024-6-3 as xsd:date: does not
#> 20240630 as xsd:date: does not
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0

"$lab/env/bin/python" - <<'PY' 2> /dev/null | tee "$lab/seen"
import json

import pyshacl
from rdflib import Graph

HEAD = """@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def conforms(data, what):
    shape = f"{HEAD}:S a sh:NodeShape; sh:targetClass :Link; sh:property [sh:path :share; {what}] ."
    shapes = Graph().parse(data=shape, format="turtle")
    return "conforms" if pyshacl.validate(data, shacl_graph=shapes)[0] else "does not"


def turtle(value):
    return Graph().parse(data=f"{HEAD}:l a :Link; :share {value} .", format="turtle")


def json_ld(share):
    link = {"@type": "http://example.org/Link", "http://example.org/share": share}
    return Graph().parse(data=json.dumps(link), format="json-ld")


for share in ("0.1", "0.25", "0.3", "0.5", "0.7"):
    bound = f"sh:minInclusive {share}"
    print(
        f"{share} with at least {share}: Turtle {conforms(turtle(share), bound)},"
        f" JSON-LD {conforms(json_ld(float(share)), bound)},"
        f" Turtle with a double as bound {conforms(turtle(share), bound + 'e0')}"
    )
for day in ("2024-06-30", "2024-W26-1", "2024-6-3", "20240630"):
    typed = turtle(f'"{day}"^^xsd:date')
    print(f"{day} as xsd:date: {conforms(typed, 'sh:datatype xsd:date')}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
