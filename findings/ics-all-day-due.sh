#!/usr/bin/env bash
# ics turns the due day of a task into an instant in UTC and writes a calendar scale that does not
# exist.
#
# Guess: Reading a calendar and writing it again keeps a date a date.
#
# Seen on 2026-11-28 with ics 0.7.3, Python 3.11: An event keeps DTSTART;VALUE=DATE, a VTODO does
# not: DUE;VALUE=DATE:20260131 becomes DUE:20260131T000000Z, eight in the morning of that day in
# China and the day before in America. The written calendar says CALSCALE:GEORGIAN where RFC 5545
# knows GREGORIAN only.
#
# What follows: a deadline that is a day must not pass through this library; hand out due days as
# all-day events, and check what comes back from a client by value type.
#
# Output seen; the run fails when it differs:
#> CALSCALE:GEORGIAN
#> DTSTART;VALUE=DATE:20260131
#> DUE:20260131T000000Z
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" ics==0.7.3

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import ics

calendar = ics.Calendar(
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;VALUE=DATE:20260131\r\nEND:VEVENT\r\n"
    "BEGIN:VTODO\r\nUID:2\r\nDTSTAMP:20260101T000000Z\r\n"
    "DUE;VALUE=DATE:20260131\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
)
for line in calendar.serialize().splitlines():
    if line.startswith(("CALSCALE", "DTSTART", "DUE")):
        print(line)
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
