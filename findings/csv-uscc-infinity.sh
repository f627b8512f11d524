#!/usr/bin/env bash
# A column of unified social credit codes with one letter E is read as infinity by four CSV
# readers.
#
# Guess: A code of 18 characters with a letter in it stays text.
#
# Seen on 2026-11-28 with DuckDB 2.0.1, pyarrow 26.0.1, polars 2.1.0, pandas 3.1.1, Python 3.11:
# Codes whose only letter is an E between digits look like numbers in exponent form. All four
# infer a float column and give inf, without a warning, so all such enterprises become one. It
# needs a file (or a block that is sampled) in which every code is of this kind or all digits: a
# short list, a day's changes, one blacklist.
#
# What follows: state the type of code columns before reading, always; an inference that worked on
# the big file fails on the small one.
#
# Output seen; the run fails when it differs:
#> codes: 91410402E234567907 91410402E234568545
#> DuckDB: [(inf,), (inf,)]
#> pyarrow: [inf, inf]
#> polars: [inf, inf]
#> pandas: [inf, inf]
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" duckdb==2.0.1 pyarrow==26.0.1 polars==2.1.0 pandas==3.1.1 python-stdnum==2.2

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import duckdb
import pandas
import polars
from pyarrow import csv
from stdnum.cn import uscc

INNER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def invented(body):
    total = sum(INNER.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    front = "91410402" + body + "0X987654321"[total % 11]
    return uscc.validate(front + uscc.calc_check_digit(front))


valid = [invented(f"E{number:07}") for number in range(2345678, 2345718)]
codes = [code for code in valid if code.replace("E", "").isdigit()][:2]
with open("codes.csv", "w") as file:
    file.write("uscc\n" + "\n".join(codes) + "\n")
print("codes:", *codes)
print("DuckDB:", duckdb.read_csv("codes.csv").fetchall())
print("pyarrow:", csv.read_csv("codes.csv")["uscc"].to_pylist())
print("polars:", polars.read_csv("codes.csv")["uscc"].to_list())
print("pandas:", pandas.read_csv("codes.csv")["uscc"].tolist())
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
