#!/usr/bin/env bash
# "Within n working days" of a notice given on a day of rest ends a working day later by
# chinesecalendar than by holidays and chinese-days.
#
# Guess: Three libraries that agree on every single day agree on the fifth working day after one.
#
# Seen on 2026-11-29 with chinesecalendar 1.11.0, holidays 0.109, chinese-days 1.5.7 (npm): From a
# working day all three agree. From a day of rest chinesecalendar's find_workday first moves to the
# next working day and calls that number 0; the other two call it number 1. With chinese-days and
# holidays 0 and 1 are then the same day. The difference can be a whole holiday: the third working
# day after 25 September 2026 is the 30th by two and 8 October by one.
#
# What follows: a period counted from a day of rest must be stated in the rule and tested with
# such a day; do not take the count from a library.
#
# Output seen; the run fails when it differs:
#> chinesecalendar 2026-09-24 0:2026-09-24 1:2026-09-28 3:2026-09-30 5:2026-10-09
#> chinesecalendar 2026-09-25 0:2026-09-28 1:2026-09-29 3:2026-10-08 5:2026-10-10
#> chinesecalendar 2026-10-01 0:2026-10-08 1:2026-10-09 3:2026-10-12 5:2026-10-14
#> chinesecalendar 2026-10-10 0:2026-10-10 1:2026-10-12 3:2026-10-14 5:2026-10-16
#> holidays        2026-09-24 0:2026-09-24 1:2026-09-28 3:2026-09-30 5:2026-10-09
#> holidays        2026-09-25 0:2026-09-28 1:2026-09-28 3:2026-09-30 5:2026-10-09
#> holidays        2026-10-01 0:2026-10-08 1:2026-10-08 3:2026-10-10 5:2026-10-13
#> holidays        2026-10-10 0:2026-10-10 1:2026-10-12 3:2026-10-14 5:2026-10-16
#> chinese-days    2026-09-24 0:2026-09-24 1:2026-09-28 3:2026-09-30 5:2026-10-09
#> chinese-days    2026-09-25 0:2026-09-28 1:2026-09-28 3:2026-09-30 5:2026-10-09
#> chinese-days    2026-10-01 0:2026-10-08 1:2026-10-08 3:2026-10-10 5:2026-10-13
#> chinese-days    2026-10-10 0:2026-10-10 1:2026-10-12 3:2026-10-14 5:2026-10-16
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" chinesecalendar==1.11.0 holidays==0.109
npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts chinese-days@1.5.7

(cd "$lab" && python3 -W ignore - && node -e '
const { findWorkday } = require("chinese-days");
for (const day of ["2026-09-24", "2026-09-25", "2026-10-01", "2026-10-10"])
  console.log("chinese-days   ", day, [0, 1, 3, 5].map((n) => n + ":" + findWorkday(n, day)).join(" "));
') <<'PY' | tee "$lab/seen"
from datetime import date

import chinese_calendar
import holidays

china = holidays.China(years=2026)
days = [date(2026, 9, 24), date(2026, 9, 25), date(2026, 10, 1), date(2026, 10, 10)]
for day in days:
    print("chinesecalendar", day, *(f"{n}:{chinese_calendar.find_workday(n, day)}" for n in (0, 1, 3, 5)))
for day in days:
    print("holidays       ", day, *(f"{n}:{china.get_nth_working_day(day, n)}" for n in (0, 1, 3, 5)))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
