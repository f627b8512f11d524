#!/usr/bin/env bash
# DuckDB's open end 'infinity' reads as 9999-12-31 in Python, and in Parquet as a day that pyarrow
# cannot give.
#
# Guess: Parquet has no infinity, so the writer refuses it or writes null; in Python it is no
# ordinary date.
#
# Seen on 2026-11-29 with DuckDB 2.0.1 and pyarrow 26.0.1, Python 3.11: fetchall() gives
# datetime.date.max, so an infinite end and a recorded 9999-12-31 are one in Python and two in SQL.
# The Parquet file holds 2147483647 (microseconds: 2**63 - 1) as an ordinary date, and DuckDB reads
# that back as infinity; in pyarrow to_pylist() raises OverflowError.
#
# What follows: an open end is null in files for others; turn infinity into null in the COPY
# statement, and check the largest day of a column before to_pylist().
#
# Output seen; the run fails when it differs:
#> date DuckDB: 2024-06-30 infinite=False 9999-12-31 infinite=False 9999-12-31 infinite=True
#> date pyarrow: date32[day] 2147483647
#> date pyarrow: to_pylist raises OverflowError
#> timestamp DuckDB: 2024-06-30 00:00:00 infinite=False 9999-12-31 00:00:00 infinite=False 9999-12-31 23:59:59.999999 infinite=True
#> timestamp pyarrow: timestamp[us] 9223372036854775807
#> timestamp pyarrow: to_pylist raises OverflowError
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" duckdb==2.0.1 pyarrow==26.0.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import duckdb
import pyarrow.parquet as pq

for kind in ("date", "timestamp"):
    ends = f"SELECT unnest(['2024-06-30', '9999-12-31', 'infinity'])::{kind} AS valid_to"
    duckdb.sql(f"COPY ({ends}) TO '{kind}.parquet'")
    again = duckdb.sql(f"SELECT valid_to, isinf(valid_to) FROM '{kind}.parquet'").fetchall()
    print(kind, "DuckDB:", *(f"{day} infinite={infinite}" for day, infinite in again))
    column = pq.read_table(f"{kind}.parquet").column("valid_to")
    print(kind, "pyarrow:", column.type, column.cast("int32" if kind == "date" else "int64").to_pylist()[-1])
    try:
        column.to_pylist()
    except OverflowError:
        print(kind, "pyarrow: to_pylist raises OverflowError")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
