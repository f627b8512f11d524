#!/usr/bin/env bash
# Two readers of Chinese days take 二○二四年 for the year 24, and 次年 and 30日内 for something else.
#
# Guess: Readers made for Chinese know both zeros that documents write in years, 〇 (U+3007) and the
# circle ○ (U+25CB), the year after (次年), and a term of days (30日内).
#
# Seen on 2026-12-01 with chrono-node 2.10.3 (npm, zh.hans) and recognizers-text-suite 1.0.2a2
# (Python; it needs emoji 1), asked on 15 November 2026: with 〇 the year is right; with ○ both read
# from the next character on, 二四年, and give 30 June of the year 24, as certain as any. 次年1月31日前 is
# January of the same year for chrono, and either year for the recognizers. 当月15日前 is 31 October
# for chrono, 15 days ago. 30日内 is the 30th of a month for the recognizers, and three years are
# 94,608,000 seconds.
#
# What follows: ○ is read as 〇 before any such reader is asked, a year below 1900 is no year, and
# days that depend on another day are stated by hand.
#
# Output seen; the run fails when it differs:
#> chrono 2024年6月30日: 2024-6-30
#> chrono 二〇二四年六月三十日: 2024-6-30
#> chrono 二○二四年六月三十日: 0024-6-30
#> chrono 次年1月31日前: 2026-1-31
#> chrono 当月15日前: 2026-10-31
#> chrono 30日内: 2026-12-15
#> chrono 三年内: 2029-11-15
#> recognizers 2024年6月30日: 2024-06-30
#> recognizers 二〇二四年六月三十日: 2024-06-30
#> recognizers 二○二四年六月三十日: 0024-06-30
#> recognizers 次年1月31日前: 2026-01-31, 2027-01-31
#> recognizers 当月15日前: 2026-11-15, 2026-12-15
#> recognizers 30日内: 2026-10-30, 2026-11-30
#> recognizers 三年内: 94608000
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check recognizers-text-suite==1.0.2a2 \
  emoji==1.7.0 setuptools
(cd "$lab" && npm install --silent --no-audit --no-fund chrono-node@2.10.3 2> /dev/null)

cat > "$lab/texts.json" <<'JSON'
["2024年6月30日", "二〇二四年六月三十日", "二○二四年六月三十日", "次年1月31日前", "当月15日前", "30日内", "三年内"]
JSON
cat > "$lab/run.mjs" <<'JS'
import { readFileSync } from "node:fs";
import { zh } from "chrono-node";

const asked = new Date(2026, 10, 15, 9);
for (const text of JSON.parse(readFileSync("texts.json", "utf8"))) {
  const found = zh.hans.parse(text, asked).map(({ start }) => {
    const [year, month, day] = ["year", "month", "day"].map((part) => start.get(part));
    return `${String(year).padStart(4, "0")}-${month}-${day}`;
  });
  console.log(`chrono ${text}: ${found}`);
}
JS
{
  (cd "$lab" && TZ=Asia/Shanghai node run.mjs)
  "$lab/env/bin/python" -W ignore - "$lab/texts.json" <<'PY'
import datetime
import json
import sys

from recognizers_date_time import Culture, recognize_datetime

for text in json.load(open(sys.argv[1])):
    found = [
        one.get("value") or f"{one['start']} to {one['end']}"
        for each in recognize_datetime(text, Culture.Chinese, reference=datetime.datetime(2026, 11, 15, 9))
        for one in each.resolution["values"]
    ]
    print(f"recognizers {text}: {', '.join(found)}")
PY
} | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
