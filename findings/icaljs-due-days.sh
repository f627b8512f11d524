#!/usr/bin/env bash
# ical.js moves half-yearly, quarterly and leap-day recurrences to days that the rule does not
# name.
#
# Guess: Two libraries as old as rrule and ical.js expand a plain RFC 5545 rule to the same days.
#
# Seen on 2026-11-28 with ical.js 2.2.1 and rrule 2.8.1 (npm), Node 20: rrule (and
# python-dateutil) give the days of the rule. ical.js, started on a day before the first due
# month, returns a day in January and skips the first one due ("15th of March, June, September,
# December" from 1 January: 15 January, 15 June); "last day of March, June, September, December"
# is 1 July in the second year; a yearly rule from 29 February gives 1 March in other years, which
# RFC 5545 section 3.3.10 forbids (invalid dates are skipped); with BYMONTHDAY and BYSETPOS the
# third month has three days instead of one; BYWEEKNO is taken as every week.
#
# What follows: calendars of obligations are read by clients built on this library, so write each
# due day as an event of its own, not as a rule, and start a rule on its first due day.
#
# Output seen; the run fails when it differs:
#> FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15 from 2026-01-01
#>   rrule   2026-03-15 2026-06-15 2026-09-15 2026-12-15
#>   ical.js 2026-01-15 2026-06-15 2026-09-15 2026-12-15
#> FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 from 2026-01-01
#>   rrule   2026-06-30 2026-12-31 2027-06-30 2027-12-31
#>   ical.js 2026-01-31 2026-12-31 2027-06-30 2027-12-31
#> FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 from 2026-03-31
#>   rrule   2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30
#>   ical.js 2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-07-01
#> FREQ=YEARLY from 2024-02-29
#>   rrule   2024-02-29 2028-02-29 2032-02-29
#>   ical.js 2024-02-29 2025-03-01 2026-03-01
#> FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1 from 2026-01-31
#>   rrule   2026-01-31 2026-02-28 2026-03-31 2026-04-30
#>   ical.js 2026-01-31 2026-02-28 2026-03-28 2026-03-29
#> FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO from 2026-01-05
#>   rrule   2026-01-05 2027-01-11 2028-01-10
#>   ical.js 2026-01-12 2026-01-19 2026-01-26
#> FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1 from 2026-03-31
#>   rrule   2026-03-31 2026-06-30 2026-09-30 2026-12-31
#>   ical.js 2026-03-31 2026-06-30 2026-09-30 2026-12-31
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 rrule@2.8.1

(cd "$lab" && node -) <<'JS' | tee "$lab/seen"
const ICAL = require("ical.js").default ?? require("ical.js");
const { rrulestr } = require("rrule");

const byIcal = (rule, start, count) => {
  const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start));
  return Array.from({ length: count }, () => days.next().toString());
};
const byRrule = (rule, start, count) =>
  rrulestr(`DTSTART:${start.replaceAll("-", "")}T000000Z\nRRULE:${rule}`)
    .all((_, index) => index < count)
    .map((day) => day.toISOString().slice(0, 10));

for (const [rule, start, count] of [
  ["FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", "2026-01-01", 4],
  ["FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1", "2026-01-01", 4],
  ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "2026-03-31", 6],
  ["FREQ=YEARLY", "2024-02-29", 3],
  ["FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-01-31", 4],
  ["FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO", "2026-01-05", 3],
  ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2026-03-31", 4],
]) {
  console.log(`${rule} from ${start}`);
  console.log("  rrule  ", byRrule(rule, start, count).join(" "));
  console.log("  ical.js", byIcal(rule, start, count).join(" "));
}
JS

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
