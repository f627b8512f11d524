#!/usr/bin/env bash
# fingerprints gives two companies whose names sound alike, or whose characters are in another
# order, one key.
#
# Guess: A key to find one company under several spellings keeps Chinese characters apart, or at
# least their order, as it keeps the words of an English name.
#
# Seen on 2026-12-01 with fingerprints 1.3.1 (normality 3.1.0), Python 3.11: a name is written in
# pinyin without tones, a syllable counts as a word, and words are sorted and kept once. 上海宏达, 上海鸿达
# and 上海红大 are one; so are 海上 and 上海, and 金金 and 金. The form of the company is found after any
# character, so 有限公司 and Limited agree. An English name keeps its words.
#
# What follows: such a key finds candidates, and never joins two enterprises; two names are the
# same only as characters.
#
# Output seen; the run fails when it differs:
#> Hongda Trade Shanghai Limited: hongda ltd shanghai trade
#> Hong Da Trade Shanghai Limited: da hong ltd shanghai trade
#> 上海宏达贸易有限公司: da hai hong ltd mao shang yi
#> 上海鸿达贸易有限公司: da hai hong ltd mao shang yi
#> 上海红大茂义有限公司: da hai hong ltd mao shang yi
#> 海上宏达贸易有限公司: da hai hong ltd mao shang yi
#> 金鑫有限公司: jin ltd xin
#> 金金鑫有限公司: jin ltd xin
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check fingerprints==1.3.1 normality==3.1.0

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import fingerprints

for name in (
    "Hongda Trade Shanghai Limited",
    "Hong Da Trade Shanghai Limited",
    "上海宏达贸易有限公司",
    "上海鸿达贸易有限公司",
    "上海红大茂义有限公司",
    "海上宏达贸易有限公司",
    "金鑫有限公司",
    "金金鑫有限公司",
):
    print(f"{name}: {fingerprints.generate(name)}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
