"""Cypher files are read by their headers, and a bad one is named with what is wrong."""

from pathlib import Path

import pytest

from credit_graph.errors import BadStatementError
from credit_graph.graph.database.statement import Mode, code_only, parse_statement
from credit_graph.graph.database.statements import load_statements, usable

GOOD = """\
// name: probes/get
// mode: read
// promise: one record per key,
//   in any order
// params: keys LIST<STRING>, rows LIST<MAP<a STRING, b DATE>>,
//   known_at ZONED DATETIME
// returns: key STRING
// allows: label-scan because there are three
UNWIND $keys AS key // not $this
RETURN key + '$nor.this; or that' AS key, $rows AS rows, $known_at AS known_at;
"""


def test_a_header_gives_name_mode_promise_parameters_and_allowance() -> None:
    statement = parse_statement("probes/get", GOOD)
    assert statement.name == "probes/get"
    assert statement.mode is Mode.READ
    assert statement.promise == "one record per key, in any order"
    assert dict(statement.params) == {
        "keys": "LIST<STRING>",
        "rows": "LIST<MAP<a STRING, b DATE>>",
        "known_at": "ZONED DATETIME",
    }
    assert statement.returns == "key STRING"
    assert statement.allows == "label-scan because there are three"


def test_what_is_sent_is_the_statement_without_header_and_semicolon() -> None:
    text = parse_statement("probes/get", GOOD).text
    assert text.startswith("UNWIND")
    assert text.endswith("AS known_at")


@pytest.mark.parametrize("words", ["", "none", "-"])
def test_a_statement_may_have_no_parameters(words: str) -> None:
    source = f"// name: a\n// mode: write\n// promise: p\n// params: {words}\nCREATE (:A)"
    assert parse_statement("a", source).params == {}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("// mode: read\n", "", "the header lacks `mode:`"),
        ("// promise: one record per key,\n//   in any order\n", "", "lacks `promise:`"),
        ("// params: keys", "// keys", "the header lacks `params:`"),
        ("mode: read", "mode: peek", "'peek' is not a mode"),
        ("probes/get", "probes/got", "the header calls it 'probes/got'"),
        ("// mode: read\n", "// mode: read\n// mode: read\n", "says `mode:` twice"),
        ("keys LIST<STRING>, ", "", "$keys is used and not declared"),
        ("UNWIND $keys", "UNWIND [1]", "'keys' is declared in `params:` and not used"),
        ("keys LIST<STRING>,", "keys,", "'keys' is not `parameter TYPE`"),
        ("$keys AS key", "$keys AS key RETURN 1; MATCH (n)", "more than one statement"),
        ("$rows AS rows", "$rows AS rows, $bookmarks AS b", "$bookmarks is used"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(old: str, new: str, why: str) -> None:
    assert old in GOOD
    with pytest.raises(BadStatementError) as caught:
        parse_statement("probes/get", GOOD.replace(old, new))
    assert "cypher/probes/get.cypher" in str(caught.value)
    assert why in str(caught.value)


def test_a_parameter_cannot_take_the_name_of_an_argument_of_read() -> None:
    source = GOOD.replace("known_at", "timeout_s")
    with pytest.raises(BadStatementError, match="'timeout_s' is reserved"):
        parse_statement("probes/get", source)


def test_a_header_without_a_statement_is_refused() -> None:
    source = "// name: a\n// mode: read\n// promise: p\n// params: none\n/* nothing */"
    with pytest.raises(BadStatementError, match="no statement below"):
        parse_statement("a", source)


def test_comments_and_strings_are_no_code() -> None:
    text = 'RETURN \'a//b\' AS x, "c\\"$d" AS y // $e\n/* $f\n */, $g AS z'
    assert "$g" in code_only(text)
    assert not any(word in code_only(text) for word in ("b", "$d", "$e", "$f"))


def test_the_folder_tree_is_the_namespace(tmp_path: Path) -> None:
    (tmp_path / "probes").mkdir()
    (tmp_path / "probes" / "get.cypher").write_text(GOOD, encoding="utf-8")
    assert list(load_statements(tmp_path)) == ["probes/get"]


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.cypher").write_bytes(b"// name: \xff")
    with pytest.raises(BadStatementError, match="it is not UTF-8"):
        load_statements(tmp_path)


def test_a_statement_is_usable_only_as_it_declares() -> None:
    statements = {"probes/get": parse_statement("probes/get", GOOD)}
    params = ("keys", "rows", "known_at")
    assert usable(statements, "probes/get", params, Mode.READ).name == "probes/get"
    with pytest.raises(BadStatementError, match="it is a read statement"):
        usable(statements, "probes/get", params, Mode.WRITE)
    with pytest.raises(BadStatementError, match="was given"):
        usable(statements, "probes/get", ("keys",), Mode.READ)
    with pytest.raises(BadStatementError, match="no such file"):
        usable(statements, "probes/put", (), Mode.READ)
