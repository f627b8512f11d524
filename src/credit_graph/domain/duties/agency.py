"""Agencies: who is responsible. Identity is the name plus the region."""

from dataclasses import dataclass

from credit_graph.domain.citation import Citation
from credit_graph.domain.duties.succession import Succession


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that policies name.

    `aliases` are other names that documents use for it within its region. A collective body
    (各有关部门) lists its `members` where a document names them; `members_assumption` says
    on what the list rests where the document does not spell it out. `successions` are what it has
    passed on to other bodies; `sought_as` are names under which people may look for it today,
    without a source that it bears them.
    """

    code: str
    name: str
    region: str
    gloss: str
    aliases: tuple[str, ...] = ()
    collective: bool = False
    members: tuple[str, ...] = ()
    members_at: Citation | None = None
    members_assumption: str | None = None
    successions: tuple[Succession, ...] = ()
    sought_as: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the official one first."""
        return (self.name, *self.aliases)
