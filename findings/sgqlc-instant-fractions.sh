#!/usr/bin/env bash
# sgqlc reads half a second as five microseconds.
#
# Guess: A client library's DateTime reads what ISO 8601 allows of the fraction of a second: ".5Z" is half
# a second, and the three digits that JavaScript's toISOString() writes are milliseconds.
#
# Seen on 2026-11-30 with sgqlc 18, Python 3.11: The digits are taken for a number of microseconds however
# many there are: ".5" is 5 microseconds, ".123" is 123. Only six digits are read as meant. Nine, as Java and
# Neo4j write them, are an error.
#
# What follows: a service whose clients may use it writes instants with six digits or none, as this
# project's does. With any other service, read the text of the field and parse that.
#
# Output seen; the run fails when it differs:
#> 2026-11-23T04:00:00Z: 0 microseconds
#> 2026-11-23T04:00:00.500000Z: 500000 microseconds
#> 2026-11-23T04:00:00.500Z: 500 microseconds
#> 2026-11-23T04:00:00.5Z: 5 microseconds
#> 2026-11-23T04:00:00.500000000Z: ValueError: microsecond must be in 0..999999
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" \
  sgqlc==18

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from sgqlc.types.datetime import DateTime

for fraction in ("", ".500000", ".500", ".5", ".500000000"):
    text = f"2026-11-23T04:00:00{fraction}Z"
    try:
        seen = f"{DateTime(text).microsecond} microseconds"
    except ValueError as error:
        seen = f"ValueError: {error}"
    print(f"{text}: {seen}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
