#!/usr/bin/env bash
# The plain list style of CLDR joins Chinese items with nothing at all.
#
# Guess: Style "unit", which leaves out "and" in English (A, B, C), gives 甲、乙、丙 in Chinese.
#
# Seen on 2026-11-28 with Babel 2.19.0 and the Intl of Node 20: Both give 甲乙丙: CLDR has this
# style for measures (3小时5分). The only style with 、 puts 和 before the last item, also where
# items contain 和 (发展和改革委员会和商务局).
#
# What follows: agencies, measures and codes are joined by 、 in our own words; a list of three
# agencies must never read as one name.
#
# Output seen; the run fails when it differs:
#> Babel standard: 发展和改革委员会、商务局和税务局
#> Babel unit: 发展和改革委员会商务局税务局
#> Intl conjunction: 发展和改革委员会、商务局和税务局
#> Intl unit: 发展和改革委员会商务局税务局
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" babel==2.19.0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import json
import subprocess

from babel.lists import format_list

agencies = ["发展和改革委员会", "商务局", "税务局"]
print("Babel standard:", format_list(agencies, "standard", "zh"))
print("Babel unit:", format_list(agencies, "unit", "zh"))
script = """
for (const type of ["conjunction", "unit"])
  console.log("Intl", type + ":", new Intl.ListFormat("zh", { type }).format(%s));
"""
print(subprocess.check_output(["node", "-e", script % json.dumps(agencies)], text=True).strip())
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
