"""Who records is told nothing of facts that are closed to them; notices on those go to few.

Once they are closed by the openness of their terms, once by that which is stated for each.
"""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from credit_graph.audit.checkpoint import SignerKey
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.intake.kinds import Kind
from support.agency_files import ENTERPRISES, NOW, ONE, imported, loaded
from support.asking import data
from support.client import Client, Clock, serving_here
from support.closed_world import closed_site
from support.empty_graph import emptied
from support.recording import Author, author

TAX, CUSTOMS, OTHER = "pds-tax", "pds-customs", "sh-zones-bureau"
CLOSED = {
    (Kind.VIOLATIONS, "tax_breach"): "keeper",
    (Kind.STATEMENTS, "small_micro"): "keeper",
    (Kind.LISTS, "pds_incentives_cancelled"): "keeper",
    (Kind.RATINGS, "customs"): "shared",
}
STATED = {
    "recordViolation": "KEEPER",
    "recordStatement": "KEEPER",
    "addToList": "KEEPER",
    "recordRating": "SHARED",
}
BREACH = {"uscc": ONE, "violation": "tax_breach", "foundOn": "2026-10-01", "severity": "serious"}
NOTHING = "NotInForce"


@dataclass(frozen=True, slots=True)
class Office:
    """Who records and reads, by the agency for which they speak."""

    authors: dict[str | None, Author]
    ids: dict[str, str]
    changes: dict[str, str]

    async def asked(self, agency: str | None, document: str, **variables: object) -> Any:  # noqa: ANN401
        """Return what somebody is answered; "operator" is one, None brings no token."""
        who = self.authors[agency]
        answer = await who.http.post(
            "/graphql",
            json={"query": document, "variables": variables},
            headers={"authorization": f"Bearer {who.token}"} if who.token else {},
        )
        return answer.json()


@pytest.fixture(scope="module", params=["terms", "facts"])
async def office(
    request: pytest.FixtureRequest,
    graph: Graph,
    endpoint: Endpoint,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Office]:
    by_terms = request.param == "terms"
    terms = defaultdict(lambda: "public", CLOSED)
    sites = [closed_site(tmp_path_factory.mktemp("site"), terms)] if by_terms else []
    await loaded(await emptied(graph), *sites)
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    home = tmp_path_factory.mktemp("home")
    (home / "audit.key").write_text(SignerKey.generate("log.example").encoded(), "utf-8")
    async with serving_here(
        endpoint, Clock(NOW), settings={"CREDIT_GRAPH_HOME": str(home)}
    ) as client:
        found = Office(await _authors(client, graph), {}, {})
        for agency, mutation, given in (
            (TAX, "recordViolation", BREACH),
            (
                TAX,
                "recordStatement",
                {"uscc": ONE, "statement": "small_micro", "value": True, "validFrom": "2026-01-01"},
            ),
            (
                CUSTOMS,
                "addToList",
                {"uscc": ONE, "list": "pds_incentives_cancelled", "validFrom": "2026-11-01"},
            ),
            (
                CUSTOMS,
                "recordRating",
                {"uscc": ONE, "scheme": "customs", "level": "general", "validFrom": "2026-11-01"},
            ),
        ):
            stated = {} if by_terms else {"openness": STATED[mutation]}
            answer = await found.authors[agency].make(mutation, {**given, **stated})
            assert answer["__typename"] == "Recorded", answer
            assert answer["fact"]["details"], "the author is shown it"
            found.ids[mutation] = answer["fact"]["factId"]
            found.changes[mutation] = answer["changeSet"]
        yield found


async def _authors(client: Client, graph: Graph) -> dict[str | None, Author]:
    found: dict[str | None, Author] = {None: Author(client.http, "")}
    for agency in (TAX, CUSTOMS, OTHER):
        found[agency] = await author(client, graph, agency)
    found["operator"] = await author(client, graph)
    return found


NOTICES = """{ notices(first: 100) { nodes { notices {
  kind fact register subject agencies { code } } } } }"""


async def _notices(office: Office, agency: str | None) -> list[Any]:
    nodes = (await data(office.authors[agency], NOTICES))["nodes"]
    every = [each for node in nodes for each in node["notices"]]
    return [each for each in every if each["fact"] is not None]


async def test_notices_on_closed_facts_go_to_whom_they_notify_and_to_keepers(
    office: Office,
) -> None:
    keepers = {"VIOLATION": TAX, "LIST_ENTRY": CUSTOMS, "RATING": CUSTOMS}
    everything = await _notices(office, "operator")
    assert {each["kind"] for each in everything} == set(keepers)
    for reader in (None, TAX, CUSTOMS, OTHER):
        expected = [
            each
            for each in everything
            if keepers[each["kind"]] == reader
            or reader in {told["code"] for told in each["agencies"]}
            or (each["kind"] == "RATING" and reader is not None)  # it is shared
        ]
        assert await _notices(office, reader) == expected
    assert await _notices(office, None) == []


async def test_who_repairs_or_retracts_the_fact_of_another_finds_none(office: Office) -> None:
    repair = {"uscc": ONE, "violation": "tax_breach", "repairedOn": "2026-11-20"}
    gone = {"factId": office.ids["recordViolation"], "reason": "wrong"}
    for agency in (CUSTOMS, OTHER):
        for mutation, given in (("recordRepair", repair), ("retractFact", gone)):
            answer = await office.authors[agency].make(mutation, given, only=True)
            assert answer["__typename"] == NOTHING, (mutation, answer)
    for agency in (TAX, "operator"):
        for mutation, given in (("recordRepair", repair), ("retractFact", gone)):
            answer = await office.authors[agency].make(mutation, given, only=True)
            assert answer["__typename"] == "Recorded", (mutation, answer)


async def test_a_list_that_somebody_else_keeps_has_nobody_on_it(office: Office) -> None:
    out = {"uscc": ONE, "list": "pds_incentives_cancelled", "validTo": "2026-11-22"}
    answer = await office.authors[OTHER].make("removeFromList", out, only=True)
    assert answer["__typename"] == NOTHING
    answer = await office.authors[CUSTOMS].make("removeFromList", out, only=True)
    assert answer["__typename"] == "Recorded"


OBJECT = """mutation O($input: ObjectionInput!, $key: ID!) {
  objectToFact(input: $input, idempotencyKey: $key) { __typename } }"""


async def test_nobody_objects_to_a_fact_that_is_closed_to_them(office: Office) -> None:
    for number, (agency, expected) in enumerate(
        ((OTHER, NOTHING), (CUSTOMS, NOTHING), (TAX, "Objection"))
    ):
        given = {"factId": office.ids["recordViolation"], "reason": "no"}
        body = await office.asked(agency, OBJECT, input=given, key=f"object-{number}")
        assert body["data"]["objectToFact"]["__typename"] == expected


async def test_a_contradiction_does_not_say_what_a_closed_fact_says(office: Office) -> None:
    other = {"uscc": ONE, "statement": "small_micro", "value": False, "validFrom": "2026-03-01"}
    answer = await office.authors[CUSTOMS].make("recordStatement", other)
    assert answer["__typename"] == "Contradicts"
    assert answer["fact"]["details"] == []
    assert answer["fact"]["source"] is None
    assert "true" not in answer["message"]
    answer = await office.authors[TAX].make("recordStatement", other)
    assert {"name": "value", "value": "true"} in answer["fact"]["details"]
    assert "true" in answer["message"]


TABLE = """mutation T($input: ImportTableInput!, $key: ID!) {
  importTable(input: $input, idempotencyKey: $key) {
    ... on TablePreview { rejects { code message } lines { before after } } } }"""


async def test_neither_does_the_preview_of_a_table(office: Office) -> None:
    text = f"uscc,statement,value,valid_from\n{ONE},small_micro,false,2026-03-01\n"
    given = {"kind": "STATEMENTS", "content": {"text": text}}
    for agency, tells in ((CUSTOMS, False), (TAX, True), ("operator", True)):
        body = await office.asked(agency, TABLE, input=given, key=f"table-{agency}")
        (reject,) = body["data"]["importTable"]["rejects"]
        assert reject["code"] == "CONTRADICTS_FACT"
        assert ("true" in reject["message"]) is tells


PROOF = """query P($change: ID!, $fact: ID!) {
  proof(change: $change) { entry { brought } fact(id: $fact) { fact } } }"""


async def test_a_proof_of_a_closed_fact_is_for_those_who_are_shown_it(office: Office) -> None:
    change, fact = office.changes["recordViolation"], office.ids["recordViolation"]
    for agency in (OTHER, CUSTOMS):
        body = await office.asked(agency, PROOF, change=change, fact=fact)
        assert [each["extensions"]["code"] for each in body["errors"]] == ["BAD_ARGUMENT"]
        assert "serious" not in str(body)
    for agency in (TAX, "operator"):
        body = await office.asked(agency, PROOF, change=change, fact=fact)
        assert "serious" in body["data"]["proof"]["fact"]["fact"]
