#!/usr/bin/env bash
# Kuzu takes an unknown in a list for a false, and counts characters from one.
#
# Guess: A database that speaks openCypher answers `3 IN [1, null]`, `all(…)` and `any(…)` over a
# null with null, as Neo4j does, and cuts texts at the same places.
#
# Seen on 2026-12-01 with kuzu 0.11.3, Python 3.11: AND, OR, NOT and comparisons are three-valued.
# Lists are not: `3 IN [1, null]` is false and its NOT true, all() over an unknown is false, any()
# too; in Neo4j 5.26.30 each of them is null. CASE null WHEN null takes the branch, which Neo4j
# does not. substring counts from 1 (Neo4j from 0), so the region of a credit code is cut one
# character too early. The week of 30 December 2024 is 0 (ISO week 1 of 2025).
#
# What follows: statements that move between the two are tested with an unknown in every list, and
# with a code that is cut.
#
# Output seen; the run fails when it differs:
#> null AND true: None
#> NOT (null < 5): None
#> 3 IN [3, null]: True
#> 3 IN [1, null]: False
#> NOT (3 IN [1, null]): True
#> all(x IN [1, null] WHERE x > 0): False
#> any(x IN [1, null] WHERE x > 1): False
#> CASE null WHEN null THEN 'taken' ELSE 'not taken' END: taken
#> substring('91310000132260250X', 2, 6): 131000
#> date_part('week', date('2024-12-30')): 0
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check kuzu==0.11.3

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import kuzu

connection = kuzu.Connection(kuzu.Database(":memory:"))
for expression in (
    "null AND true",
    "NOT (null < 5)",
    "3 IN [3, null]",
    "3 IN [1, null]",
    "NOT (3 IN [1, null])",
    "all(x IN [1, null] WHERE x > 0)",
    "any(x IN [1, null] WHERE x > 1)",
    "CASE null WHEN null THEN 'taken' ELSE 'not taken' END",
    "substring('91310000132260250X', 2, 6)",
    "date_part('week', date('2024-12-30'))",
):
    print(f"{expression}: {connection.execute(f'RETURN {expression}').get_next()[0]}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
