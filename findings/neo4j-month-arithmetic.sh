#!/usr/bin/env bash
# The neo4j driver counts months from the end of the month: 28 February 2024 and a month is 30
# March.
#
# Guess: Date + Duration(months=n) keeps the day and clamps it at the end of a short month, as
# dateutil and java.time do.
#
# Seen on 2026-11-28 with neo4j 6.4.1 and python-dateutil 2.9.0.post0, Python 3.11: A Date on one
# of the last three days of its month remembers its distance from the end and keeps that: 30 June
# and a month is 31 July, 29 April and a month is 30 May, 28 February 2024 and three years is 27
# February 2027. relativedelta and the driver agree only for earlier days.
#
# What follows: never add months or years to values of the driver; convert with to_native() and
# use one rule, stated in the docs, or let the database add (and test there too).
#
# Output seen; the run fails when it differs:
#> 2026-06-27 {'months': 1} driver 2026-07-27 dateutil 2026-07-27
#> 2026-06-30 {'months': 1} driver 2026-07-31 dateutil 2026-07-30
#> 2026-04-29 {'months': 1} driver 2026-05-30 dateutil 2026-05-29
#> 2024-02-28 {'months': 1} driver 2024-03-30 dateutil 2024-03-28
#> 2024-02-28 {'years': 3} driver 2027-02-27 dateutil 2027-02-28
#> 2025-02-28 {'years': 3} driver 2028-02-29 dateutil 2028-02-28
#> 2026-02-28 {'months': -1} driver 2026-01-31 dateutil 2026-01-28
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" neo4j==6.4.1 python-dateutil==2.9.0.post0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from datetime import date

from dateutil.relativedelta import relativedelta
from neo4j.time import Date, Duration

for day, span in (
    (date(2026, 6, 27), {"months": 1}),
    (date(2026, 6, 30), {"months": 1}),
    (date(2026, 4, 29), {"months": 1}),
    (date(2024, 2, 28), {"months": 1}),
    (date(2024, 2, 28), {"years": 3}),
    (date(2025, 2, 28), {"years": 3}),
    (date(2026, 2, 28), {"months": -1}),
):
    driver = Date.from_native(day) + Duration(**span)
    print(day, span, "driver", driver, "dateutil", day + relativedelta(**span))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
