"""Why a change is not recorded: one type for each reason, so that a client can act on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from credit_graph.domain.authority.keepers import Keepership
from credit_graph.graph.recording.changes import NamedFact
from credit_graph.intake.problem import RowProblem
from credit_graph.message import Message, Words


@dataclass(frozen=True, slots=True)
class NotKeeper:
    """The fact belongs to somebody else."""

    keepers: Keepership

    @property
    def message(self) -> Words:
        """The refusal in words."""
        return Message("Only its keeper may write it: {keeper}.", keeper=self.keepers.shown)


@dataclass(frozen=True, slots=True)
class Contradicts:
    """A fact that stands says otherwise of the same days."""

    message: Words
    fact: NamedFact | None = None

    @property
    def shown(self) -> NamedFact:
        """The fact; there is one by the time that a refusal is shown."""
        assert self.fact is not None  # noqa: S101  # the recorder adds it
        return self.fact

    def showing(self, fact: NamedFact) -> "Contradicts":
        """Return the refusal with the fact."""
        return replace(self, fact=fact)


@dataclass(frozen=True, slots=True)
class UnknownEnterprise:
    """No enterprise of the code is registered here."""

    uscc: str

    @property
    def message(self) -> Words:
        """The refusal in words."""
        return Message("No enterprise {value} is registered here.", value=self.uscc)


@dataclass(frozen=True, slots=True)
class NotInForce:
    """There is nothing to end, repair, fulfil or retract."""

    message: Words


@dataclass(frozen=True, slots=True)
class Stale:
    """The fact that the author expected is not the one that stands; `current` is, if any does."""

    current: NamedFact | None = None

    @property
    def message(self) -> Words:
        """The refusal in words."""
        return Message(
            "The fact has changed since it was read, or another one stands in its place."
        )

    def showing(self, fact: NamedFact) -> "Stale":
        """Return the refusal with the fact."""
        return replace(self, current=fact)


@dataclass(frozen=True, slots=True)
class KeyReused:
    """The key was used for something else; `action` says what."""

    action: str

    @property
    def message(self) -> Words:
        """The refusal in words."""
        return Message(
            "The key was used for something else: {action}. Take another one.", action=self.action
        )


@dataclass(frozen=True, slots=True)
class Malformed:
    """The input cannot be taken; every finding names its column."""

    problems: Sequence[RowProblem]

    @property
    def message(self) -> Words:
        """The refusal in words, those of the findings."""
        return " ".join(each.message for each in self.problems)


Refusal = NotKeeper | Contradicts | UnknownEnterprise | NotInForce | Stale | KeyReused | Malformed


class RefusedError(Exception):
    """Rolls the transaction back; `fact_id` is the fact that the refusal is to show."""

    def __init__(self, refusal: Refusal, fact_id: str | None = None) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal
        self.fact_id = fact_id
