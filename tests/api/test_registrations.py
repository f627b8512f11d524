"""What an enterprise is has days: moves, renamings and endings, wherever they show."""

from typing import Any, cast

import pytest

from credit_graph.domain.vocabulary import ListColour
from credit_graph.graph.database.connection import Graph
from support.agency_files import imported, later
from support.client import Answer, Client
from support.invented_region import code
from support.official_rules import official_rulebook

MOVED, GONE, DOUBTED, ENDED, YOUNG, CUSTOMER = map(code, range(100, 106))
FIRST = f"""\
uscc,name,region,zone,kinds,registered_on,status
{MOVED},虚构平顶山电机有限公司,410400,,manufacturer,,
{GONE},虚构平顶山注销有限公司,410400,,trader,,
{DOUBTED},虚构平顶山吊销有限公司,410400,,trader,,
{ENDED},虚构平顶山终止有限公司,410400,,trader,,
{CUSTOMER},虚构平顶山客户有限公司,410400,,trader,,
"""
DATED = f"""\
uscc,name,region,zone,kinds,registered_on,status,valid_from,valid_to
{MOVED},虚构厦门电机有限公司,350200,,manufacturer,,,2026-03-01,
{GONE},虚构平顶山注销有限公司,410400,,trader,,deregistered,2026-03-01,
{DOUBTED},虚构平顶山吊销有限公司,410400,,trader,,revoked,2026-03-01,
{ENDED},虚构平顶山终止有限公司,410400,,trader,,,,2026-03-01
{YOUNG},虚构平顶山新设有限公司,410400,,trader,,,2026-03-01,
"""
RATINGS = "uscc,scheme,level,valid_from,valid_to,awarded_by,reference\n" + "".join(
    f"{each},customs,advanced,2024-01-01,,pds-customs,AEO\n"
    for each in (MOVED, GONE, DOUBTED, ENDED, YOUNG)
)
LINKS = "supplier_uscc,customer_uscc,valid_from,valid_to,category,share,source\n" + "".join(
    f"{each},{CUSTOMER},2024-01-01,,c{at},,\n"
    for at, each in enumerate((MOVED, GONE, DOUBTED, ENDED, YOUNG))
)
# Absence from black lists is known, so that what the city grants is granted.
COVERAGE = "register,region,synced_on,reference\n" + "".join(
    f"{each.code},{region},{day},\n"
    for each in official_rulebook().vocabulary.lists.values()
    if each.colour is ListColour.BLACK
    for region in ("410400", "350200")
    for day in ("2026-01-01", "2026-11-01")
)
BEFORE, AFTER = "2026-02-28", "2026-03-01"
CITY, XIAMEN = "pds-2021-7", "xm-2024-2"

REPORT = """query ($uscc: USCC!, $asOf: Date, $knownAt: DateTime, $policy: String) {
  eligibility(uscc: $uscc, asOf: $asOf, knownAt: $knownAt, filter: {policy: $policy}) {
    enterprise { name region status } registration { id name validFrom validTo }
    counts { eligible conditional notEligible unknown }
    decisions { measure { code } verdict nearestVerdict
      reasons { outcome text evidence { kind text validFrom keeper { code } } }
      nearestChange { kind subject agency { code } } } } }"""
DIFF = """query ($uscc: USCC!, $from: Date!, $to: Date!) {
  eligibilityDiff(uscc: $uscc, from: $from, to: $to) {
    registrationBefore { name region } registrationAfter { name region validFrom }
    gained { measure { code } causes { text evidence { text validFrom } } }
    lost { measure { code } causes { text evidence { text validFrom } } } } }"""
ELIGIBLE = """query ($measure: String!, $asOf: Date, $verdicts: [Verdict!],
    $filter: EnterpriseFilter) {
  eligibleEnterprises(measure: $measure, asOf: $asOf, first: 100, verdicts: $verdicts,
    filter: $filter) { nodes { enterprise { uscc name region } verdict } } }"""
PAGE = """query ($filter: EnterpriseFilter, $asOf: Date) {
  enterprises(first: 100, filter: $filter, asOf: $asOf) { totalCount
    nodes { uscc name region status } } }"""
ONE = """query ($uscc: USCC!, $asOf: Date) { enterprise(uscc: $uscc, asOf: $asOf) {
    name region status registration(asOf: $asOf) { id name }
    registrations { id name region status validFrom validTo } } }"""
CHAIN = """query ($core: USCC!, $asOf: Date) {
  chain(core: $core, asOf: $asOf, direction: UPSTREAM, depth: 1) {
    members(first: 100) { nodes { enterprise { uscc name region status } } }
    weakLinks(first: 100) { nodes { kind codes enterprise { uscc } } } } }"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    steps = (
        {"enterprises": FIRST},
        {"enterprises": DATED},
        {"ratings": RATINGS, "links": LINKS, "coverage": COVERAGE},
    )
    for number, files in enumerate(steps):
        await imported(rules, tmp_path_factory.mktemp("files"), files, at=later(number))


def items(answer: Answer, *path: str) -> list[Any]:
    """Return the list at a path."""
    return cast("list[Any]", answer.at(*path))


def counts(answer: Answer) -> list[int]:
    found = cast("dict[str, int]", answer.at("eligibility", "counts"))
    return [found[each] for each in ("eligible", "conditional", "notEligible", "unknown")]


async def report(client: Client, uscc: str, day: str, policy: str = CITY) -> Answer:
    return await client.ask(REPORT, uscc=uscc, asOf=day, policy=policy)


async def test_a_move_leaves_the_past_as_it_was(client: Client) -> None:
    before, after = await report(client, MOVED, BEFORE), await report(client, MOVED, AFTER)
    assert counts(before)[0] > 0
    assert counts(after)[:2] == [0, 0]
    assert before.at("eligibility", "enterprise", "name") == "虚构平顶山电机有限公司"
    assert after.at("eligibility", "enterprise", "region") == "350200"
    moved = await report(client, MOVED, AFTER, XIAMEN)
    assert counts(moved)[0] > 0


async def test_a_diff_names_the_move_as_the_cause(client: Client) -> None:
    answer = await client.ask(DIFF, uscc=MOVED, **{"from": BEFORE, "to": AFTER})
    lost, gained = (items(answer, "eligibilityDiff", each) for each in ("lost", "gained"))
    assert {str(each["measure"]["code"]).partition("/")[0] for each in lost} == {CITY}
    assert {str(each["measure"]["code"]).partition("/")[0] for each in gained} == {XIAMEN}
    for move in (*lost, *gained):
        evidence = [each for cause in move["causes"] for each in cause["evidence"]]
        assert {"text": "region 350200 (厦门市)", "validFrom": AFTER} in evidence
    assert answer.at("eligibilityDiff", "registrationBefore", "region") == "410400"
    assert answer.at("eligibilityDiff", "registrationAfter", "validFrom") == AFTER


@pytest.mark.parametrize(("uscc", "status"), [(GONE, "deregistered"), (ENDED, "ended")])
async def test_who_has_ended_may_enjoy_nothing_from_that_day_and_the_status_says_why(
    uscc: str, status: str, client: Client
) -> None:
    before, after = await report(client, uscc, BEFORE), await report(client, uscc, AFTER)
    assert counts(before)[0] > 0
    assert counts(after)[0] == counts(after)[1] == counts(after)[3] == 0
    assert after.at("eligibility", "enterprise", "status") == status
    decision = items(after, "eligibility", "decisions")[0]
    assert decision["nearestVerdict"] == "NOT_ELIGIBLE"
    assert decision["reasons"][0]["evidence"][0]["text"] == f"status {status}"


async def test_a_revoked_licence_leaves_it_to_the_registrar(client: Client) -> None:
    before, after = await report(client, DOUBTED, BEFORE), await report(client, DOUBTED, AFTER)
    assert counts(after)[:2] == [0, 0]
    assert counts(after)[3] == counts(before)[0] + counts(before)[1] + counts(before)[3]
    decisions = items(after, "eligibility", "decisions")
    unknown = next(each for each in decisions if each["verdict"] == "UNKNOWN")
    assert unknown["reasons"][0]["evidence"][0]["keeper"]["code"] == "pds-market"
    assert {"kind": "SUPPLY_FACT", "subject": "status", "agency": {"code": "pds-market"}} in (
        unknown["nearestChange"]
    )


async def test_before_its_first_registration_nothing_is_known_of_an_enterprise(
    client: Client,
) -> None:
    answer = await report(client, YOUNG, BEFORE)
    assert counts(answer)[:2] == [0, 0]
    assert answer.at("eligibility", "enterprise", "status") == "unregistered"


async def test_the_reverse_question_is_about_the_same_day(client: Client) -> None:
    for day, expected in (
        (BEFORE, {MOVED, GONE, DOUBTED, ENDED}),
        (AFTER, {YOUNG}),
    ):
        found = await client.ask(ELIGIBLE, measure=f"{CITY}/1", asOf=day)
        nodes = items(found, "eligibleEnterprises", "nodes")
        assert {each["enterprise"]["uscc"] for each in nodes} & {
            *(MOVED, GONE, DOUBTED, ENDED, YOUNG)
        } == expected


async def test_pages_and_filters_show_what_was_registered_on_the_day(client: Client) -> None:
    async def of(region: str, day: str) -> dict[str, str]:
        answer = await client.ask(PAGE, filter={"region": region}, asOf=day)
        nodes = items(answer, "enterprises", "nodes")
        assert answer.at("enterprises", "totalCount") == len(nodes)
        return {each["uscc"]: each["name"] for each in nodes}

    assert (await of("410400", BEFORE))[MOVED] == "虚构平顶山电机有限公司"
    assert MOVED not in await of("410400", AFTER)
    assert await of("350200", AFTER) == {MOVED: "虚构厦门电机有限公司"}
    ended = await client.ask(PAGE, filter={"status": "ended"}, asOf=AFTER)
    assert ended.each("enterprises", "nodes", "uscc") == [ENDED]


async def test_registrations_are_objects_of_their_own_with_days(client: Client) -> None:
    answers = [await client.ask(ONE, uscc=MOVED, asOf=day) for day in (BEFORE, AFTER)]
    ids = [answer.at("enterprise", "registration", "id") for answer in answers]
    assert len(set(map(str, ids))) == 2
    assert answers[0].each("enterprise", "registrations", "validTo") == [AFTER, None]
    node = "query ($id: ID!) { node(id: $id) { id ... on Registration { name } } }"
    found = await client.ask(node, id=ids[0])
    assert found.at("node", "name") == "虚构平顶山电机有限公司"


async def test_a_chain_shows_names_of_the_day_and_members_that_have_ended(client: Client) -> None:
    answer = await client.ask(CHAIN, core=CUSTOMER, asOf=AFTER)
    members = items(answer, "chain", "members", "nodes")
    names = {each["enterprise"]["uscc"]: each["enterprise"]["name"] for each in members}
    assert names[MOVED] == "虚构厦门电机有限公司"
    weak = items(answer, "chain", "weakLinks", "nodes")
    inactive = {
        each["enterprise"]["uscc"]: each["codes"] for each in weak if each["kind"] == "INACTIVE"
    }
    assert inactive == {GONE: ["deregistered"], DOUBTED: ["revoked"], ENDED: ["ended"]}
    before = await client.ask(CHAIN, core=CUSTOMER, asOf=BEFORE)
    weak = items(before, "chain", "weakLinks", "nodes")
    assert [each["codes"] for each in weak if each["kind"] == "INACTIVE"] == [["unregistered"]]


async def test_a_report_may_be_of_the_policies_where_it_is_registered_alone(
    client: Client,
) -> None:
    query = """query ($uscc: USCC!, $asOf: Date, $filter: DecisionFilter) {
      eligibility(uscc: $uscc, asOf: $asOf, filter: $filter) {
        counts { eligible conditional notEligible unknown }
        decisions { measure { policy { code } } } } }"""
    for day, policy in ((BEFORE, CITY), (AFTER, XIAMEN)):
        here = await client.ask(query, uscc=MOVED, asOf=day, filter={"whereRegistered": True})
        shown = items(here, "eligibility", "decisions")
        assert {each["measure"]["policy"]["code"] for each in shown} == {policy}
        assert sum(counts(here)) == len(shown)
    every = await client.ask(query, uscc=MOVED, asOf=AFTER)
    shown = items(every, "eligibility", "decisions")
    assert len({each["measure"]["policy"]["code"] for each in shown}) == 5


async def test_what_was_known_before_a_dated_row_came_stays_known_as_of_then(
    client: Client,
) -> None:
    answer = await client.ask(
        REPORT, uscc=MOVED, asOf=AFTER, knownAt=later(0).isoformat(), policy=CITY
    )
    assert answer.at("eligibility", "enterprise", "region") == "410400"
