#!/usr/bin/env bash
# zhconv writes 岳阳, 咸阳 and 范县 wrongly in traditional characters; OpenCC turns 乾县 into
# 干县.
#
# Guess: Both use phrase tables, so place names of mainland China go there and back.
#
# Seen on 2026-11-28 with zhconv 1.4.3 and OpenCC 1.4.2, Python 3.11: To traditional: OpenCC keeps
# 岳陽, 咸陽, 范縣, 准予 and 簽發; zhconv gives 嶽陽, 鹹陽, 範縣, 準予 and 籤發. To simplified:
# zhconv leaves 乾县 and 乾安县 alone (their official names), OpenCC t2s makes 干县 and 干安县 of
# text that was simplified already; 濬县 stays in both, though its name since 1949 is 浚县. OpenCC
# s2twp changes office words too: 文件 to 檔案, 项目 to 專案, 支持 to 支援, and the way back does
# not undo it.
#
# What follows: fold variants on a key for search only, never in stored or shown names, and never
# convert the words of a policy.
#
# Output seen; the run fails when it differs:
#> 岳阳市 OpenCC 岳陽市 zhconv 嶽陽市
#> 咸阳市 OpenCC 咸陽市 zhconv 鹹陽市
#> 范县 OpenCC 范縣 zhconv 範縣
#> 准予 OpenCC 准予 zhconv 準予
#> 签发 OpenCC 簽發 zhconv 籤發
#> 台州市 OpenCC 台州市 zhconv 台州市
#> 乾县 OpenCC 干县 zhconv 乾县
#> 乾安县 OpenCC 干安县 zhconv 乾安县
#> 濬县 OpenCC 濬县 zhconv 濬县
#> 嶽陽 OpenCC 岳阳 zhconv 岳阳
#> 文件 s2twp 檔案 and back 档案
#> 项目 s2twp 專案 and back 专案
#> 支持 s2twp 支援 and back 支援
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" zhconv==1.4.3 OpenCC==1.4.2

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import zhconv
from opencc import OpenCC

traditional, taiwan, simplified = OpenCC("s2t"), OpenCC("s2twp"), OpenCC("t2s")
for word in ("岳阳市", "咸阳市", "范县", "准予", "签发", "台州市"):
    print(word, "OpenCC", traditional.convert(word), "zhconv", zhconv.convert(word, "zh-tw"))
for word in ("乾县", "乾安县", "濬县", "嶽陽"):
    print(word, "OpenCC", simplified.convert(word), "zhconv", zhconv.convert(word, "zh-cn"))
for word in ("文件", "项目", "支持"):
    print(word, "s2twp", taiwan.convert(word), "and back", simplified.convert(taiwan.convert(word)))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
