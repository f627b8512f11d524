"""A chain together with what is known of its members, and what follows from both."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from credit_graph.domain.chains.members import Chain
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.tier import ChainTier, tiers_of
from credit_graph.domain.chains.weak_link import WeakLink, weak_links_of
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.cultivation.ranking import Cultivation, Entrant
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.truth import Truth


class Survey:
    """One chain on one day as known at one instant. Immutable, safe to share.

    What follows from it is worked out when it is first asked for. `judged` is the roster by which
    programmes are decided, where the one that is shown leaves something out.
    """

    def __init__(self, chain: Chain, roster: Roster, judged: Roster | None = None) -> None:
        self.chain = chain
        self.roster = roster
        self.judged = judged or roster
        self._cultivations: dict[str, Cultivation] = {}

    @cached_property
    def barred(self) -> tuple[str, ...]:
        """The codes of the core and the members that stand on a black list."""
        roster = self.roster
        return tuple(
            code for code, each in roster.dossiers.items() if roster.barred_by(each.profile)
        )

    @cached_property
    def weak_links(self) -> tuple[WeakLink, ...]:
        """Members through which a risk reaches the core, nearest first."""
        return weak_links_of(self.chain, self.roster)

    @cached_property
    def tiers(self) -> tuple[ChainTier, ...]:
        """The tiers that have members, in figures, nearest first."""
        return tiers_of(self.chain, self.roster, lambda tier: self._at_risk[tier])

    @cached_property
    def _at_risk(self) -> Counter[int]:
        known = (link for link in self.weak_links if link.outcome is Truth.MET)
        return Counter({link.uscc: link.tier for link in known}.values())

    def entrants(self) -> tuple[Entrant, ...]:
        """Return the members in sight as entrants of a programme."""
        return tuple(
            Entrant(each.uscc, each.tier, each.reach)
            for each in self.chain.members
            if not each.is_hidden
        )

    def cultivation(
        self, programme: Programme, histories: Mapping[str, EnterpriseFacts] | None = None
    ) -> Cultivation:
        """Return how the members stand in a programme.

        They are judged by their profiles, or by `histories` (one for each member) where the
        programme asks for more than profiles hold.
        """
        found = self._cultivations.get(programme.code)
        if found is None:
            entrants = self.entrants()
            codes = [each.uscc for each in entrants]
            if histories is None:
                standings = self.judged.standings(programme, codes)
            else:
                standings = self.judged.standings_from(programme, histories)
            found = Cultivation(programme, entrants, standings, self.judged)
            self._cultivations[programme.code] = found
        return found
