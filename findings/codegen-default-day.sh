#!/usr/bin/env bash
# A default day of an input is a text in the client that ariadne-codegen generates.
#
# Guess: Where a custom scalar is mapped to datetime.date, every attribute of the generated models that the
# schema calls Date is a date, whoever set it.
#
# Seen on 2026-11-30 with ariadne-codegen 0.19.0, pydantic 2, Python 3.11: The schema's default is written
# into the model as it stands in the SDL, a text, and pydantic does not validate defaults. A day that is
# given is a date, the default is not: comparing it with a date fails. An enum's default is a member of the
# enum. Of an input with @oneOf every field is optional, and two or none are taken.
#
# What follows: SDL that others generate clients from has no default of a custom scalar in an input (this
# project's has none: null means today); who uses such a client gives the day.
#
# Output seen; the run fails when it differs:
#> a default day: str '2024-01-01'
#> a given day: date datetime.date(2024, 1, 1)
#> compared: TypeError: '<=' not supported between instances of 'str' and 'datetime.date'
#> a default level: Level
#> @oneOf with two: uscc='91410400MA0000001D' region='410400'
#> @oneOf with none: uscc=None region=None
set -euo pipefail
script=$(realpath "$0")
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/venv"
"$lab/venv/bin/pip" install --quiet --disable-pip-version-check ariadne-codegen==0.19.0

cd "$lab"
cat > schema.graphql <<'SDL'
scalar Date
enum Level { ADVANCED GENERAL }
input Period { first: Date = "2024-01-01", level: Level = ADVANCED }
input Which @oneOf { uscc: ID, region: String }
type Query { ratings(period: Period, of: Which): [Level!]! }
SDL
echo 'query Ratings($period: Period, $of: Which) { ratings(period: $period, of: $of) }' > asked.graphql
cat > pyproject.toml <<'TOML'
[tool.ariadne-codegen]
schema_path = "schema.graphql"
queries_path = "asked.graphql"
[tool.ariadne-codegen.scalars.Date]
type = "datetime.date"
TOML
venv/bin/ariadne-codegen client > generated.log

venv/bin/python -W ignore - <<'PY' | tee seen
from datetime import date

from graphql_client.input_types import Period, Which

default, given = Period(), Period(first="2024-01-01")
print(f"a default day: {type(default.first).__name__} {default.first!r}")
print(f"a given day: {type(given.first).__name__} {given.first!r}")
try:
    print("compared:", default.first <= date(2024, 2, 1))
except TypeError as error:
    print(f"compared: TypeError: {error}")
print(f"a default level: {type(default.level).__name__}")
print(f"@oneOf with two: {Which(uscc='91410400MA0000001D', region='410400')}")
print(f"@oneOf with none: {Which()}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$script") seen
