"""`ask`: answers as JSON and as tables that analysts' tools read."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from typer.testing import Result

pytestmark = pytest.mark.holds("demo")

Command = Callable[..., Result]

QUESTION = "query($code: String!) { policy(code: $code) { code measures { code kind } } }"
PLAN = '{"code": "pds-2021-7"}'
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
AEO = "91410400XN00000125"
HUB = "91410400XN0001189Y"
ASKED = {
    "eligibility": ({"uscc": AEO, "day": "2026-11-23"}, "eligibility.decisions.reasons.evidence"),
    "chain": ({"core": HUB, "day": "2026-11-23"}, "chain.members.nodes.enterprise.ratings"),
    "duties": ({"agency": "pds-customs"}, "duties.nodes"),
}


@pytest.fixture
def question(region: None, command: Command, tmp_path: Path) -> Path:
    del region, command
    file = tmp_path / "question.graphql"
    file.write_text(QUESTION, "utf-8")
    return file


def asked(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "asked.graphql"
    file.write_text(text, "utf-8")
    return file


def table(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_an_answer_is_json(command: Command, question: Path) -> None:
    result = command("ask", question, "--variables", PLAN)
    assert result.exit_code == 0
    measures = json.loads(result.output)["policy"]["measures"]
    assert [each["code"] for each in measures][:2] == ["pds-2021-7/1", "pds-2021-7/2"]
    assert len(measures) == 33


def test_an_answer_is_a_table(command: Command, question: Path) -> None:
    rows = table(command("ask", question, "--variables", PLAN, "--format", "csv"))
    assert len(rows) == 33
    assert rows[0] == {
        "policy.code": "pds-2021-7",
        "policy.measures.code": "pds-2021-7/1",
        "policy.measures.kind": "INCENTIVE",
    }


@pytest.mark.parametrize("name", ASKED)
def test_an_example_of_the_docs_is_a_typed_table_in_pandas_and_duckdb(
    command: Command, question: Path, tmp_path: Path, name: str
) -> None:
    del question
    variables, lists = ASKED[name]
    out = tmp_path / f"{name}.parquet"
    command_line = ("ask", EXAMPLES / f"{name}.graphql", "--variables", json.dumps(variables))
    result = command(*command_line, "--format", "parquet", "--out", out)
    assert result.exit_code == 0, result.stderr
    frame = pd.read_parquet(out)
    assert len(frame) > 0
    assert any(column.startswith(lists) for column in frame.columns)
    assert len(duckdb.read_parquet(str(out))) == len(frame)
    again = command(*command_line, "--format", "csv")
    names = next(csv.reader(io.StringIO(again.stdout)))
    assert names == list(frame.columns)


TYPES = """{ enterprises(first: 3, filter: {region: "410400"}) { totalCount nodes {
  uscc region registeredOn kinds ratings { level validFrom } } } }"""


def test_cells_have_the_types_of_the_schema(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question
    out = tmp_path / "types.parquet"
    result = command("ask", asked(tmp_path, TYPES), "--format", "parquet", "--out", out)
    assert result.exit_code == 0, result.stderr
    found = duckdb.read_parquet(str(out))
    types = dict(zip(found.columns, map(str, found.types), strict=True))
    assert types == {
        "enterprises.totalCount": "BIGINT",
        "enterprises.nodes.uscc": "VARCHAR",
        "enterprises.nodes.region": "VARCHAR",
        "enterprises.nodes.registeredOn": "DATE",
        "enterprises.nodes.kinds": "VARCHAR",
        "enterprises.nodes.ratings.level": "VARCHAR",
        "enterprises.nodes.ratings.validFrom": "DATE",
    }
    frame = pd.read_parquet(out)
    assert set(frame["enterprises.nodes.region"]) == {"410400"}
    assert isinstance(frame["enterprises.nodes.registeredOn"].iloc[0], date)
    assert json.loads(frame["enterprises.nodes.kinds"].iloc[0])


def test_a_workbook_keeps_codes_as_text_and_days_as_days(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question
    out = tmp_path / "types.xlsx"
    result = command("ask", asked(tmp_path, TYPES), "--format", "xlsx", "--out", out)
    assert result.exit_code == 0, result.stderr
    sheet: Any = openpyxl.load_workbook(out).active
    header, first, *_ = sheet.iter_rows()
    cells = dict(zip([cell.value for cell in header], first, strict=True))
    assert (
        cells["enterprises.nodes.region"].value,
        cells["enterprises.nodes.region"].data_type,
    ) == (
        "410400",
        "s",
    )
    assert cells["enterprises.nodes.registeredOn"].is_date


def test_columns_are_the_same_whatever_lists_hold(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question
    text = """query($list: String!) { enterprises(first: 5, filter: {list: $list}) {
      nodes { uscc lists { list reason } } } }"""
    file = asked(tmp_path, text)
    full = command("ask", file, "--variables", '{"list": "gop"}', "--format", "csv")
    none = command("ask", file, "--variables", '{"list": "own_brand"}', "--format", "csv")
    for result in (full, none):
        first = result.stdout.splitlines()[:1]
        assert first == [
            "enterprises.nodes.uscc,enterprises.nodes.lists.list,enterprises.nodes.lists.reason"
        ]


MANY = "{ enterprises(first: 100) { nodes { uscc region } } }"


def test_rows_left_out_are_named_and_all_follows_the_pages(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question
    file = asked(tmp_path, MANY)
    some = command("ask", file, "--format", "csv")
    assert len(table(some)) == 100
    assert "enterprises.nodes" in some.stderr or "enterprises: 100 of 300" in some.stderr
    every = command("ask", file, "--format", "csv", "--all")
    codes = [row["enterprises.nodes.uscc"] for row in table(every)]
    assert len(codes) == len(set(codes)) == 300
    assert codes == sorted(codes)
    assert every.stderr == ""


def test_pages_begin_where_the_document_says_and_are_followed_within_objects(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question
    text = """query($core: USCC!, $from: String) { chain(core: $core, depth: 3) { core { name }
      members(first: 7, after: $from) { ...Page } } }
      fragment Page on ChainMemberConnection {
        edges { cursor node { tier enterprise { uscc } } } }"""
    file = asked(tmp_path, text)
    every = table(
        command("ask", file, "--variables", json.dumps({"core": HUB}), "--format", "csv", "--all")
    )
    assert len(every) > 14
    begin = {"core": HUB, "from": every[2]["chain.members.edges.cursor"]}
    rest = table(command("ask", file, "--variables", json.dumps(begin), "--format", "csv", "--all"))
    assert rest == every[3:]


def test_a_page_within_rows_that_is_cut_is_named(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question
    text = "{ agencies(first: 50) { nodes { code duties(first: 1) { nodes { role } } } } }"
    result = command("ask", asked(tmp_path, text), "--format", "csv", "--all")
    assert result.exit_code == 0, result.stderr
    assert "agencies.nodes.duties: " in result.stderr


def test_rows_names_the_list_whose_items_are_rows(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question, tmp_path
    file, (variables, _) = EXAMPLES / "eligibility.graphql", ASKED["eligibility"]
    arguments = ("ask", file, "--variables", json.dumps(variables), "--format", "csv", "--rows")
    rows = table(command(*arguments, "eligibility.decisions"))
    assert len(rows) == 33
    assert json.loads(rows[0]["eligibility.decisions.duties"])[0]["agency"]["name"]
    wrong = command(*arguments, "eligibility.decision")
    assert wrong.exit_code == 2
    assert "eligibility.decisions" in wrong.stderr


def test_csv_begins_with_a_byte_order_mark_if_that_is_asked(
    command: Command, question: Path
) -> None:
    result = command("ask", question, "--variables", PLAN, "--format", "csv", "--bom")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfpolicy.code")


def test_json_lines_hold_every_column(command: Command, question: Path) -> None:
    result = command("ask", question, "--variables", PLAN, "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 33
    assert set(rows[0]) == {"policy.code", "policy.measures.code", "policy.measures.kind"}


@pytest.mark.parametrize("form", ["json", "csv", "parquet", "xlsx", "jsonl"])
def test_an_answer_with_errors_writes_nothing_and_ends_with_one(
    command: Command, question: Path, tmp_path: Path, form: str
) -> None:
    del question
    file = asked(tmp_path, '{ eligibility(uscc: "123") { asOf } }')
    result = command("ask", file, "--format", form, "--out", "answer")
    assert result.exit_code == 1
    assert "[BAD_USCC]" in result.stderr
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("answer")] == []


def test_a_document_that_is_not_valid_names_what_is_wrong(
    command: Command, question: Path, tmp_path: Path
) -> None:
    del question
    for text, word in (
        ("{ enterprises(first: 1) { nodes { usc } } }", "usc"),
        ("{", "Syntax Error"),
    ):
        result = command("ask", asked(tmp_path, text), "--format", "csv")
        assert result.exit_code == 1
        assert word in result.stderr
        assert result.stdout == ""


@pytest.mark.parametrize("variables", ["{", "[]", "7"])
def test_variables_that_are_no_json_object_are_refused(
    command: Command, question: Path, variables: str
) -> None:
    result = command("ask", question, "--variables", variables)
    assert result.exit_code == 2
    assert "--variables" in result.stderr


@pytest.mark.parametrize("option", [["--all"], ["--rows", "policy.measures"], ["--bom"]])
def test_options_of_tables_are_refused_for_json(
    command: Command, question: Path, option: list[str]
) -> None:
    result = command("ask", question, "--variables", PLAN, *option)
    assert result.exit_code == 2
    assert option[0] in result.stderr
