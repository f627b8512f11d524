#!/usr/bin/env bash
# zen-engine adds a month in three ways, and a year to a leap day gives no date at all.
#
# Guess: A rules engine whose rules compare days clips a month to the last day there is, as Neo4j,
# Java and dateutil do, in each of its ways to add one; and says so when it cannot.
#
# Seen on 2026-12-01 with zen-engine 2.1.3 (GoRules), Python 3.11: 29 February 2024 with
# `add('12M')` is 28 February 2025; with `add('1y')` or `add(1, 'year')` it is "Invalid date",
# which is neither before nor after any day: "within a year of the certificate" is false on every
# day, and so is its opposite. The older functions, still there, count a month as 2,630,016 seconds
# and a year as 31,557,600: 31 January and a month is 1 March, half past ten in the morning. `len`
# counts bytes, so the four characters of 信用企业 are 12. An absent field differs from every number,
# and to ask whether it is smaller is an error.
#
# What follows: rules that come from such an engine add months, never years, and test both for null
# and for the day; a decision is three-valued only where it is written so by hand.
#
# Output seen; the run fails when it differs:
#> string(d('2024-01-31').add('1M')): 2024-02-29T00:00:00Z
#> string(d('2024-02-29').add('12M')): 2025-02-28T00:00:00Z
#> string(d('2024-02-29').add('1y')): Invalid date
#> string(d('2024-02-29').add(1, 'year')): Invalid date
#> d('2024-02-29').add('1y').isAfter(d(until)): False
#> d('2024-02-29').add('1y').isBefore(d(until)): False
#> dateString(date('2024-01-31') + duration('1M')): 2024-03-01 10:33:36
#> dateString(date('2024-02-29') + duration('1y')): 2025-02-28 06:00:00
#> len('信用企业'): 12.0
#> rating != 5: True
#> rating in [1, 2]: False
#> rating not in [1, 2]: True
#> rating < 5: an error, RuntimeError
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check zen-engine==2.1.3

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import zen

FACTS = {"until": "2025-01-15"}
for rule in (
    "string(d('2024-01-31').add('1M'))",
    "string(d('2024-02-29').add('12M'))",
    "string(d('2024-02-29').add('1y'))",
    "string(d('2024-02-29').add(1, 'year'))",
    "d('2024-02-29').add('1y').isAfter(d(until))",
    "d('2024-02-29').add('1y').isBefore(d(until))",
    "dateString(date('2024-01-31') + duration('1M'))",
    "dateString(date('2024-02-29') + duration('1y'))",
    "len('信用企业')",
    "rating != 5",
    "rating in [1, 2]",
    "rating not in [1, 2]",
    "rating < 5",
):
    try:
        answer = zen.evaluate_expression(rule, FACTS)
    except Exception as error:  # the class is the package's own
        answer = f"an error, {type(error).__name__}"
    print(f"{rule}: {answer}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
