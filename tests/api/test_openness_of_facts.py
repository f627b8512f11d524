"""Facts whose own openness is stated: answers are those of a graph without what is hidden.

It is drawn for each fact; for one reader that of every term too, and the stricter one counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
import pytest

from credit_graph.domain.eligibility.redaction import CLOSED_CHANGE, CLOSED_FINDING
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.intake.kinds import Kind
from support.agency_files import NOW
from support.client import Clock, serving_here
from support.closed_world import (
    NOUNS,
    PlainReader,
    closed_files,
    closed_site,
    drawn,
    narrowed_files,
    public,
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

SEED = 43
# Who asks, and whether terms are closed too.
READERS = ((None, False), ("pds-customs", False), ("pds-tax", True))
ANY = {Kind.COMMITMENTS: "commitment", Kind.VIOLATIONS: "violation"}


@dataclass(slots=True)
class World:
    """What a reader was told of everything, and of a graph without what is hidden from them."""

    hidden: list[Mapping[str, str]]
    asked: list[Asked]
    told: list[str]
    without: list[str]
    bodies: list[bytes]
    verdicts: list[tuple[str, str]]
    explained: list[str]
    explained_without: list[str]
    more: list[list[str]]
    by_terms: bool

    def closed(self, uscc: str) -> set[str]:
        """Return what the changes that would help an enterprise may not be about."""
        found = set[str]()
        for each in self.hidden:
            kind, day = Kind(each["kind"]), DAYS[-1]
            holds = each.get("valid_from", "") <= day < (each.get("valid_to") or "9999")
            if each["uscc"] == uscc and holds:
                found |= {each[NOUNS[kind][1]], *([ANY[kind]] if kind in ANY else [])}
        return found


@pytest.fixture(scope="module", params=READERS, ids=str)
async def world(
    request: pytest.FixtureRequest,
    graph: Graph,
    endpoint: Endpoint,
    tmp_path_factory: pytest.TempPathFactory,
) -> World:
    """Ask everything of one graph, then of the other, in which nothing is closed."""
    agency, by_terms = request.param
    openness = drawn(SEED) if by_terms else public()
    files = narrowed_files(SEED, closed_files(SEED, ENTERPRISES))
    left, hidden = PlainReader(agency, openness).split(files)
    make = questions(Random(SEED))  # noqa: S311  # invented data, not a secret
    asked = [next(make) for _ in range(QUESTIONS)]
    sites = [closed_site(tmp_path_factory.mktemp("site"), openness)] if by_terms else []
    await filled(graph, tmp_path_factory.mktemp("all"), files, *sites)
    async with serving_here(endpoint, Clock(NOW)) as client:
        reader = await reader_for(graph, client, agency)
        told = [await reader.tell(each) for each in asked]
        explained = [await reader.tell(each) for each in WHY]
        verdicts = await told_verdicts(graph, client, reader)
        more = [
            [await reader.tell(Asked(each, {"u": one, "day": DAYS[-1]})) for each in MORE]
            for one in CODES
        ]
    await filled(graph, tmp_path_factory.mktemp("left"), left)
    async with serving_here(endpoint, Clock(NOW)) as client:
        other = await reader_for(graph, client, agency)
        without = [await other.tell(each) for each in asked]
        explained_without = [await other.tell(each) for each in WHY]
    return World(
        hidden=hidden,
        asked=asked,
        told=told,
        without=without,
        bodies=reader.bodies,
        verdicts=verdicts,
        explained=explained,
        explained_without=explained_without,
        more=more,
        by_terms=by_terms,
    )


def test_every_answer_is_that_of_a_graph_without_what_is_hidden(world: World) -> None:
    assert len(world.hidden) > 40
    assert {each["kind"] for each in world.hidden} == {each.value for each in NOUNS}
    for asked, told, without in zip(world.asked, world.told, world.without, strict=True):
        assert told == without, asked


def test_verdicts_and_outcomes_rest_on_all_facts(world: World) -> None:
    for told, operators in world.verdicts:
        assert told == operators


def test_what_explains_a_verdict_is_closed_or_rests_on_nothing_that_is_hidden(
    world: World,
) -> None:
    closed = 0
    for told, without in zip(world.explained, world.explained_without, strict=True):
        here, there = (orjson.loads(each)["eligibility"] for each in (told, without))
        assert here["warnings"] == there["warnings"]
        for one, other in zip(_reasons(here), _reasons(there), strict=True):
            if one["text"] == str(CLOSED_FINDING):
                closed += 1
            else:
                assert one == other
    assert closed > 10


def _reasons(eligibility: Any) -> Iterator[Any]:  # noqa: ANN401  # of an answer
    for decision in eligibility["decisions"]:
        for reason in decision["reasons"]:
            # Of facts that begin on one day either may come first.
            yield {**reason, "evidence": sorted(map(plain, reason["evidence"]))}


def test_no_change_that_would_help_is_about_what_is_hidden(world: World) -> None:
    named = 0
    for one, told in zip(CODES, world.more, strict=True):
        nearest, *_, chain = map(orjson.loads, told)
        for decision in nearest["eligibility"]["decisions"]:
            for change in decision["nearestChange"] or ():
                named += 1
                assert change["text"] == str(CLOSED_CHANGE) or (
                    change["subject"] not in world.closed(one)
                )
        for candidate in chain["chain"]["cultivation"]["candidates"]["nodes"]:
            its = world.closed(candidate["enterprise"]["uscc"])
            assert its.isdisjoint(each["subject"] for each in candidate["missing"])
            assert its.isdisjoint(candidate["blockedBy"] or ())
    assert named > 10


def test_no_answer_holds_anything_of_a_hidden_fact(world: World) -> None:
    told = b"\n".join(world.bodies).decode()
    references = {each["reference"] for each in world.hidden if each.get("reference")}
    assert len(references) > 20
    assert [each for each in references if each in told] == []
    assert "REF-" in told
    words = official_rulebook().vocabulary
    for one, explained in zip(CODES, world.explained, strict=True):
        for each in world.hidden:
            if each["uscc"] == one and each["kind"] == "ratings":
                name = words.schemes[each["scheme"]].name
                assert f"on {name} ({each['scheme']})" not in explained
            if each["uscc"] == one and each["kind"] == "lists":
                assert f"Stands on {words.lists[each['list']].name}" not in explained
