"""Which measures may an enterprise enjoy: the report as GraphQL shows it."""

import pytest

from credit_graph.graph.connection import Graph
from support.agency_files import imported, later
from support.client import Client
from support.invented_region import code

XIAMEN, CITY, LISTED, UNRATED, ZONED, LATE = map(code, range(6))
BLACK_LISTS = (
    "serious_dishonesty",
    "judgment_defaulter",
    "major_tax_violation",
    "procurement_dishonesty",
    "zone_serious_dishonesty",
)
ENTERPRISES = f"""\
uscc,name,region,zone,kinds,registered_on,status
{XIAMEN},虚构厦门贸易有限公司,350200,,trader,,
{CITY},虚构平顶山制造有限公司,410400,,manufacturer,,
{LISTED},虚构平顶山失信有限公司,410400,,trader,,
{UNRATED},虚构平顶山未评有限公司,410400,,trader,,
{ZONED},虚构外高桥示范有限公司,310115,waigaoqiao,trader,,
{LATE},虚构平顶山后知有限公司,410400,,trader,,
"""
RATINGS = f"""\
uscc,scheme,level,valid_from,valid_to,awarded_by,reference
{XIAMEN},customs,advanced,2024-01-01,,xm-customs,AEO-1
{CITY},customs,advanced,2024-01-01,,pds-customs,AEO-2
{LISTED},customs,advanced,2024-01-01,,pds-customs,AEO-3
{LATE},customs,general,2024-01-01,2026-06-01,pds-customs,REG-1
"""
LISTS = f"""\
uscc,list,valid_from,valid_to,reason,reported_by,reference
{LISTED},serious_dishonesty,2026-03-01,2026-06-01,虚构事由,,BLACK-1
{ZONED},zone_model,2024-01-01,,,sh-zones-bureau,MODEL-1
{ZONED},zone_serious_dishonesty,2026-03-01,,,sh-zones-bureau,BLACK-2
"""
COVERAGE = "register,region,synced_on,reference\n" + "".join(
    f"{register},{region},{day},\n"
    for register in BLACK_LISTS
    for region in ("410400", "310115")
    for day in ("2026-01-01", "2026-11-01")
)
FILES = {"enterprises": ENTERPRISES, "ratings": RATINGS, "lists": LISTS, "coverage": COVERAGE}
REPAIR = f"""\
uscc,list,valid_from,valid_to,reason,reported_by,reference
{ZONED},zone_serious_dishonesty,2026-03-01,2026-09-10,,sh-zones-bureau,BLACK-2
"""
LATE_RATING = f"""\
uscc,scheme,level,valid_from,valid_to,awarded_by,reference
{LATE},customs,advanced,2026-06-01,,pds-customs,AEO-4
"""

VERDICTS = """query ($uscc: USCC!, $asOf: Date, $knownAt: DateTime, $filter: DecisionFilter) {
  eligibility(uscc: $uscc, asOf: $asOf, knownAt: $knownAt, filter: $filter) {
    enterprise { uscc name } asOf knownAt rulesVersion
    counts { eligible conditional notEligible unknown }
    decisions { measure { code } verdict
      reasons { outcome side text citation { place quote }
        evidence { kind text source reference validFrom validTo syncedOn keeper { code } } }
      nearestChange { kind subject to agency { code } } } } }"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Three imports, a day apart: the facts, a repair, and a rating that came to light late."""
    for number, files in enumerate((FILES, {"lists": REPAIR}, {"ratings": LATE_RATING})):
        await imported(rules, tmp_path_factory.mktemp("files"), files, at=later(number))


async def verdicts(client: Client, uscc: str, policy: str, **when: str) -> set[str]:
    """Return the verdicts that occur among the policy's measures."""
    answer = await client.ask(VERDICTS, uscc=uscc, filter={"policy": policy}, **when)
    return set(map(str, answer.each("eligibility", "decisions", "verdict")))


async def test_the_policy_of_another_city_gives_nothing(client: Client) -> None:
    assert await verdicts(client, XIAMEN, "pds-2021-7") == {"NOT_ELIGIBLE"}
    assert "ELIGIBLE" in await verdicts(client, XIAMEN, "xm-2024-2")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-28", {"ELIGIBLE", "CONDITIONAL"}),
        ("2026-03-01", {"NOT_ELIGIBLE"}),
        ("2026-05-31", {"NOT_ELIGIBLE"}),
        ("2026-06-01", {"ELIGIBLE", "CONDITIONAL"}),
    ],
)
async def test_a_black_list_of_another_field_excludes_on_just_the_days_of_the_entry(
    day: str, expected: set[str], *, client: Client
) -> None:
    assert await verdicts(client, LISTED, "pds-2021-7", asOf=day) == expected


async def test_a_repaired_entry_excludes_until_the_day_of_repair_and_no_longer(
    client: Client,
) -> None:
    async def model(day: str, **when: str) -> object:
        filter_by = {"policy": "sh-ftz-2022"}
        answer = await client.ask(VERDICTS, uscc=ZONED, asOf=day, filter=filter_by, **when)
        decisions = answer.at("eligibility", "decisions")
        assert isinstance(decisions, list)
        return next(
            part["verdict"]
            for each in decisions
            if isinstance(each, dict) and each["measure"] == {"code": "sh-ftz-2022/6"}
            for part in [each]
        )

    assert await model("2026-02-28") == "ELIGIBLE"
    assert await model("2026-09-09") == "CONDITIONAL"
    assert await model("2026-09-10") == "ELIGIBLE"
