#!/usr/bin/env bash
# jionlp puts deadlines of a quarter into the month in which it is asked, and working days into the
# national holiday, and calls both accurate.
#
# Guess: A parser made for Chinese finds the quarter's last month in 每季度末月20日前, the ten days
# after a quarter in 每季度结束后10日内, and leaves public holidays out of 工作日.
#
# Seen on 2026-11-30 with jionlp 1.5.31, jiojio 1.2.8, Python 3.11: days and spans with a year are
# right. Asked in January, May or November of 2026, 每季度末月20日前 comes every three months from
# the 20th of January, May or November; 每季度最后一个月20日前 is the 31st of December in all three;
# 每季度结束后10日内 begins on the day of asking. Five working days from Monday, 28 September 2026,
# end on 5 October, in the holiday of the National Day. `definition` is "accurate" each time.
#
# What follows: duties that come back each quarter are stated by hand, as month and day; working days
# are counted by a calendar of holidays of one's own.
#
# Output seen; the run fails when it differs:
#> 2024年6月30日 asked 2026-05-15: accurate, until 2024-06-30
#> 2020年7月至2021年6月 asked 2026-05-15: accurate, until 2021-06-30
#> 每季度末月20日前 asked 2026-01-15: accurate, until 2026-01-20, again after {'month': 3}
#> 每季度末月20日前 asked 2026-05-15: accurate, until 2026-05-20, again after {'month': 3}
#> 每季度末月20日前 asked 2026-11-15: accurate, until 2026-11-20, again after {'month': 3}
#> 每季度最后一个月20日前 asked 2026-01-15: accurate, until 2026-12-31, again after {'month': 3}
#> 每季度结束后10日内 asked 2026-05-15: accurate, until 2026-05-25, again after {'month': 3}
#> 5个工作日内 asked 2026-09-28: accurate, until 2026-10-05
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check jionlp==1.5.31 jiojio==1.2.8

(cd "$lab" && TZ=Asia/Shanghai "$lab/env/bin/python" -W ignore -) 2> /dev/null <<'PY' | grep -v '^#' | tee "$lab/seen"
import datetime

import jionlp

MAY = (2026, 5, 15)
for text, asked in (
    ("2024年6月30日", MAY),
    ("2020年7月至2021年6月", MAY),
    ("每季度末月20日前", (2026, 1, 15)),
    ("每季度末月20日前", MAY),
    ("每季度末月20日前", (2026, 11, 15)),
    ("每季度最后一个月20日前", (2026, 1, 15)),
    ("每季度结束后10日内", MAY),
    ("5个工作日内", (2026, 9, 28)),
):
    base = datetime.datetime(*asked, 9)
    read = jionlp.parse_time(text, time_base=base.timestamp())
    time = read["time"]
    if isinstance(time, list):
        until, again = time[1], ""
    else:
        until, again = time["point"]["time"][1], f", again after {time['delta']}"
    print(f"{text} asked {base.date()}: {read['definition']}, until {until[:10]}{again}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
