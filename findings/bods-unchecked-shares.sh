#!/usr/bin/env bash
# The checks of BODS pass two owners of 60 % each, an owner of itself and a share of "0.6"; without
# the network they check nothing.
#
# Guess: The validator of the Beneficial Ownership Data Standard, which has some forty checks
# beyond the JSON schema, adds up the exact shares of a company, and works offline on a file.
#
# Seen on 2026-12-01 with libcovebods 0.16.0 for BODS 0.4, Python 3.11: days that end before they
# begin and a minimum above the maximum are reported; shares are looked at one by one, so 120 % of
# one company pass, so does a company that owns 60 % of itself, and 0.6 for 60 % is a share of 0.6
# %. The jurisdiction CN-41, which ISO 3166-2 has not had since 2017, passes. Before any check a
# list is fetched from org-id.guide over plain HTTP, whether or not there are identifiers: where it
# cannot be reached the command ends with a stack and no result.
#
# What follows: sums, cycles and units of shares are checked where they are recorded; a bundle for
# a network without the internet does not rely on this command.
#
# Output seen; the run fails when it differs:
#> 60 %: nothing
#> a minimum above the maximum: ['statement_relationship_interests_not_exact_max_greater_than_min']
#> an end before the start: ['statement_relationship_interests_start_after_end_date']
#> two owners of 60 %: nothing
#> an owner of itself: nothing
#> 0.6: nothing
#> until 9999-12-31: nothing
#> jurisdiction CN-41: nothing
#> the command without a network: exit code 1, 0 characters
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

python3 -m venv "$lab/env"
"$lab/env/bin/pip" install --quiet --disable-pip-version-check libcovebods==0.16.0

cat > "$lab/ask.py" <<'PY'
import json
import os
import subprocess
import sys

from libcovebods.config import LibCoveBODSConfig
from libcovebods.data_reader import DataReader
from libcovebods.jsonschemavalidate import JSONSchemaValidator
from libcovebods.run_tasks import TASK_CLASSES, process_additional_checks
from libcovebods.schema import SchemaBODS

# Those that need no list from the network.
TASKS = [each for each in TASK_CLASSES if not any(word in each.__name__ for word in ("Legacy", "Identifier"))]


def statement(kind, number, subject, details):
    return {
        "statementId": f"statement-{kind}-{number:028d}",
        "declarationSubject": subject,
        "recordId": f"{kind}-{number}",
        "recordType": kind,
        "recordStatus": "new",
        "statementDate": "2026-11-01",
        "recordDetails": {"isComponent": False, **details},
        "publicationDetails": {
            "publicationDate": "2026-11-02",
            "bodsVersion": "0.4",
            "publisher": {"name": "An agency"},
        },
    }


def company(number, code="CN-HA"):
    details = {
        "entityType": {"type": "registeredEntity"},
        "name": f"虚构{number}号有限公司",
        "jurisdiction": {"name": "Henan", "code": code},
    }
    return statement("entity", number, f"entity-{number}", details)


def owns(number, owner, owned, share, end=None):
    interest = {"type": "shareholding", "directOrIndirect": "direct", "startDate": "2024-06-30", "share": share}
    if end:
        interest["endDate"] = end
    details = {
        "subject": f"entity-{owned}",
        "interestedParty": f"entity-{owner}",
        "interests": [interest],
    }
    return statement("relationship", number, f"entity-{owned}", details)


def found(statements):
    with open("data.json", "w", encoding="utf-8") as file:
        json.dump(statements, file)
    config, reader = LibCoveBODSConfig(), DataReader("data.json")
    schema = SchemaBODS(reader, config)
    errors = [str(each.json()["validator"]) for each in JSONSchemaValidator(schema).validate(reader)]
    checks = process_additional_checks(reader, config, schema, TASKS)["additional_checks"]
    return sorted({*errors, *(each["type"] for each in checks)}) or "nothing"


three = [company(1), company(2), company(3)]
for what, statements in (
    ("60 %", [*three, owns(1, 1, 3, {"exact": 60})]),
    ("a minimum above the maximum", [*three, owns(1, 1, 3, {"minimum": 75, "maximum": 50})]),
    ("an end before the start", [*three, owns(1, 1, 3, {"exact": 60}, end="2020-01-01")]),
    ("two owners of 60 %", [*three, owns(1, 1, 3, {"exact": 60}), owns(2, 2, 3, {"exact": 60})]),
    ("an owner of itself", [*three, owns(1, 1, 1, {"exact": 60})]),
    ("0.6", [*three, owns(1, 1, 3, {"exact": 0.6})]),
    ("until 9999-12-31", [*three, owns(1, 1, 3, {"exact": 60}, end="9999-12-31")]),
    ("jurisdiction CN-41", [company(1, "CN-41")]),
):
    print(f"{what}: {found(statements)}")

command = [os.path.join(os.path.dirname(sys.executable), "libcovebods"), "pythonvalidate", "data.json"]
nowhere = {**os.environ, "http_proxy": "http://127.0.0.1:9"}
ended = subprocess.run(command, env=nowhere, capture_output=True, text=True, check=False)
print(f"the command without a network: exit code {ended.returncode}, {len(ended.stdout)} characters")
PY
(cd "$lab" && env/bin/python ask.py) | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
