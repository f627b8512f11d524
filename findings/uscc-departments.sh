#!/usr/bin/env bash
# python-stdnum refuses the unified social credit codes whose first character is a letter.
#
# Guess: A library for GB 32100-2015 takes every registration department of the standard (1 to 9,
# A, N, Y) and checks the organisation code inside (places 9 to 17, GB 11714) too.
#
# Seen on 2026-11-28 with python-stdnum 2.2, Python 3.11: Places 1 and 2 must be digits, so a
# rural collective economic organisation (N), a body of the army (A) and "other" (Y) are refused
# as malformed. A code with a wrong check character of the inner organisation code, or of a
# department 00 or a district 999999 that do not exist, is valid if the last character fits.
#
# What follows: do not call a refused code "not of the standard": N codes are on real certificates
# of farms. Accept A, N and Y before the library is asked, and check the inner organisation code
# yourself if a typing error must be found.
#
# Output seen; the run fails when it differs:
#> 91 enterprise             91410402MA0000015P valid
#> 93 farmers' cooperative   93410402MA0000015H valid
#> N2 rural collective       N2410402MA00000157 InvalidFormat
#> A1 army                   A1410402MA0000015N InvalidFormat
#> Y1 other                  Y1410402MA00000152 InvalidFormat
#> 91, inner check wrong     91410402MA00000194 valid
#> 00, no such department    00410402MA00000154 valid
#> 91, district 999999       91999999MA00000154 valid
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" python-stdnum==2.2

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from stdnum.cn import uscc

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
INNER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def inner_check(body):
    total = sum(INNER.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    return "0X987654321"[total % 11]


def invented(department, district="410402", body="MA000001", inner=None):
    front = department + district + body + (inner or inner_check(body))
    weights = [3**i % 31 for i in range(17)]
    total = sum(CODE.index(c) * w for c, w in zip(front, weights))
    return front + CODE[-total % 31]


def verdict(code):
    try:
        return uscc.validate(code) and "valid"
    except Exception as error:
        return type(error).__name__


for title, code in {
    "91 enterprise": invented("91"),
    "93 farmers' cooperative": invented("93"),
    "N2 rural collective": invented("N2"),
    "A1 army": invented("A1"),
    "Y1 other": invented("Y1"),
    "91, inner check wrong": invented("91", inner="9"),
    "00, no such department": invented("00"),
    "91, district 999999": invented("91", district="999999"),
}.items():
    print(f"{title:25} {code} {verdict(code)}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
