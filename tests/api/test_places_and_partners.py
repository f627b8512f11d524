"""Counties count in their cities, former codes in their heirs; partners abroad are in chains."""

from typing import Any, cast

import pytest

from credit_graph.domain.vocabulary import ListColour
from credit_graph.graph.database.connection import Graph
from support.agency_files import imported
from support.client import Client
from support.invented_region import code
from support.official_rules import official_rulebook

CITY, COUNTY, SHENZHEN, FORMER, PREFECTURE, PARTLY = map(code, range(200, 206))
LEI = "LEI:5493001KJTIIGC8Y1R12"
UNNAMED = f"unnamed:JP:{COUNTY}"
ENTERPRISES = f"""\
uscc,name,region,zone,kinds,registered_on,status
{CITY},虚构市属有限公司,410400,,manufacturer,,
{COUNTY},虚构宝丰有限公司,410421,,manufacturer,,
{SHENZHEN},虚构深圳有限公司,440300,,trader,,
{FORMER},虚构南召有限公司,412921,,trader,,
{PREFECTURE},虚构地区有限公司,412900,,trader,,
{PARTLY},虚构名称有限公司,深圳市,,trader,,
"""
PARTNERS = f"id,name,country\n{LEI},Fictitious Parts,GB\n"
RATINGS = "uscc,scheme,level,valid_from,valid_to,awarded_by,reference\n" + "".join(
    f"{each},customs,advanced,2024-01-01,,,AEO\n"
    for each in (CITY, COUNTY, SHENZHEN, FORMER, PREFECTURE)
)
LINKS = f"""\
supplier_uscc,customer_uscc,valid_from,valid_to,category,share,source
{LEI},{COUNTY},2024-01-01,,铜,0.7,
unnamed:JP,{COUNTY},2024-01-01,,铜,0.3,
{COUNTY},{CITY},2024-01-01,,铜,1,
"""
OWNERSHIP = f"owner_uscc,owned_uscc,share,valid_from,valid_to\n{LEI},{COUNTY},0.6,2020-01-01,\n"
COVERAGE = "register,region,synced_on,reference\n" + "".join(
    f"{each.code},410400,{day},\n"
    for each in official_rulebook().vocabulary.lists.values()
    if each.colour is ListColour.BLACK
    for day in ("2026-01-01", "2026-11-01")
)

VERDICTS = """query ($uscc: USCC!, $policy: String) {
  eligibility(uscc: $uscc, filter: {policy: $policy}) {
    enterprise { region country status } counts { eligible conditional notEligible unknown }
    decisions { verdict reasons { outcome text } } } }"""
REGION = """query ($uscc: USCC!) { enterprise(uscc: $uscc) { name status country region
  regionInfo { name parent ended successors scattered formerNames { name last } } } }"""
PAGE = """query ($region: String) { enterprises(first: 100, filter: {region: $region}) {
  totalCount nodes { uscc } } }"""
ELIGIBLE = """query ($measure: String!, $verdicts: [Verdict!]) {
  eligibleEnterprises(measure: $measure, first: 100, verdicts: $verdicts) {
    nodes { enterprise { uscc } } } }"""
CHAIN = """query ($core: USCC!) { chain(core: $core, depth: 3) {
  members(first: 50) { nodes { tier enterprise { uscc name status country } } }
  weakLinks(first: 100) { nodes { kind enterprise { uscc } } } } }"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {
        "enterprises": ENTERPRISES,
        "partners": PARTNERS,
        "ratings": RATINGS,
        "links": LINKS,
        "ownership": OWNERSHIP,
        "coverage": COVERAGE,
    }
    await imported(rules, tmp_path_factory.mktemp("files"), files)


async def ask(client: Client, query: str, **variables: object) -> dict[str, Any]:
    answer = await client.ask(query, **variables)
    assert answer.errors == ()
    return cast("dict[str, Any]", answer.data)


async def counts(client: Client, uscc: str, policy: str) -> dict[str, int]:
    found = await ask(client, VERDICTS, uscc=uscc, policy=policy)
    return cast("dict[str, int]", found["eligibility"]["counts"])


async def test_an_enterprise_of_a_county_has_the_verdicts_of_its_city(client: Client) -> None:
    of_city = await counts(client, CITY, "pds-2021-7")
    assert of_city["eligible"] > 10
    # They differ in their links only.
    of_county = await counts(client, COUNTY, "pds-2021-7")
    assert of_county["eligible"] == of_city["eligible"]


async def test_another_city_has_none_of_them(client: Client) -> None:
    found = await counts(client, SHENZHEN, "pds-2021-7")
    assert found["eligible"] + found["conditional"] + found["unknown"] == 0


async def test_an_enterprise_of_a_former_code_is_where_that_is_today(client: Client) -> None:
    assert (await counts(client, FORMER, "pds-2021-7"))["unknown"] == 0
    found = await ask(client, PAGE, region="411300")
    assert [each["uscc"] for each in found["enterprises"]["nodes"]] == [FORMER]


async def test_of_a_prefecture_that_was_divided_it_is_unknown(client: Client) -> None:
    of_nanyang = await counts(client, PREFECTURE, "ny-2020-63")
    assert of_nanyang["eligible"] == 0
    assert of_nanyang["unknown"] > 0
    found = await ask(client, REGION, uscc=PREFECTURE)
    assert found["enterprise"]["regionInfo"] == {
        "name": "南阳地区",
        "parent": "410000",
        "ended": 1994,
        "successors": ["411300"],
        "scattered": True,
        "formerNames": [{"name": "南阳地区", "last": 1994}],
    }


@pytest.mark.parametrize(
    ("region", "usccs"),
    [
        ("410400", [CITY, COUNTY]),
        ("410421", [COUNTY]),
        ("410000", [CITY, COUNTY, FORMER, PREFECTURE]),
        ("440300", [SHENZHEN, PARTLY]),
        ("440000", [SHENZHEN, PARTLY]),
        ("350000", []),
    ],
)
async def test_filters_and_counts_hold_what_lies_below(
    client: Client, region: str, usccs: list[str]
) -> None:
    page = (await ask(client, PAGE, region=region))["enterprises"]
    assert [each["uscc"] for each in page["nodes"]] == sorted(usccs)
    assert page["totalCount"] == len(usccs)


async def test_the_reverse_question_finds_counties_and_no_partner(client: Client) -> None:
    found = await ask(client, ELIGIBLE, measure="pds-2021-7/1")
    codes = [each["enterprise"]["uscc"] for each in found["eligibleEnterprises"]["nodes"]]
    assert codes == sorted([CITY, COUNTY])
    every = ["ELIGIBLE", "CONDITIONAL", "UNKNOWN", "NOT_ELIGIBLE"]
    found = await ask(client, ELIGIBLE, measure="pds-2021-7/1", verdicts=every)
    codes = [each["enterprise"]["uscc"] for each in found["eligibleEnterprises"]["nodes"]]
    assert {LEI, UNNAMED, SHENZHEN, PREFECTURE} <= set(codes)


@pytest.mark.parametrize(("uscc", "country"), [(LEI, "GB"), (UNNAMED, "JP")])
async def test_a_partner_has_no_eligibility_and_says_why(
    client: Client, uscc: str, country: str
) -> None:
    found = (await ask(client, VERDICTS, uscc=uscc))["eligibility"]
    assert found["enterprise"] == {"region": country, "country": country, "status": "partner"}
    assert {each["verdict"] for each in found["decisions"]} == {"NOT_ELIGIBLE"}
    texts = {each["text"] for one in found["decisions"] for each in one["reasons"]}
    assert f"It has no credit code ({country}), so that no measure is for it." in texts


async def test_partners_are_in_the_chain_with_their_tier(client: Client) -> None:
    chain = (await ask(client, CHAIN, core=CITY))["chain"]
    members = {
        each["enterprise"]["uscc"]: (each["tier"], each["enterprise"]["country"])
        for each in chain["members"]["nodes"]
    }
    assert members[COUNTY] == (1, None)
    assert members[LEI] == (2, "GB")
    assert members[UNNAMED] == (2, "JP")
    kinds = {(each["kind"], each["enterprise"]["uscc"]) for each in chain["weakLinks"]["nodes"]}
    assert ("INACTIVE", LEI) not in kinds
    assert ("INACTIVE", UNNAMED) not in kinds


async def test_a_partner_with_a_rest_beside_it_is_no_sole_supplier(client: Client) -> None:
    chain = (await ask(client, CHAIN, core=CITY))["chain"]
    links = chain["weakLinks"]["nodes"]
    sole = {each["enterprise"]["uscc"] for each in links if each["kind"] == "SOLE_SUPPLIER"}
    assert sole.isdisjoint({LEI, UNNAMED})


async def test_a_partner_as_the_core_has_a_chain_too(client: Client) -> None:
    chain = (await ask(client, CHAIN, core=LEI))["chain"]
    assert COUNTY in {each["enterprise"]["uscc"] for each in chain["members"]["nodes"]}
