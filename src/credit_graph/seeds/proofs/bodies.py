"""Which agency a name means in a policy's region."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.policy import Policy
from credit_graph.domain.rulebook import Rulebook
from credit_graph.seeds.files.document import folded


@dataclass(frozen=True, slots=True)
class Bodies:
    """Agencies by each of their names, as far as a policy's region reaches."""

    by_name: Mapping[str, tuple[Agency, ...]]

    def named(self, name: str) -> tuple[Agency, ...]:
        """Return every agency of that name or alias; a clear name has exactly one."""
        return self.by_name.get(folded(name), ())


def bodies_of(policy: Policy, rulebook: Rulebook) -> Bodies:
    """Return the agencies of the policy's region, of those above it and of those below."""
    by_name: dict[str, tuple[Agency, ...]] = defaultdict(tuple)
    within = rulebook.vocabulary.within
    for agency in rulebook.agencies.values():
        if within(agency.region, policy.region) or within(policy.region, agency.region):
            for name in agency.names:
                by_name[folded(name)] += (agency,)
    return Bodies(by_name)
