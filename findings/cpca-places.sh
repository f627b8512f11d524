#!/usr/bin/env bash
# cpca finds a place in every name, and chooses among namesakes without saying so.
#
# Guess: A library for addresses leaves what is ambiguous or unknown empty.
#
# Seen on 2026-11-28 with cpca 0.5.5, Python 3.11: 朝阳区 becomes 长春's (220104), not 北京's,
# 新华区 becomes 平顶山's (410402) out of three, with nothing to tell that there were others.
# 偃师区 (2021) becomes the abolished 偃师市 410381 with "区" as the rest of the address; new
# districts without a namesake give nothing. A bank's branch in 平顶山 is placed in 北京, an
# airline in 海南, and customs (vertical, no part of a city) in 郑州市.
#
# What follows: never derive the region of an enterprise or an agency from its name. Where text
# must be read, ask for all candidates and stop at more than one.
#
# Output seen; the run fails when it differs:
#> 朝阳区建国路 -> 220104 吉林省长春市朝阳区, rest: 建国路
#> 新华区税务局 -> 410402 河南省平顶山市新华区, rest: 税务局
#> 洛阳市偃师区 -> 410381 河南省洛阳市偃师市, rest: 区
#> 临平区 -> nothing
#> 襄樊市 -> nothing
#> 北京银行平顶山分行 -> 110000 北京市, rest: 银行平顶山分行
#> 海南航空 -> 460000 海南省, rest: 航空
#> 郑州海关 -> 410100 河南省郑州市, rest: 海关
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" cpca==0.5.5 pandas==2.3.3

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import cpca

texts = ["朝阳区建国路", "新华区税务局", "洛阳市偃师区", "临平区", "襄樊市",
         "北京银行平顶山分行", "海南航空", "郑州海关"]
places = cpca.transform(texts).fillna("")
for text, (province, city, county, rest, code) in zip(texts, places.values.tolist()):
    print(f"{text} -> {code} {province}{city}{county}, rest: {rest}" if code else f"{text} -> nothing")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
