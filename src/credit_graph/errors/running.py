"""Errors of the service itself, its settings and its files."""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors.root import CreditGraphError
from credit_graph.message import Message, Series, Words


class OverloadError(CreditGraphError):
    """The service has too much to do; the same request may succeed later."""


@dataclass(eq=False)
class TooBusyError(OverloadError):
    """As many requests at work and waiting as there may be."""

    code: ClassVar[str] = "TOO_BUSY"
    happened: ClassVar[str] = "The service is answering as many requests as it can."
    remedy: ClassVar[str] = "Ask again after the seconds that Retry-After gives."


@dataclass(eq=False)
class RequestTimeoutError(OverloadError):
    """A request that was not answered in its time."""

    seconds: float
    code: ClassVar[str] = "REQUEST_TIMEOUT"
    happened: ClassVar[str] = "The request was not answered within {seconds:g} s."
    remedy: ClassVar[str] = "Ask for less, or ask again when the service has less to do."


class NotReadyError(CreditGraphError):
    """The service cannot answer yet; `/ready` gives the same code."""


@dataclass(eq=False)
class StartingError(NotReadyError):
    """The first attempt to reach the database has not ended."""

    code: ClassVar[str] = "STARTING"
    happened: ClassVar[str] = "The service is starting."
    remedy: ClassVar[str] = "Ask again after the seconds that Retry-After gives."


@dataclass(eq=False)
class UnforeseenError(NotReadyError):
    """A fault of the service keeps it from getting ready; the log has it."""

    kind: str
    happened: ClassVar[str] = "A fault of the service keeps it from getting ready ({kind})."
    remedy: ClassVar[str] = "Report it with the log."


@dataclass(eq=False)
class SeedError(CreditGraphError):
    """One finding in a policy or vocabulary file; `path` is empty where it is about the whole."""

    file: str
    line: int
    path: str
    problem: Words
    fix: Message
    code: ClassVar[str] = "BAD_SEED"
    happened: ClassVar[str] = "{file}:{line}: {path}: {problem}."
    remedy: ClassVar[str] = "{fix}"

    @property
    def message(self) -> Message:
        """Name the place and what is wrong there."""
        path = self.path or Message("file")
        return Message(self.happened, **{**vars(self), "path": path})


@dataclass(eq=False)
class SeedsRejectedError(CreditGraphError):
    """All findings of one reading of the seeds; nothing was applied."""

    findings: tuple[SeedError, ...]
    code: ClassVar[str] = "SEEDS_REJECTED"

    @property
    def message(self) -> Message:
        """List the findings, each with its advice."""
        lines = (
            Message("{finding} {advice}", finding=each.message, advice=each.advice_message)
            for each in self.findings
        )
        return Message(
            "{count} finding(s); nothing was applied.\n{lines}",
            count=len(self.findings),
            lines=Series(tuple(lines), "\n"),
        )


@dataclass(eq=False)
class ImportRefusedError(CreditGraphError):
    """A whole import that cannot be taken; nothing of it was applied."""

    where: Words
    why: Message
    fix: Message
    code: ClassVar[str] = "IMPORT_REFUSED"
    happened: ClassVar[str] = "{where}: {why}."
    remedy: ClassVar[str] = "{fix}"


@dataclass(eq=False)
class WorkersLostError(CreditGraphError):
    """Worker processes of a run ended before their work was done."""

    code: ClassVar[str] = "WORKERS_LOST"
    happened: ClassVar[str] = "A worker process ended before its work was done."
    remedy: ClassVar[str] = "Run the command again: it resumes; --workers 1 takes less memory."


@dataclass(eq=False)
class SettingError(CreditGraphError):
    """A setting outside its range, or at odds with another."""

    setting: str
    why: Message
    code: ClassVar[str] = "BAD_SETTING"
    happened: ClassVar[str] = "{setting}: {why}."
    remedy: ClassVar[str] = "docs/operations.md lists every setting with its range."


@dataclass(eq=False)
class SigningKeyError(CreditGraphError):
    """The audit log cannot be signed for."""

    why: Message
    code: ClassVar[str] = "SIGNING_KEY"
    happened: ClassVar[str] = "The signing key of the audit log cannot be used: {why}."
    remedy: ClassVar[str] = (
        "Have the operator run `credit-graph audit key`, or check CREDIT_GRAPH_AUDIT_KEY."
    )
