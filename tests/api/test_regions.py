"""A token bound to regions: enterprises elsewhere are as if they were not in the graph (S23)."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import orjson
import pytest

from credit_graph.api.relay.node import to_global_id
from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, loaded, taken
from support.client import Client, Clock, serving_here
from support.comparable_answers import Asked, Teller
from support.empty_graph import emptied
from support.invented_region import code, region_files
from support.keys import issued_key
from support.official_rules import official_rulebook
from support.tiers import IS_NIGHTLY

ENTERPRISES = 50
QUESTIONS = 10_000 if IS_NIGHTLY else 150
REGIONS = ("310000", "350200")  # and what lies in them
READING = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)
PARTNERS = "nodes { uscc name region status } totalCount pageInfo { hasNextPage endCursor }"
FEWER = "nodes { uscc name } totalCount pageInfo { hasNextPage endCursor }"
LISTS = "pageInfo { hasNextPage endCursor } totalCount"


def questions(chance: Random, codes: list[str], names: Mapping[str, str]) -> Iterator[Asked]:
    """Yield questions whose answers are those of a graph that lacks what is hidden."""
    rules = official_rulebook().vocabulary
    while True:
        one = chance.choice(codes)
        first = chance.choice((3, 7, 100))
        yield Asked("query($u: USCC!) { enterprise(uscc: $u) { uscc name region } }", {"u": one})
        ids = [to_global_id("Enterprise", each) for each in chance.sample(codes, k=3)]
        yield Asked("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ids})
        yield Asked(
            "query($f: Int!, $after: String, $w: EnterpriseFilter) { enterprises(first: $f, after:"
            f" $after, filter: $w) {{ nodes {{ uscc name region }} {LISTS} }} }}",
            {"f": first, "w": _filter(chance, rules.regions, rules.lists)},
            ("enterprises",),
        )
        side = chance.choice(("suppliers", "customers"))
        for inside in (
            PARTNERS,
            "nodes { uscc name } totalCount pageInfo { hasNextPage endCursor }",
        ):
            yield Asked(
                "query($u: USCC!, $f: Int!, $after: String) { enterprise(uscc: $u) {"
                f" {side}(first: $f, after: $after) {{ {inside} }} }} }}",
                {"u": one, "f": first},
                ("enterprise", side),
            )
        yield Asked(
            "query($u: USCC!, $f: Int!, $after: String) { enterprise(uscc: $u) { history(first: $f,"
            " after: $after) { nodes { kind validFrom validTo details { name value } partner { uscc"
            f" }} }} {LISTS} }} }} }}",
            {"u": one, "f": first},
            ("enterprise", "history"),
        )
        yield Asked(
            "query($t: String!, $f: Int!, $after: String) { search(text: $t, first: $f, after:"
            f" $after) {{ nodes {{ __typename ... on Enterprise {{ uscc }} }} {LISTS} }} }}",
            {"t": chance.choice((names[one], names[one][-9:-4], "虚构")), "f": max(first, 7)},
            ("search",),
        )
        yield Asked(
            "query($u: USCC!) { enterprise(uscc: $u) { registrations { name region validFrom }"
            " ratings { level } lists { list } } }",
            {"u": one},
        )


def _filter(chance: Random, regions: Mapping[str, object], lists: Mapping[str, object]) -> object:
    return chance.choice(
        (
            None,
            {"region": chance.choice(sorted(regions))},
            {"list": chance.choice(sorted(lists))},
            {"status": "active"},
            {"rating": {"scheme": "customs", "level": "advanced"}},
            {"nameContains": "虚构"},
        )
    )


# Every answer here rests on facts of all enterprises; what it shows of them is masked.
VERDICTS = (
    "query($u: USCC!) { eligibility(uscc: $u) { counts { eligible conditional notEligible unknown }"
    " decisions { verdict nearestVerdict parts { verdict } } } }"
)
_EVIDENCE = "reasons { evidence { kind text factId source reference validFrom validTo } }"
_CAUSES = "causes { evidence { text factId } }"
_DECIDED = f"decisions {{ {_EVIDENCE} parts {{ {_EVIDENCE} }} }}"
_MOVED = f"gained {{ {_CAUSES} }} lost {{ {_CAUSES} before {{ {_EVIDENCE} }} }}"
_DAYS = 'from: "2026-10-01", to: "2026-11-23"'
_CHANGES = 'changes: [{rating: {scheme: "customs", level: "advanced"}}]'
EVERYTHING = tuple(
    f"query($u: USCC!) {{ {asked} }}"
    for asked in (
        f"eligibility(uscc: $u) {{ {_DECIDED} }}",
        f"enterprise(uscc: $u) {{ eligibility {{ {_DECIDED} }} }}",
        f"eligibilityDiff(uscc: $u, {_DAYS}) {{ {_MOVED} }}",
        f"whatIf(uscc: $u, {_CHANGES}) {{ report {{ {_DECIDED} }} diff {{ {_MOVED} }} }}",
        f'whoToTell(uscc: $u, ending: {{rating: "customs"}}) {{ lost {{ {_CAUSES} }} }}',
    )
)
QUALIFY = Asked(
    'query($after: String) { eligibleEnterprises(measure: "xm-2024-2/13", verdicts: [ELIGIBLE,'
    " CONDITIONAL, UNKNOWN, NOT_ELIGIBLE], first: 9, after: $after) { nodes { verdict enterprise {"
    " uscc region } } totalCount pageInfo { hasNextPage endCursor } } }",
    path=("eligibleEnterprises",),
)


@dataclass(slots=True)
class World:
    """What was asked of the whole graph with a bound token, and of one without the hidden."""

    asked: list[Asked]
    bound: list[str]
    without: list[str]
    hidden: set[str]
    seen: set[str]
    names: Mapping[str, str]
    bound_bodies: list[bytes]
    verdicts: Mapping[str, tuple[str, str]]
    qualifying: tuple[str, str]


@pytest.fixture(scope="module")
async def world(
    graph: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> World:
    """Ask everything of one graph, then of the other."""
    files = region_files(23, ENTERPRISES)
    codes = [code(number) for number in range(ENTERPRISES)]
    await _imported(graph, tmp_path_factory.mktemp("all"), files)
    async with serving_here(endpoint, Clock(NOW)) as client:
        everything = await _teller(graph, client, None)
        bound = await _teller(graph, client, REGIONS)
        places = {each: await _place(everything, each) for each in codes}
        vocabulary = official_rulebook().vocabulary
        seen = {
            each
            for each, (_, region) in places.items()
            if any(vocabulary.within(region, wider) for wider in REGIONS)
        }
        names = {each: name for each, (name, _) in places.items()}
        make = questions(Random(7), [*codes, code(ENTERPRISES)], {**names, code(ENTERPRISES): "x"})  # noqa: S311  # invented data
        asked = [next(make) for _ in range(QUESTIONS)]
        answers = [await bound.tell(each) for each in asked]
        verdicts = {
            each: (
                await everything.tell(Asked(VERDICTS, {"u": each})),
                await bound.tell(Asked(VERDICTS, {"u": each})),
            )
            for each in codes
        }
        for each in codes:
            for document in EVERYTHING:
                await bound.tell(Asked(document, {"u": each}))
        qualifying = (await everything.tell(QUALIFY), await bound.tell(QUALIFY))
    await emptied(graph)
    await _imported(graph, tmp_path_factory.mktemp("seen"), _without_hidden(files, seen))
    async with serving_here(endpoint, Clock(NOW)) as client:
        everything = await _teller(graph, client, None)
        without = [await everything.tell(each) for each in asked]
    return World(
        asked=asked,
        bound=answers,
        without=without,
        hidden=set(codes) - seen,
        seen=seen,
        names=names,
        bound_bodies=bound.bodies,
        verdicts=verdicts,
        qualifying=qualifying,
    )


async def _teller(graph: Graph, client: Client, regions: tuple[str, ...] | None) -> Teller:
    key = await issued_key(graph, client.clock, *READING, regions=regions)
    return Teller(client.http, key.text)


async def _place(teller: Teller, uscc: str) -> tuple[str, str]:
    found = orjson.loads(
        await teller.tell(Asked(f'{{ enterprise(uscc: "{uscc}") {{ name region }} }}'))
    )
    return found["enterprise"]["name"], found["enterprise"]["region"]


async def _imported(graph: Graph, folder: Path, files: Mapping[str, str]) -> None:
    await loaded(graph)
    await taken(graph, folder, files)


def _without_hidden(files: Mapping[str, str], seen: set[str]) -> Mapping[str, str]:
    """Return the files without every row that names somebody hidden."""
    return {name: "".join(_kept(text, seen)) for name, text in files.items()}


def _kept(text: str, seen: set[str]) -> Iterator[str]:
    head, *lines = text.splitlines(keepends=True)
    yield head
    for line in lines:
        cells = next(csv.reader(io.StringIO(line)))
        if all(cell in seen for cell in cells if cell.startswith("91350200MA")):
            yield line


def test_both_kinds_of_enterprises_are_many(world: World) -> None:
    assert len(world.hidden) > 10
    assert len(world.seen) > 10


def test_every_answer_is_that_of_a_graph_without_the_hidden(world: World) -> None:
    told = zip(world.asked, world.bound, world.without, strict=True)
    for asked, bound, without in told:
        assert bound == without, asked
    assert any('"uscc"' in each for each in world.bound)


def test_no_answer_holds_the_code_or_the_name_of_anybody_hidden(world: World) -> None:
    told = b"\n".join(world.bound_bodies).decode()
    assert [each for each in world.hidden if each in told or world.names[each] in told] == []
    assert any(each in told for each in world.seen)


def test_verdicts_use_all_facts_and_hidden_enterprises_have_none(world: World) -> None:
    for uscc, (everything, bound) in world.verdicts.items():
        expected = everything if uscc in world.seen else '{"eligibility":null}'
        assert bound == expected


def _uscc(node: str) -> str:
    return str(orjson.loads(node)["enterprise"]["uscc"])


def test_those_who_qualify_are_counted_among_the_seen(world: World) -> None:
    everything, bound = (orjson.loads(each) for each in world.qualifying)
    seen = [
        each for each in everything[1] if orjson.loads(each[0])["enterprise"]["uscc"] in world.seen
    ]
    assert bound == [len(seen), seen]
    assert len(seen) < len(everything[1])
