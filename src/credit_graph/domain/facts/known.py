"""What is known of one enterprise at an instant, for deciding on measures."""

from dataclasses import dataclass
from datetime import datetime

from credit_graph.domain.facts.record import EnterpriseFacts, Sync


@dataclass(frozen=True, slots=True)
class Known:
    """The facts, the syncs that say what absence means, and the version of the rules then."""

    facts: EnterpriseFacts
    syncs: tuple[Sync, ...]
    known_at: datetime
    rules_version: str | None
