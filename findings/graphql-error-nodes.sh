#!/usr/bin/env bash
# graphql-core takes a tuple of nodes for one node, although its annotations say Collection.
#
# Guess: GraphQLError and located_error accept any collection of AST nodes, as annotated, and an
# executor may keep its nodes in tuples.
#
# Seen on 2026-11-28 with graphql-core 3.3.2 and 3.2.7, Python 3.11: A list of nodes gives a
# location; the same nodes in a tuple raise AttributeError, since whatever is not a list is put
# into one. A type checker finds nothing wrong. It shows only where a field fails.
#
# What follows: give lists; an executor of one's own needs a test in which a field fails.
#
# Output seen; the run fails when it differs:
#> 3.2.7 list [(1, 3)]
#> 3.2.7 tuple AttributeError
#> 3.3.2 list [(1, 3)]
#> 3.3.2 tuple AttributeError
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

for version in 3.2.7 3.3.2; do
  python3 -m pip install --quiet --disable-pip-version-check --no-compile \
    --target "$lab/$version" "graphql-core==$version"
  (cd "$lab" && PYTHONPATH="$lab/$version" python3 -W ignore - "$version") <<'PY'
import sys

from graphql import located_error, parse

field = parse("{ policies }").definitions[0].selection_set.selections[0]
for nodes in ([field], (field,)):
    try:
        error = located_error(ValueError("x"), nodes, ["policies"])
        seen = [(each.line, each.column) for each in error.locations]
    except AttributeError as raised:
        seen = type(raised).__name__
    print(sys.argv[1], type(nodes).__name__, seen)
PY
done | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
