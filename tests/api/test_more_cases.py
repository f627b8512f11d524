"""Moves, statuses, words and sole suppliers, made up by someone who did not write them."""

from typing import Any, cast

import pytest

from credit_graph.domain.vocabulary import ListColour
from credit_graph.graph.database.connection import Graph
from support.agency_files import imported, later
from support.client import Answer, Client
from support.invented_region import code
from support.official_rules import official_rulebook

(
    TWICE,
    BACK,
    COUNTY,
    SUSPENDED,
    ANNULLED,
    REVIVED,
    BUYER,
    PARTLY,
    WHOLE,
    FIRST_HALF,
    SECOND_HALF,
    SILENT,
    AND_THE,
    DASHED,
    ROMAN,
) = map(code, range(700, 715))
LEVEL_BUYER = code(720)
HEAD = "uscc,name,region,zone,kinds,registered_on,status,valid_from,valid_to\n"
FIRST = HEAD + "".join(
    f"{key},{name},{region},,trader,,,,\n"
    for key, name, region in (
        (TWICE, "虚构两迁有限公司", "410400"),
        (BACK, "虚构往返有限公司", "410400"),
        (COUNTY, "虚构跨区有限公司", "350206"),
        (SUSPENDED, "虚构歇业有限公司", "410400"),
        (ANNULLED, "虚构撤销有限公司", "410400"),
        (REVIVED, "虚构恢复有限公司", "410400"),
        (BUYER, "虚构买方有限公司", "410400"),
        (LEVEL_BUYER, "虚构买方乙有限公司", "410400"),
        (PARTLY, "虚构部分有限公司", "410400"),
        (WHOLE, "虚构全部有限公司", "410400"),
        (FIRST_HALF, "虚构前半有限公司", "410400"),
        (SECOND_HALF, "虚构后半有限公司", "410400"),
        (SILENT, "虚构未述有限公司", "410400"),
        (AND_THE, "虚构The Not If有限公司", "410400"),
        (DASHED, "虚构ＡＢＣ－７（南阳）有限公司", "411300"),
        (ROMAN, "虚构Ⅲ号Straße有限公司", "410400"),
    )
)
DATED = HEAD + "".join(
    f"{key},{name},{region},,trader,,{status},{day},\n"
    for key, name, region, status, day in (
        (TWICE, "虚构两迁有限公司", "350200", "", "2025-03-01"),
        (TWICE, "虚构两迁有限公司", "310115", "", "2026-03-01"),
        (BACK, "虚构往返有限公司", "350200", "", "2025-03-01"),
        (BACK, "虚构往返有限公司", "410400", "", "2026-03-01"),
        (COUNTY, "虚构跨区有限公司", "350203", "", "2026-03-01"),
        (SUSPENDED, "虚构歇业有限公司", "410400", "suspended", "2026-03-01"),
        (ANNULLED, "虚构撤销有限公司", "410400", "annulled", "2026-03-01"),
        (REVIVED, "虚构恢复有限公司", "410400", "revoked", "2025-03-01"),
        (REVIVED, "虚构恢复有限公司", "410400", "active", "2026-03-01"),
    )
)
RATINGS = "uscc,scheme,level,valid_from\n" + "".join(
    f"{each},customs,advanced,2022-01-01\n"
    for each in (TWICE, BACK, COUNTY, SUSPENDED, ANNULLED, REVIVED)
)
LINKS = "supplier_uscc,customer_uscc,valid_from,valid_to,category,share\n" + "".join(
    f"{supplier},{customer},2022-01-01,,{category},{share}\n"
    for supplier, customer, category, share in (
        (PARTLY, BUYER, "铜", "0.3"),
        (WHOLE, BUYER, "铝", "1"),
        (FIRST_HALF, BUYER, "锌", "0.5"),
        (SECOND_HALF, BUYER, "锌", "0.5"),
        (SILENT, BUYER, "锡", ""),
        (PARTLY, LEVEL_BUYER, "铅", "0.999"),
    )
)
COVERAGE = "register,region,synced_on,reference\n" + "".join(
    f"{each.code},{region},{day},\n"
    for each in official_rulebook().vocabulary.lists.values()
    if each.colour is ListColour.BLACK
    for region in ("410400", "350200", "310000")
    for day in ("2022-01-01", "2026-11-01")
)
CITY, XIAMEN = "pds-2021-7", "xm-2024-2"

REPORT = """query ($uscc: USCC!, $asOf: Date, $policy: String) {
  eligibility(uscc: $uscc, asOf: $asOf, filter: {policy: $policy}) {
    enterprise { region status }
    counts { eligible conditional notEligible unknown } } }"""
DIFF = """query ($uscc: USCC!, $from: Date!, $to: Date!) {
  eligibilityDiff(uscc: $uscc, from: $from, to: $to) {
    gained { measure { code } } lost { measure { code } } } }"""
ELIGIBLE = """query ($measure: String!, $asOf: Date) {
  eligibleEnterprises(measure: $measure, asOf: $asOf, first: 100) {
    nodes { enterprise { uscc } } } }"""
SEARCH = """query ($text: String!) { search(text: $text, kinds: [ENTERPRISE], first: 20) {
  nodes { ... on Enterprise { uscc } } } }"""
CONTAINS = """query ($text: String!) { enterprises(first: 20, filter: {nameContains: $text}) {
  nodes { uscc } } }"""
WEAK = """query ($core: USCC!) {
  chain(core: $core, asOf: "2026-06-30", direction: UPSTREAM, depth: 1) {
    weakLinks(first: 100) { nodes { kind codes outcome enterprise { uscc } } } } }"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    steps = (
        {"enterprises": FIRST},
        {"enterprises": DATED},
        {"ratings": RATINGS, "links": LINKS, "coverage": COVERAGE},
    )
    for number, files in enumerate(steps):
        await imported(rules, tmp_path_factory.mktemp("files"), files, at=later(number))


async def verdicts(client: Client, uscc: str, day: str, policy: str = CITY) -> tuple[int, int]:
    """How many are granted or left to judgement, and how many are unknown."""
    answer = await client.ask(REPORT, uscc=uscc, asOf=day, policy=policy)
    each = answer.at("eligibility", "counts")
    assert isinstance(each, dict)
    return int(str(each["eligible"])) + int(str(each["conditional"])), int(str(each["unknown"]))


async def test_two_moves_leave_each_city_its_own_days(client: Client) -> None:
    assert (await verdicts(client, TWICE, "2025-02-28"))[0] > 0
    assert await verdicts(client, TWICE, "2025-03-01") == (0, 0)
    assert (await verdicts(client, TWICE, "2026-02-28", XIAMEN))[0] > 0
    assert await verdicts(client, TWICE, "2026-03-01", XIAMEN) == (0, 0)


async def test_who_moves_back_has_the_same_again_and_a_diff_over_both_moves_is_empty(
    client: Client,
) -> None:
    before = await verdicts(client, BACK, "2025-02-28")
    assert before[0] > 0
    assert await verdicts(client, BACK, "2025-06-30") == (0, 0)
    assert await verdicts(client, BACK, "2026-03-01") == before
    over = await client.ask(DIFF, uscc=BACK, **{"from": "2025-02-28", "to": "2026-03-01"})
    assert over.at("eligibilityDiff") == {"gained": [], "lost": []}


async def test_a_move_inside_a_city_changes_nothing_of_what_the_city_grants(
    client: Client,
) -> None:
    before = await verdicts(client, COUNTY, "2026-02-28", XIAMEN)
    assert before[0] > 0
    assert await verdicts(client, COUNTY, "2026-03-01", XIAMEN) == before
    moved = await client.ask(DIFF, uscc=COUNTY, **{"from": "2026-02-28", "to": "2026-03-01"})
    assert moved.at("eligibilityDiff") == {"gained": [], "lost": []}


async def test_the_reverse_question_follows_both_moves(client: Client) -> None:
    for day, expected in (
        ("2025-02-28", {TWICE, BACK}),
        ("2025-06-30", set()),
        ("2026-03-01", {BACK}),
    ):
        found = await client.ask(ELIGIBLE, measure=f"{CITY}/1", asOf=day)
        nodes = cast("list[Any]", found.at("eligibleEnterprises", "nodes"))
        assert {TWICE, BACK} & {str(each["enterprise"]["uscc"]) for each in nodes} == expected


async def test_a_suspended_business_is_unknown_and_never_granted(client: Client) -> None:
    assert (await verdicts(client, SUSPENDED, "2026-02-28"))[0] > 0
    granted, unknown = await verdicts(client, SUSPENDED, "2026-03-01")
    assert granted == 0
    assert unknown > 0


async def test_an_annulled_registration_may_enjoy_nothing_from_its_day(client: Client) -> None:
    assert (await verdicts(client, ANNULLED, "2026-02-28"))[0] > 0
    assert await verdicts(client, ANNULLED, "2026-03-01") == (0, 0)


async def test_a_revocation_that_is_lifted_counts_for_its_own_days_only(client: Client) -> None:
    before = await verdicts(client, REVIVED, "2025-02-28")
    assert (await verdicts(client, REVIVED, "2025-06-30"))[0] == 0
    assert await verdicts(client, REVIVED, "2026-03-01") == before
    assert before[0] > 0


async def hits(client: Client, query: str, field: str, text: str) -> set[str]:
    answer = await client.ask(query, text=text)
    assert answer.codes == ()
    return set(answer.each(field, "nodes", "uscc"))  # type: ignore[arg-type]  # codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the", {AND_THE}),
        ("If", {AND_THE}),
        ("NOT", {AND_THE}),
        ("虚构 the", {AND_THE}),
        ("the 不在", set()),
        ("虚构 with", set()),
        ("abc-7", {DASHED}),
        ("（南阳） abc", {DASHED}),
    ],
)
async def test_a_stop_word_counts_like_any_other(
    text: str, expected: set[str], client: Client
) -> None:
    assert await hits(client, SEARCH, "search", text) == expected


@pytest.mark.parametrize("text", ["iii号", "Ⅲ号", "iii"])
async def test_a_name_with_a_roman_numeral_is_found_by_it(text: str, client: Client) -> None:
    assert await hits(client, SEARCH, "search", text) == {ROMAN}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc-7(南阳)", {DASHED}),
        ("ＡＢＣ", {DASHED}),
        ("THE not", {AND_THE}),
        ("ⅲ", {ROMAN}),
        ("III号", {ROMAN}),
        ("straße", {ROMAN}),
        ("abc 7", set()),
    ],
)
async def test_a_filter_by_name_minds_neither_width_nor_case(
    text: str, expected: set[str], client: Client
) -> None:
    assert await hits(client, CONTAINS, "enterprises", text) == expected


async def sole_suppliers(client: Client, core: str) -> dict[str, str]:
    """Category and outcome of each sole supplier."""
    answer: Answer = await client.ask(WEAK, core=core)
    nodes = cast("list[Any]", answer.at("chain", "weakLinks", "nodes"))
    return {
        str(each["codes"][0]): str(each["outcome"])
        for each in nodes
        if each["kind"] == "SOLE_SUPPLIER"
    }


async def test_shares_say_who_is_the_only_supplier_and_silence_leaves_it_open(
    client: Client,
) -> None:
    assert await sole_suppliers(client, BUYER) == {"铝": "MET", "锡": "UNKNOWN"}


async def test_a_rest_however_small_comes_from_others(client: Client) -> None:
    assert await sole_suppliers(client, LEVEL_BUYER) == {}


async def test_a_declaration_makes_the_silent_one_certain_but_not_a_stated_rest(
    client: Client, rules: Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    declared = f"uscc,statement,value,valid_from\n{BUYER},links_complete,true,2022-01-01\n"
    await imported(rules, tmp_path_factory.mktemp("files"), {"statements": declared}, at=later(4))
    found = await sole_suppliers(client, BUYER)
    assert found["锡"] == "MET"
    assert "铜" not in found
