"""Objections (异议): a fact that somebody holds to be wrong, and what its keeper answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from credit_graph.domain.authority.authorship import Authorship


class ObjectionState(StrEnum):
    """How an objection stands. A fact stays in force and is disputed while one is open.

    The others are the keeper's answer: the fact is kept, was corrected, or was withdrawn.
    """

    OPEN = "open"
    KEPT = "kept"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to a fact, raised and perhaps answered; the reasons are in the authorships."""

    id: str
    fact_id: str
    state: ObjectionState
    raised_at: datetime
    raised_by: Authorship
    answered_at: datetime | None
    answered_by: Authorship | None
