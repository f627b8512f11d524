"""Which enterprises a token that is bound to regions shows; the others are as if unknown."""

from collections.abc import Iterable
from dataclasses import dataclass

from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Sight:
    """The codes of the regions whose enterprises are seen, those below them among them."""

    regions: frozenset[str]

    @classmethod
    def within(cls, regions: Iterable[str], vocabulary: Vocabulary) -> "Sight":
        """Return the sight on regions and all that certainly lies in them."""
        return cls(frozenset().union(*map(vocabulary.below, regions)))

    @classmethod
    def of(cls, principal: Principal, vocabulary: Vocabulary) -> "Sight | None":
        """Return the sight of a principal; `None` is that on all enterprises."""
        regions = principal.regions
        return None if regions is None else cls.within(regions, vocabulary)

    def sees(self, region: str) -> bool:
        """Tell whether an enterprise registered in a region is seen."""
        return region in self.regions
