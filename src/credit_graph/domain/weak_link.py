"""Weak links of a chain: members through which a risk reaches the core.

An AEO has to watch its business partners, so a dishonest partner is a risk to the core's own
standing; a supplier that nobody can replace is one to its supply.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from credit_graph.domain.articulation import cut_off_by_loss
from credit_graph.domain.chain import Chain
from credit_graph.domain.roster import Roster
from credit_graph.domain.truth import Truth
from credit_graph.domain.walk import ChainDirection, ChainLink


class WeakLinkKind(StrEnum):
    """Why a member is a weak link, gravest first."""

    LISTED = "listed"  # stands on a black list
    DISHONEST = "dishonest"  # customs rates it dishonest
    INACTIVE = "inactive"  # its registration has ended, or it may not be in business
    SOLE_SUPPLIER = "sole_supplier"  # the only one of a customer, and without any rating
    ARTICULATION = "articulation"  # others reach the core only through it


@dataclass(frozen=True, slots=True)
class WeakLink:
    """One reason for which one member is a weak link.

    `path` leads from tier 0 out to the member, the way on which the risk comes in. `affected`:
    for SOLE_SUPPLIER how many customers in the chain have no other supplier, for ARTICULATION
    how many members would be cut off. `codes` are the lists or categories concerned, for INACTIVE
    the status of the registration.
    """

    uscc: str
    tier: int
    kind: WeakLinkKind
    path: tuple[str, ...]
    affected: int | None = None
    codes: tuple[str, ...] = ()


_ORDER = {kind: place for place, kind in enumerate(WeakLinkKind)}


def place_of(link: WeakLink) -> tuple[int, int, str]:
    """Return the place in the order: by tier, then kind, then code."""
    return (link.tier, _ORDER[link.kind], link.uscc)


def weak_links_of(chain: Chain, roster: Roster) -> tuple[WeakLink, ...]:
    """Return the weak links, nearest to the core first."""
    found = [
        *_untrustworthy(chain, roster),
        *_sole_suppliers(chain, roster),
        *_articulations(chain),
    ]
    return tuple(sorted(found, key=place_of))


def _untrustworthy(chain: Chain, roster: Roster) -> Iterator[WeakLink]:
    for member in chain.members:
        profile = roster.profile(member.uscc)
        if black := roster.barred_by(profile):
            path = chain.path(member.uscc)
            yield WeakLink(member.uscc, member.tier, WeakLinkKind.LISTED, path, codes=black)
        if profile.is_dishonest:
            path = chain.path(member.uscc)
            yield WeakLink(member.uscc, member.tier, WeakLinkKind.DISHONEST, path)
        if roster.effect(profile) is not Truth.MET:
            path = chain.path(member.uscc)
            codes = (profile.status,)
            yield WeakLink(member.uscc, member.tier, WeakLinkKind.INACTIVE, path, codes=codes)


def _articulations(chain: Chain) -> Iterator[WeakLink]:
    for code, cut_off in cut_off_by_loss(chain.group, chain.ties()).items():
        tier, path = chain.by_code[code].tier, chain.path(code)
        yield WeakLink(code, tier, WeakLinkKind.ARTICULATION, path, affected=cut_off)


@dataclass(frozen=True, slots=True)
class Dependence:
    """A customer with one supplier only, in some `categories`; in all, if there are none."""

    customer: str
    supplier: str
    categories: tuple[str, ...]


def _sole_suppliers(chain: Chain, roster: Roster) -> Iterator[WeakLink]:
    """Only customers all of whose suppliers were read can be told to have no other."""
    walked = chain.sides.get(ChainDirection.UPSTREAM)
    if walked is None:
        return
    bought: dict[str, list[ChainLink]] = {}
    for links in walked.links:
        for link in links:
            if link.near not in walked.unfollowed:
                bought.setdefault(link.near, []).append(link)
    on_one: dict[str, list[Dependence]] = {}
    for links in bought.values():
        for each in dependences(links):
            if each.supplier in chain.by_code and not roster.profile(each.supplier).ratings:
                on_one.setdefault(each.supplier, []).append(each)
    for supplier, found in on_one.items():
        nearest = min(found, key=lambda each: _nearness(chain, each.customer))
        yield WeakLink(
            uscc=supplier,
            tier=chain.by_code[supplier].tier,
            kind=WeakLinkKind.SOLE_SUPPLIER,
            path=(*chain.path_on(ChainDirection.UPSTREAM, nearest.customer), supplier),
            affected=len(found),
            codes=tuple(sorted({category for each in found for category in each.categories})),
        )


def dependences(links: Sequence[ChainLink]) -> Iterator[Dependence]:
    """Yield the suppliers of one customer that are the only one in a category, or at all.

    A link without a category may be of any: it takes from all others the claim to be the only
    one, and has that claim itself only if its supplier is the only one at all.
    """
    by_category: dict[str | None, set[str]] = {}
    if len(links) == 1:  # so it is with most customers
        ((customer, supplier, _, category),) = links
        yield Dependence(customer, supplier, () if category is None else (category,))
        return
    customer = ""
    for link in links:
        customer = link.near
        by_category.setdefault(link.category, set()).add(link.far)
    unstated = by_category.get(None, set())
    every = set[str]().union(*by_category.values())
    sole: dict[str, list[str]] = {supplier: [] for supplier in every if len(every) == 1}
    for category, suppliers in by_category.items():
        if category is not None and len(suppliers | unstated) == 1:
            sole.setdefault(next(iter(suppliers)), []).append(category)
    for supplier in sorted(sole):
        yield Dependence(customer, supplier, tuple(sorted(sole[supplier])))


def _nearness(chain: Chain, customer: str) -> tuple[int, tuple[str, ...]]:
    path = chain.path_on(ChainDirection.UPSTREAM, customer)
    return (len(path), path)
