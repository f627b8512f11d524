"""Chains for a token bound to regions: walked with everybody, shown without those elsewhere."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.chains.comparison import compare_chains
from credit_graph.domain.chains.masked import MaskedSurvey, masked_comparison
from credit_graph.domain.chains.members import Member
from credit_graph.domain.chains.picture import picture_of
from credit_graph.domain.chains.profile import Dossier
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.chains.walk import ChainDirection
from credit_graph.domain.chains.weak_link import WeakLinkKind
from support.chain_cases import CODES, CORE, DEPTHS, DIRECTIONS, GROUPS, supplies
from support.chain_oracle import Supply
from support.chain_reader import explored
from support.chain_world import dossier, roster, supplied, survey

HERE = Sight(frozenset({"111"}))
AEO = ("customs", "advanced")


def elsewhere(
    code: str, *ratings: tuple[str, str], lists: Mapping[str, date | None] | None = None
) -> Dossier:
    return dossier(code, *ratings, lists=lists, region="12")


def masked(whole: Survey) -> MaskedSurvey:
    return MaskedSurvey(whole, HERE)


def test_of_a_hidden_member_nothing_is_left_but_its_tier() -> None:
    found = masked(survey(supplied("BA", "CA", "DC", share=0.5), elsewhere("C", AEO)))
    assert found.chain.members == (
        Member("B", 1, found.chain.by_code["B"].side, 0.5, 0.5),
        Member("~000001", 1, None, None, None),
        Member("D", 2, found.chain.by_code["D"].side, 0.25, 0.25),
    )
    assert found.chain.path("D") == ("A", "~000001", "D")
    assert found.chain.paths("D", 9).paths == (("A", "~000001", "D"),)
    assert found.chain.path("~000001") == ()
    assert found.chain.paths("~000001", 9).paths == ()
    assert found.roster.profile("~000001").ratings == ()
    assert "C" not in found.roster.dossiers


def test_figures_of_a_tier_count_those_in_sight() -> None:
    links = supplied("BA", "CA", "DC", share=0.5)
    known = (elsewhere("C", AEO, lists={"black": None}), elsewhere("D"))
    first, second = masked(survey(links, *known)).tiers
    assert (first.member_count, first.hidden_count, first.aeo_count) == (2, 1, 0)
    assert (first.listed_count, first.unknown_count, first.supply_share) == (0, 1, 0.5)
    assert (first.aeo_share, first.ratings, first.at_risk()) == (0.0, (), 0)
    assert (second.member_count, second.hidden_count, second.aeo_share) == (1, 1, 0.0)


def test_risks_are_worked_out_with_everybody_and_shown_of_those_in_sight() -> None:
    links = supplied("BA", "CB", "DB")
    known = (elsewhere("C", ("customs", "dishonest")), elsewhere("D"))
    whole = survey(links, *known)
    (link,) = [x for x in masked(whole).weak_links if x.kind is WeakLinkKind.ARTICULATION]
    assert (link.uscc, link.affected) == ("B", 2)
    hidden_middle = masked(survey(supplied("BA", "CB"), elsewhere("B"), dossier("C", status="x")))
    assert [each.path for each in hidden_middle.weak_links if each.uscc == "C"] == [
        ("A", "~000001", "C")
    ]


def test_no_link_of_a_picture_leads_to_anybody_hidden() -> None:
    picture = picture_of(masked(survey(supplied("BA", "CA", "DC"), elsewhere("C"))).chain, 9)
    assert [node.uscc for node in picture.nodes] == ["A", "B", "~000001", "D"]
    assert [(link.supplier, link.customer) for link in picture.links] == [("B", "A")]
    assert [node.uscc for node in picture.without_hidden().nodes] == ["A", "B", "D"]


def test_a_change_of_somebody_hidden_shows_where_its_tier_changed() -> None:
    before = survey(supplied("BA", "CA", "DC", "EA", "FA"), elsewhere("C"), elsewhere("D"))
    after = survey(
        supplied("BA", "CA", "DA", "EA", "GA"),
        elsewhere("C", AEO),
        elsewhere("D"),
        dossier("E", AEO),
        elsewhere("G"),
    )
    shown = masked_comparison(compare_chains(before, after), masked(before), masked(after))
    assert [(x.before.tier, x.after.tier, x.after.uscc[0]) for x in shown.changed] == [
        (1, 1, "E"),
        (2, 1, "~"),
    ]
    assert [member.uscc[0] for member in shown.joined] == ["~"]
    assert [member.uscc for member in shown.left] == ["F"]


@given(supplies(), GROUPS, DIRECTIONS, DEPTHS, st.sets(st.sampled_from(CODES.replace(CORE, ""))))
def test_whoever_is_in_sight_is_shown_as_with_everybody(
    links: list[Supply],
    group: tuple[str, ...],
    direction: ChainDirection,
    depth: int,
    hidden: set[str],
) -> None:
    chain = explored(links, CORE, group=group, direction=direction, depth=depth)
    whole = Survey(chain, roster((CORE, *chain.by_code, *group), *map(elsewhere, sorted(hidden))))
    found = masked(whole)
    seen = [each for each in chain.members if each.uscc not in hidden]
    assert [each for each in found.chain.members if not each.is_hidden] == seen
    assert Counter(each.tier for each in found.chain.members) == Counter(
        each.tier for each in chain.members
    )
    names: dict[str, str] = {}
    for each in seen:
        for code, shown in zip(chain.path(each.uscc), found.chain.path(each.uscc), strict=True):
            assert (shown == code) is (code not in hidden)
            assert names.setdefault(code, shown) == shown
    assert [x.uscc for x in found.weak_links] == [
        x.uscc for x in whole.weak_links if x.uscc not in hidden
    ]
    told = repr((found.chain.members, found.chain.group, found.weak_links, found.roster.dossiers))
    assert [code for code in hidden if f"'{code}'" in told] == []
