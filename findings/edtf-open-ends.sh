#!/usr/bin/env bash
# edtf gives an open end as a number and an unknown end as ten years later, and a winter of one
# month.
#
# Guess: The bounds of an interval are of one type; an end that is not known stays unknown, as ISO
# 8601-2 has it; a season is three months long.
#
# Seen on 2026-12-01 with edtf 5.0.2, Python 3.11: `upper_strict` of an open interval is the float
# infinity where every other bound is a struct_time, so that code which reads its year fails on
# exactly what is still in force. An unknown end ("2024-06-01/") is the start plus ten years, an
# unknown start ten years before: "in force, end not stated" reads as "until 1 June 2034". Spring
# and summer are three months, winter (24) is December alone; each quarter (33 to 36) is right.
#
# What follows: an end that is not stated is stored as such, and no bound is taken from this
# package without asking which of the two it is.
#
# Output seen; the run fails when it differs:
#> 2024-06-01/2026-05-31: 2024-06-01 to 2026-05-31
#> 2024-06-01/..: 2024-06-01 to the number inf
#> 2024-06-01/: 2024-06-01 to 2034-06-01
#> /2024-06-01: 2014-06-01 to 2024-06-01
#> 2024-21: 2024-03-01 to 2024-05-31
#> 2024-22: 2024-06-01 to 2024-08-31
#> 2024-24: 2024-12-01 to 2024-12-31
#> 2024-33: 2024-01-01 to 2024-03-31
#> 2024-36: 2024-10-01 to 2024-12-31
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import edtf


def bound(value):
    if isinstance(value, float):
        return f"the number {value}"
    return f"{value.tm_year}-{value.tm_mon:02}-{value.tm_mday:02}"


for text in (
    "2024-06-01/2026-05-31",
    "2024-06-01/..",
    "2024-06-01/",
    "/2024-06-01",
    "2024-21",
    "2024-22",
    "2024-24",
    "2024-33",
    "2024-36",
):
    read = edtf.parse_edtf(text)
    print(f"{text}: {bound(read.lower_strict())} to {bound(read.upper_strict())}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
