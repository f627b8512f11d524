"""Refused attempts: somebody wanted to record, and was not let."""

from dataclasses import dataclass
from datetime import datetime

from credit_graph.audit.records import RefusedAttempt
from credit_graph.domain.authority.principal import Principal
from credit_graph.usecases.auditing.accesses import asker_of


@dataclass(frozen=True, slots=True)
class RefusalNote:
    """A mutation that was refused; see `RefusedAttempt`."""

    principal: Principal
    action: str
    refusal: str
    message: str
    uscc: str | None = None
    key: str | None = None

    def record(self, at: datetime, record_id: str) -> RefusedAttempt:
        """Return the note as it is kept."""
        return RefusedAttempt(
            record_id,
            at,
            asker_of(self.principal),
            self.action,
            self.refusal,
            self.message,
            self.uscc,
            self.key,
        )


def missing_attempts(at: datetime, record_id: str, lost: int) -> RefusedAttempt:
    """Return the record that stands for those that were lost."""
    return RefusedAttempt(record_id, at, None, lost=lost)
