"""What one look found: how things stand, in words, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from credit_graph.errors import CreditGraphError
from credit_graph.message import Message, Words


class CheckupState(StrEnum):
    """How things stand; only `FAILED` keeps the service from working."""

    OK = "ok"
    NOTE = "note"
    FAILED = "failed"


class CheckupSubject(StrEnum):
    """What is looked at."""

    PYTHON = "python"
    SETTINGS = "settings"
    JAVA = "java"
    JARS = "jars"
    HOME = "state directory"
    DISK = "disk"
    PORT = "port"
    POLICIES = "policies"
    DATABASE = "database"
    SCHEMA = "schema"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Checkup:
    """One line of `doctor`: what was looked at, what was found, what to do, the error's code."""

    subject: CheckupSubject
    state: CheckupState
    found: Words
    remedy: Words = ""
    code: str = ""

    @classmethod
    def ok(cls, subject: CheckupSubject, found: Message) -> "Checkup":
        """Return a line about what is right."""
        return cls(subject, CheckupState.OK, found)

    @classmethod
    def note(cls, subject: CheckupSubject, found: Message, remedy: Words = "") -> "Checkup":
        """Return a line about what works and may surprise."""
        return cls(subject, CheckupState.NOTE, found, remedy)

    @classmethod
    def failed(
        cls, subject: CheckupSubject, found: Message, remedy: Message, code: str = ""
    ) -> "Checkup":
        """Return a line about what keeps the service from working."""
        return cls(subject, CheckupState.FAILED, found, remedy, code)

    @classmethod
    def of_error(cls, subject: CheckupSubject, error: CreditGraphError) -> "Checkup":
        """Return the line that an error of our own makes."""
        return cls.failed(subject, error.message, error.advice_message, error.code)
