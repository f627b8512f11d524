"""What was released stays: schema, commands, files, settings and codes.

`CREDIT_GRAPH_WRITE_RELEASED=1` keeps what is promised now, at a release, or where a break before
1.0 is meant; CHANGELOG.md then says so.
"""

import json
import os
from copy import deepcopy

import pytest

from credit_graph.api.schema import schema_text
from support import released
from support.released import RELEASED, Promises

if os.environ.get("CREDIT_GRAPH_WRITE_RELEASED") == "1":
    released.write_released()


def kept(name: str) -> Promises:
    found: Promises = json.loads((RELEASED / name).read_text(encoding="utf-8"))
    return found


def test_no_client_of_the_released_schema_is_broken() -> None:
    before = (RELEASED / "schema.graphql").read_text(encoding="utf-8")
    assert released.breaks_of_schema(before, schema_text()) == []


def test_no_script_over_the_released_commands_is_broken() -> None:
    assert released.breaks_of_commands(kept("commands.json"), released.commands()) == []


def test_no_file_of_the_released_forms_is_refused() -> None:
    assert released.breaks_of_files(kept("files.json"), released.files()) == []


def test_no_released_setting_error_or_exit_code_is_gone() -> None:
    assert released.breaks_of_codes(kept("codes.json"), released.codes()) == []


def test_what_is_compared_is_all_there() -> None:
    commands = released.commands()
    assert {"credit-graph", "serve", "import", "imports undo", "doctor"} <= commands.keys()
    assert commands["bundle"]["--platform"]["choices"] == ["x86_64", "aarch64"]
    assert commands["sync"]["--as-of"]["required"] is True
    assert released.files()["ratings"]["required"] == ["level", "scheme", "uscc", "valid_from"]
    assert {"BAD_USCC", "OVER_BUDGET", "EMBEDDED_LOCKED"} <= set(released.codes()["errors"])


@pytest.mark.parametrize(
    ("after", "finding"),
    [
        ("type Query { a(x: Int): Int }", "Query.b was removed."),
        ("type Query { a(x: Int!): Int b: Int }", "Query.a(x:) has changed type"),
        (
            "type Query { a(x: Int, y: Int!): Int b: Int }",
            "A required argument Query.a(y:) was added.",
        ),
        ("type Query { a(x: Int): Int! b: String }", "Query.b changed type from Int to String."),
    ],
)
def test_a_break_of_the_schema_is_found(after: str, finding: str) -> None:
    [found] = released.breaks_of_schema("type Query { a(x: Int): Int b: Int }", after)
    assert finding in found


PARTS = {
    "Query": "type Query { a(i: I): Int }",
    "I": "input I { x: Int! = 1 y: Int }",
    "Mutation": "type Mutation { m(y: Int! = 1): Int }",
    "roots": "schema { query: Query mutation: Mutation }",
}


@pytest.mark.parametrize(
    ("name", "after", "finding"),
    [
        ("I", "input I @oneOf { x: Int! = 1 y: Int }", "I takes no more than one field."),
        ("I", "input I { x: Int! y: Int }", "I.x"),
        ("I", "input I { x: Int! = 2 y: Int }", "I.x"),
        ("Mutation", "type Mutation { m(y: Int!): Int }", "Mutation.m(y:)"),
        ("Mutation", "type Mutation { m(y: Int! = 2): Int }", "Mutation.m(y:)"),
        ("roots", "schema { query: Query }", "mutation is not of Mutation."),
    ],
)
def test_other_defaults_inputs_of_one_field_and_lost_operations_are_breaks(
    name: str, after: str, finding: str
) -> None:
    before = " ".join(PARTS.values())
    assert released.breaks_of_schema(before, before) == []
    [found] = released.breaks_of_schema(before, " ".join({**PARTS, name: after}.values()))
    assert finding in found


def test_breaks_of_commands_are_found_and_more_is_none() -> None:
    before = released.commands()
    after = deepcopy(dict(before))
    after["bundle"]["--platform"]["choices"].append("riscv64")
    after["bundle"]["--quiet"] = {"kind": "option", "required": False, "choices": []}
    after["more"] = {}
    assert released.breaks_of_commands(before, after) == []
    after["bundle"]["--platform"]["choices"].remove("x86_64")
    after["bundle"]["--python"]["required"] = True
    after["bundle"]["--key"] = {"kind": "option", "required": True, "choices": []}
    del after["bundle"]["--wheel"], after["doctor"]
    assert sorted(released.breaks_of_commands(before, after)) == [
        "bundle: --key is new and required",
        "bundle: --platform=x86_64 is gone",
        "bundle: --python is required",
        "bundle: --wheel is gone",
        "doctor is gone",
    ]


def test_breaks_of_files_are_found_and_more_is_none() -> None:
    before = released.files()
    after = deepcopy(dict(before))
    after["ratings"]["columns"].append("note")
    assert released.breaks_of_files(before, after) == []
    after["ratings"]["required"].append("reference")
    after["lists"]["columns"].remove("reason")
    after["links"]["columns"].reverse()
    del after["uses"]
    assert sorted(released.breaks_of_files(before, after)) == [
        "links: the columns have another order",
        "lists.reason is gone",
        "ratings.reference is required",
        "uses is gone",
    ]


def test_breaks_of_codes_are_found() -> None:
    before = released.codes()
    after = deepcopy(dict(before))
    after["settings"].remove("NEO4J_URI")
    after["errors"].remove("BAD_PAGE")
    after["exit"]["USAGE"] = 64
    assert sorted(released.breaks_of_codes(before, after)) == [
        "BAD_PAGE is gone",
        "NEO4J_URI is gone",
        "exit code USAGE is not 2",
    ]
