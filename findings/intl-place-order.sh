#!/usr/bin/env bash
# Sorting by pinyin with Intl.Collator puts 重庆 under chong, but 长春 under zhang and 厦门 under sha.
#
# Guess: The collation "zh" puts the names of large cities where their pinyin belongs.
#
# Seen on 2026-11-29 with Node 20's Intl (ICU) and pinyin-pro 3.29.4 (npm): ICU gives each character
# one reading, wherever it stands: 重 is chong and 曾 ceng, so 重庆 is right, and 曾都 (zeng) stands
# before 成都; 长 is zhang and 厦 sha, so 长春 and 长沙 stand behind 张家口, 厦门 before 上海. pinyin-pro
# reads whole words and has 长春, 长沙 and 厦门 right, but 曾都 as ceng dou.
#
# What follows: a list sorted so hides 长春 where nobody looks for it. Sort places by code, or by a
# stored, checked reading; never page by a collation that another version of ICU may change.
#
# Output seen; the run fails when it differs:
#> Intl: 曾都 成都 重庆 大冶 厦门 上海 西安 邢台 张家口 长春 长沙 中山
#> pinyin-pro: 曾都=ceng'dou 长春=chang'chun 长沙=chang'sha 成都=cheng'du 重庆=chong'qing 大冶=da'ye 上海=shang'hai 西安=xi'an 厦门=xia'men 邢台=xing'tai 张家口=zhang'jia'kou 中山=zhong'shan
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts pinyin-pro@3.29.4

(cd "$lab" && node -) <<'JS' | tee "$lab/seen"
const { pinyin } = require("pinyin-pro");
const places = ["重庆", "成都", "长春", "长沙", "张家口", "厦门", "上海", "中山", "曾都", "大冶", "邢台", "西安"];
const reading = (place) => pinyin(place, { toneType: "none" });
console.log("Intl:", [...places].sort(new Intl.Collator("zh-CN").compare).join(" "));
const byReading = [...places].sort((a, b) => (reading(a) < reading(b) ? -1 : 1));
console.log("pinyin-pro:", byReading.map((place) => place + "=" + reading(place).replaceAll(" ", "'")).join(" "));
JS

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
