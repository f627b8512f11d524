#!/usr/bin/env bash
# Inputs that datamodel-code-generator makes of a GraphQL schema are refused by every server.
#
# Guess: A pydantic model of an input type, dumped by its aliases, is a value of that input type.
#
# Seen on 2026-11-30 with datamodel-code-generator 0.89.0, pydantic 2, graphql-core 3.3.2, Python 3.11: Every
# model has a field `__typename` with the type's name as its default, inputs too, which have no such field in
# GraphQL: what is dumped is refused as an unknown field. Defaults of enums stay texts.
#
# What follows: dump inputs with exclude_unset=True. Servers refuse unknown fields of inputs, as this project's
# does (VALIDATION_FAILED), so that the first call shows it.
#
# Output seen; the run fails when it differs:
#> dumped: {'uscc': '91410400MA0000001D', '__typename': 'Which'}
#> asked with it: Variable '$of' has invalid value: Expected value of type 'Which' not to include unknown field '__typename', found: {'uscc': '91410400MA0000001D', '__typename': 'Which'}.
#> only what was set: {'uscc': '91410400MA0000001D'}
#> asked with it: 1
#> a default level: ['ADVANCED']
set -euo pipefail
script=$(realpath "$0")
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/venv"
"$lab/venv/bin/pip" install --quiet --disable-pip-version-check \
  "datamodel-code-generator[graphql]==0.89.0" graphql-core==3.3.2

cd "$lab"
cat > schema.graphql <<'SDL'
enum Level { ADVANCED GENERAL }
input Which { uscc: ID, levels: [Level!] = [ADVANCED] }
type Query { found(of: Which): Int }
SDL
venv/bin/datamodel-codegen --input schema.graphql --input-file-type graphql --output models.py \
  --output-model-type pydantic_v2.BaseModel 2> generated.log

venv/bin/python -W ignore - <<'PY' | tee seen
from pathlib import Path

from graphql import build_schema, graphql_sync
from models import Which

SCHEMA = build_schema(Path("schema.graphql").read_text())
ASKED = "query ($of: Which) { found(of: $of) }"


def ask(value):
    answer = graphql_sync(SCHEMA, ASKED, {"found": lambda *_, **__: 1}, variable_values={"of": value})
    print("asked with it:", answer.errors[0].message if answer.errors else answer.data["found"])


which = Which(uscc="91410400MA0000001D")
dumped = which.model_dump(by_alias=True, exclude_defaults=False, exclude={"levels"})
print("dumped:", dumped)
ask(dumped)
given = which.model_dump(by_alias=True, exclude_unset=True)
print("only what was set:", given)
ask(given)
print("a default level:", which.levels)
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$script") seen
