"""S23 for chains and programmes: the answer for all regions, masked by a plain second function."""

import re
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from random import Random

import httpx
import orjson
import pytest

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, loaded, taken
from support.chain_mask import Json, Mask, as_a_set, changes
from support.client import Client, Clock, serving_here
from support.invented_region import code, region_files
from support.keys import bearing, issued_key
from support.official_rules import official_rulebook
from support.tiers import IS_NIGHTLY

ENTERPRISES = 40
QUESTIONS = 1_000 if IS_NIGHTLY else 60
REGIONS = ("310000", "350200", "330200")  # and what lies in them
DAYS = ("2026-10-30", "2026-11-19", "2026-11-23")

MEMBER = (
    "enterprise { uscc name } tier side share reach path { uscc } paths(first: 5) { more paths {"
    " enterprises { uscc } } } ratings { scheme level } lists { list colour }"
)
CHAIN = """
query($core: USCC!, $mode: ChainMode!, $direction: ChainDirection!, $depth: Int!, $day: Date!,
      $programme: String!) {
  chain(core: $core, mode: $mode, direction: $direction, depth: $depth, asOf: $day) {
    core { uscc } group { uscc } groupCount
    tiers { tier memberCount hiddenCount aeoCount aeoShare listedCount supplyShare aeoSupplyShare }
    members(first: 100) {
      totalCount nodes { %MEMBER programmeState(programme: $programme) }
    }
    weakLinks(first: 100) {
      totalCount nodes { enterprise { uscc } tier kind affected path { uscc } }
    }
    cultivation(programme: $programme) {
      counts { achieved in ready withinReach unknown blocked notApplicable } inChain
      inRegion shortfall
      candidates(first: 100) {
        totalCount nodes { enterprise { uscc } tier reach state rank missing { kind subject to } }
      }
    }
    beneficiaries(measure: "xm-2024-2/13", first: 100) {
      totalCount nodes { enterprise { uscc } tier }
    }
    graph(first: 100) {
      omitted nodes { enterprise { uscc } tier side } links { supplier customer share }
    }
  }
}
""".replace("%MEMBER", MEMBER)
DIFF = """
query($core: USCC!, $mode: ChainMode!, $direction: ChainDirection!, $depth: Int!, $from: Date!,
      $day: Date!) {
  chainDiff(core: $core, mode: $mode, direction: $direction, depth: $depth, from: $from, to: $day) {
    joined(first: 100) { totalCount nodes { %SHORT } }
    left(first: 100) { totalCount nodes { %SHORT } }
    changed(first: 100) { totalCount nodes { before { %SHORT } after { %SHORT } } }
  }
}
""".replace("%SHORT", "enterprise { uscc } tier side reach path { uscc } ratings { level }")
REGIONAL = """
query($region: String!, $day: Date!, $after: String) {
  programme(code: "zj_aeo_pool") {
    cultivation(region: $region, asOf: $day) {
      complete inRegion shortfall
      counts { achieved in ready withinReach unknown blocked notApplicable }
      candidates(first: 7, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { enterprise { uscc } state rank missing { kind subject to } }
      }
    }
  }
}
"""


@dataclass(slots=True)
class Reader:
    """Asks with one token, and remembers every byte of the answers."""

    http: httpx.AsyncClient
    token: str
    bodies: list[bytes] = field(default_factory=list)

    async def ask(self, document: str, **variables: object) -> Json:
        """Return the data of an answer without errors."""
        content = orjson.dumps({"query": document, "variables": variables})
        headers = {"content-type": "application/json", **bearing(self.token)}
        answer = await self.http.post("/graphql", content=content, headers=headers)
        self.bodies.append(answer.content)
        body = orjson.loads(answer.content)
        assert "errors" not in body, body["errors"]
        return body["data"]


@dataclass(frozen=True, slots=True)
class World:
    """A graph asked with a token for all regions and with a bound one."""

    client: Client
    everything: Reader
    bound: Reader
    names: Mapping[str, str]

    async def hidden(self, day: str) -> set[str]:
        """Return the codes of those out of sight on a day."""
        vocabulary = official_rulebook().vocabulary
        hidden = set()
        for uscc in self.names:
            found = await self.everything.ask(
                "query($u: USCC!, $d: Date!) { enterprise(uscc: $u, asOf: $d) { region } }",
                u=uscc,
                d=day,
            )
            region = (found["enterprise"] or {"region": ""})["region"]
            if not any(vocabulary.within(region, wider) for wider in REGIONS):
                hidden.add(uscc)
        return hidden


def files() -> Mapping[str, str]:
    """Return files with many links that state shares, and with holdings."""
    chance = Random(11)  # noqa: S311  # invented data, not a secret
    made = dict(region_files(29, ENTERPRISES))
    codes = [code(number) for number in range(ENTERPRISES)]
    pairs = chance.sample(list(product(codes, codes)), k=130)
    lines = [
        f"{supplier},{customer},{chance.choice(('2020-01-01', '2026-11-10'))},"
        f"{chance.choice(('', '', '2026-11-20'))},,{chance.choice(('', 0.125, 0.25, 0.5))},\n"
        for supplier, customer in pairs
        if supplier != customer
    ]
    made["links"] += "".join(lines)
    owners = chance.sample(codes, k=24)
    made["ownership"] = "owner_uscc,owned_uscc,share,valid_from,valid_to\n" + "".join(
        f"{owner},{owned},0.6,2020-01-01,\n"
        for owner, owned in zip(owners[::2], owners[1::2], strict=True)
    )
    return made


@pytest.fixture(scope="module")
async def world(
    graph: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    await loaded(graph)
    await taken(graph, tmp_path_factory.mktemp("files"), files())
    scopes = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS)
    async with serving_here(endpoint, Clock(NOW)) as client:
        keys = [
            await issued_key(graph, client.clock, *scopes, regions=regions)
            for regions in (None, REGIONS)
        ]
        everything, bound = (Reader(client.http, key.text) for key in keys)
        codes = [code(number) for number in range(ENTERPRISES)]
        names = {}
        for each in codes:
            asked = f'{{ enterprise(uscc: "{each}") {{ name }} }}'
            found = (await everything.ask(asked))["enterprise"]
            names[each] = found["name"] if found else each
        yield World(client, everything, bound, names)


def questions() -> list[dict[str, object]]:
    """Return questions about chains, of every mode, direction and depth."""
    chance = Random(5)  # noqa: S311  # invented data
    every = list(
        product(
            [code(number) for number in range(ENTERPRISES)],
            ("ONE_PLUS_N", "GROUP_PLUS"),
            ("BOTH", "UPSTREAM", "DOWNSTREAM"),
            (1, 2, 4),
            DAYS,
        )
    )
    chosen = chance.sample(every, k=QUESTIONS)
    names = ("core", "mode", "direction", "depth", "day")
    return [dict(zip(names, each, strict=True)) for each in chosen]


def plain(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def page(nodes: list[Json], shown: Json) -> tuple[Json, Json]:
    """Return what a connection should hold, and what it holds, whatever the order."""
    return (
        (len(nodes), as_a_set(nodes, plain)),
        (shown["totalCount"], as_a_set(shown["nodes"], plain)),
    )


def check_chain(whole: Json, shown: Json, mask: Mask) -> None:
    """Compare each part of a bound answer with the whole one, masked."""
    members = whole["members"]["nodes"]
    for expected, found in (
        page(mask.members(members), shown["members"]),
        page(mask.seen(whole["weakLinks"]["nodes"]), shown["weakLinks"]),
        page(mask.seen(whole["beneficiaries"]["nodes"]), shown["beneficiaries"]),
    ):
        assert expected == found
    assert shown["core"] == whole["core"]
    assert shown["group"] == [each for each in whole["group"] if not mask.hides(each)]
    assert shown["groupCount"] == whole["groupCount"]
    tiers = mask.tiers(members)
    assert len(tiers) == len(shown["tiers"])
    for expected_tier, tier in zip(tiers, shown["tiers"], strict=True):
        assert tier == pytest.approx(expected_tier)
    cultivation, masked = whole["cultivation"], shown["cultivation"]
    candidates = mask.candidates(cultivation["candidates"]["nodes"])
    assert masked["candidates"] == {"totalCount": len(candidates), "nodes": candidates}
    assert masked["counts"] == mask.counts(members)
    assert masked["inChain"] == masked["counts"]["in"]
    progress = ("inRegion", "shortfall")
    assert [masked[each] for each in progress] == [cultivation[each] for each in progress]
    expected_graph = mask.graph(whole["graph"])
    assert shown["graph"]["links"] == expected_graph["links"]
    assert as_a_set(shown["graph"]["nodes"], plain) == as_a_set(expected_graph["nodes"], plain)


async def test_every_chain_is_the_whole_one_masked(world: World) -> None:
    masks = {day: Mask(await world.hidden(day)) for day in DAYS}
    shown_count = hidden_count = 0
    for asked in questions():
        variables = {**asked, "programme": "zj_aeo_pool"}
        whole = (await world.everything.ask(CHAIN, **variables))["chain"]
        shown = (await world.bound.ask(CHAIN, **variables))["chain"]
        mask = masks[str(asked["day"])]
        if whole is None or mask.hides({"uscc": asked["core"]}):
            assert shown is None
            continue
        check_chain(whole, shown, mask)
        nobody = [each for each in shown["members"]["nodes"] if each["enterprise"] is None]
        hidden_count += len(nobody)
        shown_count += len(shown["members"]["nodes"]) - len(nobody)
        # Whoever is hidden comes last of a tier, and is told from nobody else that is.
        assert len(set(map(plain, nobody))) == len({each["tier"] for each in nobody})
    assert min(shown_count, hidden_count) > QUESTIONS / 4


async def test_what_changed_is_what_changed_in_the_whole_chain_masked(world: World) -> None:
    masks = {day: Mask(await world.hidden(day)) for day in DAYS}
    for asked in questions()[::2]:
        first, last = DAYS[0], str(asked["day"])
        variables = {**asked, "from": first}
        whole = (await world.everything.ask(DIFF, **variables))["chainDiff"]
        shown = (await world.bound.ask(DIFF, **variables))["chainDiff"]
        core = {"uscc": asked["core"]}
        if whole is None or masks[first].hides(core) or masks[last].hides(core):
            assert shown is None
            continue
        for name, mask in (("joined", masks[last]), ("left", masks[first])):
            expected, found = page(mask.members(whole[name]["nodes"]), shown[name])
            assert expected == found
        seen = changes(whole["changed"]["nodes"], masks[first], masks[last])
        expected, found = page(seen, shown["changed"])
        assert expected == found


@pytest.mark.parametrize("region", ["330000", "310000", "410000"])
async def test_a_programme_counts_and_ranks_those_in_sight(world: World, region: str) -> None:
    mask = Mask(await world.hidden(DAYS[-1]))
    whole: list[Json] = []
    shown: list[Json] = []
    for reader, found in ((world.everything, whole), (world.bound, shown)):
        after = None
        while True:
            data = await reader.ask(REGIONAL, region=region, day=DAYS[-1], after=after)
            cultivation = data["programme"]["cultivation"]
            found.extend(cultivation["candidates"]["nodes"])
            if not cultivation["candidates"]["pageInfo"]["hasNextPage"]:
                break
            after = cultivation["candidates"]["pageInfo"]["endCursor"]
    assert shown == mask.candidates(whole)
    assert cultivation["candidates"]["totalCount"] == len(shown)


FILTERS: tuple[dict[str, Json], ...] = (
    {"sides": ["UPSTREAM", "DOWNSTREAM", "BOTH"]},
    {"region": "410000"},
    {"list": "serious_dishonesty"},
    {"kinds": ["manufacturer"]},
    {"rating": {"scheme": "customs", "level": "advanced"}},
    {"programme": "zj_aeo_pool", "states": ["UNKNOWN", "READY", "BLOCKED", "WITHIN_REACH"]},
)


@pytest.mark.parametrize("order", ["TIER", "REACH", "GAP"])
async def test_no_filter_and_no_order_tells_anything_of_the_hidden(
    world: World, order: str
) -> None:
    asked = (
        "query($c: USCC!, $f: ChainMemberFilter, $o: ChainOrder!, $a: String) { chain(core: $c,"
        " depth: 4) { members(first: 3, filter: $f, order: $o, after: $a) { totalCount pageInfo {"
        " hasNextPage endCursor } nodes { tier enterprise { uscc } } } } }"
    )
    hidden = await world.hidden(DAYS[-1])
    cores = [each for each in world.names if each not in hidden][:8]
    for core, chosen in product(cores, ({"programme": "zj_aeo_pool"}, *FILTERS)):
        criteria = {"programme": "zj_aeo_pool", **chosen}
        nodes: list[Json] = []
        after = None
        while True:
            found = (await world.bound.ask(asked, c=core, f=criteria, o=order, a=after))["chain"]
            nodes += found["members"]["nodes"]
            if not found["members"]["pageInfo"]["hasNextPage"]:
                break
            after = found["members"]["pageInfo"]["endCursor"]
        assert len(nodes) == found["members"]["totalCount"]
        nobody = [each for each in nodes if each["enterprise"] is None]
        if chosen in FILTERS:
            assert nobody == []
        elif order != "TIER":
            assert nodes[len(nodes) - len(nobody) :] == nobody or order == "REACH"


async def test_a_picture_names_nobody_hidden_and_says_how_many_there_are(world: World) -> None:
    hidden = await world.hidden(DAYS[-1])
    counted = 0
    for core in [each for each in world.names if each not in hidden][:12]:
        path = f"/chain/{core}.svg?depth=4&lang=en"
        answer = await world.client.http.get(path, headers=bearing(world.bound.token))
        assert answer.status_code == 200
        world.bound.bodies.append(answer.content)
        found = re.search(r"(\d+) more that this token does not show", answer.text)
        counted += int(found[1]) if found else 0
    assert counted > 0
    outside = next(iter(hidden))
    refused = await world.client.http.get(
        f"/chain/{outside}.svg", headers=bearing(world.bound.token)
    )
    assert refused.status_code == 404


async def test_no_answer_of_all_of_these_names_anybody_hidden_throughout(world: World) -> None:
    """Runs last: who is hidden on every day asked about is named by no byte that was answered."""
    always = set.intersection(*[await world.hidden(day) for day in DAYS])
    told = b"\n".join(world.bound.bodies).decode()
    # What a cursor signs is written in Base64.
    told += "".join(map(_opened, re.findall(r'"endCursor":"([^"]+)"', told)))
    assert len(always) > 5
    assert [each for each in always if each in told] == []


def _opened(cursor: str) -> str:
    return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("latin-1")
