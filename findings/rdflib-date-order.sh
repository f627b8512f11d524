#!/usr/bin/env bash
# In rdflib every xsd:date is before every xsd:dateTime, and a date's time zone is dropped.
#
# Guess: SPARQL defines no order between the two types, so FILTER drops such a row; or the day is
# compared as its midnight. The text of a literal stays as written.
#
# Seen on 2026-11-29 with rdflib 7.6.0, Python 3.11: 1 July 2024 and 9999-12-31 pass
# "<= 2024-06-30T23:00:00Z", since literals of two types are put in order by the type, and no date
# passes ">=". "2024-06-30+08:00" and "2024-06-30Z" become 2024-06-30, so three literals are one.
# "0350200" as xsd:integer loses its first digit.
#
# What follows: one type for valid time and another for recorded time must never meet in a FILTER;
# cast the instant to a day in the query text, and keep zones and codes out of typed literals.
#
# Output seen; the run fails when it differs:
#> ?day <= "2024-06-30"^^xsd:date -> 2024-06-29
#> ?day <= "2024-06-30T23:00:00Z"^^xsd:dateTime -> 2024-06-29 2024-07-01 9999-12-31
#> ?day >= "2024-06-30T23:00:00Z"^^xsd:dateTime ->
#> 2024-06-30+08:00 -> 2024-06-30
#> 2024-06-30Z -> 2024-06-30
#> 0350200 -> 350200
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" rdflib==7.6.0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from rdflib import XSD, Graph, Literal, URIRef

graph = Graph()
valid_to = URIRef("urn:valid_to")
for number, day in enumerate(("2024-06-29", "2024-07-01", "9999-12-31")):
    graph.add((URIRef(f"urn:{number}"), valid_to, Literal(day, datatype=XSD.date)))
PREFIX = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?day { ?fact <urn:valid_to> ?day FILTER("
for test in (
    '?day <= "2024-06-30"^^xsd:date',
    '?day <= "2024-06-30T23:00:00Z"^^xsd:dateTime',
    '?day >= "2024-06-30T23:00:00Z"^^xsd:dateTime',
):
    print(test, "->", *sorted(str(row.day) for row in graph.query(PREFIX + test + ")}")))
for text, kind in (("2024-06-30+08:00", XSD.date), ("2024-06-30Z", XSD.date), ("0350200", XSD.integer)):
    print(text, "->", Literal(text, datatype=kind))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
