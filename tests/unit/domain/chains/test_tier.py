"""Tiers of a chain in figures."""

from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.chains.tier import LevelCount
from credit_graph.domain.chains.walk import ChainDirection
from support.chain_oracle import Supply
from support.chain_reader import explored
from support.chain_world import dossier, roster, supplied, survey
from support.small_world import synced

AEO = ("customs", "advanced")


def test_each_tier_counts_its_members_by_what_holds_on_the_day() -> None:
    known = [
        dossier("B", AEO, ("tax", "A")),
        dossier("C", ("customs", "dishonest"), lists={"black": None, "white": None}),
        dossier("D", ("tax", "A"), lists={"white": None}),
        dossier("E", AEO),
    ]
    first, second = survey(supplied("BA", "CA", "DA", "EB"), *known).tiers
    assert (first.tier, first.member_count, first.aeo_count, first.listed_count) == (1, 3, 1, 1)
    assert first.ratings == (
        LevelCount("customs", "advanced", 1),
        LevelCount("customs", "dishonest", 1),
        LevelCount("tax", "A", 2),
    )
    assert (second.tier, second.member_count, second.aeo_share) == (2, 1, 1.0)


def test_an_unrated_member_is_unknown_unless_its_region_was_synced() -> None:
    links = supplied("BA", "CA", "DA")
    known = [dossier("B"), dossier("C", region="12"), dossier("D", ("customs", "general"))]
    (tier,) = survey(links, *known, syncs=[synced("customs", "12", -3, 0)]).tiers
    assert tier.unknown_count == 1


def test_weak_links_are_counted_once_whatever_their_kinds() -> None:
    known = [
        dossier("B", ("customs", "dishonest"), lists={"black": None}),
        dossier("C", AEO),
    ]
    (tier,) = survey(supplied("BA", "CA"), *known).tiers
    assert tier.at_risk() == 1


def test_supply_counts_what_comes_from_upstream_and_at_most_the_whole() -> None:
    links = [
        Supply("B", "A", 0.5, "steel"),
        Supply("C", "A", 0.25, "steel"),
        Supply("D", "A", 0.75, "wood"),
        Supply("A", "E", 0.75),
        Supply("F", "A"),
    ]
    known = [dossier("C", AEO), dossier("E", AEO)]
    (tier,) = survey(links, *known).tiers
    assert (tier.supply_share, tier.aeo_supply_share) == (1.0, 0.25)


def test_tier_zero_is_the_group_without_its_core() -> None:
    chain = explored(supplied("CB"), "A", group=("A", "B"), direction=ChainDirection.UPSTREAM)
    figures = Survey(chain, roster(("A", "B", "C"))).tiers
    assert [(each.tier, each.member_count) for each in figures] == [(0, 1), (1, 1)]


def test_a_core_without_links_has_no_tiers() -> None:
    chain = explored([], "A")
    assert Survey(chain, roster("A")).tiers == ()
