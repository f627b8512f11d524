"""A chain for a token that is bound to regions: of members elsewhere nothing is left but the tier.

Walks, shares and risks are worked out with everybody, for they would be wrong otherwise. Then a
code that says nothing takes the place of each hidden member, and facts about it are left out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.chains.comparison import ChainComparison, MemberChange
from credit_graph.domain.chains.members import HIDDEN, Chain, Member
from credit_graph.domain.chains.profile import unregistered
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.routes import Paths
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.chains.walk import ChainDirection, ChainLink
from credit_graph.domain.chains.weak_link import WeakLink


class MaskedChain(Chain):
    """A chain of which some members are hidden. Immutable, safe to share.

    Hidden members come behind those of their tier that are seen; links to them are left out.
    """

    def __init__(self, whole: Chain, sees: Callable[[str], bool]) -> None:
        self.question = whole.question
        self.cuts = whole.cuts
        self.sides = {}
        self._routes = {}
        self._whole = whole
        hidden = (each for each in whole.members if not sees(each.uscc))
        self._stands_for = {
            each.uscc: Member(f"{HIDDEN}{number:06}", each.tier, None, None, None)
            for number, each in enumerate(hidden, start=1)
        }
        self.members = in_order(map(self.shown, whole.members))
        self.by_code = {member.uscc: member for member in self.members}
        self.group = self._codes(whole.group)

    def shown(self, member: Member) -> Member:
        """Return a member of the whole chain as it is shown."""
        return self._stands_for.get(member.uscc, member)

    def path(self, code: str) -> tuple[str, ...]:
        """Return the path to a member in sight; nothing is known of the others'."""
        return () if code.startswith(HIDDEN) else self.masked(self._whole.path(code))

    def paths(self, code: str, most: int) -> Paths:
        """Return the shortest paths to a member in sight."""
        if code.startswith(HIDDEN):
            return Paths((), more=False)
        found = self._whole.paths(code, most)
        return Paths(tuple(map(self.masked, found.paths)), found.more)

    def links(self) -> Iterator[tuple[ChainDirection, ChainLink]]:
        """Yield every link walked whose ends are in sight."""
        for side, link in self._whole.links():
            if link.near not in self._stands_for and link.far not in self._stands_for:
                yield side, link

    def masked(self, path: Iterable[str]) -> tuple[str, ...]:
        """Return the codes of a path as they are shown."""
        return self._codes(path)

    def _codes(self, codes: Iterable[str]) -> tuple[str, ...]:
        hidden = self._stands_for
        return tuple(hidden[code].uscc if code in hidden else code for code in codes)


class MaskedSurvey(Survey):
    """A survey of such a chain. Figures count members in sight; see `ChainTier`."""

    def __init__(self, whole: Survey, sight: Sight) -> None:
        roster = whole.roster

        def sees(code: str) -> bool:
            return sight.sees(roster.profile(code).region)

        self.masked = MaskedChain(whole.chain, sees)
        dossiers = {code: roster.dossiers[code] for code in roster.dossiers if sees(code)} | {
            each.uscc: unregistered(each.uscc) for each in self.masked.members if each.is_hidden
        }
        shown = Roster(dossiers, roster.coverage, roster.vocabulary, roster.day)
        super().__init__(self.masked, shown, judged=whole.judged)
        self._whole = whole

    @cached_property
    def weak_links(self) -> tuple[WeakLink, ...]:
        """Those in sight of the members through which a risk reaches the core."""
        return tuple(
            replace(link, path=self.masked.masked(link.path))
            for link in self._whole.weak_links
            if link.uscc in self.masked.by_code
        )


def masked_comparison(
    whole: ChainComparison, before: MaskedSurvey, after: MaskedSurvey
) -> ChainComparison:
    """Return what changed between two days as it is shown.

    A member that is hidden on either day is among those that changed only where its tier did.
    """
    changes = (
        MemberChange(before.masked.shown(each.before), after.masked.shown(each.after))
        for each in whole.changed
    )
    shown = [
        each
        for each in changes
        if each.before.tier != each.after.tier
        or not (each.before.is_hidden or each.after.is_hidden)
    ]
    return ChainComparison(
        before=before,
        after=after,
        joined=in_order(map(after.masked.shown, whole.joined)),
        left=in_order(map(before.masked.shown, whole.left)),
        changed=tuple(sorted(shown, key=lambda each: (each.after.tier, each.after.uscc))),
    )


def in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    """Return members by tier and code."""
    return tuple(sorted(members, key=lambda each: (each.tier, each.uscc)))
