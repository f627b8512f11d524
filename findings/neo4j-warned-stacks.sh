#!/usr/bin/env bash
# With warn_notification_severity set, the neo4j driver takes down the whole Python stack for every
# result, whether the server has anything to notify of or not.
#
# Guess: Asking for the server's notices as Python warnings costs something when there is a notice.
#
# Seen on 2026-11-29 with neo4j 6.4.1, Python 3.11: each AsyncResult calls inspect.stack() as it is
# made, which opens the source of every frame. In a test suite, sixty frames deep, that was 3 to 7 ms
# of processor a statement, more than the statement itself. Without the option it is not called, and
# the notices are in the summary all the same.
#
# What follows: leave warn_notification_severity alone, set notifications_min_severity, and warn of
# result.consume().gql_status_objects that are notifications.
#
# Output seen; the run fails when it differs:
#> stacks taken for 10 results without the option: 0
#> stacks taken for 10 results with it: 10
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" neo4j==6.4.1

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import inspect
from unittest.mock import MagicMock, patch

from neo4j import NotificationMinimumSeverity
from neo4j._async.work.result import AsyncResult


def taken(severity):
    """Count the stacks that ten results take down as they are made; no server is asked."""
    real, calls = inspect.stack, []
    with patch.object(inspect, "stack", lambda *given: calls.append(1) or real(*given)):
        for _ in range(10):
            AsyncResult(MagicMock(), -1, severity, None, None, None)
    return len(calls)


print("stacks taken for 10 results without the option:", taken(None))
print("stacks taken for 10 results with it:", taken(NotificationMinimumSeverity.WARNING))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
