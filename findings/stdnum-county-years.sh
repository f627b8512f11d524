#!/usr/bin/env bash
# python-stdnum ships the districts of China with their years, and some years run backwards.
#
# Guess: Codes of GB/T 2260 with the years they were valid have to be collected by hand; a
# validator of identity numbers has a bare list of today's codes at most.
#
# Seen on 2026-11-28 with python-stdnum 2.2 (stdnum/cn/loc.dat), Python 3.11: cn/loc holds 6,885
# codes, nearly all with first and last year, codes that were given to another place among them
# (419001: 义马市, then 济源市), known up to 2025. But 14 intervals end before they begin, so
# their first name is never found; 482 have no year at all; 19 codes have overlapping years (2018
# belongs to both names of 232701); names mix simplified and traditional characters; 临平区 and
# 钱塘区 of Hangzhou (2021) are missing although the 下城区 they replaced is ended.
#
# What follows: it is the best open start for places with years (whole years only, text from
# Wikipedia, LGPL package), but not data to be loaded unchecked: refuse backward intervals,
# compare with a list of today, convert names, and keep the year as what it is, not as a day.
#
# Output seen; the run fails when it differs:
#> codes: 6885
#> newest first year: 2025
#> last year before first: 14
#> without years: 482
#> overlapping: 19
#> 410104 [1983-1982]向阳回族区,[1983-]管城回族区
#> 419001 [1986-1989]义马市,[1997-]济源市
#> 232701 [1981-2018]加格達奇區,[2018-]漠河市
#> 330103 [1983-2021]下城区
#> 330113 unknown
#> 410307 [2021-]偃师区
#> 653228 [2024-]和康县
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" python-stdnum==2.2

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import re
from importlib.resources import files

from stdnum import numdb

counties, province = {}, ""
for line in files("stdnum.cn").joinpath("loc.dat").read_text("utf-8").splitlines():
    if top := re.match(r"(\d\d) province=", line):
        province = top[1]
    elif inner := re.match(r'  (\d{4}) county="(.*)"', line):
        counties[province + inner[1]] = inner[2].split(",")

spans = {
    code: [(int(m[1] or 0), int(m[2] or 9999), m[3]) for p in parts
           if (m := re.match(r"\[(\d*)-(\d*)\](.*)", p))]
    for code, parts in counties.items()
}
overlaps = [c for c, s in spans.items() if any(b[0] <= a[1] for a, b in zip(s, s[1:]))]
print("codes:", len(counties))
print("newest first year:", max(first for s in spans.values() for first, _, _ in s))
print("last year before first:", sum(last < first for s in spans.values() for first, last, _ in s))
print("without years:", sum(not part.startswith("[") for p in counties.values() for part in p))
print("overlapping:", len(overlaps))
for code in ("410104", "419001", "232701", "330103", "330113", "410307", "653228"):
    print(code, numdb.get("cn/loc").info(code)[-1][1].get("county", "unknown"))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
