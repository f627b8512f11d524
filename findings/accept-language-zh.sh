#!/usr/bin/env bash
# A Chinese browser gets English when the catalogue is named zh-Hans, from Werkzeug and from
# Babel.
#
# Guess: zh-CN implies the script Hans, so it matches a catalogue zh_Hans or zh; Babel knows this
# (Locale.parse("zh-CN") has script Hans).
#
# Seen on 2026-11-28 with Babel 2.19.0, Werkzeug 3.1.9, Python 3.11: Neither looks at the script.
# "zh-CN,zh;q=0.9,en;q=0.8" against (zh-Hans, en) is en; zh-Hans-CN and zh-TW with "en;q=0.5"
# behind them are en although zh is offered; plain zh takes whichever of zh-TW and zh-CN is listed
# first. Babel's negotiate_locale gives None for zh-CN and for zh-Hans-CN against zh_Hans, zh_CN
# and even zh, unless the separator is changed by hand on both sides.
#
# What follows: name catalogues by what browsers send (zh-CN) or map every zh tag to a script
# first; test with zh-Hans-CN, zh-SG and zh-HK.
#
# Output seen; the run fails when it differs:
#> Babel knows: zh_Hans_CN
#> Babel zh-CN of zh_Hans en is None
#> Babel zh-CN of zh_CN en is None
#> Babel zh-CN of zh en is None
#> Babel zh-Hans-CN of zh_Hans en is None
#> Babel zh-Hans-CN of zh_CN en is None
#> Babel zh-Hans-CN of zh en is None
#> Babel zh-SG of zh_Hans en is None
#> Babel zh-SG of zh_CN en is None
#> Babel zh-SG of zh en is None
#> Werkzeug zh-CN,zh;q=0.9,en;q=0.8 of zh-Hans en is en
#> Werkzeug zh-CN,zh;q=0.9,en;q=0.8 of zh en is zh
#> Werkzeug zh-CN,zh;q=0.9,en;q=0.8 of zh-TW zh-CN is zh-CN
#> Werkzeug zh-Hans-CN,en;q=0.5 of zh-Hans en is en
#> Werkzeug zh-Hans-CN,en;q=0.5 of zh en is en
#> Werkzeug zh-Hans-CN,en;q=0.5 of zh-TW zh-CN is None
#> Werkzeug zh-TW,en;q=0.5 of zh-Hans en is en
#> Werkzeug zh-TW,en;q=0.5 of zh en is en
#> Werkzeug zh-TW,en;q=0.5 of zh-TW zh-CN is zh-TW
#> Werkzeug zh of zh-Hans en is zh-Hans
#> Werkzeug zh of zh en is zh
#> Werkzeug zh of zh-TW zh-CN is zh-TW
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" babel==2.19.0 werkzeug==3.1.9

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
from babel import Locale, negotiate_locale
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

print("Babel knows:", Locale.parse("zh-CN", sep="-"))
for wanted in ("zh-CN", "zh-Hans-CN", "zh-SG"):
    for offered in (["zh_Hans", "en"], ["zh_CN", "en"], ["zh", "en"]):
        print("Babel", wanted, "of", *offered, "is", negotiate_locale([wanted], offered))
for header in ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans-CN,en;q=0.5", "zh-TW,en;q=0.5", "zh"):
    for offered in (["zh-Hans", "en"], ["zh", "en"], ["zh-TW", "zh-CN"]):
        best = parse_accept_header(header, LanguageAccept).best_match(offered)
        print("Werkzeug", header, "of", *offered, "is", best)
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
