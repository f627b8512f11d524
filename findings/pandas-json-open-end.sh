#!/usr/bin/env bash
# pandas cannot write the usual open end 9999-12-31 as JSON if the column holds dates.
#
# Guess: datetime.date(9999, 12, 31) is written as text or as milliseconds, like datetime64.
#
# Seen on 2026-11-28 with pandas 3.1.1, Python 3.11: A column of datetime.date goes through
# nanoseconds, although pandas 3 keeps datetime64 in seconds or microseconds: to_json raises
# OverflowError from 2262-04-12 on. The same days as datetime64 are written as milliseconds, with
# date_format="iso" both are written, as midnight without zone.
#
# What follows: dates from Parquet (date32) arrive as datetime.date: pass date_format="iso", or
# better leave an open end empty instead of a sentinel.
#
# Output seen; the run fails when it differs:
#> 2262-04-11 date: [{"valid_to":9223286400000}]
#> 2262-04-11 date, iso: [{"valid_to":"2262-04-11T00:00:00.000"}]
#> 2262-04-11 datetime64: [{"valid_to":9223286400000}]
#> 2262-04-12 date: OverflowError
#> 2262-04-12 date, iso: [{"valid_to":"2262-04-12T00:00:00.000"}]
#> 2262-04-12 datetime64: [{"valid_to":9223372800000}]
#> 9999-12-31 date: OverflowError
#> 9999-12-31 date, iso: [{"valid_to":"9999-12-31T00:00:00.000"}]
#> 9999-12-31 datetime64: [{"valid_to":253402214400000}]
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" pandas==3.1.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from datetime import date

import pandas

for day in (date(2262, 4, 11), date(2262, 4, 12), date(9999, 12, 31)):
    plain = pandas.DataFrame({"valid_to": [day]})
    stamped = plain.astype("datetime64[s]")
    try:
        print(day, "date:", plain.to_json(orient="records"))
    except OverflowError as error:
        print(day, "date:", type(error).__name__)
    print(day, "date, iso:", plain.to_json(orient="records", date_format="iso"))
    print(day, "datetime64:", stamped.to_json(orient="records"))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
