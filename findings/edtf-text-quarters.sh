#!/usr/bin/env bash
# edtf's reader of dates in words takes a quarter for a month and drops the year of a Chinese day.
#
# Guess: A reader that turns words into EDTF, a format with codes for quarters (33 to 36), gives
# the quarter for "Q2 2024", keeps "until" and "from" as open intervals, and gives nothing for a
# script that it does not read.
#
# Seen on 2026-12-01 with edtf 5.0.2, Python 3.11: the second quarter is February and the fourth is
# April; the first half of a year is the year; "until June 2024" and "from 2020" lose the
# direction; "2024.06" is the whole year. Of 2024年6月30日 the year is left out: XXXX-06-30, a valid
# EDTF of the 30th of June in a year not known.
#
# What follows: no period of a policy is read from words by this package; what a clerk writes as a
# quarter is refused with the place, not guessed.
#
# Output seen; the run fails when it differs:
#> 30 June 2024: 2024-06-30
#> 2024-06-30: 2024-06-30
#> Q2 2024: 2024-02
#> Q4 2024: 2024-04
#> first half of 2024: 2024
#> until June 2024: 2024-06
#> from 2020: 2020
#> 2024.06: 2024
#> 2024年6月: XXXX-XX-06
#> 2024年6月30日: XXXX-06-30
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import edtf

for text in (
    "30 June 2024",
    "2024-06-30",
    "Q2 2024",
    "Q4 2024",
    "first half of 2024",
    "until June 2024",
    "from 2020",
    "2024.06",
    "2024年6月",
    "2024年6月30日",
):
    print(f"{text}: {edtf.text_to_edtf(text)}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
