"""Facts that are not public: an answer is that of a graph without what is hidden from the reader.

Openness is drawn for every term of the vocabulary. Verdicts, outcomes of conditions and states in
programmes rest on all facts: they are those that an operator is shown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from credit_graph.domain.authority.principal import Scope
from credit_graph.domain.eligibility.redaction import CLOSED
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.intake.kinds import Kind
from support.agency_files import NOW, loaded, taken
from support.client import Client, Clock, serving_here
from support.closed_world import (
    NOUNS,
    Drawn,
    Files,
    PlainReader,
    closed_files,
    closed_site,
    drawn,
)
from support.comparable_answers import Asked, Teller, plain
from support.empty_graph import emptied
from support.invented_region import code
from support.keys import issued_key
from support.official_rules import official_rulebook
from support.recording import author
from support.tiers import IS_NIGHTLY

SEED = 41
ENTERPRISES = 60 if IS_NIGHTLY else 24
QUESTIONS = 2_000 if IS_NIGHTLY else 24
AGENCIES = (None, "pds-customs")
DAYS = ("2026-10-30", "2026-11-19", "2026-11-20", "2026-11-23")
CODES = tuple(code(number) for number in range(ENTERPRISES))
READING = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS)

_PAGE = "totalCount pageInfo { hasNextPage endCursor }"
_FACTS = "ratings(asOf: $day) { scheme level source reference } lists(asOf: $day) { list reason }"
ONE = f"query($u: USCC!, $day: Date!) {{ enterprise(uscc: $u) {{ name {_FACTS} }} }}"
PAGES = f"""query($w: EnterpriseFilter, $day: Date!, $f: Int!, $after: String) {{
  enterprises(first: $f, after: $after, filter: $w, asOf: $day) {{ {_PAGE}
    nodes {{ uscc region {_FACTS} }} }} }}"""
HISTORY = f"""query($u: USCC!, $f: Int!, $after: String) {{ enterprise(uscc: $u) {{
  history(first: $f, after: $after) {{ {_PAGE} nodes {{ kind validFrom validTo source reference
    details {{ name value }} recordedBy {{ reason }} }} }} }} }}"""
_MEMBER = "enterprise { uscc } tier side reach ratings { scheme level } lists { list until }"
CHAIN = f"""query($u: USCC!, $day: Date!, $d: ChainDirection!, $w: ChainMemberFilter) {{
  chain(core: $u, direction: $d, depth: 3, asOf: $day) {{
    tiers {{ tier memberCount aeoCount aeoShare listedCount unknownCount supplyShare atRiskCount
      aeoSupplyShare ratings {{ scheme level count }} }}
    members(first: 100, filter: $w) {{ totalCount nodes {{ {_MEMBER} }} }}
    weakLinks(first: 100) {{ totalCount nodes {{ enterprise {{ uscc }} tier kind codes affected
      outcome path {{ uscc }} }} }}
    graph(first: 100) {{ nodes {{ enterprise {{ uscc }} }} links {{ supplier customer }} }} }} }}"""
DIFF = f"""query($u: USCC!, $day: Date!) {{
  chainDiff(core: $u, depth: 3, from: "2026-10-20", to: $day) {{
    changed(first: 100) {{ totalCount nodes {{ before {{ {_MEMBER} }}
      after {{ {_MEMBER} }} }} }} }} }}"""
ELIGIBLE = f"""query($w: EnterpriseFilter, $day: Date!, $f: Int!, $after: String) {{
  eligibleEnterprises(measure: "pds-2021-7/1", first: $f, after: $after, filter: $w, asOf: $day,
    verdicts: [NOT_ELIGIBLE, UNKNOWN, CONDITIONAL, ELIGIBLE]) {{ {_PAGE}
    nodes {{ enterprise {{ uscc {_FACTS} }} }} }} }}"""
WHO = """query($u: USCC!, $day: Date!, $e: EndingInput!) {
  whoToTell(uscc: $u, ending: $e, asOf: $day) { enterprise { uscc } } }"""
# What explains a verdict says the same whether what is hidden is recorded or not.
REASONS = """query($u: USCC!, $day: Date!) { eligibility(uscc: $u, asOf: $day) {
  warnings { violation severity foundOn foundBy }
  decisions { measure { code } reasons { side text part citation { quote } evidence {
    kind text register source reference validFrom validTo syncedOn } } } } }"""
VERDICTS = """query($u: USCC!, $day: Date!) { eligibility(uscc: $u, asOf: $day) {
  counts { eligible conditional notEligible unknown }
  decisions { measure { code } verdict nearestVerdict parts { verdict } reasons {
    side outcome } } } }"""
MORE = (
    """query($u: USCC!, $day: Date!) { eligibility(uscc: $u, asOf: $day) {
      decisions { nearestChange { kind subject to text possibleFrom readings } } } }""",
    """query($u: USCC!, $day: Date!) { eligibilityDiff(uscc: $u, from: "2026-10-20", to: $day) {
      gained { causes { text evidence { text reference } } }
      lost { causes { text evidence { text reference } } }
      changed { causes { text evidence { text reference } } } } }""",
    """query($u: USCC!, $day: Date!) { whatIf(uscc: $u, asOf: $day,
      changes: [{statement: {code: "wants_aeo", value: "true"}}]) {
      report { decisions { reasons { text evidence { text reference } } } } } }""",
    """query($u: USCC!, $day: Date!) { chain(core: $u, depth: 3, asOf: $day) {
      cultivation(programme: "zj_aeo_pool") { candidates(first: 100) { nodes {
        blockedBy missing { subject text } } } bestNextSteps { subject text } } } }""",
)

REFUSALS = frozenset({"BAD_ARGUMENT"})


def questions(chance: Random) -> Iterator[Asked]:
    """Yield questions whose answers are those of a graph that lacks what is hidden."""
    words = official_rulebook().vocabulary
    while True:
        one, day, first = chance.choice(CODES), chance.choice(DAYS), chance.choice((3, 100))
        rating = chance.choice(list(words.schemes.values()))
        wanted = {"scheme": rating.code, "level": chance.choice(rating.levels).code}
        listed = chance.choice(sorted(words.lists))
        criteria: list[dict[str, object]] = [
            {},
            {"rating": wanted},
            {"list": listed},
            {"rating": wanted, "list": listed},
        ]
        yield Asked(ONE, {"u": one, "day": day})
        place = {"region": chance.choice(("410400", "310000", "350200"))}
        found = {**chance.choice(criteria), **chance.choice(({}, place))}
        yield Asked(PAGES, {"w": found, "day": day, "f": first}, ("enterprises",))
        yield Asked(ELIGIBLE, {"w": found, "day": day, "f": first}, ("eligibleEnterprises",))
        yield Asked(HISTORY, {"u": one, "f": first}, ("enterprise", "history"))
        side = chance.choice(("UPSTREAM", "DOWNSTREAM", "BOTH"))
        yield Asked(CHAIN, {"u": one, "day": day, "d": side, "w": chance.choice(criteria)})
        yield Asked(DIFF, {"u": one, "day": day})
        ending = chance.choice(({"rating": rating.code}, {"entry": listed}))
        yield Asked(WHO, {"u": one, "day": day, "e": ending})


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
    await _filled(graph, tmp_path_factory.mktemp("all"), files, site)
    async with serving_here(endpoint, Clock(NOW)) as client:
        reader = await _teller(graph, client, agency)
        told = [await reader.tell(each) for each in asked]
        operator = Teller(client.http, (await author(client, graph)).token, REFUSALS)
        why = [Asked(REASONS, {"u": each, "day": DAYS[-1]}) for each in CODES]
        explained = [await reader.tell(each) for each in why]
        verdicts = []
        for one in CODES:
            same = Asked(VERDICTS, {"u": one, "day": DAYS[-1]})
            verdicts.append((await reader.tell(same), await operator.tell(same)))
            for document in MORE:
                await reader.tell(Asked(document, {"u": one, "day": DAYS[-1]}))
    await _filled(graph, tmp_path_factory.mktemp("left"), left, site)
    async with serving_here(endpoint, Clock(NOW)) as client:
        other = await _teller(graph, client, agency)
        explained_without = [await other.tell(each) for each in why]
    await _filled(graph, tmp_path_factory.mktemp("public"), left)
    async with serving_here(endpoint, Clock(NOW)) as client:
        other = await _teller(graph, client, agency)
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


async def _filled(graph: Graph, folder: Path, files: Files, *sites: Path) -> None:
    await emptied(graph)
    await loaded(graph, *sites)
    await taken(graph, folder, files)


async def _teller(graph: Graph, client: Client, agency: str | None) -> Teller:
    key = await issued_key(graph, client.clock, *READING, agency=agency)
    return Teller(client.http, key.text, REFUSALS)


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
