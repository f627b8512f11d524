"""What one look found: how things stand, in words, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from credit_graph.errors import CreditGraphError


class CheckupState(StrEnum):
    """How things stand; only `FAILED` keeps the service from working."""

    OK = "ok"
    NOTE = "note"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Checkup:
    """One line of `doctor`: what was looked at, what was found, what to do, the error's code."""

    subject: str
    state: CheckupState
    found: str
    remedy: str = ""
    code: str = ""

    @classmethod
    def ok(cls, subject: str, found: str) -> "Checkup":
        """Return a line about what is right."""
        return cls(subject, CheckupState.OK, found)

    @classmethod
    def note(cls, subject: str, found: str, remedy: str = "") -> "Checkup":
        """Return a line about what works and may surprise."""
        return cls(subject, CheckupState.NOTE, found, remedy)

    @classmethod
    def failed(cls, subject: str, found: str, remedy: str, code: str = "") -> "Checkup":
        """Return a line about what keeps the service from working."""
        return cls(subject, CheckupState.FAILED, found, remedy, code)

    @classmethod
    def of_error(cls, subject: str, error: CreditGraphError) -> "Checkup":
        """Return the line that an error of our own makes."""
        return cls.failed(subject, str(error), error.advice, error.code)
