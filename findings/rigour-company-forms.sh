#!/usr/bin/env bash
# rigour finds 有限公司 in a company's name only after a bracket or a space, and 股份有限公司 never.
#
# Guess: The name library of OpenSanctions, whose list of company forms has the Chinese ones, takes
# them off the end of a Chinese name as it takes "Co., Ltd." off an English one.
#
# Seen on 2026-12-01 with rigour 2.6.1, Python 3.11: forms are looked for between word boundaries,
# and Chinese has none. 虚构（上海）有限公司 loses its form and 虚构有限公司 keeps it, so of two companies one is
# compared by its own name and the other by name and form. 股份有限公司, the form of every listed
# company, is not in its data at all; 株式会社 is not found either.
#
# What follows: names are matched by codes first; where only a name is known, the form is cut off
# by the ends of registered names, not by words.
#
# Output seen; the run fails when it differs:
#> Xugou Shanghai Co., Ltd.: Xugou Shanghai, [('Co., Ltd.', 'coltd')]
#> 虚构（上海）有限公司: 虚构（上海）, [('有限公司', 'ltd')]
#> 虚构 有限公司: 虚构, [('有限公司', 'ltd')]
#> 虚构有限公司: 虚构有限公司, []
#> 虚构（上海）有限责任公司: 虚构（上海）, [('有限责任公司', 'llc')]
#> 虚构有限责任公司: 虚构有限责任公司, []
#> 虚构（上海）股份有限公司: 虚构（上海）股份有限公司, []
#> 虚构股份有限公司: 虚构股份有限公司, []
#> 虚構株式会社: 虚構株式会社, []
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check rigour==2.6.1

"$lab/env/bin/python" - <<'PY' | tee "$lab/seen"
from rigour.names.org_types import extract_org_types, remove_org_types

for name in (
    "Xugou Shanghai Co., Ltd.",
    "虚构（上海）有限公司",
    "虚构 有限公司",
    "虚构有限公司",
    "虚构（上海）有限责任公司",
    "虚构有限责任公司",
    "虚构（上海）股份有限公司",
    "虚构股份有限公司",
    "虚構株式会社",
):
    print(f"{name}: {remove_org_types(name).strip()}, {extract_org_types(name)}")
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
