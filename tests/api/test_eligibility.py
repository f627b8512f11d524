"""Which measures may an enterprise enjoy: the report as GraphQL shows it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import imported, later
from support.client import Answer, Client
from support.invented_region import code
from support.official_rules import official_rulebook
from support.question import Json

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
DISHONEST_LATELY = f"""\
uscc,list,valid_from,valid_to,reason,reported_by,reference
{LATE},judgment_defaulter,2026-09-01,,,,BLACK-3
"""
LISTED_ONLY, REPAIRED = later(0).isoformat(), later(1).isoformat()
LATE_RATING = f"""\
uscc,scheme,level,valid_from,valid_to,awarded_by,reference
{LATE},customs,advanced,2026-06-01,,pds-customs,AEO-4
"""

REPORT = """query ($uscc: USCC!, $asOf: Date, $knownAt: DateTime, $filter: DecisionFilter) {
  eligibility(uscc: $uscc, asOf: $asOf, knownAt: $knownAt, filter: $filter) {
    enterprise { uscc name } asOf knownAt rulesVersion warnings { violation }
    counts { eligible conditional notEligible unknown }
    decisions {
      measure { code } verdict duties { agency { code } } nearestVerdict
      reasons { outcome side text citation { place quote }
        evidence { kind text source reference validFrom validTo syncedOn keeper { code } } }
      nearestChange { kind subject to agency { code } }
      parts { measure { code } verdict } } } }"""
DIFF = """query ($uscc: USCC!, $from: Date!, $to: Date!) {
  eligibilityDiff(uscc: $uscc, from: $from, to: $to) { gained { ...move } lost { ...move }
    changed { ...move } } }
fragment move on DecisionChange {
  measure { code } before { verdict } after { verdict }
  causes { outcome side evidence { kind reference } } }"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Three imports, a day apart: the facts, a repair, and a rating that came to light late."""
    for number, files in enumerate((FILES, {"lists": REPAIR}, {"ratings": LATE_RATING})):
        await imported(rules, tmp_path_factory.mktemp("files"), files, at=later(number))


@dataclass(frozen=True, slots=True)
class Report:
    """An answer to `REPORT`, by measure."""

    answer: Answer

    @property
    def decisions(self) -> dict[str, dict[str, Json]]:
        """Every decision shown, parts too."""
        found: dict[str, dict[str, Json]] = {}
        for item in objects(self.answer.at("eligibility", "decisions")):
            for each in (item, *objects(item["parts"])):
                found[str(object_in(each["measure"])["code"])] = each
        return found

    def verdicts(self) -> set[Json]:
        """Return the verdicts that occur among the items."""
        return set(self.answer.each("eligibility", "decisions", "verdict"))

    def verdict(self, measure: str) -> Json:
        """Return the verdict on a measure or part."""
        return self.decisions[measure]["verdict"]

    def evidence(self, measure: str) -> list[dict[str, Json]]:
        """Return what the reasons of an item rest on."""
        return [
            each
            for reason in objects(self.decisions[measure]["reasons"])
            for each in objects(reason["evidence"])
        ]


def object_in(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value


def objects(value: Json) -> list[dict[str, Json]]:
    assert isinstance(value, list)
    return list(map(object_in, value))


async def report(client: Client, uscc: str, policy: str | None = None, **when: str) -> Report:
    filter_by = None if policy is None else {"policy": policy}
    return Report(await client.ask(REPORT, uscc=uscc, filter=filter_by, **when))


async def test_the_policy_of_another_city_gives_nothing(client: Client) -> None:
    assert (await report(client, XIAMEN, "pds-2021-7")).verdicts() == {"NOT_ELIGIBLE"}
    assert "ELIGIBLE" in (await report(client, XIAMEN, "xm-2024-2")).verdicts()


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
    day: str, expected: set[Json], *, client: Client
) -> None:
    assert (await report(client, LISTED, "pds-2021-7", asOf=day)).verdicts() == expected


@pytest.mark.parametrize(
    ("day", "known", "expected"),
    [
        ("2026-02-28", REPAIRED, "ELIGIBLE"),
        ("2026-09-09", REPAIRED, "NOT_ELIGIBLE"),
        ("2026-09-10", REPAIRED, "ELIGIBLE"),
        ("2026-09-10", LISTED_ONLY, "NOT_ELIGIBLE"),
    ],
)
async def test_a_repaired_entry_excludes_no_more_from_the_day_of_repair_on(
    day: str, known: str, expected: str, *, client: Client
) -> None:
    found = await report(client, ZONED, "sh-ftz-2022", asOf=day, knownAt=known)
    assert found.verdict("sh-ftz-2022/6.b") == expected


async def test_a_rating_recorded_late_changes_nothing_that_was_known_earlier(
    client: Client,
) -> None:
    earlier, day = later(2) - timedelta(seconds=1), "2026-10-01"
    known_then = await report(client, LATE, asOf=day, knownAt=earlier.isoformat())
    known_now = await report(client, LATE, asOf=day)

    assert known_then.verdict("pds-2021-7/1") == "UNKNOWN"
    assert known_now.verdict("pds-2021-7/1") == "ELIGIBLE"


async def test_the_same_question_has_the_same_answer_after_more_has_been_recorded(
    client: Client, rules: Graph, tmp_path: Path
) -> None:
    question = {"asOf": "2026-10-01", "knownAt": later(2).isoformat()}
    before = await report(client, LATE, **question)
    await imported(rules, tmp_path, {"lists": DISHONEST_LATELY}, at=later(3))

    assert (await report(client, LATE, **question)).answer.body == before.answer.body
    assert (await report(client, LATE, asOf="2026-10-01")).verdict("pds-2021-7/1") == "NOT_ELIGIBLE"


async def test_a_missing_fact_is_unknown_and_names_the_keeper_to_ask(client: Client) -> None:
    found = await report(client, UNRATED, "pds-2021-7")
    absent = [each for each in found.evidence("pds-2021-7/1") if each["kind"] == "ABSENCE"]

    assert found.verdicts() == {"UNKNOWN"}
    assert {"code": "pds-customs"} in [each["keeper"] for each in absent]


async def test_each_decision_can_be_checked_by_hand(client: Client) -> None:
    found = await report(client, CITY, "pds-2021-7")
    decision = found.decisions["pds-2021-7/1"]
    reasons = objects(decision["reasons"])
    facts = [each for each in found.evidence("pds-2021-7/1") if each["kind"] == "FACT"]
    synced = {each["syncedOn"] for each in found.evidence("pds-2021-7/1")} - {None}

    assert [reason["outcome"] for reason in reasons] == ["MET", "MET"] + ["NOT_MET"] * 6
    assert all(object_in(reason["citation"])["quote"] for reason in reasons)
    assert [(each["source"], each["reference"]) for each in facts] == [("pds-customs", "AEO-2")]
    assert synced == {"2026-11-01"}
    assert decision["duties"]


async def test_every_measure_in_force_stands_in_the_documents_order(client: Client) -> None:
    found = await report(client, CITY)
    shown = [code for code in found.decisions if "." not in code.partition("/")[2]]
    expected = [
        measure.code
        for policy in official_rulebook().policies.values()
        for measure in policy.measures
        if "." not in measure.number
    ]
    counts = object_in(found.answer.at("eligibility", "counts"))

    assert shown == expected
    assert sum(map(int, map(str, counts.values()))) == len(
        found.answer.each("eligibility", "decisions", "verdict")
    )


async def test_a_day_before_any_policy_has_no_decisions(client: Client) -> None:
    assert (await report(client, CITY, asOf="2019-01-01")).decisions == {}


async def test_a_report_costs_one_round_trip(client: Client) -> None:
    await report(client, CITY)
    assert (await report(client, CITY)).answer.round_trips == 1


async def test_reports_of_many_enterprises_cost_one_round_trip_together(client: Client) -> None:
    document = """query ($first: Int!) { enterprises(first: $first) { nodes {
      eligibility { counts { eligible } } } } }"""
    some = await client.ask(document, first=2)
    all_of_them = await client.ask(document, first=6)

    assert len(all_of_them.each("enterprises", "nodes", "eligibility")) == 6
    assert (some.round_trips, all_of_them.round_trips) == (2, 2)


async def test_filters_keep_what_they_name(client: Client) -> None:
    document = """query ($uscc: USCC!, $filter: DecisionFilter!) {
      eligibility(uscc: $uscc, filter: $filter) { decisions {
        measure { category kind beneficiary } verdict duties { agency { code } } } } }"""
    only = {
        "verdicts": ["ELIGIBLE"],
        "policy": "pds-2021-7",
        "agency": "pds-customs",
        "kinds": ["INCENTIVE"],
        "beneficiary": "ENTERPRISE",
        "category": "海关",
    }
    decisions = objects(
        (await client.ask(document, uscc=CITY, filter=only)).at("eligibility", "decisions")
    )
    measures = [object_in(each["measure"]) for each in decisions]

    assert decisions
    assert {each["verdict"] for each in decisions} == {"ELIGIBLE"}
    assert all("海关" in str(each["category"]) for each in measures)
    assert {(each["kind"], each["beneficiary"]) for each in measures} == {
        ("INCENTIVE", "ENTERPRISE")
    }


async def test_the_difference_of_two_days_names_what_was_lost_and_through_which_fact(
    client: Client,
) -> None:
    days = {"uscc": LISTED, "from": "2026-02-28", "to": "2026-03-01"}
    there = await client.ask(DIFF, **days)
    back = await client.ask(DIFF, **{**days, "from": "2026-05-31", "to": "2026-06-01"})
    lost = objects(there.at("eligibilityDiff", "lost"))
    gained = objects(back.at("eligibilityDiff", "gained"))

    assert {str(object_in(each["measure"])["code"]).partition("/")[0] for each in lost} == {
        "pds-2021-7"
    }
    assert [each["measure"] for each in gained] == [each["measure"] for each in lost]
    assert there.at("eligibilityDiff", "gained") == []
    causes = objects(lost[0]["causes"])
    assert [cause["outcome"] for cause in causes] == ["MET"]
    assert [each["reference"] for each in objects(causes[0]["evidence"])] == ["BLACK-1"]


async def test_a_move_between_verdicts_that_give_nothing_is_a_change(client: Client) -> None:
    days = {"uscc": LISTED, "from": "2026-02-28", "to": "2026-03-01"}
    changed = objects((await client.ask(DIFF, **days)).at("eligibilityDiff", "changed"))

    # Neither its kind of taxpayer nor its export class is known: these were never open to it.
    assert [object_in(each["measure"])["code"] for each in changed] == [
        f"pds-2021-7/{part}" for part in ("27.b", "28.1", "28.2", "28.3")
    ]
    assert {str(each["before"]) for each in changed} == {"{'verdict': 'UNKNOWN'}"}


async def test_a_measure_that_comes_into_force_is_gained_without_a_before(client: Client) -> None:
    found = await client.ask(DIFF, **{"uscc": XIAMEN, "from": "2024-04-29", "to": "2024-04-30"})
    gained = objects(found.at("eligibilityDiff", "gained"))
    assert gained
    assert all(each["before"] is None for each in gained)
