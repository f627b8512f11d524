#!/usr/bin/env bash
# Two engines of FEEL, the language of DMN: one follows Kleene's table, the other takes null for
# false; and in a decision table "not below 5" applies to whoever has no figure.
#
# Guess: Engines of one standard agree on null: `null and false` is false, `not(null)` and `null <
# 5` are null. A cell `not(< 5)` is met by 7, and by a null no more than the cell `< 5` is.
#
# Seen on 2026-12-01 with feelin 8.2.0 (npm) and bkflow-feel 1.2.0 (Python): feelin has the table;
# in bkflow-feel `null and false` is null, `false and null` false, `not(null)` true, and to compare
# or to equate with null is an error, but `a != 5` is true. In feelin as a cell of a decision table
# `not(< 5)` is true of a null, where the expression `not(a < 5)` is null: the row applies to an
# enterprise whose figure is not known.
#
# What follows: a decision table names the null in a cell of its own, and is tested with one.
#
# Output seen; the run fails when it differs:
#> feelin null and false: false
#> feelin false and null: false
#> feelin null or true: true
#> feelin not(null): null
#> feelin a < 5: null
#> feelin not(a < 5): null
#> feelin a = 5: false
#> feelin a != 5: true
#> feelin cell < 5: false
#> feelin cell not(< 5): true
#> bkflow-feel null and false: null
#> bkflow-feel false and null: false
#> bkflow-feel null or true: true
#> bkflow-feel not(null): true
#> bkflow-feel a < 5: an error, ValidationError
#> bkflow-feel not(a < 5): an error, ValidationError
#> bkflow-feel a = 5: an error, ValidationError
#> bkflow-feel a != 5: true
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check bkflow-feel==1.2.0
(cd "$lab" && npm install --silent --no-audit --no-fund feelin@8.2.0)

cat > "$lab/run.mjs" <<'JS'
import { evaluate, unaryTest } from "feelin";

const value = (found) => JSON.stringify(found && "value" in found ? found.value : found);
for (const text of ["null and false", "false and null", "null or true", "not(null)", "a < 5",
                    "not(a < 5)", "a = 5", "a != 5"])
  console.log(`feelin ${text}: ${value(evaluate(text, { a: null }))}`);
for (const text of ["< 5", "not(< 5)"])
  console.log(`feelin cell ${text}: ${value(unaryTest(text, { "?": null }))}`);
JS
{
  (cd "$lab" && node run.mjs)
  "$lab/env/bin/python" - <<'PY'
import json

from bkflow_feel.api import parse_expression

for text in ("null and false", "false and null", "null or true", "not(null)", "a < 5",
             "not(a < 5)", "a = 5", "a != 5"):
    try:
        answer = json.dumps(parse_expression(text, {"a": None}))
    except Exception as error:  # the package passes on whatever Python raises
        answer = f"an error, {type(error).__name__}"
    print(f"bkflow-feel {text}: {answer}")
PY
} 2> /dev/null | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
