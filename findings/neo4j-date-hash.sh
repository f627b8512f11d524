#!/usr/bin/env bash
# The neo4j driver's Date equals datetime.date but is not found in a set or dict of dates.
#
# Guess: Values that compare equal have one hash, as Python demands.
#
# Seen on 2026-11-28 with neo4j 6.4.1, Python 3.11: neo4j.time.Date(2026, 6, 30) ==
# datetime.date(2026, 6, 30) is True and they sort together, yet the hashes differ, so "in" of a
# set and a dict look-up fail, while "in" of a list succeeds. DateTime has equal hashes and is
# found.
#
# What follows: call to_native() where values leave the driver, before they meet sets, dicts or
# caches; a test with == alone does not notice.
#
# Output seen; the run fails when it differs:
#> equal: True True
#> equal hashes: False True
#> in a list: True in a set: False
#> sort together: True
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" neo4j==6.4.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from datetime import date, datetime, timezone

from neo4j.time import Date, DateTime

day, native = Date(2026, 6, 30), date(2026, 6, 30)
moment, instant = DateTime(2026, 6, 30, tzinfo=timezone.utc), datetime(2026, 6, 30, tzinfo=timezone.utc)
print("equal:", day == native, moment == instant)
print("equal hashes:", hash(day) == hash(native), hash(moment) == hash(instant))
print("in a list:", day in [native], "in a set:", day in {native})
print("sort together:", sorted([Date(2026, 7, 1), native])[0] == native)
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
