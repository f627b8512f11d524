#!/usr/bin/env bash
# dateparser reads 2024年 as a day of the year 2, 30日内 as a day last month, and cannot read
# 6月30日.
#
# Guess: With languages=["zh"] the dates of Chinese notices are read, what is no date gives None,
# and periods are read as periods.
#
# Seen on 2026-11-29 with dateparser 1.5.0, Python 3.11: 2024年6月30日 and 2024.6.30 are right.
# 二〇二四年六月三十日, 6月30日, 20240630, 次月15日 and 2024年第二季度 give None; 2024年 alone is read
# with a year of 2. search_dates finds in a sentence "有效期3年" as the day three years ago, and in
# "自公布之日起30日内" the 30th of the month before: both look like results.
#
# What follows: no search for dates over a policy's text; take 年月日 by a pattern of one's own,
# keep periods (3年, 30日内, 季度) apart from days, and check that a year has four digits.
#
# Output seen; the run fails when it differs:
#> 2024年6月30日 -> 2024-06-30
#> 2024.6.30 -> 2024-06-30
#> 二〇二四年六月三十日 -> None
#> 6月30日 -> None
#> 20240630 -> None
#> 次月15日 -> None
#> 2024年第二季度 -> None
#> 2024年 -> 0002-11-29
#> 自2024年6月30日起施行，有效期3年。 -> 2024年6月30=2024-06-30 3年=2023-11-29
#> 自公布之日起30日内修复 -> 30日=2026-10-30
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" dateparser==1.5.0

(cd "$lab" && TZ=UTC python3 -W ignore -) <<'PY' | tee "$lab/seen"
import datetime

import dateparser
from dateparser.search import search_dates

settings = {"RELATIVE_BASE": datetime.datetime(2026, 11, 29)}
for text in ("2024年6月30日", "2024.6.30", "二〇二四年六月三十日", "6月30日", "20240630", "次月15日", "2024年第二季度", "2024年"):
    read = dateparser.parse(text, languages=["zh"], settings=settings)
    print(text, "->", read and read.date())
for text in ("自2024年6月30日起施行，有效期3年。", "自公布之日起30日内修复"):
    found = search_dates(text, languages=["zh"], settings=settings)
    print(text, "->", *(f"{words}={day.date()}" for words, day in found))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
