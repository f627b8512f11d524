#!/usr/bin/env bash
# The npm package stdnum refuses every unified social credit code that ends in 0.
#
# Guess: It is a port of python-stdnum, so both agree on every code.
#
# Seen on 2026-11-28 with stdnum 1.12.0 (npm) on Node 20 and python-stdnum 2.2: When the weighted
# sum is a multiple of 31 the npm package looks up place 31 of an alphabet of 31 characters, so
# the check character 0 never matches: of 620 invented codes Python accepts all, npm all but the
# 19 that end in 0. That is one enterprise in 31.
#
# What follows: a browser check by this package locks out 3 % of the enterprises. Check on the
# server, with one implementation, and test a validator with a code for each of the 31 check
# characters.
#
# Output seen; the run fails when it differs:
#> codes that python-stdnum accepts: 620
#> refused by npm stdnum: 19
#> of them ending in 0: 19
#> accepted ending in 0: 0
#> why: InvalidChecksum
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts stdnum@1.12.0
export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" python-stdnum==2.2

python3 - > "$lab/codes" <<'PY'
from stdnum.cn import uscc

INNER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
for number in range(620):
    body = f"MA{number:06}"
    total = sum(INNER.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    front = "91410402" + body + "0X987654321"[total % 11]
    code = front + uscc.calc_check_digit(front)
    assert uscc.is_valid(code)
    print(code)
PY

(cd "$lab" && node -) <<'JS' | tee "$lab/seen"
const { readFileSync } = require("node:fs");
const { stdnum } = require("stdnum");
const codes = readFileSync("codes", "utf8").trim().split("\n");
const refused = codes.filter((code) => !stdnum.CN.uscc.validate(code).isValid);
console.log("codes that python-stdnum accepts:", codes.length);
console.log("refused by npm stdnum:", refused.length);
console.log("of them ending in 0:", refused.filter((code) => code.endsWith("0")).length);
console.log("accepted ending in 0:", codes.length && codes.filter((c) => c.endsWith("0")).length - refused.length);
console.log("why:", stdnum.CN.uscc.validate(refused[0]).error.name);
JS

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
