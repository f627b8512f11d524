"""The driver's errors in this project's words, and which of them are worth another attempt."""

from dataclasses import dataclass
from typing import ClassVar

from neo4j.exceptions import (
    AuthError,
    ConnectionAcquisitionTimeoutError,
    DatabaseUnavailable,
    DriverError,
    Forbidden,
    IncompleteCommit,
    Neo4jError,
    ReadServiceUnavailable,
    RoutingServiceUnavailable,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    WriteServiceUnavailable,
)

from credit_graph.errors import (
    CreditGraphError,
    DatabaseBusyError,
    DatabaseError,
    DatabaseFullError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    OutcomeUnknownError,
    SettingError,
    StatementFailedError,
    StatementTimeoutError,
)
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.message import Message

DriverFailure = DriverError | Neo4jError


@dataclass(eq=False)
class BookmarkUnreachedError(DatabaseError):
    """A change that the database has not, or not yet."""

    seconds: float
    code: ClassVar[str] = "BOOKMARK_UNREACHED"
    happened: ClassVar[str] = "The database has not come to the bookmark within {seconds:g} s."
    remedy: ClassVar[str] = (
        "Ask again. After a restore from a backup the change may be gone: leave the bookmark out."
    )


_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"  # also …ClientConfiguration
_ENDED_BY_SERVER = (
    "Neo.ClientError.Transaction.Terminated",
    "Neo.ClientError.Transaction.LockClientStopped",
)
# The first is what a write meets on a full disk; from then on Neo4j starts no transaction, not
# even one that reads, until it is started again. Neither code is used for anything else.
_CANNOT_WRITE = (
    "Neo.DatabaseError.Transaction.TransactionLogError",
    "Neo.DatabaseError.Transaction.TransactionStartFailed",
)
_NO_SUCH_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_AUTH_RATE = "Neo.ClientError.Security.AuthenticationRateLimit"
_ELECTION = (WriteServiceUnavailable, ReadServiceUnavailable, RoutingServiceUnavailable)


def patience(error: DriverFailure, limits: DatabaseLimits) -> float:
    """Return for how many seconds after a first such failure attempts make sense.

    A lost commit answer is never worth one: the write may have been done.
    """
    if isinstance(error, IncompleteCommit):
        return 0.0
    if isinstance(error, (TransientError, SessionExpired, *_ELECTION)):
        return limits.retry_s
    if isinstance(error, ServiceUnavailable):
        return limits.reconnect_s
    return 0.0


def translated(
    error: DriverFailure, *, statement: str, timeout_s: float, uri: str, limits: DatabaseLimits
) -> CreditGraphError:
    """Return the error of our own tree that says what this one means to the caller."""
    if isinstance(error, (SessionExpired, ServiceUnavailable, DatabaseUnavailable)):
        lost = isinstance(error, IncompleteCommit)
        return OutcomeUnknownError(statement) if lost else DatabaseUnreachableError(uri)
    if isinstance(error, ConnectionAcquisitionTimeoutError):
        return DatabaseBusyError(
            Message("no connection came free within {acquire_s:g} s", acquire_s=limits.acquire_s)
        )
    if isinstance(error, TransientError):
        return DatabaseBusyError(
            Message("{statement} did not get through: {code}", statement=statement, code=error.code)
        )
    if isinstance(error, Neo4jError):
        return _answered(error, error.code or "", statement, timeout_s, uri)
    return StatementFailedError(statement, type(error).__name__)


def _answered(
    error: Neo4jError, code: str, statement: str, timeout_s: float, uri: str
) -> CreditGraphError:
    if isinstance(error, (AuthError, Forbidden)) or code == _AUTH_RATE:
        return DatabaseRefusedError(uri)
    if code.startswith(_TIMED_OUT):
        return StatementTimeoutError(statement, timeout_s)
    if code in _ENDED_BY_SERVER:
        return DatabaseBusyError(Message("the server ended {statement}", statement=statement))
    if code in _CANNOT_WRITE:
        return DatabaseFullError()
    if code == _NO_SUCH_DATABASE:
        return SettingError("NEO4J_DATABASE", Message("the server has no database of that name"))
    # The code alone: messages quote parameters, which must reach neither a log nor an answer.
    return StatementFailedError(statement, code)
