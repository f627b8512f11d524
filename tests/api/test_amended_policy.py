"""A policy that was amended: each question is answered by the text of its day."""

from collections.abc import AsyncIterator

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, imported, later, loaded
from support.amended_site import CODE, make_amended_site
from support.client import Client, Clock, serving_here
from support.invented_region import code
from support.recording import Json

AEO, ELSEWHERE, PROVINCE = code(801), code(802), code(803)
FILES = {
    "enterprises": "uscc,name,region\n"
    f"{AEO},虚构平顶山有限公司,410400\n"
    f"{ELSEWHERE},虚构洛阳有限公司,410300\n"
    f"{PROVINCE},虚构河南有限公司,410000\n",
    "ratings": "uscc,scheme,level,valid_from\n"
    + "".join(f"{each},customs,advanced,2019-01-01\n" for each in (AEO, ELSEWHERE, PROVINCE)),
}
BEFORE, AFTER = "2023-06-30", "2023-07-01"
REPORT = """query ($uscc: USCC!, $day: Date!) {
  eligibility(uscc: $uscc, asOf: $day, filter: {policy: "site-2020-1"}) {
    decisions { verdict measure {
      id number quantities { value } policy { id textFrom document effectiveTo } } } } }"""
REVERSE = """query ($day: Date!, $verdicts: [Verdict!]) {
  eligibleEnterprises(measure: "site-2020-1/1", asOf: $day, verdicts: $verdicts, first: 10) {
    totalCount nodes { enterprise { uscc } verdict } } }"""
POLICY = """query ($day: Date) { policy(code: "site-2020-1", asOf: $day) {
  id textFrom number title end { how by } validity(asOf: "2023-07-01") measures { number } } }"""
DIFF = """{ policyDiff(code: "site-2020-1", from: "2023-06-30", to: "2023-07-01") {
  began { code } ended { code } changed { code what } } }"""


@pytest.fixture(scope="module")
async def client(
    graph: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Client]:
    await loaded(graph, make_amended_site(tmp_path_factory.mktemp("site")))
    await imported(graph, tmp_path_factory.mktemp("files"), FILES, at=later(0))
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


async def answered(client: Client, document: str, *path: str | int, **variables: object) -> Json:
    return (await client.ask(document, **variables)).at(*path)


async def decided(client: Client, uscc: str, day: str) -> dict[str, str]:
    decisions = await answered(client, REPORT, "eligibility", "decisions", uscc=uscc, day=day)
    return {each["measure"]["number"]: each["verdict"] for each in decisions}


async def test_a_report_has_the_measures_of_its_days_text(client: Client) -> None:
    before, after = [await decided(client, AEO, day) for day in (BEFORE, AFTER)]
    assert (list(before), list(after)) == (["1", "2", "3"], ["1", "3", "4", "5"])
    assert (before["1"], after["1"]) == ("ELIGIBLE", "ELIGIBLE")


async def test_a_decision_leads_to_the_text_that_it_rests_on(client: Client) -> None:
    first, later_one = [
        (await answered(client, REPORT, "eligibility", "decisions", uscc=AEO, day=day))[0][
            "measure"
        ]
        for day in (BEFORE, AFTER)
    ]
    assert first["quantities"] == [{"value": 20.0}]
    assert later_one["quantities"] == [{"value": 50.0}]
    assert first["policy"]["textFrom"] is None
    assert first["policy"]["effectiveTo"] == "2023-07-01"
    assert later_one["policy"]["textFrom"] == "2023-07-01"
    assert first["id"] != later_one["id"]
    assert first["policy"]["id"] != later_one["policy"]["id"]


async def test_both_texts_are_found_by_their_ids(client: Client) -> None:
    for day in (BEFORE, AFTER):
        policy = await answered(client, POLICY, "policy", day=day)
        node = await answered(
            client,
            "query ($id: ID!) { node(id: $id) { ... on Policy { number textFrom } } }",
            "node",
            id=policy["id"],
        )
        assert node == {"number": policy["number"], "textFrom": policy["textFrom"]}


async def test_the_reverse_question_takes_the_text_of_its_day(client: Client) -> None:
    async def asked(day: str, *verdicts: str) -> dict[str, str]:
        path = ("eligibleEnterprises", "nodes")
        nodes = await answered(client, REVERSE, *path, day=day, verdicts=verdicts)
        return {each["enterprise"]["uscc"]: each["verdict"] for each in nodes}

    assert await asked(BEFORE, "ELIGIBLE") == {AEO: "ELIGIBLE"}
    # Of whom only the province is known, nobody knows whether it is in the city.
    assert await asked(BEFORE, "UNKNOWN") == {PROVINCE: "UNKNOWN"}
    everybody = dict.fromkeys(sorted((AEO, ELSEWHERE, PROVINCE)), "ELIGIBLE")
    assert await asked(AFTER, "ELIGIBLE") == everybody


async def test_a_policy_is_shown_in_the_text_of_the_day_and_says_that_it_goes_on(
    client: Client,
) -> None:
    earlier = await answered(client, POLICY, "policy", day=BEFORE)
    current = await answered(client, POLICY, "policy")
    assert earlier["end"] == {"how": "AMENDED", "by": "平示〔2023〕5号"}
    assert (earlier["number"], current["number"]) == ("平示〔2020〕1号", "平示〔2023〕5号")
    assert (earlier["validity"], current["validity"]) == ("IN_FORCE", "IN_FORCE")
    assert [each["number"] for each in current["measures"]] == ["1", "3", "4", "5"]


async def test_what_the_amendment_changed_is_shown_clause_by_clause(client: Client) -> None:
    found = await answered(client, DIFF, "policyDiff")
    assert [each["code"] for each in found["began"]] == [f"{CODE}/4", f"{CODE}/5"]
    assert [each["code"] for each in found["ended"]] == [f"{CODE}/2"]
    changed = {each["code"]: each["what"] for each in found["changed"]}
    assert changed[f"{CODE}/1"] == ["title", "text", "requires", "quantities"]
    assert "requires" in changed[f"{CODE}/3"]
