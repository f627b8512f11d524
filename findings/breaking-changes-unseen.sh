#!/usr/bin/env bash
# Tools that judge changes of a GraphQL schema pass a required argument that loses its default, and
# the two reference implementations pass @oneOf on an input and a schema without its mutations.
#
# Guess: What refuses documents that were valid is a breaking change for graphql-core, graphql-js
# and GraphQL Inspector alike.
#
# Seen on 2026-12-01 with graphql-core 3.3.2 (Python), graphql 16.15.0 and @graphql-inspector/core
# 8.0.0 (npm): a required argument without its default is "dangerous" for all three, though whoever
# left it out is refused; the same of a field of an input is nothing at all for graphql-js. An
# input that takes one field only from now on, and operations that the schema has no longer while
# their type is kept, are nothing for both implementations and breaking for the Inspector. An
# optional argument that is required from now on, with a default, breaks only documents with a
# nullable variable in its place, and is breaking for all.
#
# What follows: a check of what is promised adds these to what the library finds.
#
# Output seen; the run fails when it differs:
#> graphql-core, a required argument loses its default: dangerous
#> graphql-core, a required field of an input loses its default: dangerous
#> graphql-core, @oneOf on an input: nothing
#> graphql-core, no mutations any more, their type is kept: nothing
#> graphql-core, an optional argument is required, with a default: breaking
#> graphql-js, a required argument loses its default: dangerous
#> inspector, a required argument loses its default: dangerous
#> graphql-js, a required field of an input loses its default: nothing
#> inspector, a required field of an input loses its default: dangerous
#> graphql-js, @oneOf on an input: nothing
#> inspector, @oneOf on an input: breaking
#> graphql-js, no mutations any more, their type is kept: nothing
#> inspector, no mutations any more, their type is kept: breaking
#> graphql-js, an optional argument is required, with a default: breaking
#> inspector, an optional argument is required, with a default: breaking
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check graphql-core==3.3.2
(cd "$lab" && npm install --silent --no-audit --no-fund graphql@16.15.0 @graphql-inspector/core@8.0.0 2> /dev/null)

cat > "$lab/pairs.json" <<'JSON'
[["a required argument loses its default",
  "type Query { f(x: Int! = 1): Int }", "type Query { f(x: Int!): Int }"],
 ["a required field of an input loses its default",
  "type Query { f(x: X): Int } input X { a: Int! = 1 }", "type Query { f(x: X): Int } input X { a: Int! }"],
 ["@oneOf on an input",
  "type Query { f(x: X): Int } input X { a: Int b: Int }",
  "type Query { f(x: X): Int } input X @oneOf { a: Int b: Int }"],
 ["no mutations any more, their type is kept",
  "schema { query: Query mutation: M } type M { g: Int } type Query { f: Int m: M }",
  "schema { query: Query } type M { g: Int } type Query { f: Int m: M }"],
 ["an optional argument is required, with a default",
  "type Query { f(x: Int): Int }", "type Query { f(x: Int! = 1): Int }"]]
JSON
cat > "$lab/run.mjs" <<'JS'
import { readFileSync } from "node:fs";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema, findBreakingChanges, findDangerousChanges } from "graphql";

const levels = [[CriticalityLevel.Breaking, "breaking"], [CriticalityLevel.Dangerous, "dangerous"]];
for (const [what, before, after] of JSON.parse(readFileSync("pairs.json", "utf8"))) {
  const was = buildSchema(before), now = buildSchema(after);
  const breaking = findBreakingChanges(was, now).length, dangerous = findDangerousChanges(was, now).length;
  console.log(`graphql-js, ${what}: ${breaking ? "breaking" : dangerous ? "dangerous" : "nothing"}`);
  const found = new Set((await diff(was, now)).map((each) => each.criticality.level));
  const worst = levels.find(([level]) => found.has(level));
  console.log(`inspector, ${what}: ${worst ? worst[1] : "nothing"}`);
}
JS
{
  "$lab/env/bin/python" - "$lab/pairs.json" <<'PY'
import json
import sys

from graphql import build_schema, find_breaking_changes, find_dangerous_changes

for what, *texts in json.load(open(sys.argv[1])):
    was, now = map(build_schema, texts)
    judged = "dangerous" if find_dangerous_changes(was, now) else "nothing"
    print(f"graphql-core, {what}: {'breaking' if find_breaking_changes(was, now) else judged}")
PY
  (cd "$lab" && node run.mjs)
} | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
