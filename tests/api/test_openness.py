"""Facts that are not public: an answer is that of a graph without what is hidden from the reader.

Openness is drawn for every term of the vocabulary. Verdicts, outcomes of conditions and states in
programmes rest on all facts: they are those that an operator is shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
import pytest

from credit_graph.domain.eligibility.redaction import CLOSED
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.intake.kinds import Kind
from support.agency_files import NOW
from support.client import Clock, serving_here
from support.closed_world import (
    NOUNS,
    Drawn,
    PlainReader,
    closed_files,
    closed_site,
    drawn,
)
from support.comparable_answers import Asked, plain
from support.official_rules import official_rulebook
from support.openness_questions import (
    CODES,
    DAYS,
    ENTERPRISES,
    MORE,
    QUESTIONS,
    WHY,
    filled,
    questions,
    reader_for,
    told_verdicts,
)

SEED = 41
AGENCIES = (None, "pds-customs")


@dataclass(slots=True)
class World:
    """What a reader was told of everything, and of a graph without what is hidden from them."""

    openness: Drawn
    hidden: list[Mapping[str, str]]
    told: list[str]
    without: list[str]
    asked: list[Asked]
    bodies: list[bytes]
    verdicts: list[tuple[str, str]]
    explained: list[str]
    explained_without: list[str]


@pytest.fixture(scope="module", params=AGENCIES)
async def world(
    request: pytest.FixtureRequest,
    graph: Graph,
    endpoint: Endpoint,
    tmp_path_factory: pytest.TempPathFactory,
) -> World:
    """Ask everything of one graph, then of the other, where every term is public."""
    agency, openness = request.param, drawn(SEED)
    files = closed_files(SEED, ENTERPRISES)
    left, hidden = PlainReader(agency, openness).split(files)
    make = questions(Random(SEED))  # noqa: S311  # invented data, not a secret
    asked = [next(make) for _ in range(QUESTIONS)]
    site = closed_site(tmp_path_factory.mktemp("site"), openness)
    await filled(graph, tmp_path_factory.mktemp("all"), files, site)
    async with serving_here(endpoint, Clock(NOW)) as client:
        reader = await reader_for(graph, client, agency)
        told = [await reader.tell(each) for each in asked]
        explained = [await reader.tell(each) for each in WHY]
        verdicts = await told_verdicts(graph, client, reader)
        for one in CODES:
            for document in MORE:
                await reader.tell(Asked(document, {"u": one, "day": DAYS[-1]}))
    await filled(graph, tmp_path_factory.mktemp("left"), left, site)
    async with serving_here(endpoint, Clock(NOW)) as client:
        other = await reader_for(graph, client, agency)
        explained_without = [await other.tell(each) for each in WHY]
    await filled(graph, tmp_path_factory.mktemp("public"), left)
    async with serving_here(endpoint, Clock(NOW)) as client:
        other = await reader_for(graph, client, agency)
        without = [await other.tell(each) for each in asked]
    return World(
        openness=openness,
        hidden=hidden,
        told=told,
        without=without,
        asked=asked,
        bodies=reader.bodies,
        verdicts=verdicts,
        explained=explained,
        explained_without=explained_without,
    )


def test_every_answer_is_that_of_a_graph_without_what_is_hidden(world: World) -> None:
    assert len(world.hidden) > 100
    for asked, told, without in zip(world.asked, world.told, world.without, strict=True):
        assert told == without, asked


def test_the_words_of_a_verdict_are_those_of_a_graph_without_what_is_hidden(world: World) -> None:
    for told, without in zip(world.explained, world.explained_without, strict=True):
        assert _in_order(told) == _in_order(without)
    assert str(CLOSED) in world.explained[0]


def _in_order(told: str) -> Any:  # noqa: ANN401  # of facts that begin on one day either may come first
    found = orjson.loads(told)
    for decision in found["eligibility"]["decisions"]:
        for reason in decision["reasons"]:
            reason["evidence"].sort(key=plain)
    return found


def test_verdicts_and_outcomes_rest_on_all_facts(world: World) -> None:
    for told, operators in world.verdicts:
        assert told == operators


def test_no_answer_holds_anything_of_a_hidden_fact(world: World) -> None:
    told = b"\n".join(world.bodies).decode()
    references = {each["reference"] for each in world.hidden if each.get("reference")}
    assert len(references) > 50
    assert [each for each in references if each in told] == []
    assert "REF-" in told
    words = official_rulebook().vocabulary
    closed = [
        words.schemes[code].name
        for (kind, code), openness in world.openness.items()
        if kind is Kind.RATINGS and openness == "keeper" and not words.schemes[code].keepers
    ]
    for name in closed:
        assert not re.search(f'Rated [^"]* on {name}', told)


def test_every_kind_of_fact_is_hidden_and_shown(world: World) -> None:
    for kind in NOUNS:
        said = {openness for (each, _), openness in world.openness.items() if each is kind}
        assert "public" in said
        assert len(said) > 1
