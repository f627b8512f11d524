"""Chains against the oracle, over generated links, and the rules one by one."""

from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from credit_graph.domain.chains.articulation import cut_off_by_loss
from credit_graph.domain.chains.control import Holding, group_of
from credit_graph.domain.chains.members import Chain
from credit_graph.domain.chains.walk import Bounds, ChainDirection
from support import chain_oracle as oracle
from support.chain_cases import CORE, DEPTHS, DIRECTIONS, GROUPS, supplies
from support.chain_oracle import Stake, Supply
from support.chain_reader import DAY, explored, question_of


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(supplies(), GROUPS, DIRECTIONS, DEPTHS)
def test_members_stand_where_the_oracle_finds_them(
    links: list[Supply], group: Sequence[str], direction: ChainDirection, depth: int
) -> None:
    chain = explored(links, CORE, group=group, direction=direction, depth=depth)
    asked = question_of(chain.group, direction, depth)
    expected = oracle.tiers(links, asked)
    del expected[CORE]
    assert {member.uscc: member.tier for member in chain.members} == expected
    for member in chain.members:
        if member.tier == 0:
            continue
        sides = oracle.nearest_sides(links, asked, member.uscc)
        ways = [
            way for side in sides for way in oracle.shortest_paths(links, asked, side, member.uscc)
        ]
        assert member.side == (sides[0] if len(sides) == 1 else ChainDirection.BOTH)
        assert chain.paths(member.uscc, 100).paths == tuple(ways)
        assert chain.path(member.uscc) == ways[0]
        share = oracle.path_share(links, asked, sides[0], ways[0])
        assert member.share == (None if share is None else float(share))
        reach = oracle.reach(links, asked, sides[0], member.uscc)
        assert member.reach == (None if reach is None else float(reach))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(supplies(), GROUPS, DIRECTIONS, DEPTHS)
def test_what_a_loss_would_cut_off_is_what_the_oracle_finds_by_taking_it_away(
    links: list[Supply], group: Sequence[str], direction: ChainDirection, depth: int
) -> None:
    chain = explored(links, CORE, group=group, direction=direction, depth=depth)
    ties = ((link.near, link.far) for _, link in chain.links())
    asked = question_of(chain.group, direction, depth)
    assert cut_off_by_loss(chain.group, ties) == oracle.cut_off(links, asked)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(supplies(), GROUPS, DIRECTIONS, DEPTHS, st.integers(1, 12), st.integers(1, 8))
def test_a_bounded_walk_is_cut_where_the_oracle_cuts_it(  # noqa: PLR0917
    links: list[Supply],
    group: Sequence[str],
    direction: ChainDirection,
    depth: int,
    most_links: int,
    most_members: int,
) -> None:
    bounds = Bounds(most_links, most_members)
    chain = explored(links, CORE, group=group, direction=direction, depth=depth, bounds=bounds)
    asked = question_of(chain.group, direction, depth)
    expected, is_cut = oracle.bounded(links, asked, most_links, most_members)
    del expected[CORE]
    assert {member.uscc: member.tier for member in chain.members} == expected
    assert bool(chain.cuts) == is_cut


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(supplies(), GROUPS, st.randoms(use_true_random=False), st.integers(1, 12))
def test_the_order_in_which_links_are_stored_changes_nothing(
    links: list[Supply], group: Sequence[str], chance: Random, most_links: int
) -> None:
    bounds = Bounds(most_links, 5)
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert written(explored(links, CORE, group=group, bounds=bounds)) == written(
        explored(shuffled, CORE, group=group, bounds=bounds)
    )


def written(chain: Chain) -> str:
    """Return all that is said of a chain, as text."""
    return repr(
        [
            chain.members,
            chain.cuts,
            [chain.path(member.uscc) for member in chain.members],
            [chain.paths(member.uscc, 3) for member in chain.members],
        ]
    )


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.builds(
            Stake,
            st.sampled_from("ABCDEF"),
            st.sampled_from("ABCDEF"),
            st.sampled_from([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.51, 0.6, 1.0]),
        ),
        max_size=14,
    )
)
def test_a_group_is_what_the_oracle_finds_by_asking_every_enterprise(stakes: list[Stake]) -> None:
    holdings = [Holding(each.owner, each.owned, each.share) for each in stakes]
    assert set(group_of(CORE, holdings)) == oracle.group(CORE, stakes, DAY)
