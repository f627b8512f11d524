#!/usr/bin/env bash
# One rule in JsonLogic, three engines: an absent figure is below the limit, or not, or equal to
# zero.
#
# Guess: JsonLogic is a format to share rules between languages: three engines that call themselves
# compatible answer the same on an absent field, or all refuse.
#
# Seen on 2026-12-01 with json-logic-js 2.0.5 and json-logic-engine 5.0.7 (npm) and
# json-logic-qubit 0.9.1 (Python): "fewer than 5 violations" is true of an enterprise whose number
# is not known in both of JavaScript, false in Python, whose negation is then true. "Equals 0" is
# false in json-logic-js and true in json-logic-engine. `max` over an absent figure is 1, or an
# error. "None of the list" holds of a list that is absent.
#
# What follows: a condition that is exchanged as JsonLogic names what is absent first, with
# `missing`; three-valued answers cannot be had from it.
#
# Output seen; the run fails when it differs:
#> json-logic-js {"<":[{"var":"violations"},5]}: true
#> json-logic-js {"!":[{"<":[{"var":"violations"},5]}]}: false
#> json-logic-js {">":[{"var":"violations"},5]}: false
#> json-logic-js {"<=":[{"var":"violations"},0]}: true
#> json-logic-js {"==":[{"var":"violations"},0]}: false
#> json-logic-js {"max":[1,{"var":"violations"}]}: 1
#> json-logic-js {"none":[{"var":"lists"},{"==":[{"var":""},"dishonest"]}]}: true
#> json-logic-engine {"<":[{"var":"violations"},5]}: true
#> json-logic-engine {"!":[{"<":[{"var":"violations"},5]}]}: false
#> json-logic-engine {">":[{"var":"violations"},5]}: false
#> json-logic-engine {"<=":[{"var":"violations"},0]}: true
#> json-logic-engine {"==":[{"var":"violations"},0]}: true
#> json-logic-engine {"max":[1,{"var":"violations"}]}: an error
#> json-logic-engine {"none":[{"var":"lists"},{"==":[{"var":""},"dishonest"]}]}: true
#> json-logic-qubit {"<":[{"var":"violations"},5]}: false
#> json-logic-qubit {"!":[{"<":[{"var":"violations"},5]}]}: true
#> json-logic-qubit {">":[{"var":"violations"},5]}: false
#> json-logic-qubit {"<=":[{"var":"violations"},0]}: false
#> json-logic-qubit {"==":[{"var":"violations"},0]}: false
#> json-logic-qubit {"max":[1,{"var":"violations"}]}: an error, TypeError
#> json-logic-qubit {"none":[{"var":"lists"},{"==":[{"var":""},"dishonest"]}]}: true
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check json-logic-qubit==0.9.1
(cd "$lab" && npm install --silent --no-audit --no-fund json-logic-js@2.0.5 json-logic-engine@5.0.7)

cat > "$lab/rules.json" <<'JSON'
[{"<": [{"var": "violations"}, 5]},
 {"!": [{"<": [{"var": "violations"}, 5]}]},
 {">": [{"var": "violations"}, 5]},
 {"<=": [{"var": "violations"}, 0]},
 {"==": [{"var": "violations"}, 0]},
 {"max": [1, {"var": "violations"}]},
 {"none": [{"var": "lists"}, {"==": [{"var": ""}, "dishonest"]}]}]
JSON
{
  cat > "$lab/run.mjs" <<'JS'
import { readFileSync } from "node:fs";
import jsonLogic from "json-logic-js";
import { LogicEngine } from "json-logic-engine";

const engine = new LogicEngine();
const engines = {
  "json-logic-js": (rule) => jsonLogic.apply(rule, {}),
  "json-logic-engine": (rule) => engine.run(rule, {}),
};
for (const [name, run] of Object.entries(engines))
  for (const rule of JSON.parse(readFileSync("rules.json", "utf8"))) {
    let answer;
    try { answer = run(rule); } catch { answer = "an error"; }
    console.log(`${name} ${JSON.stringify(rule)}: ${answer}`);
  }
JS
  (cd "$lab" && node run.mjs)
  "$lab/env/bin/python" - "$lab/rules.json" <<'PY'
import json
import sys

from json_logic import jsonLogic

for rule in json.load(open(sys.argv[1])):
    try:
        answer = json.dumps(jsonLogic(rule, {}))
    except Exception as error:  # the package has none of its own
        answer = f"an error, {type(error).__name__}"
    print("json-logic-qubit", json.dumps(rule, separators=(",", ":")) + ":", answer)
PY
} | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
