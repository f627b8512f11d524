"""What a dossier says of a member, and what is said of one that is not registered."""

from credit_graph.domain.chains.profile import unregistered
from credit_graph.domain.facts.record import Enterprise
from support.chain_world import dossier, supplied, survey
from support.small_world import synced

AEO = ("customs", "advanced")


def test_a_dossier_names_each_rating_with_its_scheme_and_level() -> None:
    held = dossier("B", ("tax", "A"), AEO).ratings
    assert [(each.scheme, each.level) for each in held] == [("customs", "advanced"), ("tax", "A")]


def test_only_the_highest_level_of_customs_makes_an_aeo() -> None:
    held = (AEO, ("customs", "general"), ("tax", "advanced"))
    assert [dossier("B", each).profile.is_aeo for each in held] == [True, False, False]


def test_of_an_enterprise_that_is_not_registered_nothing_but_its_code_is_told() -> None:
    told = unregistered("B")
    assert told.enterprise == Enterprise("B", name="", region="", status="")
    assert (told.ratings, told.listings, told.until(["black"])) == ((), (), None)


def test_a_member_that_is_not_registered_keeps_its_place_and_is_unknown() -> None:
    # All of the land was synced, but nobody knows that the member lies in it.
    everywhere = synced("customs", "1", -3, 0)
    links = supplied("BA", "CA", "DB")
    first, second = survey(links, unregistered("B"), dossier("D", AEO), syncs=[everywhere]).tiers
    assert (first.member_count, first.unknown_count) == (2, 1)
    assert (first.aeo_count, first.ratings, first.listed_count) == (0, (), 0)
    assert (second.member_count, second.aeo_count) == (1, 1)
