"""Errors of the graph, and of the embedded database."""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors.root import CreditGraphError
from credit_graph.message import Message


class DatabaseError(CreditGraphError):
    """The graph does not answer as it should."""


@dataclass(eq=False)
class DatabaseUnreachableError(DatabaseError):
    """No connection could be had within the time allowed."""

    uri: str
    code: ClassVar[str] = "DATABASE_UNREACHABLE"
    happened: ClassVar[str] = "The database at {uri} cannot be reached."
    remedy: ClassVar[str] = "Start it, or check NEO4J_URI; the service becomes ready by itself."


@dataclass(eq=False)
class DatabaseRefusedError(DatabaseError):
    """The database answered and refused the credentials."""

    uri: str
    code: ClassVar[str] = "DATABASE_REFUSED"
    happened: ClassVar[str] = "The database at {uri} refused the credentials."
    remedy: ClassVar[str] = "Check NEO4J_USERNAME and NEO4J_PASSWORD."


@dataclass(eq=False)
class DatabaseBusyError(DatabaseError):
    """No connection came free in time, or a lock was lost too often."""

    why: Message
    code: ClassVar[str] = "DATABASE_BUSY"
    happened: ClassVar[str] = "The database is busy: {why}."
    remedy: ClassVar[str] = "Ask again shortly."


@dataclass(eq=False)
class StatementTimeoutError(DatabaseError):
    """A statement was ended at its deadline."""

    statement: str
    seconds: float
    code: ClassVar[str] = "STATEMENT_TIMEOUT"
    happened: ClassVar[str] = "{statement} was ended after {seconds:g} s."
    remedy: ClassVar[str] = (
        "Ask again, a change with the same key: the database may have much to do. If it comes "
        "again, ask for less: a smaller page, a shorter path, a narrower filter."
    )


@dataclass(eq=False)
class SchemaMissingError(DatabaseError):
    """The database lacks the constraints and indexes, or the policies."""

    missing: Message
    code: ClassVar[str] = "SCHEMA_MISSING"
    happened: ClassVar[str] = "The database has no {missing}."
    remedy: ClassVar[str] = "Run `credit-graph load-policies` against it."


@dataclass(eq=False)
class RestoreUnfinishedError(DatabaseError):
    """The database holds a part of a backup only."""

    code: ClassVar[str] = "RESTORE_UNFINISHED"
    happened: ClassVar[str] = "A restoration into the database has begun and not ended."
    remedy: ClassVar[str] = "Run the same `credit-graph restore` again; it goes on where it was."


@dataclass(eq=False)
class StatementFailedError(DatabaseError):
    """The database refused a statement; its own message is left out, for it may quote data."""

    statement: str
    status: str
    code: ClassVar[str] = "STATEMENT_FAILED"
    happened: ClassVar[str] = "The database refused {statement}: {status}."
    remedy: ClassVar[str] = "This is a fault of the service; report it with the time."


@dataclass(eq=False)
class DatabaseFullError(DatabaseError):
    """The database could not write to its disk, and answers nothing until it is started again."""

    code: ClassVar[str] = "DATABASE_FULL"
    happened: ClassVar[str] = (
        "The database stopped itself because it could not write; its disk is most likely full."
    )
    remedy: ClassVar[str] = (
        "Free space on the disk that holds its files. The embedded database is then started "
        "again by itself; start another one again."
    )


@dataclass(eq=False)
class OutcomeUnknownError(DatabaseError):
    """The connection was lost between a commit and its answer."""

    statement: str
    code: ClassVar[str] = "OUTCOME_UNKNOWN"
    happened: ClassVar[str] = "Whether {statement} was committed is not known."
    remedy: ClassVar[str] = "Ask again with the same idempotency key; it settles the matter."


@dataclass(eq=False)
class SchemaChangedError(DatabaseError):
    """A schema file no longer says what was applied under its number."""

    file: str
    code: ClassVar[str] = "SCHEMA_CHANGED"
    happened: ClassVar[str] = "{file} was edited after it had been applied to this database."
    remedy: ClassVar[str] = "Restore the file, and put the change into a new one."


@dataclass(eq=False)
class BadStatementError(DatabaseError):
    """A Cypher file that is not as it should be, or a use that it does not allow."""

    statement: str
    why: Message
    code: ClassVar[str] = "BAD_STATEMENT"
    happened: ClassVar[str] = "cypher/{statement}.cypher: {why}."
    remedy: ClassVar[str] = "Correct the file, or the call."


class EmbeddedError(CreditGraphError):
    """The embedded Neo4j cannot be started."""
