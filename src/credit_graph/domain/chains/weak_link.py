"""Weak links of a chain: members through which a risk reaches the core.

An AEO has to watch its business partners, so a dishonest partner is a risk to the core's own
standing; a supplier that nobody can replace is one to its supply.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from credit_graph.domain.chains.articulation import cut_off_by_loss
from credit_graph.domain.chains.members import Chain
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.walk import ChainDirection, ChainLink
from credit_graph.domain.conditions.operators.link import LINKS_COMPLETE
from credit_graph.domain.truth import Truth


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
    the status of the registration. `outcome` is MET, or UNKNOWN where nothing else is recorded and
    the record may not be complete: no shares that add up to the whole, no declaration.
    """

    uscc: str
    tier: int
    kind: WeakLinkKind
    path: tuple[str, ...]
    affected: int | None = None
    codes: tuple[str, ...] = ()
    outcome: Truth = Truth.MET


_ROUNDING = 1e-9  # shares are decimal fractions, whose sums are not exact in binary
_ORDER = {kind: place for place, kind in enumerate(WeakLinkKind)}


def place_of(link: WeakLink) -> tuple[int, int, str]:
    """Return the place in the order: by tier, then kind, then code."""
    return (link.tier, _ORDER[link.kind], link.uscc)


def weak_links_of(chain: Chain, roster: Roster) -> tuple[WeakLink, ...]:
    """Return the weak links, nearest to the core first."""
    found = [
        *_untrustworthy(chain, roster),
        *_sole_suppliers(chain, roster),
        *_articulations(chain, roster),
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


def _articulations(chain: Chain, roster: Roster) -> Iterator[WeakLink]:
    """Yield who holds others to the core, for certain only if all links of those are declared."""
    lost = cut_off_by_loss(chain.group, chain.ties())
    members = [each.uscc for each in chain.members]
    undeclared = {code for code in members if not _links_complete(roster, code)}
    unsure: Mapping[str, int] = lost
    if lost and len(undeclared) < len(members):
        unsure = cut_off_by_loss(chain.group, chain.ties(), counted=undeclared)
    for code, cut_off in lost.items():
        yield WeakLink(
            uscc=code,
            tier=chain.by_code[code].tier,
            kind=WeakLinkKind.ARTICULATION,
            path=chain.path(code),
            affected=cut_off,
            outcome=Truth.UNKNOWN if unsure[code] else Truth.MET,
        )


@dataclass(frozen=True, slots=True)
class Dependence:
    """A customer with one supplier only, in some `categories`; in all, if there are none.

    Not `known` if other suppliers may be missing from the record.
    """

    customer: str
    supplier: str
    categories: tuple[str, ...]
    known: bool


def _sole_suppliers(chain: Chain, roster: Roster) -> Iterator[WeakLink]:
    """Only customers all of whose suppliers were read can be known to have no other."""
    walked = chain.sides.get(ChainDirection.UPSTREAM)
    if walked is None:
        return
    bought: dict[str, list[ChainLink]] = {}
    for links in walked.links:
        for link in links:
            if link.near not in walked.unfollowed:
                bought.setdefault(link.near, []).append(link)
    on_one: dict[str, list[Dependence]] = {}
    for customer, links in bought.items():
        for each in dependences(links, complete=_links_complete(roster, customer)):
            if each.supplier in chain.by_code and not roster.profile(each.supplier).ratings:
                on_one.setdefault(each.supplier, []).append(each)
    for supplier, every in on_one.items():
        found = [each for each in every if each.known] or every
        nearest = min(found, key=lambda each: _nearness(chain, each.customer))
        yield WeakLink(
            uscc=supplier,
            tier=chain.by_code[supplier].tier,
            kind=WeakLinkKind.SOLE_SUPPLIER,
            path=(*chain.path_on(ChainDirection.UPSTREAM, nearest.customer), supplier),
            affected=len(found),
            codes=tuple(sorted({category for each in found for category in each.categories})),
            outcome=Truth.MET if found[0].known else Truth.UNKNOWN,
        )


def dependences(links: Sequence[ChainLink], *, complete: bool) -> Iterator[Dependence]:
    """Yield the suppliers of one customer that are the only one in a category, or at all.

    A link without a category may be of any: it takes from all others the claim to be the only
    one, and has that claim itself only if its supplier is the only one at all. `complete`: the
    customer's links are declared to be all there are.
    """
    by_category: dict[str | None, list[ChainLink]] = {}
    for link in links:
        by_category.setdefault(link.category, []).append(link)
    every = {link.far for link in links}
    unstated = {link.far for link in by_category.get(None, ())}
    claims: dict[str, dict[str | None, bool]] = {}
    for category, found in by_category.items():
        rivals = every if category is None else unstated.union(link.far for link in found)
        known = _is_all(found, complete=complete) if len(rivals) == 1 else None
        if known is not None:
            claims.setdefault(found[0].far, {})[category] = known
    for supplier, claimed in sorted(claims.items()):
        known = any(claimed.values())
        named = (each for each, sure in claimed.items() if each is not None and sure is known)
        yield Dependence(links[0].near, supplier, tuple(sorted(named)), known)


def _is_all(links: Sequence[ChainLink], *, complete: bool) -> bool | None:
    """Tell whether these links are all that is bought: `None` if the rest comes from others.

    Without shares that is known of declared links only, and else open.
    """
    shares = [link.share for link in links if link.share is not None]
    if len(shares) < len(links):
        return complete
    return True if fsum(shares) >= 1 - _ROUNDING else None


def _links_complete(roster: Roster, code: str) -> bool:
    return (LINKS_COMPLETE, "true") in roster.profile(code).statements


def _nearness(chain: Chain, customer: str) -> tuple[int, tuple[str, ...]]:
    path = chain.path_on(ChainDirection.UPSTREAM, customer)
    return (len(path), path)
