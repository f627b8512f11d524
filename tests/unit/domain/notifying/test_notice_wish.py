"""Wishes become filters by the rules of the day."""

import pytest

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.notifying.change_notice import NoticeKind
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.notifying.notice_wish import ChainWish, NoticeWish
from support.official_rules import official_rulebook

TERMS = official_rulebook().vocabulary


def test_a_wish_is_a_filter_with_all_that_lies_below_its_region() -> None:
    sight = Sight(frozenset({"410400"}))
    kinds, measures = frozenset({NoticeKind.LOST}), frozenset({"pds-2021-7/1"})
    wish = NoticeWish(kinds=kinds, measures=measures, agency="pds-drc", region="410000")
    assert wish.within(TERMS, sight) == NoticeFilter(
        kinds=kinds,
        measures=measures,
        agency="pds-drc",
        regions=TERMS.below("410000"),
        sight=sight,
    )
    assert "410400" in TERMS.below("410000")
    assert NoticeWish().within(TERMS, None) == NoticeFilter()


@pytest.mark.parametrize(
    ("named", "members", "wanted"),
    [
        (None, None, None),
        ({"A"}, None, {"A"}),
        (None, {"A", "B"}, {"A", "B"}),
        ({"A", "C"}, {"A", "B"}, {"A"}),
        ({"C"}, {"A", "B"}, set()),
    ],
)
def test_enterprises_that_are_named_must_be_in_the_chain_too(
    named: set[str] | None, members: set[str] | None, wanted: set[str] | None
) -> None:
    wish = NoticeWish(
        enterprises=None if named is None else frozenset(named), chain=ChainWish("A", 1)
    )
    found = wish.within(TERMS, None, None if members is None else frozenset(members))
    assert found.enterprises == (None if wanted is None else frozenset(wanted))
