"""Weak links: against the oracle, and rule by rule."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit_graph.domain.chains.profile import Dossier
from credit_graph.domain.chains.walk import Bounds, ChainDirection
from credit_graph.domain.chains.weak_link import WeakLink, WeakLinkKind, weak_links_of
from credit_graph.domain.truth import Truth
from support import chain_oracle as oracle
from support.chain_cases import CORE, DEPTHS, DIRECTIONS, GROUPS, supplies
from support.chain_oracle import Supply
from support.chain_reader import explored, question_of
from support.chain_world import dossier, roster, supplied, survey

RATED = ("tax", "B")
COMPLETE = ("links_complete", "true")


@settings(max_examples=400, deadline=None)
@given(
    supplies(),
    GROUPS,
    DIRECTIONS,
    DEPTHS,
    st.sets(st.sampled_from("BCDEF")),
    st.sets(st.sampled_from("ABCDEF")),
)
def test_sole_suppliers_are_those_that_the_oracle_finds(  # noqa: PLR0917  # as drawn
    links: list[Supply],
    group: Sequence[str],
    direction: ChainDirection,
    depth: int,
    rated: set[str],
    complete: set[str],
) -> None:
    chain = explored(links, CORE, group=group, direction=direction, depth=depth)
    said = {
        code: dossier(
            code,
            *([RATED] if code in rated else []),
            statements=[COMPLETE] if code in complete else [],
        )
        for code in "ABCDEF"
    }
    known = roster((CORE, *chain.by_code), *said.values())
    asked = question_of(chain.group, direction, depth)
    expected: dict[str, list[str]] = {}
    certain: set[str] = set()
    if "upstream" in asked.sides:
        every = [*oracle.sole_supplies(links, asked, complete)]
        certain = {supplier for _, supplier, sure in every if sure}
        for customer, supplier, sure in every:
            if supplier in rated or supplier == CORE or (supplier in certain and not sure):
                continue
            expected.setdefault(supplier, []).append(customer)
    found = {
        each.uscc: each
        for each in weak_links_of(chain, known)
        if each.kind is WeakLinkKind.SOLE_SUPPLIER
    }
    assert {code: each.affected for code, each in found.items()} == {
        code: len(customers) for code, customers in expected.items()
    }
    for code, customers in expected.items():
        assert (found[code].outcome is Truth.MET) == (code in certain)
        ways = [oracle.shortest_paths(links, asked, "upstream", each)[0] for each in customers]
        assert found[code].path == (*min(ways, key=lambda way: (len(way), way)), code)


def of_kind(kind: WeakLinkKind, *found: WeakLink) -> list[WeakLink]:
    return [each for each in found if each.kind is kind]


def test_a_member_on_a_black_list_is_a_weak_link_with_the_way_to_the_core() -> None:
    listed = dossier("C", RATED, lists={"black": None, "white": None})
    chain = survey(supplied("BA", "CB"), dossier("B", RATED), listed)
    assert of_kind(WeakLinkKind.LISTED, *chain.weak_links) == [
        WeakLink("C", 2, WeakLinkKind.LISTED, ("A", "B", "C"), codes=("black",))
    ]


def test_a_member_that_customs_rates_dishonest_is_a_weak_link() -> None:
    chain = survey(supplied("BA"), dossier("B", ("customs", "dishonest")))
    assert of_kind(WeakLinkKind.DISHONEST, *chain.weak_links) == [
        WeakLink("B", 1, WeakLinkKind.DISHONEST, ("A", "B"))
    ]


@pytest.mark.parametrize("status", ["revoked", "deregistered", "ended", "unregistered"])
def test_a_member_that_may_not_be_in_business_is_a_weak_link_and_the_status_is_named(
    status: str,
) -> None:
    chain = survey(supplied("BA", "CB"), _rated("B"), dossier("C", RATED, status=status))
    assert of_kind(WeakLinkKind.INACTIVE, *chain.weak_links) == [
        WeakLink("C", 2, WeakLinkKind.INACTIVE, ("A", "B", "C"), codes=(status,))
    ]


def test_the_core_itself_is_no_weak_link_of_its_chain() -> None:
    bad = dossier("A", ("customs", "dishonest"), lists={"black": None})
    chain = survey(supplied("BA", "AB"), bad, dossier("B", RATED))
    assert not [each for each in chain.weak_links if each.uscc == "A"]


def test_a_supplier_without_rating_is_no_weak_link_where_another_supplies_too() -> None:
    chain = survey(supplied("BA", "CA"))
    assert not chain.weak_links


def test_a_supplier_with_any_rating_is_no_weak_link_for_being_the_only_one() -> None:
    chain = survey(supplied("BA"), dossier("B", RATED))
    assert not chain.weak_links


def test_the_only_one_of_a_category_is_a_sole_supplier_and_the_category_is_named() -> None:
    links = [
        Supply("B", "A", None, "steel"),
        Supply("C", "A", None, "wood"),
        Supply("D", "A", None, "wood"),
    ]
    chain = survey(links)
    assert [(each.uscc, each.codes) for each in chain.weak_links] == [("B", ("steel",))]


@pytest.mark.parametrize(
    ("shares", "complete", "outcome"),
    [
        ([0.3], False, None),  # 70 % of it come from others
        ([0.3], True, None),
        ([1.0], False, Truth.MET),
        ([0.3, 0.7], False, Truth.MET),
        ([None], False, Truth.UNKNOWN),
        ([None], True, Truth.MET),
        ([0.3, None], False, Truth.UNKNOWN),
    ],
)
def test_only_shares_or_a_declaration_close_the_list_of_suppliers(
    shares: list[float | None], *, complete: bool, outcome: Truth | None
) -> None:
    links = [Supply("B", "A", share, "copper") for share in shares]
    chain = survey(links, dossier("A", statements=[COMPLETE] if complete else []))
    found = [each.outcome for each in chain.weak_links]
    assert found == ([] if outcome is None else [outcome])


def test_who_alone_connects_others_is_known_once_the_links_of_those_are_declared() -> None:
    links = supplied("BA", "CB", "DB", "EA", "DE")
    rated = [dossier(code, RATED) for code in "BDE"]
    (open_one,) = survey(links, *rated, _rated("C")).weak_links
    (known,) = survey(links, *rated, dossier("C", RATED, statements=[COMPLETE])).weak_links
    assert (open_one.outcome, known.outcome) == (Truth.UNKNOWN, Truth.MET)


def test_a_link_without_category_may_be_of_any_so_nobody_else_is_the_only_one() -> None:
    chain = survey([Supply("B", "A", None, "steel"), Supply("C", "A")])
    assert not chain.weak_links


def test_customers_whose_suppliers_were_not_all_read_have_no_sole_supplier() -> None:
    links = supplied("BA", "CA", "DB")
    chain = explored(links, "A", bounds=Bounds(most_links=1))
    found = weak_links_of(chain, roster(("A", *chain.by_code)))
    assert [member.uscc for member in chain.members] == ["B"]
    assert not found


def test_who_alone_connects_others_to_the_core_is_an_articulation() -> None:
    chain = survey(supplied("BA", "CB", "DB", "EA", "DE"), *map(_rated, "BCDE"))
    assert chain.weak_links == (
        WeakLink("B", 1, WeakLinkKind.ARTICULATION, ("A", "B"), affected=1, outcome=Truth.UNKNOWN),
    )


def test_weak_links_come_by_tier_then_kind_then_code() -> None:
    links = supplied("BA", "DC", "CA")
    known = [
        dossier("C", ("customs", "dishonest"), lists={"black": None}),
        dossier("B", ("customs", "dishonest")),
        dossier("D", lists={"black": None}),
    ]
    assert [(each.tier, each.kind, each.uscc) for each in survey(links, *known).weak_links] == [
        (1, "listed", "C"),
        (1, "dishonest", "B"),
        (1, "dishonest", "C"),
        (1, "articulation", "C"),
        (2, "listed", "D"),
        (2, "sole_supplier", "D"),
    ]


def _rated(code: str) -> Dossier:
    return dossier(code, RATED)
