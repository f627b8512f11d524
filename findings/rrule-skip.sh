#!/usr/bin/env bash
# SKIP=BACKWARD (RFC 7529), the standard way to say "the 31st or else the last day", works
# nowhere.
#
# Guess: Ten years after RFC 7529, libraries that parse RSCALE and SKIP also obey them, or refuse
# them by name.
#
# Seen on 2026-11-28 with icalendar 7.3.2, recurring-ical-events 3.8.2, python-dateutil
# 2.9.0.post0, ical.js 2.2.1, rrule 2.8.1: icalendar parses the rule and writes it back;
# recurring-ical-events then fails with "UNTIL parameter is missing", which names the wrong part;
# dateutil and rrule refuse RSCALE as unknown; ical.js takes the rule and skips February, April
# and June as if SKIP were not there.
#
# What follows: "monthly on the last day" is BYMONTHDAY=-1; a due day of 30 or 31 must be refused
# or moved when it is written, since no reader will move it.
#
# Output seen; the run fails when it differs:
#> RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD from 2026-01-31
#> ical.js: 2026-01-31 2026-03-31 2026-05-31 2026-07-31
#> rrule: Unknown RRULE property 'RSCALE'
#> icalendar: RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD
#> dateutil: unknown parameter 'RSCALE'
#> recurring-ical-events: UNTIL parameter is missing
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 rrule@2.8.1
export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" recurring-ical-events==3.8.2 icalendar==7.3.2 python-dateutil==2.9.0.post0

{
(cd "$lab" && node -) <<'JS'
const ICAL = require("ical.js").default ?? require("ical.js");
const { rrulestr } = require("rrule");
const rule = "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD";
console.log(rule, "from 2026-01-31");
const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString("2026-01-31"));
console.log("ical.js:", Array.from({ length: 4 }, () => days.next().toString()).join(" "));
try {
  console.log("rrule:", rrulestr(`DTSTART:20260131T000000Z\nRRULE:${rule}`).all((_, i) => i < 4));
} catch (error) {
  console.log("rrule:", error.message);
}
JS
(cd "$lab" && python3 -W ignore -) <<'PY'
from datetime import datetime

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, vRecur

rule = "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD"
print("icalendar:", vRecur.from_ical(rule).to_ical().decode())
try:
    print("dateutil:", rrulestr(rule, dtstart=datetime(2026, 1, 31))[:4])
except ValueError as error:
    print("dateutil:", error)
calendar = Calendar.from_ical(
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260131\r\n"
    f"RRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
try:
    print("recurring-ical-events:", len(recurring_ical_events.of(calendar).at(2026)))
except ValueError as error:
    print("recurring-ical-events:", str(error).split(":")[0])
PY
} | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
