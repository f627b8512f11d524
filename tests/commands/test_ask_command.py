import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import Result

Command = Callable[..., Result]

QUESTION = "query($code: String!) { policy(code: $code) { code measures { code kind } } }"
PLAN = '{"code": "pds-2021-7"}'


@pytest.fixture
def question(command: Command, tmp_path: Path) -> Path:
    command("load-policies")
    file = tmp_path / "question.graphql"
    file.write_text(QUESTION, "utf-8")
    return file


def test_an_answer_is_json(command: Command, question: Path) -> None:
    result = command("ask", question, "--variables", PLAN)
    assert result.exit_code == 0
    measures = json.loads(result.output)["policy"]["measures"]
    assert [each["code"] for each in measures][:2] == ["pds-2021-7/1", "pds-2021-7/2"]
    assert len(measures) == 33


def test_an_answer_is_a_table(command: Command, question: Path) -> None:
    result = command("ask", question, "--variables", PLAN, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert len(rows) == 33
    assert rows[0] == {
        "policy.code": "pds-2021-7",
        "policy.measures.code": "pds-2021-7/1",
        "policy.measures.kind": "INCENTIVE",
    }


def test_an_answer_is_parquet(command: Command, question: Path) -> None:
    result = command("ask", question, "--variables", PLAN, "--format", "parquet")
    table = parquet.read_table(io.BytesIO(result.stdout_bytes))
    assert table.num_rows == 33
    assert table.column_names[0] == "policy.code"


def test_an_error_shows_its_code_and_ends_with_one(command: Command, tmp_path: Path) -> None:
    command("load-policies")
    file = tmp_path / "wrong.graphql"
    file.write_text('{ eligibility(uscc: "123") { asOf } }', "utf-8")
    result = command("ask", file)
    assert result.exit_code == 1
    assert "[BAD_USCC]" in result.stderr


@pytest.mark.parametrize("variables", ["{", "[]", "7"])
def test_variables_that_are_no_json_object_are_refused(
    command: Command, question: Path, variables: str
) -> None:
    result = command("ask", question, "--variables", variables)
    assert result.exit_code == 2
    assert "--variables" in result.stderr
