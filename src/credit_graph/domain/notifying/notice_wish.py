"""Which notices somebody wishes, in codes, as it can be kept: a filter once rules apply to it."""

from dataclasses import dataclass

from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.notifying.change_notice import NoticeKind
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.openness import Openness
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ChainWish:
    """The enterprises of a chain: the core's, down to a tier."""

    core: str
    depth: int


@dataclass(frozen=True, slots=True)
class NoticeWish:
    """What is asked for; `None` asks nothing. `region` is a code, with all that lies below it."""

    kinds: frozenset[NoticeKind] | None = None
    enterprises: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    agency: str | None = None
    region: str | None = None
    chain: ChainWish | None = None

    def within(
        self,
        vocabulary: Vocabulary,
        sight: Sight | None,
        members: frozenset[str] | None = None,
        *,
        holder: str | None = None,
        closure: Closure | None = None,
        closed: frozenset[Openness] = frozenset(),
    ) -> NoticeFilter:
        """Return the filter of who reads for the agency `holder`, to whom `closure` closes facts.

        So are those of an openness among `closed`.

        `members` are the credit codes of the chain, if one is asked for.
        """
        return NoticeFilter(
            kinds=self.kinds,
            enterprises=_both(self.enterprises, members),
            measures=self.measures,
            agency=self.agency,
            regions=None if self.region is None else vocabulary.below(self.region),
            sight=sight,
            holder=holder,
            closure=closure,
            closed=closed,
        )


def _both(named: frozenset[str] | None, members: frozenset[str] | None) -> frozenset[str] | None:
    if named is None or members is None:
        return members if named is None else named
    return named & members
