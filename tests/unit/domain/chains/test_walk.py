"""What the bounds of a walk cut, and what shares come to, rule by rule."""

import pytest

from credit_graph.domain.chains.control import Holding, group_of
from credit_graph.domain.chains.routes import Paths, pair_share
from credit_graph.domain.chains.walk import Bounds, ChainDirection, ChainLink, Cut, CutKind
from support.chain_oracle import Supply
from support.chain_reader import explored
from support.chain_world import supplied

UP = ChainDirection.UPSTREAM


def test_a_walk_within_its_bounds_is_not_cut() -> None:
    chain = explored(supplied("BA", "CB", "DC"), "A", bounds=Bounds(3, 3))
    assert chain.cuts == ()


def test_members_beyond_the_bound_are_left_out_by_code_and_counted() -> None:
    chain = explored(supplied("DA", "BA", "CA", "EB"), "A", bounds=Bounds(99, 2))
    assert [member.uscc for member in chain.members] == ["B", "C"]
    assert chain.cuts == (Cut(CutKind.MEMBERS, 1, 2 - 1), Cut(CutKind.TIERS, 2))


def test_links_to_members_that_were_left_out_are_no_links_of_the_chain() -> None:
    chain = explored(supplied("BA", "CA"), "A", direction=UP, bounds=Bounds(99, 1))
    assert [link.far for _, link in chain.links()] == ["B"]


def test_a_full_chain_says_that_farther_tiers_were_not_looked_at() -> None:
    chain = explored(supplied("BA", "CA", "DB"), "A", direction=UP, bounds=Bounds(99, 2))
    assert chain.cuts == (Cut(CutKind.TIERS, 2),)


def test_a_full_chain_that_reaches_its_depth_is_whole() -> None:
    chain = explored(supplied("BA", "CA", "DB"), "A", depth=1, direction=UP, bounds=Bounds(99, 2))
    assert chain.cuts == ()


def test_links_beyond_the_bound_are_not_followed_and_who_has_them_is_counted() -> None:
    chain = explored(
        supplied("BA", "CA", "DB", "EC", "FC"), "A", direction=UP, bounds=Bounds(4, 99)
    )
    assert [member.uscc for member in chain.members] == ["B", "C", "D", "E"]
    assert chain.cuts == (Cut(CutKind.LINKS, 1, 1), Cut(CutKind.TIERS, 3))


def test_parallel_links_are_followed_together_or_not_at_all() -> None:
    links = [Supply("B", "A", 0.25), Supply("C", "A", 0.25), Supply("C", "A", 0.5)]
    chain = explored(links, "A", direction=UP, depth=1, bounds=Bounds(2, 99))
    assert [member.uscc for member in chain.members] == ["B"]
    assert chain.cuts == (Cut(CutKind.LINKS, 0, 1),)


def test_a_cut_leaves_the_tiers_that_are_told_exact() -> None:
    links = supplied("BA", "CA", "DB", "EC", "EB")
    whole = explored(links, "A", direction=UP)
    cut = explored(links, "A", direction=UP, bounds=Bounds(3, 99))
    assert cut.by_code.keys() < whole.by_code.keys()
    assert all(whole.by_code[code].tier == cut.by_code[code].tier for code in cut.by_code)


def test_self_supply_through_the_group_stays_within_tier_zero() -> None:
    chain = explored(supplied("BA", "CB", "AC"), "A", group=("A", "C"))
    assert {member.uscc: member.tier for member in chain.members} == {"B": 1, "C": 0}
    assert [member.uscc for member in chain.members] == ["C", "B"]


@pytest.mark.parametrize(
    ("links", "share"),
    [
        ([ChainLink("A", "B")], None),
        ([ChainLink("A", "B", 0.25), ChainLink("A", "B", 0.5)], 0.75),
        ([ChainLink("A", "B", 0.75), ChainLink("A", "B", 0.5)], 1.0),
        ([ChainLink("A", "B", 0.25, "steel"), ChainLink("A", "B", 0.5, "wood")], 0.5),
        ([ChainLink("A", "B", 0.25, "steel"), ChainLink("A", "B", None, "wood")], 0.25),
    ],
)
def test_parallel_links_add_up_in_a_category_and_the_greatest_category_counts(
    links: list[ChainLink], share: float | None
) -> None:
    assert pair_share(links) == share


def test_reach_adds_up_all_shortest_ways_and_the_path_is_one_of_them() -> None:
    links = [
        *supplied("BA", "CA", share=0.5),
        *supplied("DB", share=0.5),
        *supplied("DC", share=0.25),
    ]
    chain = explored(links, "A", direction=UP)
    assert chain.path("D") == ("A", "B", "D")
    assert (chain.by_code["D"].share, chain.by_code["D"].reach) == (0.25, 0.375)
    assert chain.paths("D", 1) == Paths((("A", "B", "D"),), more=True)
    assert chain.paths("D", 2) == Paths((("A", "B", "D"), ("A", "C", "D")), more=False)


def test_the_path_is_the_shortest_way_whose_codes_come_first_from_the_core_on() -> None:
    # D comes before E, but its way leads through C, and E's through B.
    chain = explored(supplied("BA", "CA", "DC", "EB", "FD", "FE"), "A", direction=UP)
    assert chain.path("F") == ("A", "B", "E", "F")


def test_a_way_without_stated_shares_neither_adds_to_reach_nor_hides_the_others() -> None:
    links = [*supplied("BA", "CA", "DC", share=0.5), *supplied("DB")]
    chain = explored(links, "A", direction=UP)
    assert (chain.by_code["D"].share, chain.by_code["D"].reach) == (None, 0.25)


def test_the_core_and_its_group_have_no_path_but_themselves() -> None:
    chain = explored(supplied("BA"), "A", group=("A", "C"))
    assert chain.path("C") == ("C",)
    assert chain.paths("C", 5) == Paths((), more=False)


def test_shares_that_only_add_up_to_one_half_do_not_control() -> None:
    thirds = [Holding("A", "B", 0.1), Holding("A", "B", 0.2), Holding("A", "B", 0.2)]
    assert group_of("A", thirds) == ("A",)
    assert group_of("A", [*thirds, Holding("A", "B", 0.01)]) == ("A", "B")


def test_control_passes_through_members_and_their_shares_add_up() -> None:
    holdings = [
        Holding("A", "B", 0.6),
        Holding("A", "C", 0.3),
        Holding("B", "C", 0.3),
        Holding("C", "A", 0.9),
    ]
    assert group_of("A", holdings) == ("A", "B", "C")
    assert group_of("B", holdings) == ("B",)
