#!/usr/bin/env bash
# python-stdnum takes "1" for a valid LEI.
#
# Guess: lei.is_valid checks ISO 17442: 20 characters, the last two of them check digits.
#
# Seen on 2026-11-28 with python-stdnum 2.2, Python 3.11: the check is the remainder modulo 97
# alone, without a look at the length: "1", "98" and a real number with 00 in the wrong place pass
# wherever the remainder is one.
#
# What follows: the form (18 letters or digits, two digits) is checked before the check digits.
#
# Output seen; the run fails when it differs:
#> 5493001KJTIIGC8Y1R12 True
#> 5493001KJTIIGC8Y1R13 False
#> 1 True
#> 98 True
#> 123 False
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" python-stdnum==2.2

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from stdnum import lei

for number in ("5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13", "1", "98", "123"):
    print(number, lei.is_valid(number))
PY

diff <(sed -n 's/^#> //p' "$0") "$lab/seen"
