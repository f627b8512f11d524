#!/usr/bin/env bash
# COUNT=3 is four events in recurring-ical-events when the start is not a day of the rule.
#
# Guess: All libraries agree what DTSTART means where the rule does not name it, since
# recurring-ical-events expands its rules by python-dateutil.
#
# Seen on 2026-11-28 with recurring-ical-events 3.8.2, icalendar 7.3.2, python-dateutil
# 2.9.0.post0, Python 3.11: For "15th of each month, three times" from 1 January dateutil leaves
# the start out and gives three days; recurring-ical-events adds the start and gives four; RFC
# 5545 (3.8.5.3) counts the start as the first and leaves the rest undefined.
#
# What follows: refuse a recurrence whose first day the rule does not name, at the time it is
# written.
#
# Output seen; the run fails when it differs:
#> FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3 from 2026-01-01
#>   dateutil              01-15 02-15 03-15
#>   recurring-ical-events 01-01 01-15 02-15 03-15
#> FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3 from 2026-01-15
#>   dateutil              01-15 02-15 03-15
#>   recurring-ical-events 01-15 02-15 03-15
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" recurring-ical-events==3.8.2 icalendar==7.3.2 python-dateutil==2.9.0.post0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from datetime import datetime

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar

RULE = "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3"
TEXT = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//findings//
BEGIN:VEVENT
UID:due@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:FIRST_DAY
RRULE:{RULE}
END:VEVENT
END:VCALENDAR
"""
for start in (datetime(2026, 1, 1), datetime(2026, 1, 15)):
    calendar = Calendar.from_ical(TEXT.replace("FIRST_DAY", f"{start:%Y%m%d}"))
    events = recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1))
    print(f"{RULE} from {start:%Y-%m-%d}")
    print("  dateutil             ", *(f"{day:%m-%d}" for day in rrulestr(RULE, dtstart=start)))
    print("  recurring-ical-events", *(f"{event['DTSTART'].dt:%m-%d}" for event in events))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
