"""Walks, groups and dossiers read from the graph, against the oracle and rule by rule."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest

from credit_graph.domain.chains.control import group_of
from credit_graph.domain.chains.members import Chain, ChainMode, ChainQuestion
from credit_graph.domain.chains.profile import Dossier, Listing, Profile
from credit_graph.domain.chains.walk import Bounds, ChainDirection, walk
from credit_graph.graph.chains.reads import Chains
from credit_graph.graph.database.connection import Graph
from support import chain_oracle as oracle
from support.chain_oracle import Stake, Supply
from support.chain_reader import DAY, question_of
from support.dossier_world import any_told
from support.staged_chains import (
    SAID,
    VIEW,
    Said,
    any_said,
    stage_change_sets,
    stage_holdings,
    stage_supplies,
)

WORLDS = 40


@pytest.fixture(scope="module")
async def chains(graph: Graph) -> Chains:
    await stage_change_sets(graph)
    return Chains(graph)


def world(seed: int) -> list[tuple[Supply, Said]]:
    """Up to 40 links among twelve enterprises of their own: cycles, diamonds, hubs, ended ones."""
    chance = Random(seed)  # noqa: S311  # the same worlds in each run
    codes = [f"{seed}-{letter}" for letter in "ABCDEFGHIJKL"]
    spans = [
        (DAY - timedelta(9), date.max),
        (DAY - timedelta(9), date.max),
        (DAY - timedelta(9), DAY),
        (DAY, DAY + timedelta(1)),
        (DAY + timedelta(1), date.max),
    ]
    links = []
    for _ in range(chance.randrange(41)):
        supplier, customer = chance.sample(codes, 2)
        if chance.random() < 0.2:
            customer = codes[0]
        share = chance.choice([None, 0.125, 0.25, 0.5])
        category = chance.choice([None, "steel", "wood"])
        link = Supply(supplier, customer, share, category, *chance.choice(spans))
        if supplier != customer:
            links.append((link, any_said(chance)))
    return links


async def chain_of(  # noqa: PLR0917
    chains: Chains,
    core: str,
    direction: ChainDirection,
    depth: int,
    bounds: Bounds,
    group: Sequence[str] = (),
) -> Chain:
    start = (core, *group)
    given = {side: await chains.links(start, side, depth, VIEW, bounds) for side in direction.sides}
    question = ChainQuestion(core, ChainMode.GROUP_PLUS, direction, depth, DAY)
    return Chain(question, start, walk(start, given, depth, bounds))


@pytest.fixture(scope="module")
async def worlds(graph: Graph, chains: Chains) -> list[list[Supply]]:
    """The links that show, by world."""
    del chains
    every = [world(seed) for seed in range(WORLDS)]
    await stage_supplies(graph, [each for links in every for each in links])
    return [[link for link, said in links if said.shows] for links in every]


@pytest.mark.parametrize("direction", ChainDirection)
async def test_chains_are_those_that_the_oracle_finds(
    chains: Chains, worlds: list[list[Supply]], direction: ChainDirection
) -> None:
    for seed, links in enumerate(worlds):
        depth, group = 1 + seed % 6, [f"{seed}-B"] * (seed % 2)
        chain = await chain_of(chains, f"{seed}-A", direction, depth, Bounds(), group)
        asked = question_of(chain.group, direction, depth)
        expected = oracle.tiers(links, asked)
        del expected[f"{seed}-A"]
        assert {member.uscc: member.tier for member in chain.members} == expected
        for member in chain.members:
            if member.tier:
                side = oracle.nearest_sides(links, asked, member.uscc)[0]
                reach = oracle.reach(links, asked, side, member.uscc)
                assert member.reach == (None if reach is None else float(reach))


@pytest.mark.parametrize("direction", ChainDirection)
async def test_a_walk_that_a_bound_cuts_is_cut_where_the_oracle_cuts_it(
    chains: Chains, worlds: list[list[Supply]], direction: ChainDirection
) -> None:
    for seed, links in enumerate(worlds):
        bounds = Bounds(most_links=1 + seed % 9, most_members=2 + seed % 7)
        chain = await chain_of(chains, f"{seed}-A", direction, 4, bounds)
        asked = question_of(chain.group, direction, 4)
        expected, is_cut = oracle.bounded(links, asked, bounds.most_links, bounds.most_members)
        del expected[f"{seed}-A"]
        assert {member.uscc: member.tier for member in chain.members} == expected
        assert bool(chain.cuts) == is_cut


async def test_the_order_in_which_links_were_stored_changes_nothing(
    graph: Graph, chains: Chains
) -> None:
    links = [link for link, said in max(map(world, range(WORLDS, 2 * WORLDS)), key=len)]
    written = []
    for turn in range(3):
        renamed = [
            (
                Supply(
                    f"order{turn}-{link.supplier[-1]}",
                    f"order{turn}-{link.customer[-1]}",
                    link.share,
                    link.category,
                ),
                SAID,
            )
            for link in links
        ]
        Random(turn).shuffle(renamed)  # noqa: S311  # the same in each run
        await stage_supplies(graph, renamed)
        chain = await chain_of(
            chains, f"order{turn}-A", ChainDirection.BOTH, 3, Bounds(most_links=9)
        )
        told = repr([chain.members, chain.cuts, [chain.path(each.uscc) for each in chain.members]])
        written.append(told.replace(f"order{turn}", "order"))
    assert written[0] == written[1] == written[2]


async def test_a_group_is_the_one_that_the_oracle_finds(graph: Graph, chains: Chains) -> None:
    staged = []
    for seed in range(WORLDS):
        chance = Random(1_000 + seed)  # noqa: S311  # the same in each run
        codes = [f"g{seed}-{letter}" for letter in "ABCDEFG"]
        spans = [(DAY - timedelta(9), date.max), (DAY - timedelta(9), DAY)]
        for _ in range(chance.randrange(15)):
            owner, owned = chance.sample(codes, 2)
            share = chance.choice([0.1, 0.2, 0.3, 0.4, 0.5, 0.51, 0.7])
            days = chance.choice([*spans[:1] * 4, spans[1]])
            staged.append((Stake(owner, owned, share, *days), any_said(chance)))
    await stage_holdings(graph, staged)
    showing = [stake for stake, said in staged if said.shows]
    sizes = set()
    for seed in range(WORLDS):
        core = f"g{seed}-A"
        found = await chains.holdings(core, VIEW)
        group = set(group_of(core, found.holdings))
        sizes.add(len(group))
        assert found.complete
        assert group == oracle.group(core, showing, DAY)
    assert len(sizes) > 2


async def test_a_chain_of_control_longer_than_is_followed_is_not_complete(
    graph: Graph, chains: Chains
) -> None:
    steps = [Stake(f"deep{n}", f"deep{n + 1}", 0.6) for n in range(130)]
    await stage_holdings(graph, [(each, SAID) for each in steps])
    assert not (await chains.holdings("deep0", VIEW)).complete
    assert (await chains.holdings("deep60", VIEW)).complete


async def test_a_dossier_holds_what_shows_on_the_day_sorted(graph: Graph, chains: Chains) -> None:
    long_ago, tomorrow = DAY - timedelta(900), DAY + timedelta(1)
    ended = {"valid_from": long_ago, "valid_to": DAY}
    holds = {"valid_from": long_ago, "valid_to": tomorrow}
    registration = {"uscc": "E", "name": "虚构", "region": "111", "status": "active"}
    await graph.write(
        "testing/stage_dossiers",
        rows=[
            {
                "uscc": "E",
                "registrations": [
                    Said(withdrawn="before").props(**{**registration, "name": "old"}),
                    SAID.props(**registration, kinds=["trader"], registered_on=long_ago),
                ],
                "ratings": [
                    SAID.props(scheme="tax", level="B", **holds),
                    SAID.props(scheme="customs", level="advanced", **holds),
                    SAID.props(scheme="port", level="A", **ended),
                    Said("after").props(scheme="port", level="B", **holds),
                ],
                "entries": [
                    SAID.props(list="white", valid_from=long_ago, valid_to=None),
                    SAID.props(list="black", **holds),
                    SAID.props(list="mixed", **ended),
                ],
                "statements": [SAID.props(statement="wants_aeo", value="true", **holds)],
            }
        ],
    )
    found = await chains.dossiers(["E", "nobody"], VIEW)
    profile = Profile(
        region="111",
        kinds=("trader",),
        ratings=(("customs", "advanced"), ("tax", "B")),
        lists=("black", "white"),
        statements=(("wants_aeo", "true"),),
    )
    listings = (Listing("black", tomorrow), Listing("white", None))
    assert found.dossiers == {"E": Dossier("E", "虚构", "active", long_ago, profile, listings)}


async def test_dossiers_of_many_are_those_that_a_plain_reading_gives(
    graph: Graph, chains: Chains
) -> None:
    chance = Random(7)  # noqa: S311  # the same in each run
    told = [any_told(chance, f"D{number:04}") for number in range(1_200)]
    rows = [each.row() for each in told]
    await graph.write("testing/stage_dossiers", rows=rows, timeout_s=120.0)
    expected = {each.uscc: each.dossier() for each in told if each.dossier() is not None}
    assert len(expected) > 800
    codes = [each.uscc for each in told]
    chance.shuffle(codes)
    for asked in (codes, codes[:999], codes[:1], []):
        found = (await chains.dossiers([*asked, "nobody"], VIEW)).dossiers
        # In the order of the codes that were asked about, whatever the database's.
        assert list(found.items()) == [(c, expected[c]) for c in asked if c in expected]


async def test_an_unknown_core_has_no_links_and_no_dossier(chains: Chains) -> None:
    chain = await chain_of(chains, "nobody", ChainDirection.BOTH, 6, Bounds())
    assert (chain.members, chain.cuts) == ((), ())
    assert (await chains.dossiers(["nobody"], VIEW)).dossiers == {}
