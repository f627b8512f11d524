"""What cannot be answered is refused, with a code and what to do."""

import pytest

from support.client import Client
from support.invented_region import code

pytestmark = pytest.mark.holds("policies")

KNOWN = code(1)
REPORT = """query ($uscc: USCC!, $knownAt: DateTime, $filter: DecisionFilter) {
  eligibility(uscc: $uscc, knownAt: $knownAt, filter: $filter) { rulesVersion } }"""
ELIGIBLE = """query ($measure: String!, $first: Int!, $after: String, $filter: EnterpriseFilter) {
  eligibleEnterprises(measure: $measure, first: $first, after: $after, filter: $filter) {
    nodes { verdict } pageInfo { endCursor } } }"""
WHAT_IF = """query ($uscc: USCC!, $changes: [AssumedChange!]!) {
  whatIf(uscc: $uscc, changes: $changes) { report { rulesVersion } } }"""
MEASURE = "pds-2021-7/1"


async def test_an_enterprise_that_is_not_known_is_null(client: Client) -> None:
    answers = [
        await client.ask(REPORT, uscc=KNOWN),
        await client.ask(WHAT_IF, uscc=KNOWN, changes=[]),
        await client.ask(f'{{ enterprise(uscc: "{KNOWN}") {{ name }} }}'),
        await client.ask(
            f'{{ eligibilityDiff(uscc: "{KNOWN}", from: "2026-01-01", to: "2026-02-01") '
            "{ gained { measure { code } } } }"
        ),
    ]
    assert all(answer.codes == () for answer in answers)
    assert [answer.data for answer in answers] == [
        {"eligibility": None},
        {"whatIf": None},
        {"enterprise": None},
        {"eligibilityDiff": None},
    ]


@pytest.mark.parametrize("wrong", [KNOWN[:-1] + "0", "", "9135020", KNOWN + "1", "虚构"])
async def test_a_code_with_a_wrong_check_character_or_length_is_refused(
    wrong: str, client: Client
) -> None:
    assert (await client.ask(REPORT, uscc=wrong)).codes == ("BAD_USCC",)


@pytest.mark.parametrize(
    ("document", "variables", "expected"),
    [
        (ELIGIBLE, {"measure": "pds-2021-7/99", "first": 1}, "UNKNOWN_MEASURE"),
        (REPORT, {"uscc": KNOWN, "filter": {"policy": "pds"}}, "UNKNOWN_POLICY"),
        (REPORT, {"uscc": KNOWN, "filter": {"agency": "pds"}}, "UNKNOWN_AGENCY"),
        (
            ELIGIBLE,
            {"measure": MEASURE, "first": 1, "filter": {"region": "999999"}},
            "UNKNOWN_REGION",
        ),
        (ELIGIBLE, {"measure": MEASURE, "first": 1, "filter": {"zone": "moon"}}, "UNKNOWN_ZONE"),
        (ELIGIBLE, {"measure": MEASURE, "first": 1, "filter": {"list": "grey"}}, "UNKNOWN_LIST"),
        (ELIGIBLE, {"measure": MEASURE, "first": 1, "filter": {"kinds": ["cat"]}}, "UNKNOWN_KIND"),
        (
            ELIGIBLE,
            {
                "measure": MEASURE,
                "first": 1,
                "filter": {"rating": {"scheme": "tax", "level": "Z"}},
            },
            "UNKNOWN_LEVEL",
        ),
    ],
)
async def test_a_code_that_names_nothing_is_refused_as_an_argument(
    document: str, variables: dict[str, object], expected: str, *, client: Client
) -> None:
    answer = await client.ask(document, **variables)
    assert answer.codes == (expected,)


async def test_an_unknown_measure_comes_with_those_that_look_like_it(client: Client) -> None:
    answer = await client.ask(ELIGIBLE, measure="pds-2021-7/113", first=1)
    ((_, advice),) = answer.errors
    assert "pds-2021-7/13" in advice


@pytest.mark.parametrize("first", [0, -1, 101])
async def test_a_page_of_no_or_too_many_items_is_refused(first: int, client: Client) -> None:
    asked = await client.ask(ELIGIBLE, measure=MEASURE, first=first)
    assert set(asked.codes) <= {"BAD_PAGE", "OVER_BUDGET"}
    assert asked.codes


@pytest.mark.parametrize("after", ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAA", "虚构"])
async def test_a_cursor_that_was_never_given_out_is_refused(after: str, client: Client) -> None:
    answer = await client.ask(ELIGIBLE, measure=MEASURE, first=1, after=after)
    assert answer.codes == ("BAD_CURSOR",)


async def test_what_will_be_known_in_the_future_cannot_be_asked(client: Client) -> None:
    answer = await client.ask(REPORT, uscc=KNOWN, knownAt="2099-01-01T00:00:00Z")
    assert answer.codes == ("BAD_ARGUMENT",)


async def test_an_instant_without_an_offset_is_refused(client: Client) -> None:
    answer = await client.ask(REPORT, uscc=KNOWN, knownAt="2026-01-01T00:00:00")
    assert answer.codes == ("BAD_ARGUMENT",)
