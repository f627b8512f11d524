#!/usr/bin/env bash
# In pyecharts' coordinates 363 places have degrees and minutes as if they were decimals, up to
# some 40 km off; the same place with its suffix is right.
#
# Guess: The 3,751 coordinates behind a `Geo` chart are of one kind; 三明 and 三明市 are one place.
#
# Seen on 2026-12-01 with pyecharts 2.1.0, Python 3.11: 671 names are there both without and with
# 市, 县 or 区; 448 pairs are more than a tenth of a degree apart, and in most of these the shorter
# name has minutes behind the point (三明 is 117.36, 26.13; that is 117°36′, 26°13′, and 三明市 is
# 117.62, 26.27). A name is there once: 朝阳区 is the one in 长春, 鼓楼区 the one in 福州, 通州 the one of 南通.
# 普洱, 三沙, 那曲, 山南, and 襄阳市, by their names of 2007 and later, are missing, 思茅 and 襄樊市 are there.
#
# What follows: points of enterprises and agencies are given by code and with coordinates of one's
# own (`add_coordinate`); names are no keys.
#
# Output seen; the run fails when it differs:
#> places: 3751
#> pairs: 671, more than 0.1 degrees apart: 448, minutes: 363
#> 三明: [117.36, 26.13]
#> 三明市: [117.62, 26.27]
#> 南阳: [112.32, 33]
#> 南阳市: [112.52, 33]
#> 朝阳区: [125.28, 43.83]
#> 鼓楼区: [119.3, 26.08]
#> 通州: [121.03, 32.05]
#> 普洱: None
#> 思茅: [100.58, 22.48]
#> 襄阳市: None
#> 襄樊市: [112.15, 32.02]
#> 三沙: None
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check pyecharts==2.1.0

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
from pyecharts.datasets import COORDINATES

places = dict(COORDINATES)
print(f"places: {len(places)}")


def apart(one, other):
    return max(abs(a - b) for a, b in zip(one, other))


def from_minutes(point):
    return [int(each) + (each - int(each)) * 100 / 60 for each in point]


def are_minutes(point):
    return all(each - int(each) < 0.6 for each in point)


pairs = [
    (name, point, places[name + suffix])
    for name, point in places.items()
    for suffix in "市县区"
    if name + suffix in places
]
far = [each for each in pairs if apart(*each[1:]) > 0.1]
minutes = [
    name
    for name, point, other in far
    if are_minutes(point) and apart(from_minutes(point), other) < 0.05
]
print(f"pairs: {len(pairs)}, more than 0.1 degrees apart: {len(far)}, minutes: {len(minutes)}")
for name in ("三明", "三明市", "南阳", "南阳市", "朝阳区", "鼓楼区", "通州", "普洱", "思茅", "襄阳市", "襄樊市", "三沙"):
    print(f"{name}: {places.get(name)}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
