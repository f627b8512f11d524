"""Changes that would help an enterprise, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit_graph.domain.truth import Truth


class ChangeKind(StrEnum):
    """What would have to happen."""

    GAIN_RATING = "gain_rating"
    JOIN_LIST = "join_list"
    LEAVE_LIST = "leave_list"
    DECLARE = "declare"
    COMMIT = "commit"
    FULFIL = "fulfil"
    REPAIR = "repair"
    LINK = "link"
    SUPPLY_FACT = "supply_fact"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: to what (`subject`, a code), to which value, and which agency decides.

    `to` is a level, `on` or `off`, a statement's value, a zone, kinds joined by `;`, or how a
    commitment then stands. It is `None` for no rating, zone or kind of those asked about. It can
    be asked for from `possible_from` on, as far as that is known, under the `conditions`;
    `readings` are the interpretations on which that rests.
    """

    kind: ChangeKind
    subject: str
    to: str | None
    agency: str | None
    text: str
    possible_from: date | None = None
    conditions: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """The smallest set of changes and the value that the measure then has."""

    changes: tuple[Change, ...]
    reaches: Truth

    @property
    def agencies(self) -> int:
        """How many agencies have to act."""
        return len({change.agency for change in self.changes} - {None})
