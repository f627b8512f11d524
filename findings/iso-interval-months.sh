#!/usr/bin/env bash
# Quarter ends repeated by ISO 8601 drift to the 29th, 27th and 26th in aniso8601, to the 30th in
# the builder that it recommends; pendulum cannot read a day and months.
#
# Guess: "2024-01-31/P1M" ends on 29 February 2024, and R4/2024-03-31/P3M is the last day of four
# quarters. That aniso8601's own months have 30 days is documented, with relativetimebuilder for
# whoever needs the calendar; so with that both are right.
#
# Seen on 2026-12-01 with aniso8601 10.0.1, relativetimebuilder 3.0.3 and pendulum 3.3.0, Python
# 3.11: with the builder the interval is right, and the repetition adds to the day before: 31
# March, 30 June, 30 September, 30 December; from 30 November the 28th for ever. Without it a year
# from 1 January ends on 31 December of the same year, and the third quarter falls due on 27
# September. pendulum raises TypeError for a day with a duration, and reads the interval once the
# day has a time.
#
# What follows: due days that come back are listed one by one, or each is counted from the first.
#
# Output seen; the run fails when it differs:
#> aniso8601 2024-01-31/P1M: until 2024-03-01
#> aniso8601 2024-01-01/P1Y: until 2024-12-31
#> aniso8601 R4/2024-03-31/P3M: 2024-03-31 2024-06-29 2024-09-27 2024-12-26
#> aniso8601 R4/2024-11-30/P3M: 2024-11-30 2025-02-28 2025-05-29 2025-08-27
#> relativetimebuilder 2024-01-31/P1M: until 2024-02-29
#> relativetimebuilder 2024-01-01/P1Y: until 2025-01-01
#> relativetimebuilder R4/2024-03-31/P3M: 2024-03-31 2024-06-30 2024-09-30 2024-12-30
#> relativetimebuilder R4/2024-11-30/P3M: 2024-11-30 2025-02-28 2025-05-28 2025-08-28
#> pendulum 2024-01-31/P1M: TypeError
#> pendulum 2024-01-31T00:00:00/P1M: until 2024-02-29
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check aniso8601==10.0.1 \
  relativetimebuilder==3.0.3 pendulum==3.3.0

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import aniso8601
import pendulum
from aniso8601.builders.python import PythonTimeBuilder
from relativetimebuilder import RelativeTimeBuilder

for name, builder in (("aniso8601", PythonTimeBuilder), ("relativetimebuilder", RelativeTimeBuilder)):
    for text in ("2024-01-31/P1M", "2024-01-01/P1Y"):
        print(f"{name} {text}: until {aniso8601.parse_interval(text, builder=builder)[1]}")
    for text in ("R4/2024-03-31/P3M", "R4/2024-11-30/P3M"):
        print(f"{name} {text}:", *aniso8601.parse_repeating_interval(text, builder=builder))
for text in ("2024-01-31/P1M", "2024-01-31T00:00:00/P1M"):
    try:
        print(f"pendulum {text}: until {pendulum.parse(text).end.date()}")
    except TypeError:
        print(f"pendulum {text}: TypeError")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
