"""Keepers: who may write a fact. A fact belongs to its keeper, and nobody else writes it.

The table is data: `keepers` of schemes and lists and `registrars` in the vocabulary, the bodies
that may write links there too, the senders of obligations in the policies.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from credit_graph.domain.duties.directory import Directory
from credit_graph.domain.rulebook import Rulebook
from credit_graph.message import AgencyCode, Message, Series, Value, Words


@dataclass(frozen=True, slots=True)
class Keepership:
    """Who may write a fact: any of `agencies`, and operators always.

    `words` say who that is where no agency is recorded.
    """

    agencies: tuple[str, ...]
    words: Words = ""

    @property
    def shown(self) -> Value:
        """Who that is, in words."""
        if not self.agencies:
            return self.words
        return Series(tuple(map(AgencyCode, self.agencies)), ", ")

    def admits(self, agency: str | None) -> bool:
        """Tell whether an agency may write it."""
        return agency is not None and agency in self.agencies

    def jointly(self, other: "Keepership") -> "Keepership":
        """Return who may write both facts."""
        both = tuple(each for each in self.agencies if each in other.agencies)
        return Keepership(both, self.words if self.agencies else other.words)


class KeeperTable:
    """Who keeps what, by one rulebook."""

    __slots__ = ("_directory", "_rulebook")

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._directory = Directory(rulebook)

    def of_register(self, register: str, regions: Iterable[str]) -> Keepership:
        """Return who keeps a scheme or list where an enterprise is registered: any of regions."""
        words = self._rulebook.vocabulary
        keepers = (words.keeper(register, region) for region in regions)
        found = tuple(dict.fromkeys(each for each in keepers if each is not None))
        stated = Message(words.register(register).keeper_words)
        if found:
            return Keepership(found, stated)
        return Keepership(
            (),
            Message(
                "operators alone, for no agency here is recorded as its keeper ({words})",
                words=stated,
            ),
        )

    def of_registrations(self, regions: Iterable[str]) -> Keepership:
        """Return who keeps registrations in each of the regions."""
        words = self._rulebook.vocabulary
        by_region = [words.registrar(region) for region in dict.fromkeys(regions)]
        alone = set(by_region)
        only = alone.pop() if len(alone) == 1 else None
        says = Message("the registrar of the region (登记机关)")
        return Keepership(() if only is None else (only,), says)

    def of_speaker(self, speaker: str | None) -> Keepership:
        """Return the body that a fact names as its source: what it stated only it corrects."""
        body = self.body(speaker)
        says = Message("the body that stated it")
        if speaker is not None:
            says = Message("{name} (no agency here)", name=speaker)
        return Keepership(() if body is None else (body,), says)

    def of_links(self) -> Keepership:
        """Return the bodies that may write supply links and holdings."""
        return Keepership(self._rulebook.vocabulary.link_writers, Message("operators alone"))

    def of_report(self, subject: str) -> Keepership:
        """Return who hands in what is due under an obligation, or a measure with a deadline.

        By any text of its policy: what an earlier one asked for may still be handed in.
        """
        return Keepership(self._owing(subject), Message("the body that owes it"))

    def body(self, name: str | None) -> str | None:
        """Return the code of the agency that a code or name means; None for nobody or several."""
        if name is None:
            return None
        if name in self._rulebook.agencies:
            return name
        meant = self._directory.called(name)
        return meant[0].code if len(meant) == 1 else None

    def _owing(self, subject: str) -> tuple[str, ...]:
        owing = (duty.agency for duty in self._rulebook.duties_on(subject))
        members = (
            member for agency in owing for member in self._directory.members_of(agency) or (agency,)
        )
        return tuple(dict.fromkeys(members))
