#!/usr/bin/env bash
# prefixdate, which cleans the dates of FollowTheMoney, drops an open end, makes a year of a day
# with slashes, and forgets the zone of an instant with fractions of a second.
#
# Guess: A cleaner of ISO dates with missing parts keeps 9999-12-31, the usual open end of valid
# time; gives nothing for 2024/06/30, or the day; and reads one instant alike with and without
# fractions.
#
# Seen on 2026-12-01 with prefixdate 0.6.1 and followthemoney 4.11.2, Python 3.11: years from 3000
# on are nothing, so an ownership "until 9999-12-31" has no end date, and nobody hears of it.
# 2024/06/30, 2024.06.30 and 2024-W26 are all "2024". Midnight of 30 June in China is
# 2024-06-29T16:00:00, as UTC; with ".000" in front of the zone, as JavaScript writes it, it is
# 2024-06-30T00:00:00, eight hours later; and without seconds 2024-06-30T00:00.
#
# What follows: open ends are left out of such exports and never written as a year; instants are
# written in UTC with whole seconds.
#
# Output seen; the run fails when it differs:
#> prefixdate 2024-06-30: 2024-06-30
#> prefixdate 2199-12-31: 2199-12-31
#> prefixdate 9999-12-31: None
#> prefixdate 2024/06/30: 2024
#> prefixdate 2024.06.30: 2024
#> prefixdate 2024-W26: 2024
#> prefixdate 2024-06-30T00:00:00+08:00: 2024-06-29T16:00:00
#> prefixdate 2024-06-30T00:00:00.000+08:00: 2024-06-30T00:00:00
#> prefixdate 2024-06-30T00:00+08:00: 2024-06-30T00:00
#> Ownership until 2024-06-30: ['2024-06-30']
#> Ownership until 9999-12-31: []
#> Ownership until 2024/06/30: ['2024']
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check prefixdate==0.6.1 followthemoney==4.11.2

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import prefixdate
from followthemoney import model

for text in (
    "2024-06-30",
    "2199-12-31",
    "9999-12-31",
    "2024/06/30",
    "2024.06.30",
    "2024-W26",
    "2024-06-30T00:00:00+08:00",
    "2024-06-30T00:00:00.000+08:00",
    "2024-06-30T00:00+08:00",
):
    print(f"prefixdate {text}: {prefixdate.parse(text).text}")
for end in ("2024-06-30", "9999-12-31", "2024/06/30"):
    owned = model.make_entity("Ownership")
    owned.id = "a-b"
    owned.add("endDate", end)
    print(f"Ownership until {end}: {owned.get('endDate')}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
