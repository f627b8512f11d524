"""Cultivation programmes: where they lead, what they ask, how many they aim for."""

from dataclasses import dataclass

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import Condition


@dataclass(frozen=True, slots=True)
class Target:
    """How many enterprises a programme aims for (力争 20 家以上)."""

    value: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Programme:
    """A cultivation programme.

    `list` is the credit list whose entries are IN; `leads_to` the condition that makes a
    member ACHIEVED; `criteria` what makes one READY; `excludes` what blocks. `helped_by`
    are measure codes of cultivation help. `from_site` names a site's own file, if any.
    """

    code: str
    name: str
    gloss: str
    region: str
    list: str | None
    leads_to: Condition | None
    criteria: Condition
    excludes: Condition | None
    target: Target | None
    helped_by: tuple[str, ...]
    interpretations: tuple[str, ...]
    citation: Citation
    from_site: str | None = None
