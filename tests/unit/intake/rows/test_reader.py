from datetime import date

import pytest

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import Code, RowProblem, joined
from credit_graph.intake.rows.codes import codes_of
from credit_graph.intake.rows.kinds import EnterpriseRow, ListRow, RatingRow
from credit_graph.intake.rows.reader import row_reader
from credit_graph.intake.tables.manner import Dates
from support.codes import small_codes
from support.official_rules import official_rulebook

TODAY = date(2026, 11, 23)
A = "91110000600037341L"
B = "91410400XN00000125"


def problem(kind: Kind, *cells: str) -> RowProblem:
    reader = row_reader(kind, small_codes(), today=TODAY)
    missing = len(reader.columns) - len(cells)
    outcome = reader.read([*cells, *[""] * missing])
    assert isinstance(outcome, list)
    return joined(outcome)


def test_an_enterprise_is_read_with_its_kinds_in_order_and_active_unless_stated() -> None:
    row = row_reader(Kind.ENTERPRISES, small_codes(), today=TODAY).read(
        [A, " 虚构\u3000", "410400", "", "trader; manufacturer;trader", "", ""]
    )
    assert row == EnterpriseRow(
        A, "虚构", "410400", None, ("manufacturer", "trader"), None, "active"
    )


@pytest.mark.parametrize(
    ("kind", "cells", "column", "code"),
    [
        ("enterprises", f"{A},,410400,,,,", "name", "MISSING_VALUE"),
        ("enterprises", f"{A},x,999999,,,,", "region", "UNKNOWN_REGION"),
        ("enterprises", f"{A},x,310115,nowhere,,,", "zone", "UNKNOWN_ZONE"),
        ("enterprises", f"{A},x,410400,waigaoqiao,,,", "zone", "ZONE_ELSEWHERE"),
        ("enterprises", f"{A},x,410400,,baker,,", "kinds", "UNKNOWN_KIND"),
        ("enterprises", f"{A},x,410400,,,2030-01-01,", "registered_on", "DATE_FUTURE"),
        ("enterprises", f"{A},x,410400,,,,dead", "status", "UNKNOWN_STATUS"),
        ("enterprises", f"{A},{'x' * 2001},410400,,,,", "name", "CELL_TOO_LONG"),
        ("ratings", f"{A},air,A,2024-01-01,,,", "scheme", "UNKNOWN_SCHEME"),
        ("ratings", f"{A},tax,Z,2024-01-01,,,", "level", "UNKNOWN_LEVEL"),
        ("ratings", f"{A},tax,A,2024-01-01,2024-01-01,,", "valid_to", "INTERVAL_EMPTY"),
        ("ratings", f"{A},tax,A,,,,", "valid_from", "MISSING_VALUE"),
        ("lists", f"{A},grey,2024-01-01,,,,", "list", "UNKNOWN_LIST"),
        ("statements", f"{A},likes_tea,true,2024-01-01,,", "statement", "UNKNOWN_STATEMENT"),
        ("statements", f"{A},wants_aeo,yes,2024-01-01,,", "value", "STATEMENT_VALUE"),
        ("commitments", f"{A},oath,,2024-01-01,,,", "commitment", "UNKNOWN_COMMITMENT"),
        ("commitments", f"{A},entry,,2024-01-02,2024-01-01,,", "due_on", "DATE_ORDER"),
        ("commitments", f"{A},entry,,2024-01-02,,2024-01-01,", "fulfilled_on", "DATE_ORDER"),
        ("violations", f"{A},theft,2024-01-01,,,,", "violation", "UNKNOWN_VIOLATION"),
        ("violations", f"{A},tax_breach,2024-01-01,awful,,,", "severity", "UNKNOWN_SEVERITY"),
        ("ratings", f"{A},tax,A,2024-01-01,,,,secret", "openness", "UNKNOWN_OPENNESS"),
        ("violations", f"{A},tax_breach,2024-01-02,,,2024-01-01,", "repaired_on", "DATE_ORDER"),
        ("uses", f"{A},pds-2021-7/99,,2024-01-01,,", "measure", "UNKNOWN_MEASURE"),
        ("uses", f"{A},pds-2021-7/1,,2024-01-01,maybe,", "outcome", "UNKNOWN_OUTCOME"),
        ("links", f"{A},{A},2024-01-01,,,,", "customer_uscc", "SELF_SUPPLY"),
        ("links", f"{A},{B},2024-01-01,,,2,", "share", "SHARE_RANGE"),
        ("ownership", f"{A},{A},0.5,2024-01-01,", "owned_uscc", "SELF_OWNERSHIP"),
        ("ownership", f"{A},{B},50%,2024-01-01,", "share", "SHARE_PERCENT"),
        ("coverage", "air,410400,2024-01-01,", "register", "UNKNOWN_REGISTER"),
        ("submissions", "x/o9,,2024-01-01,,,", "obligation", "UNKNOWN_OBLIGATION"),
        ("submissions", "xm-2024-2/o1,,2024-01-01,,two,", "cases", "CASES_FORMAT"),
    ],
)
def test_a_bad_cell_is_named_with_its_column_and_code(
    kind: str, cells: str, column: str, code: str
) -> None:
    found = problem(Kind(kind), *cells.split(","))
    assert (found.column, found.code) == (column, Code(code))


def test_the_message_of_the_first_bad_cell_names_the_others_too() -> None:
    found = problem(Kind.RATINGS, A[:-1], "air", "A", "2024/1/1", "", "", "")
    assert (found.column, found.code) == ("uscc", Code.USCC_LENGTH)
    assert " Also scheme: " in found.message
    assert found.message.endswith(
        "Also valid_from: '2024/1/1' is not an ISO 8601 day (YYYY-MM-DD)."
    )


def test_what_cells_are_to_each_other_is_said_besides_a_bad_cell() -> None:
    found = problem(Kind.RATINGS, A, "tax", "Z", "2024-06-01", "2024-01-01", "", "x" * 2001)
    assert (found.column, found.code) == ("reference", Code.CELL_TOO_LONG)
    assert " Also level: 'Z' is not a level of tax" in found.message
    assert " Also valid_to: '2024-01-01' is not after valid_from" in found.message


def test_a_bad_cell_hides_only_what_rests_on_it() -> None:
    found = problem(Kind.RATINGS, A, "tax", "Z", "2024/6/1", "2024-01-01", "", "")
    assert (found.column, found.code) == ("valid_from", Code.DATE_FORMAT)
    assert found.message.count(" Also ") == 1
    assert "Also level: " in found.message


def test_a_word_for_no_end_is_taken_and_an_unclear_one_is_not() -> None:
    reader = row_reader(Kind.LISTS, small_codes(), today=TODAY)
    for word in ("长期", "至今", "9999-12-31"):
        row = reader.read([A, "gop", "2024-01-01", word, "", "", ""])
        assert row == ListRow(A, "gop", date(2024, 1, 1), None, None, None, None)
    found = problem(Kind.LISTS, A, "gop", "2024-01-01", "-", "", "", "")
    assert (found.column, found.code) == ("valid_to", Code.END_WORD)
    first = problem(Kind.LISTS, A, "gop", "长期", "", "", "", "")
    assert (first.column, first.code) == ("valid_from", Code.DATE_FORMAT)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!"])
def test_a_spreadsheets_error_is_never_an_empty_end_or_a_name(text: str) -> None:
    end = problem(Kind.LISTS, A, "gop", "2024-01-01", text, "", "", "")
    assert (end.column, end.code) == ("valid_to", Code.CELL_ERROR)
    name = problem(Kind.ENTERPRISES, A, text, "410400", "", "", "", "")
    assert (name.column, name.code) == ("name", Code.CELL_ERROR)


def test_days_are_read_as_people_write_them_only_on_request() -> None:
    forms = ("2024/6/30", "2024-6-30", "2024年6月30日", "20240630", "45473", "２０２４/６/３０")
    local = row_reader(Kind.LISTS, small_codes(), today=TODAY, dates=Dates.LOCAL)
    for text in forms:
        row = local.read([A, "gop", text, *[""] * 9])
        assert row == ListRow(A, "gop", date(2024, 6, 30), None, None, None, None), text
        assert problem(Kind.LISTS, A, "gop", text, *[""] * 9).column == "valid_from"
    for text in ("3/4/2024", "24年6月30日"):
        outcome = local.read([A, "gop", text, *[""] * 9])
        assert isinstance(outcome, list)
        assert outcome[0].code is Code.DATE_AMBIGUOUS


def test_codes_are_known_by_width_case_and_official_name() -> None:
    codes = codes_of(official_rulebook())
    reader = row_reader(Kind.RATINGS, codes, today=TODAY)
    for scheme, level, expected in (
        ("海关企业信用", "高级认证企业", ("customs", "advanced")),
        ("ＣＵＳＴＯＭＳ", "Ａdvanced", ("customs", "advanced")),
        ("tax", "A级", ("tax", "A")),
        ("tax", "a 级", ("tax", "A")),
        ("export_refund", "一类", ("export_refund", "1")),
        ("transport", "ＡＡ级", ("transport", "AA")),
        ("port_service", "B级", ("port_service", "B")),
    ):
        if scheme == "海关企业信用":
            scheme = codes.vocabulary.schemes["customs"].name  # noqa: PLW2901  # as it is named
        row = reader.read([A, scheme, level, "2024-01-01", "", "", ""])
        assert isinstance(row, RatingRow)
        assert (row.scheme, row.level) == expected
    enterprise = row_reader(Kind.ENTERPRISES, codes, today=TODAY).read(
        [A, "虚构（平顶山）企业", "平顶山市", "", "生产企业、货代；报关", "", "已注销"]
    )
    assert isinstance(enterprise, EnterpriseRow)
    assert enterprise.name == "虚构（平顶山）企业", "a legal name stays as it is written"
    assert enterprise.region == "410400"
    assert enterprise.kinds == ("customs_broker", "freight_forwarder", "manufacturer")
    assert enterprise.status == "deregistered"


def test_an_unknown_level_is_told_with_those_of_the_scheme() -> None:
    assert problem(Kind.RATINGS, A, "customs", "AEO", "2024-01-01", "", "", "").message == (
        "'AEO' is not a level of customs; it has advanced, general, dishonest."
    )


def test_an_empty_first_day_means_the_day_of_the_list_where_one_is_given() -> None:
    reader = row_reader(Kind.LISTS, small_codes(), today=TODAY, default_from=date(2026, 1, 2))
    row = reader.read([A, "gop", "", "", "", "", ""])
    assert row == ListRow(A, "gop", date(2026, 1, 2), None, None, None, None)


def test_every_column_of_every_kind_can_be_read() -> None:
    for kind in Kind:
        assert len(row_reader(kind, small_codes(), today=TODAY).readers) == len(
            TABLES[kind].columns
        )
