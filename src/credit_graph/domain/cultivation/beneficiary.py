"""Members who gain by a measure through the core (003 item 13: its suppliers and customers)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from credit_graph.domain.chains.members import Chain, Member
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.walk import ChainDirection
from credit_graph.domain.conditions import Family
from credit_graph.domain.conditions.tree import families_of
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    EnterpriseFacts,
    LinkDirection,
    Origin,
    Partner,
    Registration,
)
from credit_graph.domain.policy import Measure

_GAINS = (Verdict.ELIGIBLE, Verdict.CONDITIONAL)
_ORIGIN = Origin("")


def through_partners(measure: Measure) -> tuple[Measure, ...]:
    """Return the measure and its parts, as far as they ask for a supplier or customer."""
    return tuple(
        each
        for each in measure.walk()
        if each.requires is not None and Family.PARTNERS in families_of(each.requires)
    )


def direct_partners(chain: Chain) -> Mapping[str, frozenset[tuple[str, LinkDirection]]]:
    """Return, for each member that deals with tier 0, with whom and as what that deals with it."""
    partners: dict[str, set[tuple[str, LinkDirection]]] = {}
    group = set(chain.group)
    for side, link in chain.links():
        if link.near in group and link.far in chain.by_code:
            upstream = side is ChainDirection.UPSTREAM
            role = LinkDirection.CUSTOMER if upstream else LinkDirection.SUPPLIER
            partners.setdefault(link.far, set()).add((link.near, role))
    return {code: frozenset(found) for code, found in partners.items()}


def beneficiaries(
    chain: Chain,
    roster: Roster,
    engine: RuleEngine,
    measures: Sequence[Measure],
    facts: Mapping[str, EnterpriseFacts],
) -> Iterator[Member]:
    """Yield the members that may enjoy one of the measures through whom they deal with in tier 0.

    `facts` hold those of the members to be judged. Partners other than tier 0 do not count
    here: whoever gains through them gains without the core.
    """
    dealing = direct_partners(chain)
    for member in chain.members:
        if member.uscc not in dealing or member.uscc not in facts:
            continue
        own = replace(
            facts[member.uscc],
            partners=tuple(
                _partner(roster, code, role)
                for code, role in sorted(dealing[member.uscc])
                if roster.profile(code).region
            ),
            partners_cut=False,
        )
        decisions = (engine.decide(each, own, roster.coverage, roster.day) for each in measures)
        if any(decision is not None and decision.verdict in _GAINS for decision in decisions):
            yield member


def _partner(roster: Roster, code: str, role: LinkDirection) -> Partner:
    facts = roster.profile(code).facts(roster.day)
    enterprise = roster.enterprise(code)
    # Its days are those of the roster: it holds on the day that is asked about.
    registered = Registration(enterprise, None, None, _ORIGIN)
    return Partner(
        uscc=code,
        name=enterprise.name,
        region=enterprise.region,
        direction=role,
        interval=Interval(roster.day),
        origin=_ORIGIN,
        ratings=facts.ratings,
        entries=facts.entries,
        registered=registered,
    )
