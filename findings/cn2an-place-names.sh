#!/usr/bin/env bash
# cn2an turns number words into figures in names too: 统1社会信用代码, 6安市, 31重工.
#
# Guess: transform() for sentences changes 三十日 and 第三条, and leaves words such as 统一, 一般 and
# names such as 四川 and 三一重工 alone.
#
# Seen on 2026-11-29 with cn2an 0.5.24, Python 3.11: Every number character is taken, so 统一 is
# 统1, 一般失信 is 1般失信, 四川 is 4川, and 统一一站式 is 统11站式. Dates and 廿日 come out right.
# Amounts with 亿 and a figure stay as text (3.5亿元) where 三十万元 is 300000元. Of cn2an()'s
# three modes strict, the one used unless another is asked for, refuses 两千 and 二〇二四, and only
# smart reads 3.5亿.
#
# What follows: never run it over a whole document before searching names, agencies or lists.
# Cut out the number by a pattern that knows its unit (日, 个工作日, 万元), then convert that part.
#
# Output seen; the run fails when it differs:
#> 统一社会信用代码 -> 统1社会信用代码
#> 一般失信 -> 1般失信
#> 统一一站式 -> 统11站式
#> 三一重工股份有限公司 -> 31重工股份有限公司
#> 四川六安市三门峡市 -> 4川6安市3门峡市
#> 二〇二四年六月三十日 -> 2024年6月30日
#> 廿日 -> 20日
#> 第三条第（二）项 -> 第3条第（2）项
#> 三十万元 -> 300000元
#> 3.5亿元 -> 3.5亿元
#> 两千 strict refused
#> 两千 normal 2000
#> 两千 smart 2000
#> 二〇二四 strict refused
#> 二〇二四 normal 2024
#> 二〇二四 smart 2024
#> 3.5亿 strict refused
#> 3.5亿 normal refused
#> 3.5亿 smart 350000000
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" cn2an==0.5.24

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import cn2an

for text in (
    "统一社会信用代码",
    "一般失信",
    "统一一站式",
    "三一重工股份有限公司",
    "四川六安市三门峡市",
    "二〇二四年六月三十日",
    "廿日",
    "第三条第（二）项",
    "三十万元",
    "3.5亿元",
):
    print(text, "->", cn2an.transform(text, "cn2an"))
for text in ("两千", "二〇二四", "3.5亿"):
    for mode in ("strict", "normal", "smart"):
        try:
            print(text, mode, cn2an.cn2an(text, mode))
        except ValueError:
            print(text, mode, "refused")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
