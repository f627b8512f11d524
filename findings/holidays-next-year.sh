#!/usr/bin/env bash
# Asked about a year that is not in its data, each of four Chinese holiday libraries answers in
# another way.
#
# Guess: A library that knows 2026 with its working Saturdays says so when asked about 2027.
#
# Seen on 2026-11-28 with chinesecalendar 1.11.0, holidays 0.109, workalendar 17.0.0, chinese-days
# 1.5.7 (npm): The State Council announces a year late in the year before. chinesecalendar refuses
# 2027, workalendar refuses weekdays after 2023 but calls the working Saturday 10 October 2026 a
# day of rest, since it looks at the weekend first. holidays gives 2027 from the statute, without
# bridge days and working weekends, and marks nothing as provisional; chinese-days calls 1 October
# 2027 a working day, because for it an unknown year has weekends only. For every day of 2010 to
# 2026 chinesecalendar and holidays agree.
#
# What follows: a deadline moved by holidays is known only up to the last announced year: keep
# that year as data, and say "not announced yet" after it.
#
# Output seen; the run fails when it differs:
#> chinese-days    2026-10-01 rests National Day,国庆节,3
#> chinese-days    2026-10-10 works National Day,国庆节,3
#> chinese-days    2027-10-01 works Friday
#> chinese-days    2027-02-08 works Monday
#> chinesecalendar 2026-10-01 rests
#> holidays        2026-10-01 rests
#> workalendar     2026-10-01 CalendarError: Need configure 2026 for China.
#> chinesecalendar 2026-10-10 works
#> holidays        2026-10-10 works
#> workalendar     2026-10-10 rests
#> chinesecalendar 2027-10-01 NotImplementedError: no available data for year 2027, only year betwee
#> holidays        2027-10-01 rests
#> workalendar     2027-10-01 CalendarError: Need configure 2027 for China.
#> chinesecalendar 2027-02-08 NotImplementedError: no available data for year 2027, only year betwee
#> holidays        2027-02-08 rests
#> workalendar     2027-02-08 CalendarError: Need configure 2027 for China.
#> days of 2010 to 2026 on which the first two differ: 0 of 6209
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts chinese-days@1.5.7
export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" chinesecalendar==1.11.0 holidays==0.109 workalendar==17.0.0

{
(cd "$lab" && node -) <<'JS'
const days = require("chinese-days");
for (const day of ["2026-10-01", "2026-10-10", "2027-10-01", "2027-02-08"])
  console.log("chinese-days   ", day, days.isWorkday(day) ? "works" : "rests", days.getDayDetail(day).name);
JS
(cd "$lab" && python3 -W ignore -) <<'PY'
from datetime import date, timedelta

import chinese_calendar
import holidays
from workalendar.asia import China


def answer(ask, day):
    try:
        return "works" if ask(day) else "rests"
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:70]


statute = holidays.CN()
for day in (date(2026, 10, 1), date(2026, 10, 10), date(2027, 10, 1), date(2027, 2, 8)):
    print("chinesecalendar", day, answer(chinese_calendar.is_workday, day))
    print("holidays       ", day, answer(statute.is_working_day, day))
    print("workalendar    ", day, answer(China().is_working_day, day))
days = [date(2010, 1, 1) + timedelta(n) for n in range((date(2027, 1, 1) - date(2010, 1, 1)).days)]
differ = [d for d in days if chinese_calendar.is_workday(d) != statute.is_working_day(d)]
print("days of 2010 to 2026 on which the first two differ:", len(differ), "of", len(days))
PY
} | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
