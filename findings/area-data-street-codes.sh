#!/usr/bin/env bash
# area-data shortens street codes by their trailing zeros, so two lengths of code mix in one
# table.
#
# Guess: Codes below a county are 9 digits (county and street), or 12.
#
# Seen on 2026-11-28 with area-data 5.0.6 (npm), Node 20: For cities without counties the table
# goes on with streets, and trailing zeros of the nine-digit codes were cut off: 克井镇 of 济源,
# 419001100, stands as 4190011, and 419001110 as 41900111, beside neighbours of nine digits. 定州
# stands as 139001, which is not its code in GB/T 2260 (130682).
#
# What follows: a prefix test ("starts with the county") still passes, so the error is silent
# until a join by code. Check the length of every code of a list before loading it.
#
# Output seen; the run fails when it differs:
#> codes by length: {"6":3272,"7":68,"8":48,"9":800}
#> of 7 or 8 digits: 1390011 留早镇, 13900111 邢邑镇, 1390021 辛集镇, 1390022 天宫营乡, 1390025 辛集经济开发区, 4190011 济源市克井镇
#> beside them: 419001001 济源市沁园街道, 419001002 济源市济水街道
#> 定州: 139001
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts area-data@5.0.6

(cd "$lab" && node -) <<'JS' | tee "$lab/seen"
const table = require("area-data/pcaa");
const codes = Object.values(table).flatMap((children) => Object.entries(children));
const lengths = {};
for (const [code] of codes) lengths[code.length] = (lengths[code.length] ?? 0) + 1;
console.log("codes by length:", JSON.stringify(lengths));
const short = codes.filter(([code]) => code.length > 6 && code.length < 9);
console.log("of 7 or 8 digits:", short.slice(0, 6).map((pair) => pair.join(" ")).join(", "));
console.log("beside them:", Object.entries(table["419001"]).slice(2, 4).map((p) => p.join(" ")).join(", "));
console.log("定州:", codes.filter(([, name]) => name === "定州市").map(([code]) => code).join(" "));
JS

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
