from datetime import date

import pytest

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import Code, Problem
from credit_graph.intake.row_reader import row_reader
from credit_graph.intake.rows import EnterpriseRow, ListRow
from support.codes import small_codes

TODAY = date(2026, 11, 23)
A = "91110000600037341L"
B = "91410400XN00000125"


def problem(kind: Kind, *cells: str) -> Problem:
    reader = row_reader(kind, small_codes(), today=TODAY)
    missing = len(reader.columns) - len(cells)
    outcome = reader.read([*cells, *[""] * missing])
    assert isinstance(outcome, Problem)
    return outcome


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
        ("enterprises", ",,,,,,", "", "EMPTY_ROW"),
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
