"""The error tree. Errors carry facts; the words stand here, once.

CreditGraphError
├── BadRequestError            the caller can mend it
│   ├── BadUsccError               BAD_USCC
│   ├── BadPageError               BAD_PAGE
│   ├── BadCursorError             BAD_CURSOR
│   ├── BadArgumentError           BAD_ARGUMENT
│   ├── UnknownCodeError           UNKNOWN_<NOUN>
│   ├── OverBudgetError            OVER_BUDGET
│   ├── AnswerOutgrownError        ANSWER_OUTGROWN
│   ├── who asks                   see domain/authority/errors.py
│   └── what HTTP refuses before GraphQL    see api/http/errors.py
├── OverloadError              the service has too much to do
│   ├── TooBusyError               TOO_BUSY
│   └── RequestTimeoutError        REQUEST_TIMEOUT
├── NotReadyError              the service cannot answer yet
│   ├── StartingError              STARTING
│   └── UnforeseenError            INTERNAL
├── WorkersLostError           WORKERS_LOST: what was decided so far is kept
├── SeedError                  a policy or vocabulary file is wrong
│   └── SeedsRejectedError         SEEDS_REJECTED (all findings of a run)
├── ImportRefusedError         IMPORT_REFUSED: nothing of it was applied
├── ImportUnfinishedError      IMPORT_UNFINISHED (domain/facts/recording.py)
├── SettingError               BAD_SETTING
├── DatabaseError              the graph does not answer as it should
│   ├── DatabaseUnreachableError   DATABASE_UNREACHABLE
│   ├── DatabaseRefusedError       DATABASE_REFUSED (credentials)
│   ├── DatabaseBusyError          DATABASE_BUSY
│   ├── StatementTimeoutError      STATEMENT_TIMEOUT
│   ├── StatementFailedError       STATEMENT_FAILED
│   ├── DatabaseFullError          DATABASE_FULL
│   ├── OutcomeUnknownError        OUTCOME_UNKNOWN (the commit's answer was lost)
│   ├── BookmarkUnreachedError     BOOKMARK_UNREACHED (graph/database/failures.py)
│   ├── SchemaMissingError         SCHEMA_MISSING
│   ├── SchemaChangedError         SCHEMA_CHANGED (an applied schema file was edited)
│   └── BadStatementError          BAD_STATEMENT (a Cypher file, or its use)
└── EmbeddedError              the embedded Neo4j cannot be started; see embedded/errors.py

Each class states its `code`, what happened (`happened`) and what to do (`remedy`) as templates
over its own fields, so that GraphQL, the command line and the logs say the same.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False)
class CreditGraphError(Exception):
    """Root of every error this project raises on purpose."""

    code: ClassVar[str] = "INTERNAL"
    happened: ClassVar[str] = "Something unexpected happened."
    remedy: ClassVar[str] = ""
    shown: ClassVar[tuple[str, ...]] = ()  # fields that programs get beside the words

    def __str__(self) -> str:
        return self.happened.format(**vars(self))

    @property
    def advice(self) -> str:
        """What the reader can do about it, as one sentence."""
        return self.remedy.format(**vars(self))


LONGEST_QUOTED = 64


def shortened(text: str) -> str:
    """Return a text as errors repeat it: what is above `LONGEST_QUOTED` characters is cut."""
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"


class BadRequestError(CreditGraphError):
    """The caller can mend it by asking differently."""


@dataclass(eq=False)
class BadUsccError(BadRequestError):
    """A text that is no unified social credit code (GB 32100-2015)."""

    text: str
    why: str
    code: ClassVar[str] = "BAD_USCC"
    happened: ClassVar[str] = "{text!r} is not a unified social credit code: {why}."
    remedy: ClassVar[str] = "Give the 18 characters of the business licence."

    def __post_init__(self) -> None:
        """Of a long text only its beginning is repeated."""
        self.text = shortened(self.text)


@dataclass(eq=False)
class BadPageError(BadRequestError):
    """A page size outside its bounds."""

    first: int
    largest: int
    code: ClassVar[str] = "BAD_PAGE"
    happened: ClassVar[str] = "first: {first} is not a page size."
    remedy: ClassVar[str] = "Ask for 1 to {largest}."


@dataclass(eq=False)
class BadCursorError(BadRequestError):
    """A cursor that this query, order and filter did not hand out."""

    why: str
    code: ClassVar[str] = "BAD_CURSOR"
    happened: ClassVar[str] = "The cursor cannot be used here: {why}."
    remedy: ClassVar[str] = "Start again without `after`, and keep order and filter between pages."


@dataclass(eq=False)
class BadArgumentError(BadRequestError):
    """An argument outside its range or at odds with another."""

    argument: str
    why: str
    fix: str
    code: ClassVar[str] = "BAD_ARGUMENT"
    happened: ClassVar[str] = "{argument}: {why}."
    remedy: ClassVar[str] = "{fix}"


@dataclass(eq=False)
class UnknownCodeError(BadRequestError):
    """A code that is an argument of something else and names nothing."""

    noun: str
    given: str
    near: tuple[str, ...] = ()
    happened: ClassVar[str] = "There is no {noun} {given!r}."

    def __post_init__(self) -> None:
        """Codes are short: of a long text only its beginning is repeated."""
        self.given = shortened(self.given)

    @property
    def code(self) -> str:  # type: ignore[override]  # the noun is part of the code
        """The noun is part of the code: UNKNOWN_MEASURE, UNKNOWN_AGENCY, and so on."""
        return f"UNKNOWN_{self.noun.upper().replace(' ', '_')}"

    @property
    def advice(self) -> str:
        """Offer the nearest codes that exist."""
        return f"Did you mean {', '.join(self.near)}?" if self.near else "Check the code."


@dataclass(eq=False)
class OverBudgetError(BadRequestError):
    """A document that asks for more than one request may cost."""

    measure: str
    asked: int
    limit: int
    code: ClassVar[str] = "OVER_BUDGET"
    happened: ClassVar[str] = "The document's {measure} is {asked}; the limit is {limit}."
    remedy: ClassVar[str] = "Split the request or ask for smaller pages."


@dataclass(eq=False)
class AnswerOutgrownError(BadRequestError):
    """An answer that took more than its cost let expect; it was ended."""

    measure: str
    taken: int
    limit: int
    code: ClassVar[str] = "ANSWER_OUTGROWN"
    happened: ClassVar[str] = (
        "The answer outgrew its estimated cost: {taken} {measure}; the limit is {limit}."
    )
    remedy: ClassVar[str] = "Ask for smaller pages, or for less of each item."


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
    """One finding in a policy or vocabulary file."""

    file: str
    line: int
    path: str
    problem: str
    fix: str
    code: ClassVar[str] = "BAD_SEED"
    happened: ClassVar[str] = "{file}:{line}: {path}: {problem}."
    remedy: ClassVar[str] = "{fix}"


@dataclass(eq=False)
class SeedsRejectedError(CreditGraphError):
    """All findings of one reading of the seeds; nothing was applied."""

    findings: tuple[SeedError, ...]
    code: ClassVar[str] = "SEEDS_REJECTED"

    def __str__(self) -> str:
        lines = "\n".join(f"{finding} {finding.advice}" for finding in self.findings)
        return f"{len(self.findings)} finding(s); nothing was applied.\n{lines}"


@dataclass(eq=False)
class ImportRefusedError(CreditGraphError):
    """A whole import that cannot be taken; nothing of it was applied."""

    where: str
    why: str
    fix: str
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
    why: str
    code: ClassVar[str] = "BAD_SETTING"
    happened: ClassVar[str] = "{setting}: {why}."
    remedy: ClassVar[str] = "docs/operations.md lists every setting with its range."


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

    why: str
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
    remedy: ClassVar[str] = "Ask for less: a smaller page, a shorter path, a narrower filter."


@dataclass(eq=False)
class SchemaMissingError(DatabaseError):
    """The database lacks the constraints and indexes, or the policies."""

    missing: str
    code: ClassVar[str] = "SCHEMA_MISSING"
    happened: ClassVar[str] = "The database has no {missing}."
    remedy: ClassVar[str] = "Run `credit-graph load-policies` against it."


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
    why: str
    code: ClassVar[str] = "BAD_STATEMENT"
    happened: ClassVar[str] = "cypher/{statement}.cypher: {why}."
    remedy: ClassVar[str] = "Correct the file, or the call."


class EmbeddedError(CreditGraphError):
    """The embedded Neo4j cannot be started."""
