"""What an author asks to have recorded: a row, the end of a fact, or its retraction."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from credit_graph.intake.kinds import Kind

RECORDING: Final = "record-"
"""What the ids of change sets begin with that are single changes."""


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A row as a file would state it: cells by column; a column left out is empty."""

    kind: Kind
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EndedFact:
    """The end of a fact that stands: `column` of it becomes `day`.

    `cells` find it, by column: those of its group, and others where several stand.
    """

    kind: Kind
    cells: Mapping[str, str]
    column: str
    day: date


@dataclass(frozen=True, slots=True)
class RetractedFact:
    """A fact that is withdrawn, for it was never true."""

    fact_id: str


@dataclass(frozen=True, slots=True)
class Request:
    """One change to record. `action` is the mutation's name, `key` the idempotency key.

    `expected` is the id of the fact that the author takes to be the one to change. With
    `validate_only` everything is done but the commit.
    """

    action: str
    key: str
    what: StatedRow | EndedFact | RetractedFact
    reason: str | None = None
    expected: str | None = None
    validate_only: bool = False

    @property
    def digest(self) -> str:
        """The SHA-256 of all that is asked: the same key with another digest is refused."""
        what = self.what
        asked: list[object] = [self.action, self.reason, self.expected]
        if isinstance(what, RetractedFact):
            asked.append(what.fact_id)
        else:
            asked.append(sorted(what.cells.items()))
        if isinstance(what, EndedFact):
            asked.append(what.day.isoformat())
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()

    def change_id(self, subject: str) -> str:
        """Return the id of the change set that the subject's key stands for."""
        name = hashlib.sha256(f"{subject}\x1f{self.key}".encode()).hexdigest()
        return f"{RECORDING}{name[:32]}"
