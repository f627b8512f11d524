"""Operator `link`: has a direct supplier or customer of which a condition holds."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import (
    EVERYONE,
    NOBODY,
    Candidates,
    PartnerRated,
    Rated,
    candidates,
)
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.conditions.tree import Condition, bounds
from credit_graph.domain.conditions.words import condition_words, inner_prose
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.record import EnterpriseFacts, LinkDirection, Partner
from credit_graph.domain.facts.registration import effect_of
from credit_graph.domain.truth import Truth, greatest
from credit_graph.domain.vocabulary import Vocabulary

LINKS_COMPLETE = "links_complete"  # the statement that no other links exist

_PARTNERS = {
    LinkDirection.SUPPLIER: "supplier",
    LinkDirection.CUSTOMER: "customer",
    LinkDirection.EITHER: "supplier or customer",
}


@dataclass(frozen=True, slots=True)
class LinkedTo(Operator):
    """Has a direct supplier or customer of which `to` holds."""

    direction: LinkDirection
    to: Condition
    citation: Citation

    code: ClassVar[str] = "link"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.PARTNERS, Family.STATEMENTS})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.UNKNOWN})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name nothing of its own: what `to` names is asked of partners."""
        return ()

    def evaluate(self, case: Case) -> Finding:
        """Met through one fitting partner; unrecorded links stay possible until complete."""
        partners = [each for each in case.facts.partners if self._fits(each, case)]
        values = [(self._value_of(each, case), each) for each in partners]
        best = greatest(value for value, _ in values)
        evidence = tuple(
            Evidence(
                EvidenceKind.FACT,
                f"{each.direction} {each.name} ({each.uscc})",
                each.origin,
                each.interval,
                partner_region=each.region,
            )
            for value, each in values
            if value is best
        ) or (Evidence(EvidenceKind.ABSENCE, "no such link recorded"),)
        text = f"Direct {self.direction} links: {best.name.lower().replace('_', ' ')}."
        found = Finding(best, text, evidence)
        cut, complete = case.facts.partners_cut, _links_complete(case)
        value = known_value(best, cut=cut, complete=complete)
        if value is best:
            return found
        more, undeclared = (
            "it has more partners than were read",
            "its links are not declared complete",
        )
        why = more if cut else undeclared
        return replace(found, value=value, text=f"Not known: {why}.")

    def _fits(self, partner: Partner, case: Case) -> bool:
        fits = self.direction in (LinkDirection.EITHER, partner.direction)
        return fits and partner.deals_on(case.day)

    def _value_of(self, partner: Partner, case: Case) -> Truth:
        """Return the value of the condition for a partner; one that has ended fulfils none."""
        its = _as_case(partner, case)
        effect = effect_of(its.facts.enterprise.status, case.vocabulary)
        return min(effect, Evaluation(its, of_partner=True).value(self.to))

    def subject(self) -> Hashable:
        """Find a partner for one such condition at a time."""
        return ("link", self)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer a partner as good as one can be, and to say that there is none."""
        unknown = situation.is_unknown(self)
        kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.LINK
        _, gained = bounds(self.to, lambda leaf: leaf.reachable_of_partners(situation.case))
        who = _PARTNERS[self.direction]
        if gained > situation.now[self]:
            text = f"A direct {who} that fulfils the condition."
            yield Counterfactual(Change(kind, "link", "on", None, text), {self: gained})
        if unknown:
            text = f"Confirm that no direct {who} fulfils the condition."
            yield Counterfactual(Change(kind, "link", "off", None, text), {self: Truth.NOT_MET})

    def summary(self) -> str:
        """Say on which side, and what is asked there."""
        return f"{self.direction} link to ({condition_words(self.to)})"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Say on which side, and what is asked there."""
        who = _PARTNERS[self.direction]
        return f"with a direct {who} that is {inner_prose(self.to, vocabulary)}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return those who deal with somebody rated so, as far as that is all that is asked."""
        if not wanted <= {Truth.JUDGEMENT, Truth.MET}:
            # Unrecorded links leave it unknown, complete ones say no: of anyone.
            return EVERYONE
        partners = candidates(self.to, wanted, vocabulary)
        if partners.are_none:
            return NOBODY
        if partners.sources is None:
            return EVERYONE
        # Of partners no zone is read, so that only the regions among the places can fit.
        rated = [source for source in partners.sources if isinstance(source, Rated)]
        if len(rated) < len(partners.sources):
            return EVERYONE
        regions = None if partners.places is None else partners.places.regions
        return Candidates(
            sources=frozenset(PartnerRated(self.direction, each, regions) for each in rated)
        )


def known_value(best: Truth, *, cut: bool, complete: bool) -> Truth:
    """Return what the best value among the partners read says of all there are.

    `cut`: more exist than were read; `complete`: the enterprise declared that no others exist.
    """
    in_doubt = best is Truth.NOT_MET and (cut or not complete)
    return Truth.UNKNOWN if in_doubt else best


def _links_complete(case: Case) -> bool:
    return any(
        fact.statement == LINKS_COMPLETE and fact.value == "true" and case.day in fact.interval
        for fact in case.facts.statements
    )


def _as_case(partner: Partner, case: Case) -> Case:
    facts = EnterpriseFacts(
        enterprise=partner.enterprise(case.day),
        ratings=partner.ratings,
        entries=partner.entries,
    )
    return Case(facts, case.day, case.vocabulary, case.coverage)
