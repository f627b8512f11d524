"""Agencies against categories, with roles."""

from credit_graph.domain.duties.duty import DutyRole
from credit_graph.domain.duties.responsibility import MatrixCell, RoleTally, responsibility_matrix
from support.official_rules import official_book
from support.small_duties import book, report, task

LEAD, SUPPORT = DutyRole.LEAD, DutyRole.SUPPORT


def test_cells_hold_what_an_agency_does_in_a_category() -> None:
    duties = book(
        task("1", ("port", LEAD), "tax", category="一", parts=[task("1.a", ("port", LEAD))]),
        task("2", ("port", LEAD), ("port", SUPPORT), ("port", LEAD), category="一"),
        task("3", "port", category="二"),
        task("4", category="三"),
        report("police"),
    )

    matrix = responsibility_matrix(duties, duties.rulebook.policies["p"])

    assert [agency.code for agency in matrix.agencies] == ["port", "tax"]
    assert matrix.categories == ("一", "二", "三")
    assert matrix.cells == (
        MatrixCell("port", "一", (RoleTally(LEAD, 2), RoleTally(SUPPORT, 1)), 2),
        MatrixCell("port", "二", (RoleTally(None, 1),), 1),
        MatrixCell("tax", "一", (RoleTally(None, 1),), 1),
    )


def test_a_policy_has_its_own_bodies_only() -> None:
    five = official_book()

    matrix = responsibility_matrix(five, five.rulebook.policies["pds-2021-7"])

    assert {agency.region for agency in matrix.agencies} == {"410400"}
    customs = {
        cell.category: cell.measures for cell in matrix.cells if cell.agency == "pds-customs"
    }
    assert customs == {"适用海关支持措施": 12, "优化监督检查措施": 2}
