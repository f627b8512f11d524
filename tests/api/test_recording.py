"""What agencies record: once per key, with consequences, or a typed refusal. On the demo region."""

from collections.abc import AsyncIterator

import pytest

from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.change_storm import FIFTY
from support.client import Client, Clock, serving_here
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.recording import Author, author

ADVANCED = "91410400XN00000125"
GENERAL = "91410400XN0000047P"
IN_XIAMEN = "91350206XN00000B4U"
READS = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)
NOWHERE = "91410400MA0000001D"


@pytest.fixture(scope="module")
async def region(graph: Graph) -> Graph:
    await demo_loaded(await emptied(graph))
    return graph


@pytest.fixture(scope="module")
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


@pytest.fixture(scope="module")
async def customs(client: Client, region: Graph) -> Author:
    return await author(client, region, "pds-customs")


@pytest.fixture(scope="module")
async def operator(client: Client, region: Graph) -> Author:
    return await author(client, region)


async def test_a_rating_that_ends_takes_its_measures_and_names_whom_to_notify(
    customs: Author,
) -> None:
    end = {"uscc": ADVANCED, "scheme": "customs", "validTo": "2026-11-20", "reason": "revoked"}
    ended = await customs.make("endRating", end, key="the-end")
    assert (ended["__typename"], ended["outcome"]) == ("Recorded", "CORRECTED")
    assert (ended["fact"]["validTo"], ended["corrected"]["validTo"]) == ("2026-11-20", None)
    assert ended["fact"]["recordedBy"] == {
        "subject": "clerk of pds-customs",
        "action": "endRating",
        "reason": "revoked",
        "agency": {"code": "pds-customs"},
    }
    assert ended["corrected"]["retractedBy"]["reason"] == "revoked"
    lost = {each["measure"]["code"] for each in ended["consequences"]["lost"]}
    assert any(code.startswith("pds-2021-7/") for code in lost)
    told = {each["agency"]["code"] for each in ended["consequences"]["agencies"]}
    assert "pds-drc" in told
    assert ended["consequences"]["gained"] == []


async def test_the_same_key_gives_the_first_answer_even_after_later_changes(
    customs: Author,
) -> None:
    given = {"uscc": GENERAL, "violation": "customs_breach", "foundOn": "2026-11-01"}
    first = await customs.make("recordViolation", given, key="a-key")
    assert first["outcome"] == "RECORDED"
    await customs.make(
        "recordRepair",
        {"uscc": GENERAL, "violation": "customs_breach", "repairedOn": "2026-11-02"},
    )
    again = await customs.make("recordViolation", given, key="a-key")
    assert again == first | {"replayed": True}


async def test_a_key_is_good_for_one_input(customs: Author) -> None:
    given = {"uscc": GENERAL, "violation": "customs_breach", "foundOn": "2026-10-01"}
    await customs.make("recordViolation", given, key="one-input")
    other = await customs.make("recordViolation", given | {"severity": "minor"}, key="one-input")
    assert (other["__typename"], other["action"]) == ("KeyReused", "recordViolation")


async def test_two_authors_may_choose_the_same_key(
    customs: Author, client: Client, region: Graph
) -> None:
    tax = await author(client, region, "pds-tax")
    given = {"uscc": GENERAL, "violation": "other_breach", "foundOn": "2026-09-01"}
    assert (await customs.make("recordViolation", given, key="both"))["outcome"] == "RECORDED"
    theirs = given | {"violation": "tax_breach"}
    assert (await tax.make("recordViolation", theirs, key="both"))["replayed"] is False


async def test_only_validating_gives_the_answer_and_changes_nothing(
    customs: Author, client: Client
) -> None:
    given = {"uscc": GENERAL, "scheme": "customs", "validTo": "2026-11-01"}
    tried = await customs.make("endRating", given, key="to-try", only=True)
    asked = f'{{ enterprise(uscc: "{GENERAL}") {{ history(first: 1) {{ totalCount }} }} }}'
    before = (await client.ask(asked)).data
    again = await customs.make("endRating", given, key="to-try", only=True)
    assert (await client.ask(asked)).data == before
    assert (tried["validateOnly"], tried["replayed"]) == (True, False)
    made = await customs.make("endRating", given, key="to-try")
    for answer in (again, made):
        assert answer["consequences"] == tried["consequences"]
        assert answer["fact"]["factId"] == tried["fact"]["factId"]
    assert made["validateOnly"] is False


async def test_another_agency_is_refused_and_learns_who_the_keeper_is(
    client: Client, region: Graph
) -> None:
    xiamen = await author(client, region, "xm-customs")
    given = {"uscc": ADVANCED, "scheme": "customs", "level": "general", "validFrom": "2026-11-21"}
    refused = await xiamen.make("recordRating", given)
    assert (refused["__typename"], refused["keeper"]) == ("NotKeeper", {"code": "pds-customs"})


async def test_who_is_no_agency_records_nothing_whatever_its_scopes(
    client: Client, region: Graph
) -> None:
    analyst = await author(
        client, region, None, *READS, Scope.WRITE_RATINGS, kind=PrincipalKind.ANALYST
    )
    given = {"uscc": ADVANCED, "scheme": "customs", "level": "general", "validFrom": "2026-11-22"}
    assert (await analyst.make("recordRating", given))["__typename"] == "NotKeeper"


async def test_a_token_without_the_scope_and_no_token_record_nothing(
    client: Client, region: Graph
) -> None:
    reader = await author(client, region, "pds-customs", Scope.READ_ENTERPRISES)
    given = {"uscc": ADVANCED, "scheme": "customs", "level": "general", "validFrom": "2026-11-22"}
    assert await reader.code("recordRating", given) == "INSUFFICIENT_SCOPE"
    nobody = Author(client.http, "")
    assert await nobody.code("recordRating", given) == "INSUFFICIENT_SCOPE"


async def test_what_contradicts_a_fact_is_refused_and_the_fact_is_shown(operator: Author) -> None:
    given = {"uscc": IN_XIAMEN, "scheme": "tax", "level": "B", "validFrom": "2026-01-01"}
    refused = await operator.make("recordRating", given)
    assert refused["__typename"] == "Contradicts"
    assert {"name": "level", "value": "A"} in refused["fact"]["details"]


async def test_an_unknown_enterprise_is_named(operator: Author) -> None:
    given = {"uscc": NOWHERE, "scheme": "tax", "level": "B", "validFrom": "2026-01-01"}
    refused = await operator.make("recordRating", given)
    assert (refused["__typename"], refused["uscc"]) == ("UnknownEnterprise", NOWHERE)


async def test_every_finding_about_an_input_names_its_field(operator: Author) -> None:
    refused = await operator.make(
        "recordRating",
        {
            "uscc": IN_XIAMEN,
            "scheme": "custom",
            "level": "x",
            "validFrom": "2026-01-01",
            "validTo": "2026-01-01",
            "awardedBy": "a\u0001b",
        },
    )
    found = [(each["place"], each["code"]) for each in refused["problems"]]
    assert ("scheme", "UNKNOWN_SCHEME") in found
    assert ("validTo", "INTERVAL_EMPTY") in found
    assert ("awardedBy", "CONTROL_CHARACTER") in found


async def test_a_name_copied_out_of_a_pdf_is_recorded_in_ideographs(
    operator: Author, client: Client
) -> None:
    copied = {"uscc": FIFTY[0], "name": "虚构⻓⻔港⾯粉厂", "region": "410400"}
    made = await operator.make("upsertEnterprise", copied)
    assert made["__typename"] == "Recorded"
    asked = f'{{ enterprise(uscc: "{FIFTY[0]}") {{ name }} }}'
    assert (await client.ask(asked)).data == {"enterprise": {"name": "虚构长门港面粉厂"}}
    named = "nodes { ... on Enterprise { name } }"
    found = await client.ask(f'{{ search(text: "⻓门港⾯粉", first: 1) {{ {named} }} }}')
    assert found.data == {"search": {"nodes": [{"name": "虚构长门港面粉厂"}]}}


async def test_what_is_not_in_force_cannot_end(operator: Author) -> None:
    given = {"uscc": IN_XIAMEN, "scheme": "port", "validTo": "2026-01-01"}
    assert (await operator.make("endRating", given))["__typename"] == "NotInForce"


async def test_a_version_that_stands_no_more_is_stale_and_the_current_one_is_shown(
    operator: Author,
) -> None:
    row = {"uscc": IN_XIAMEN, "scheme": "port", "level": "A", "validFrom": "2026-02-01"}
    first = (await operator.make("recordRating", row))["fact"]["factId"]
    second = await operator.make("recordRating", row | {"level": "B"} | {"expectedVersion": first})
    assert (second["outcome"], second["corrected"]["factId"]) == ("CORRECTED", first)
    stale = await operator.make("recordRating", row | {"level": "C"} | {"expectedVersion": first})
    assert stale["__typename"] == "Stale"
    assert stale["current"]["factId"] == second["fact"]["factId"]


async def test_what_stands_already_is_unchanged_and_its_key_is_kept(operator: Author) -> None:
    row = {"uscc": IN_XIAMEN, "scheme": "tax", "level": "A", "validFrom": "2022-04-01"}
    row |= {"awardedBy": "xm-tax", "reference": "虚构评级013"}
    same = await operator.make("recordRating", row, key="same")
    assert same["outcome"] == "UNCHANGED"
    assert (await operator.make("recordRating", row, key="same"))["replayed"] is True


async def test_a_fact_that_was_never_true_is_withdrawn_and_stays_known_as_it_was(
    customs: Author, client: Client
) -> None:
    given = {"uscc": ADVANCED, "violation": "customs_breach", "foundOn": "2026-10-05"}
    made = await customs.make("recordViolation", given)
    fact = made["fact"]["factId"]
    gone = await customs.make(
        "retractFact", {"factId": fact, "reason": "another enterprise was meant"}
    )
    assert (gone["outcome"], gone["fact"]["factId"]) == ("RETRACTED", fact)
    assert gone["fact"]["retractedBy"]["reason"] == "another enterprise was meant"
    again = await customs.make("retractFact", {"factId": fact, "reason": "twice"})
    assert again["__typename"] == "NotInForce"
    asked = f'{{ enterprise(uscc: "{ADVANCED}") {{ history(first: 3) {{ nodes {{ factId }} }} }} }}'
    past = (await client.ask(asked)).at("enterprise", "history", "nodes")
    assert fact in str(past)
