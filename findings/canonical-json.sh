#!/usr/bin/env bash
# Three libraries for canonical JSON give three hashes for one record, and jcs changes a number on
# the way.
#
# Guess: rfc8785, jcs (both RFC 8785) and canonicaljson agree on plain records, or refuse.
#
# Seen on 2026-11-28 with rfc8785 0.1.4, jcs 0.2.1, canonicaljson 2.0.0, Python 3.11: 1.0 is 1 by
# RFC 8785 and 1.0 in canonicaljson; keys beyond the basic plane sort by UTF-16 in the first two
# and by code point in the third. 9007199254740993 is refused by rfc8785, kept by canonicaljson
# and written as 9007199254740992 by jcs, so two records with different numbers have one hash.
#
# What follows: an audit log names its canonical form and library, keeps numbers beyond 2**53
# (18-digit ids among them) as text, and sorts nothing but ASCII keys.
#
# Output seen; the run fails when it differs:
#> rfc8785 {"share":1}
#> jcs {"share":1}
#> canonicaljson {"share":1.0}
#> rfc8785 IntegerDomainError: 9007199254740993 exceeds safe integer domain for JSON floats
#> jcs {"id":9007199254740992}
#> canonicaljson {"id":9007199254740993}
#> rfc8785 {"𠀀":1,"﨎":2}
#> jcs {"𠀀":1,"﨎":2}
#> canonicaljson {"﨎":2,"𠀀":1}
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" rfc8785==0.1.4 jcs==0.2.1 canonicaljson==2.0.0

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import canonicaljson
import jcs
import rfc8785

WRITERS = {"rfc8785": rfc8785.dumps, "jcs": jcs.canonicalize,
           "canonicaljson": canonicaljson.encode_canonical_json}
for record in ({"share": 1.0}, {"id": 2**53 + 1}, {"\U00020000": 1, "\ufa0e": 2}):
    for name, write in WRITERS.items():
        try:
            print(name, write(record).decode())
        except Exception as error:
            print(name, f"{type(error).__name__}: {error}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
