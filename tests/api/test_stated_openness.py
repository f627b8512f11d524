"""What a single fact states of its openness is stored, shown, corrected, exported and kept."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from credit_graph.domain.eligibility.redaction import CLOSED_FINDING
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, ONE, OTHER, imported, loaded
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.recording import Author, author

ENTERPRISES = f"uscc,name,region\n{ONE},虚构一号有限公司,350200\n{OTHER},虚构二号有限公司,350200\n"
RATINGS = f"uscc,scheme,level,valid_from,openness\n{OTHER},customs,advanced,2024-01-01,keeper\n"
LINKS = f"supplier_uscc,customer_uscc,valid_from\n{OTHER},{ONE},2024-01-01\n"
KEEPER, STRANGER = "xm-customs", "pds-customs"
READ = """query R($u: USCC!) { enterprise(uscc: $u) {
  ratings { level openness }
  history(first: 9) { nodes { kind details { name value } } } } }"""
REASONS = """query W($u: USCC!) { eligibility(uscc: $u) { decisions {
  measure { code } verdict reasons { text evidence { text } } } } }"""
LINKED = "xm-2024-2/13"


class Office:
    """Who asks and records: nobody in particular (`None`), two agencies, an operator."""

    def __init__(self, authors: dict[str | None, Author]) -> None:
        self.authors = authors

    async def ask(self, who: str | None, document: str, uscc: str) -> Any:  # noqa: ANN401
        """Return the data of an answer."""
        them = self.authors[who]
        answer = await them.http.post(
            "/graphql",
            json={"query": document, "variables": {"u": uscc}},
            headers={"authorization": f"Bearer {them.token}"} if them.token else {},
        )
        assert "errors" not in answer.json(), answer.json()
        return answer.json()["data"]

    async def rated(self, who: str | None) -> list[str | None]:
        """Return the openness that each rating shows which the enterprise has."""
        found = await self.ask(who, READ, OTHER)
        return [each["openness"] for each in found["enterprise"]["ratings"]]

    async def linked(self, who: str | None) -> tuple[str, str]:
        """Return the verdict on what asks for partners, and all that explains it."""
        found = await self.ask(who, REASONS, ONE)
        (decision,) = (
            each for each in found["eligibility"]["decisions"] if each["measure"]["code"] == LINKED
        )
        return decision["verdict"], str(decision["reasons"])


@pytest.fixture(scope="module")
async def office(
    graph: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    await loaded(await emptied(graph))
    files = {"enterprises": ENTERPRISES, "ratings": RATINGS, "links": LINKS}
    await imported(graph, tmp_path_factory.mktemp("files"), files)
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield Office(await _authors(client, graph))


async def _authors(client: Client, graph: Graph) -> dict[str | None, Author]:
    found: dict[str | None, Author] = {None: Author(client.http, "")}
    for agency in (KEEPER, STRANGER):
        found[agency] = await author(client, graph, agency)
    found["operator"] = await author(client, graph)
    return found


async def test_who_is_shown_a_fact_is_shown_its_openness(office: Office) -> None:
    for who, shown in ((None, []), (STRANGER, []), (KEEPER, ["KEEPER"]), ("operator", ["KEEPER"])):
        assert await office.rated(who) == shown
        history = (await office.ask(who, READ, OTHER))["enterprise"]["history"]["nodes"]
        told = [each["details"] for each in history if each["kind"] == "RATING"]
        assert [{"name": "openness", "value": "keeper"} in each for each in told] == [
            True for _ in shown
        ]


async def test_a_condition_on_partners_does_not_tell_of_a_closed_fact_of_one(
    office: Office,
) -> None:
    for who, closed in ((None, True), (STRANGER, True), (KEEPER, False), ("operator", False)):
        verdict, told = await office.linked(who)
        assert verdict == (await office.linked("operator"))[0]
        assert (str(CLOSED_FINDING) in told) is closed
        assert (OTHER in told) is not closed


async def test_an_end_keeps_it_and_so_does_a_correction_that_leaves_it_out(office: Office) -> None:
    keeper = office.authors[KEEPER]
    rating = {"uscc": ONE, "scheme": "customs", "level": "general", "validFrom": "2026-01-01"}
    answer = await keeper.make("recordRating", {**rating, "openness": "SHARED"})
    assert answer["outcome"] == "RECORDED"
    again = await keeper.make("recordRating", {**rating, "openness": "SHARED"})
    assert again["outcome"] == "UNCHANGED"
    ended = await keeper.make(
        "endRating", {"uscc": ONE, "scheme": "customs", "validTo": "2026-12-01"}
    )
    assert {"name": "openness", "value": "shared"} in ended["fact"]["details"]
    stated = {**rating, "validTo": "2026-12-01"}
    narrower = await keeper.make("recordRating", {**stated, "openness": "KEEPER"})
    assert narrower["outcome"] == "CORRECTED"
    kept = await keeper.make("recordRating", stated)
    assert kept["outcome"] == "UNCHANGED"
    corrected = await keeper.make("recordRating", {**stated, "reference": "No. 7"})
    assert corrected["outcome"] == "CORRECTED"
    assert {"name": "openness", "value": "keeper"} in corrected["fact"]["details"]
    opened = await keeper.make("recordRating", {**stated, "openness": "PUBLIC"})
    assert opened["outcome"] == "CORRECTED"
    assert {"name": "openness", "value": "public"} in opened["fact"]["details"]


async def test_it_is_imported_unchanged_or_as_a_correction(
    office: Office, graph: Graph, tmp_path: Path
) -> None:
    again = await imported(graph, tmp_path, {"ratings": RATINGS})
    assert (again.total.unchanged, again.total.corrected) == (1, 0)
    silent = await imported(graph, tmp_path, {"ratings": RATINGS.replace("keeper", "")})
    assert (silent.total.unchanged, silent.total.corrected) == (1, 0)
    opened = RATINGS.replace("keeper", "public")
    other = await imported(graph, tmp_path, {"ratings": opened})
    assert (other.total.unchanged, other.total.corrected) == (0, 1)
    back = await imported(graph, tmp_path, {"ratings": RATINGS})
    assert back.total.corrected == 1
    assert await office.rated("operator") == ["KEEPER"]
