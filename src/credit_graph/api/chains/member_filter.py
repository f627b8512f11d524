"""Which members of a chain are shown."""

from collections.abc import Iterable

import strawberry

from credit_graph.api.enterprises.queries import RatingFilter
from credit_graph.api.enums import ChainDirection, ProgrammeState
from credit_graph.domain.chains.members import Member
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.cultivation.ranking import Cultivation
from credit_graph.domain.suggestion import suggestions
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.message import Message
from credit_graph.usecases.chains.cultivate import regions_below


@strawberry.input(description="Which members; every criterion given must fit.")
class ChainMemberFilter:
    """Criteria on members, as they hold on the chain's day."""

    tier: int | None = strawberry.field(default=None, description="On this tier.")
    sides: list[ChainDirection] | None = strawberry.field(
        default=None, description="On any of these sides, as `ChainMember.side` gives them."
    )
    rating: RatingFilter | None = strawberry.field(default=None, description="Holds this rating.")
    kinds: list[str] | None = strawberry.field(default=None, description="Of any of these kinds.")
    region: str | None = strawberry.field(
        default=None, description="Registered in this region or below it."
    )
    programme: str | None = strawberry.field(
        default=None, description="Programme that `states` and the order GAP are about."
    )
    states: list[ProgrammeState] | None = strawberry.field(
        default=None, description="In any of these states of the programme."
    )
    list: str | None = strawberry.field(default=None, description="Stands on this list.")

    def check(self, vocabulary: Vocabulary) -> None:
        """Refuse codes that name nothing: an empty answer would read as "none"."""
        if self.states is not None and self.programme is None:
            raise BadArgumentError(
                argument="states",
                why=Message("no programme is given"),
                fix=Message("Give `programme` too."),
            )
        _known("list", self.list, vocabulary.lists)
        for kind in self.kinds or ():
            _known("kind", kind, vocabulary.kinds)
        if self.rating is not None:
            _known("scheme", self.rating.scheme, vocabulary.schemes)
            levels = vocabulary.schemes[self.rating.scheme].levels
            _known("level", self.rating.level, [level.code for level in levels])

    def chosen(
        self, members: Iterable[Member], roster: Roster, cultivation: Cultivation | None
    ) -> Iterable[Member]:
        """Return the members that fit, in their order; `cultivation` is the programme's."""
        if self.tier is not None:
            members = (each for each in members if each.tier == self.tier)
        if self.sides is not None:
            sides = set(self.sides)
            members = (each for each in members if each.side in sides)
        if self.states is not None and cultivation is not None:
            states = set(self.states)
            members = (
                each
                for each in members
                if not each.is_hidden and cultivation.state(each.uscc) in states
            )
        regions = None if self.region is None else regions_below(self.region, roster.vocabulary)
        return (each for each in members if self._fits(each, roster, regions))

    def _fits(self, member: Member, roster: Roster, regions: tuple[str, ...] | None) -> bool:
        profile = roster.profile(member.uscc)
        rating = self.rating
        return (
            (regions is None or profile.region in regions)
            and (self.list is None or self.list in profile.lists)
            and (self.kinds is None or not set(self.kinds).isdisjoint(profile.kinds))
            and (rating is None or (rating.scheme, rating.level) in profile.ratings)
        )


def _known(noun: str, code: str | None, codes: Iterable[str]) -> None:
    if code is not None and code not in codes:
        raise UnknownCodeError(noun=noun, given=code, near=suggestions(code, codes))
