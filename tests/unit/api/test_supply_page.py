"""A page of direct partners holds links, and is seen as enterprises too."""

from dataclasses import dataclass
from datetime import date

from credit_graph.api.enterprises.supply import SupplyPage
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.relay.paging import Page
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Enterprise, Origin
from credit_graph.domain.facts.supply import SupplyLink

ALWAYS = Interval(date(2024, 1, 1))


@dataclass(frozen=True, slots=True)
class Stated:
    """A link as it was stated."""

    partner: Enterprise
    origin: Origin
    category: str | None = None
    share: float | None = None
    interval: Interval = ALWAYS


async def three() -> int:
    return 3


def page(*links: SupplyLink, first: int) -> SupplyPage:
    return SupplyPage(
        Page(
            items=links,
            first=first,
            after=None,
            scope="suppliers",
            seal=CursorSeal(b"a test"),
            position=lambda link: (link.partner.uscc, link.origin.fact_id),
            total=three,
        )
    )


STEEL = Enterprise("91310115MA1FAKE00X", "钢材有限公司", "310115")
GLASS = Enterprise("91310115MA1FAKE01Y", "玻璃有限公司", "310115")
LINKS = (Stated(STEEL, Origin("1")), Stated(STEEL, Origin("2")), Stated(GLASS, Origin("3")))


def test_a_partner_with_two_links_stands_twice() -> None:
    assert page(*LINKS, first=3).nodes == [STEEL, STEEL, GLASS]


def test_only_the_links_of_the_page_are_shown_and_another_page_is_told() -> None:
    shown = page(*LINKS, first=2)
    assert [edge.fact_id for edge in shown.edges] == ["1", "2"]
    assert shown.page_info.has_next_page
