"""What changed in a chain between two days, and what fits into its picture."""

from credit_graph.domain.chains.comparison import compare_chains
from credit_graph.domain.chains.picture import PictureLink, PictureNode, picture_of
from credit_graph.domain.chains.walk import ChainDirection
from support.chain_oracle import Supply
from support.chain_reader import explored
from support.chain_world import dossier, supplied, survey


def test_who_joined_who_left_and_who_changed() -> None:
    before = survey(supplied("BA", "CA", "DC", "EA", "FA"), dossier("E", ("tax", "A")))
    after = survey(
        supplied("BA", "CA", "DA", "EA", "GA"),
        dossier("E", ("tax", "B")),
        dossier("B", lists={"black": None}),
    )
    found = compare_chains(before, after)
    assert [member.uscc for member in found.joined] == ["G"]
    assert [member.uscc for member in found.left] == ["F"]
    assert [each.after.uscc for each in found.changed] == ["B", "D", "E"]
    moved = found.changed[1]
    assert (moved.before.tier, moved.after.tier) == (2, 1)


def test_a_chain_that_stayed_the_same_has_no_differences() -> None:
    found = compare_chains(survey(supplied("BA", "AB")), survey(supplied("BA", "AB")))
    assert (found.joined, found.left, found.changed) == ((), (), ())


def test_a_picture_shows_the_nearest_first_then_those_of_greatest_reach() -> None:
    links = [*supplied("BA", "DB"), *supplied("CA", share=0.5)]
    picture = picture_of(explored(links, "A"), 3)
    up = ChainDirection.UPSTREAM
    assert picture.nodes == (
        PictureNode("A", 0, None),
        PictureNode("C", 1, up),
        PictureNode("B", 1, up),
    )
    assert picture.links == (
        PictureLink("B", "A", None, ()),
        PictureLink("C", "A", 0.5, ()),
    )
    assert picture.omitted == 1


def test_parallel_links_are_one_line_and_a_link_seen_from_both_sides_is_one_too() -> None:
    links = [
        Supply("B", "A", 0.25, "wood"),
        Supply("B", "A", 0.5, "steel"),
        Supply("A", "C", 0.125),
        Supply("C", "B", 0.75),
    ]
    picture = picture_of(explored(links, "A"), 9)
    assert picture.links == (
        PictureLink("A", "C", 0.125, ()),
        PictureLink("B", "A", 0.5, ("steel", "wood")),
        PictureLink("C", "B", 0.75, ()),
    )
