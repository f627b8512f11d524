"""Agencies, duties, due items and notices, as GraphQL answers them."""

import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import FILES, NOW, ONE, OTHER, imported, loaded
from support.question import Asker


@pytest.fixture(scope="module")
async def asker(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    await loaded(graph)
    await imported(graph, tmp_path_factory.mktemp("files"), FILES)
    return Asker(graph, NOW)


async def test_an_agency_is_found_by_any_name_within_a_region(asker: Asker) -> None:
    document = """query ($name: String!, $region: String) {
      agencies(filter: {name: $name, region: $region}, first: 10) { nodes { code } totalCount } }"""

    everywhere = await asker.ask(document, name="市税务局")
    pingdingshan = await asker.ask(document, name="国家税务总局平顶山市税务局", region="410400")

    assert set(map(str, everywhere.each("agencies", "nodes", "code"))) >= {
        "pds-tax",
        "sh-tax",
        "xm-tax",
    }
    assert pingdingshan.each("agencies", "nodes", "code") == ["pds-tax"]


async def test_an_unknown_agency_is_null_where_looked_up_and_refused_as_an_argument(
    asker: Asker,
) -> None:
    looked_up = await asker.ask('{ agency(code: "pds-costums") { name } }')
    argument = await asker.ask(
        '{ duties(filter: {agency: "pds-costums"}, first: 1) { nodes { code } } }'
    )

    assert (looked_up.data, looked_up.codes) == ({"agency": None}, ())
    assert argument.codes == ("UNKNOWN_AGENCY",)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ('duties(filter: {policy: "pds"}, first: 1) { totalCount }', "UNKNOWN_POLICY"),
        ('agencies(filter: {region: "1"}, first: 1) { totalCount }', "UNKNOWN_REGION"),
        ('responsibilityMatrix(policy: "pds") { categories }', "UNKNOWN_POLICY"),
        ('informationFlows(agency: "pds") { code }', "UNKNOWN_AGENCY"),
        ("duties(first: 0) { totalCount }", "BAD_PAGE"),
        ('duties(first: 1, after: "x") { totalCount }', "BAD_CURSOR"),
        ('calendar(from: "2026-02-01", to: "2026-01-31", first: 1) { totalCount }', "BAD_ARGUMENT"),
        ('calendar(from: "2026-01-01", to: "2037-01-01", first: 1) { totalCount }', "BAD_ARGUMENT"),
        ('dueWithoutAgency(from: "2026-02-01", to: "2026-01-31") { code }', "BAD_ARGUMENT"),
    ],
)
async def test_a_question_that_cannot_be_answered_says_why(
    asker: Asker, field: str, code: str
) -> None:
    assert (await asker.ask(f"{{ {field} }}")).codes == (code,)


async def test_duties_are_paged_in_the_documents_order_without_gaps(asker: Asker) -> None:
    document = """query ($after: String) {
      duties(filter: {policy: "zj-2023-9"}, first: 20, after: $after) {
        nodes { code } pageInfo { hasNextPage endCursor } totalCount } }"""
    codes: list[object] = []
    after, more = None, True
    while more:
        page = await asker.ask(document, after=after)
        codes += page.each("duties", "nodes", "code")
        after = page.at("duties", "pageInfo", "endCursor")
        more = bool(page.at("duties", "pageInfo", "hasNextPage"))

    assert len(codes) == len(set(codes)) == page.at("duties", "totalCount")
    assert codes[0] == "zj-2023-9/s1#1"


async def test_duties_through_a_collective_body_name_it(asker: Asker) -> None:
    document = """query ($whole: Boolean!) {
      agency(code: "pds-women") { duties(first: 10, includeCollective: $whole) {
        nodes { subject { ... on Measure { code } } via { name } role origin } } } }"""

    direct = await asker.ask(document, whole=False)
    whole = await asker.ask(document, whole=True)

    assert direct.each("agency", "duties", "nodes", "via") == [None]
    assert whole.each("agency", "duties", "nodes", "subject") == [
        {"code": "pds-2021-7/31"},
        {"code": "pds-2021-7/32"},
        {"code": "pds-2021-7/33"},
    ]
    assert whole.each("agency", "duties", "nodes", "via") == [
        None,
        {"name": "各有关部门"},
        {"name": "各有关部门"},
    ]


async def test_the_duties_of_an_agency_are_not_those_of_another(asker: Asker) -> None:
    found = await asker.ask(
        '{ agency(code: "pds-women") { duties(first: 1, filter: {agency: "pds-tax"}) '
        "{ totalCount } } }"
    )

    assert found.codes == ("BAD_ARGUMENT",)


async def test_duties_stand_as_their_items_do(asker: Asker) -> None:
    document = """query ($filter: DutyFilter!) {
      duties(filter: $filter, first: 100) { nodes { code } } }"""

    overdue = await asker.ask(document, filter={"agency": "zj-drc", "status": "OVERDUE"})
    done = await asker.ask(document, filter={"agency": "zj-nfra", "status": "DONE"})
    december = {"policy": "xm-2024-2", "status": "OPEN"}
    on_the_day = await asker.ask(document, filter={**december, "dueBefore": "2026-12-31"})
    after_it = await asker.ask(document, filter={**december, "dueBefore": "2027-01-01"})

    assert overdue.each("duties", "nodes", "code") == ["zj-2023-9/t4#3", "zj-2023-9/t17#1"]
    assert done.each("duties", "nodes", "code") == ["zj-2023-9/t17#2"]
    assert on_the_day.each("duties", "nodes", "code") == []
    assert after_it.each("duties", "nodes", "code") == []


async def test_the_calendar_shows_status_with_what_closed_it_and_the_assumption(
    asker: Asker,
) -> None:
    found = await asker.ask(
        """{ calendar(from: "2026-08-01", to: "2026-12-31", filter: {policy: "xm-2024-2"},
          first: 10) { nodes { dueOn status late agency { name } assumption minCases
            closedBy { handedInOn text agency { code } source reference }
            subject { ... on Obligation { code recipients { name } } } duties { role } } } }"""
    )

    assert found.codes == ()
    assert found.each("calendar", "nodes", "dueOn") == ["2026-08-31", "2026-10-31", "2026-12-31"]
    assert found.each("calendar", "nodes", "status") == ["DONE", "DONE", "OPEN"]
    assert found.each("calendar", "nodes", "late") == [True, False, False]
    assert found.at("calendar", "nodes", 0, "closedBy") == {
        "handedInOn": "2026-09-03",
        "text": "August",
        "agency": {"code": "xm-addressed-units"},
        "source": "xm-addressed-units",
        "reference": "A1",
    }
    assert "every 2 months" in str(found.at("calendar", "nodes", 0, "assumption"))


async def test_feedback_without_a_case_closes_nothing(asker: Asker) -> None:
    found = await asker.ask(
        """{ calendar(from: "2026-06-01", to: "2026-09-30", filter: {agency: "ny-county-tax"},
          first: 10) { nodes { dueOn status minCases } } }"""
    )

    assert found.at("calendar", "nodes") == [
        {"dueOn": "2026-06-25", "status": "OVERDUE", "minCases": 1},
        {"dueOn": "2026-09-25", "status": "DONE", "minCases": 1},
    ]


async def test_the_calendar_tells_how_things_stood_on_an_earlier_day(asker: Asker) -> None:
    found = await asker.ask(
        """{ calendar(from: "2026-08-31", to: "2026-08-31", filter: {policy: "xm-2024-2"},
          asOf: "2026-09-02", first: 1) { nodes { status } } }"""
    )

    assert found.each("calendar", "nodes", "status") == ["OVERDUE"]


async def test_october_2023_in_zhejiang_is_done_by_a_use_of_one_of_eight(asker: Asker) -> None:
    found = await asker.ask(
        """{ calendar(from: "2023-10-01", to: "2023-10-31", filter: {policy: "zj-2023-9"},
          first: 20) { totalCount nodes { status agency { code } } } }"""
    )

    status = dict(
        zip(
            (dict(each)["code"] for each in found.each("calendar", "nodes", "agency")),  # type: ignore[arg-type]
            found.each("calendar", "nodes", "status"),
            strict=True,
        )
    )
    assert found.at("calendar", "totalCount") == 8
    assert [code for code, stands in status.items() if stands == "DONE"] == ["zj-nfra"]


async def test_the_calendar_is_filtered_by_role_and_agency(asker: Asker) -> None:
    document = """query ($filter: DutyFilter!) {
      calendar(from: "2025-12-01", to: "2025-12-31", filter: $filter, first: 100) {
        nodes { agency { code } duties { role } } } }"""

    support = await asker.ask(document, filter={"role": "SUPPORT"})
    customs = await asker.ask(document, filter={"agency": "sh-customs", "role": "LEAD"})

    assert support.each("calendar", "nodes", "agency") == [{"code": "sh-drc"}] * 3
    # The bracket of 001 item 5 that names it closes two parts, 5.c and 5.a.
    assert customs.each("calendar", "nodes", "duties") == [[{"role": "LEAD"}]] * 2


async def test_a_deadline_without_a_body_is_shown_apart(asker: Asker) -> None:
    found = await asker.ask(
        '{ dueWithoutAgency(from: "2023-12-01", to: "2023-12-31") { code dutyNote } }'
    )

    assert found.each("dueWithoutAgency", "code") == ["zj-2023-9/t6"]


async def test_the_calendar_is_paged_by_day_without_gaps(asker: Asker) -> None:
    document = """query ($after: String) {
      calendar(from: "2023-01-01", to: "2026-12-31", first: 50, after: $after) {
        nodes { code dueOn } pageInfo { hasNextPage endCursor } totalCount } }"""
    codes: list[object] = []
    days: list[object] = []
    after, more = None, True
    while more:
        page = await asker.ask(document, after=after)
        codes += page.each("calendar", "nodes", "code")
        days += page.each("calendar", "nodes", "dueOn")
        after = page.at("calendar", "pageInfo", "endCursor")
        more = bool(page.at("calendar", "pageInfo", "hasNextPage"))

    assert len(codes) == len(set(codes)) == page.at("calendar", "totalCount")
    assert days == sorted(map(str, days))


SCREEN = """
fragment Screen on Agency {
  name aliases region regionName gloss collective members { code }
  duties(first: 20, includeCollective: true) { totalCount
    nodes { role origin deadline citation { place quote } via { name }
      subject { ... on Measure { code title } ... on Obligation { code title } } } }
  workload { duties { policy { code } role subjects } nextDue { dueOn subject {
      ... on Measure { code } ... on Obligation { code } } } dueSoonCount overdueCount
    overdue { dueOn } dueSoon { dueOn } used { uses measures enterprises } }
  coAgencies { agency { name } subjects }
}
"""


async def test_an_agencys_screen_is_one_request_of_two_round_trips(asker: Asker) -> None:
    found = await asker.ask(SCREEN + '{ agency(code: "pds-customs") { ...Screen } }')

    assert found.codes == ()
    assert found.at("agency", "workload", "used") == {"uses": 3, "measures": 2, "enterprises": 2}
    assert found.at("agency", "workload", "duties") == [
        {"policy": {"code": "pds-2021-7"}, "role": "RESPONSIBLE", "subjects": 14}
    ]
    assert found.round_trips <= 2


async def test_a_hundred_agencies_take_no_more_round_trips_than_two(asker: Asker) -> None:
    document = """query ($n: Int!) { agencies(first: $n) { nodes { name
      duties(first: 5, includeCollective: true) { totalCount }
      workload { overdueCount nextDue { dueOn } used { uses } } coAgencies { subjects } } } }"""

    few = await asker.ask(document, n=2)
    many = await asker.ask(document, n=100)

    assert many.codes == ()
    assert len(many.each("agencies", "nodes", "name")) == 100
    assert few.round_trips == many.round_trips == 2


async def test_the_workload_of_an_agency_with_reports_shows_next_and_overdue(
    asker: Asker,
) -> None:
    found = await asker.ask(
        '{ agency(code: "ny-county-tax") { workload(asOf: "2026-12-01") '
        "{ nextDue { dueOn } dueSoonCount overdueCount overdue { dueOn } } } }"
    )

    # Every quarter since September 2020 but September 2026, for nothing else was handed in.
    assert found.at("agency", "workload", "nextDue") == {"dueOn": "2026-12-25"}
    assert found.at("agency", "workload", "dueSoonCount") == 1
    assert found.at("agency", "workload", "overdueCount") == 24
    assert found.at("agency", "workload", "overdue", 0) == {"dueOn": "2020-09-25"}
    assert len(found.each("agency", "workload", "overdue", "dueOn")) == 20


async def test_the_matrix_of_a_policy_has_its_agencies_and_categories(asker: Asker) -> None:
    found = await asker.ask(
        """{ responsibilityMatrix(policy: "pds-2021-7") { policy { code } categories
          agencies { name }
          cells { agency { code } category measures roles { role measures } } } }"""
    )

    assert found.codes == ()
    assert found.at("responsibilityMatrix", "categories", 0) == "适用海关支持措施"
    assert found.at("responsibilityMatrix", "cells", 0) == {
        "agency": {"code": "pds-customs"},
        "category": "适用海关支持措施",
        "measures": 12,
        "roles": [{"role": "RESPONSIBLE", "measures": 12}],
    }


async def test_flows_are_those_of_a_policy_or_of_an_agency(asker: Asker) -> None:
    document = """query ($policy: String, $agency: String, $whole: Boolean!) {
      informationFlows(policy: $policy, agency: $agency, includeCollective: $whole) {
        code channel senders { name } receivers { name } } }"""

    of_policy = await asker.ask(document, policy="pds-2021-7", whole=False)
    direct = await asker.ask(document, agency="pds-treasury", whole=False)
    whole = await asker.ask(document, agency="pds-treasury", whole=True)
    both = await asker.ask(document, policy="xm-2024-2", agency="pds-customs", whole=True)

    # In the document's order. f8 names no receiver: to whom customs gives its method is not said.
    numbers = (1, 2, 3, 8, 4, 5, 6, 7)
    assert of_policy.each("informationFlows", "code") == [f"pds-2021-7/f{n}" for n in numbers]
    assert direct.each("informationFlows", "code") == []
    assert whole.each("informationFlows", "code") == [f"pds-2021-7/f{n}" for n in range(1, 8)]
    assert both.each("informationFlows", "code") == []


TELL = """query ($uscc: USCC!, $ending: EndingInput!) {
  whoToTell(uscc: $uscc, ending: $ending) { asOf enterprise { uscc }
    lost { measure { code } before { verdict } after { verdict } }
    notices { agency { code } duties { code via { code } } flows { code } } } }"""


async def test_bodies_are_told_when_an_enterprise_comes_onto_a_black_list(asker: Asker) -> None:
    found = await asker.ask(TELL, uscc=ONE, ending={"listing": "serious_dishonesty"})

    assert found.codes == ()
    assert {"code": "pds-women"} in found.each("whoToTell", "notices", "agency")


async def test_the_signatories_are_told_when_an_aeo_loses_its_rating(asker: Asker) -> None:
    found = await asker.ask(TELL, uscc=ONE, ending={"rating": "customs"})

    assert found.codes == ()
    assert len(found.each("whoToTell", "notices", "agency")) >= 12
    lost = [str(dict(each)["code"]) for each in found.each("whoToTell", "lost", "measure")]  # type: ignore[arg-type]
    assert lost
    assert all(code.startswith("pds-2021-7/") for code in lost)
    assert found.round_trips == 1


async def test_an_ending_of_what_an_enterprise_does_not_have_is_refused(asker: Asker) -> None:
    no_rating = await asker.ask(TELL, uscc=OTHER, ending={"rating": "customs"})
    on_it = await asker.ask(TELL, uscc=OTHER, ending={"listing": "serious_dishonesty"})
    no_entry = await asker.ask(TELL, uscc=ONE, ending={"entry": "serious_dishonesty"})
    no_list = await asker.ask(TELL, uscc=ONE, ending={"entry": "customs"})
    no_scheme = await asker.ask(TELL, uscc=ONE, ending={"rating": "custom"})

    assert no_rating.codes == on_it.codes == no_entry.codes == ("BAD_ARGUMENT",)
    assert (no_list.codes, no_scheme.codes) == (("UNKNOWN_LIST",), ("UNKNOWN_SCHEME",))


async def test_nobody_is_told_of_an_enterprise_that_there_is_not(asker: Asker) -> None:
    misspelt = await asker.ask(TELL, uscc="91350200MA00000000", ending={"rating": "customs"})
    unknown = await asker.ask(TELL, uscc="91410400MA0000003K", ending={"rating": "customs"})

    assert misspelt.codes == ("BAD_USCC",)
    assert (unknown.data, unknown.codes) == ({"whoToTell": None}, ())
