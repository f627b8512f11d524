"""A report under assumed changes, with the difference that they make."""

import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import FILES, ONE, imported
from support.client import Answer, Client

WHAT_IF = """query ($changes: [AssumedChange!]!, $asOf: Date) {
  whatIf(uscc: "%s", changes: $changes, asOf: $asOf) {
    report { enterprise { zone } counts { eligible conditional notEligible unknown } }
    diff { gained { ...move } lost { ...move } changed { ...move } } } }
fragment move on DecisionChange {
  measure { code } causes { outcome evidence { kind source } } }""".replace("%s", ONE)


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    await imported(rules, tmp_path_factory.mktemp("files"), FILES)


async def suppose(client: Client, *changes: object) -> Answer:
    return await client.ask(WHAT_IF, changes=list(changes))


def moved(answer: Answer, how: str) -> set[str]:
    found = answer.at("whatIf", "diff", how)
    assert isinstance(found, list)
    return {
        str(answer.at("whatIf", "diff", how, at, "measure", "code")) for at in range(len(found))
    }


async def test_nothing_assumed_changes_nothing(client: Client) -> None:
    answer = await suppose(client)
    assert moved(answer, "gained") == moved(answer, "lost") == moved(answer, "changed") == set()


async def test_a_black_list_would_cost_what_the_citys_plan_gives(client: Client) -> None:
    answer = await suppose(client, {"joinList": "serious_dishonesty"})
    causes = answer.at("whatIf", "diff", "lost", 0, "causes")

    assert {code.partition("/")[0] for code in moved(answer, "lost")} == {"pds-2021-7"}
    assert causes == [{"outcome": "MET", "evidence": [{"kind": "FACT", "source": "assumed"}]}]


async def test_an_export_class_would_bring_what_asks_for_it(client: Client) -> None:
    answer = await suppose(client, {"rating": {"scheme": "export_refund", "level": "1"}})
    assert moved(answer, "gained") == {"pds-2021-7/28.1", "pds-2021-7/28.2", "pds-2021-7/28.3"}


async def test_changes_are_made_one_after_the_other(client: Client) -> None:
    answer = await suppose(
        client, {"joinList": "serious_dishonesty"}, {"leaveList": "serious_dishonesty"}
    )
    assert moved(answer, "lost") == set()


async def test_the_enterprise_itself_is_shown_as_it_is(client: Client) -> None:
    answer = await suppose(client, {"zone": "waigaoqiao"})
    assert answer.at("whatIf", "report", "enterprise", "zone") is None


async def test_nothing_that_was_assumed_is_recorded(client: Client) -> None:
    document = f'{{ eligibility(uscc: "{ONE}") {{ counts {{ eligible }} }} }}'
    before = await client.ask(document)
    await suppose(client, {"joinList": "serious_dishonesty"})
    assert (await client.ask(document)).body == before.body


async def test_it_costs_one_round_trip(client: Client) -> None:
    await suppose(client)
    assert (await suppose(client, {"joinList": "gop"})).round_trips == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"rating": {"scheme": "stars", "level": "A"}}, "UNKNOWN_SCHEME"),
        ({"rating": {"scheme": "tax", "level": "Z"}}, "UNKNOWN_LEVEL"),
        ({"joinList": "grey"}, "UNKNOWN_LIST"),
        ({"leaveList": ""}, "UNKNOWN_LIST"),
        ({"statement": {"code": "wants_tea", "value": "true"}}, "UNKNOWN_STATEMENT"),
        ({"statement": {"code": "wants_aeo", "value": "maybe"}}, "BAD_ARGUMENT"),
        ({"zone": "moon"}, "UNKNOWN_ZONE"),
        ({"kinds": ["cat"]}, "UNKNOWN_KIND"),
        ({"repairViolations": ["noise"]}, "UNKNOWN_VIOLATION"),
        ({"commit": "tidiness"}, "UNKNOWN_COMMITMENT"),
        ({"fulfil": "tidiness"}, "UNKNOWN_COMMITMENT"),
        ({"link": {"side": "SUPPLIER", "region": "999999"}}, "UNKNOWN_REGION"),
        ({}, "VALIDATION_FAILED"),
        ({"joinList": "gop", "leaveList": "gop"}, "VALIDATION_FAILED"),
    ],
)
async def test_what_cannot_be_assumed_is_refused(
    change: dict[str, object], expected: str, *, client: Client
) -> None:
    assert (await suppose(client, change)).codes == (expected,)


async def test_at_most_twenty_changes_are_assumed_at_once(client: Client) -> None:
    twenty = [{"joinList": "gop"}] * 20
    assert (await suppose(client, *twenty)).codes == ()
    assert (await suppose(client, *twenty, {"joinList": "gop"})).codes == ("BAD_ARGUMENT",)
