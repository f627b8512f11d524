#!/usr/bin/env bash
# csv-diff compares only the last row of an enterprise, and daff makes one enterprise of two of a
# name.
#
# Guess: Tools that compare two versions of a list by a key say so when a key is there twice; and
# who left and who came stay two enterprises, since their credit codes differ.
#
# Seen on 2026-12-01 with csv-diff 1.2 and daff 1.4.2, Python 3.11: csv-diff keeps the last row of
# each key, so of an enterprise that leaves one of its two lists nothing is reported, and without a
# key a row that was there twice and is there once makes no difference either. daff aligns rows by
# what they share: where one enterprise is replaced by another of the same name and day, it shows
# one row whose code changed, unless it is given the column that is the key.
#
# What follows: two versions of a list are compared by the whole natural key, and a changed code is
# an end and a beginning.
#
# Output seen; the run fails when it differs:
#> csv-diff, A leaves a list: {'added': [], 'removed': [], 'changed': []}
#> csv-diff, B leaves: {'added': [], 'removed': [{'uscc': 'B', 'list': 'tax'}], 'changed': []}
#> csv-diff, no key, a row twice: {'added': [], 'removed': [], 'changed': []}
#> daff, B goes and D comes: [['@@', 'uscc', 'name', 'since'], ['', 'A', '虚构一号', '2024-06-30'], ['->', 'B->D', '虚构二号', '2024-06-30']]
#> daff, by uscc: [['@@', 'uscc', 'name', 'since'], ['', 'A', '虚构一号', '2024-06-30'], ['+++', 'D', '虚构二号', '2024-06-30'], ['---', 'B', '虚构二号', '2024-06-30']]
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check csv-diff==1.2 daff==1.4.2 click setuptools

"$lab/env/bin/python" -W ignore - <<'PY' | tee "$lab/seen"
import io

import daff
from csv_diff import compare, load_csv


def differences(before, after, key):
    read = (load_csv(io.StringIO(each), key=key) for each in (before, after))
    found = compare(*read)
    return {kind: found[kind] for kind in ("added", "removed", "changed")}


def aligned(before, after, *key):
    flags = daff.CompareFlags()
    for each in key:
        flags.addPrimaryKey(each)
    tables = [daff.PythonTableView(each) for each in (before, after)]
    rows = daff.PythonTableView([])
    daff.TableDiff(daff.Coopy.compareTables(*tables, flags).align(), flags).hilite(rows)
    return rows.data


TWO = "uscc,list\nA,dishonest\nA,tax\nB,tax\n"
print("csv-diff, A leaves a list:", differences(TWO, "uscc,list\nA,tax\nB,tax\n", "uscc"))
print("csv-diff, B leaves:", differences(TWO, "uscc,list\nA,dishonest\nA,tax\n", "uscc"))
print("csv-diff, no key, a row twice:", differences("uscc,list\nA,tax\nA,tax\n", "uscc,list\nA,tax\n", None))
HEAD = ["uscc", "name", "since"]
BEFORE = [HEAD, ["A", "虚构一号", "2024-06-30"], ["B", "虚构二号", "2024-06-30"]]
AFTER = [HEAD, ["A", "虚构一号", "2024-06-30"], ["D", "虚构二号", "2024-06-30"]]
print("daff, B goes and D comes:", aligned(BEFORE, AFTER))
print("daff, by uscc:", aligned(BEFORE, AFTER, "uscc"))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
