"""The error tree. Errors carry facts; the words stand here, once.

CreditGraphError
├── BadRequestError            the caller can mend it
│   ├── BadUsccError               BAD_USCC
│   ├── BadPageError               BAD_PAGE
│   ├── BadBookmarkError           BAD_BOOKMARK
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
├── SigningKeyError            SIGNING_KEY: the audit log cannot be signed for
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
│   ├── RestoreUnfinishedError     RESTORE_UNFINISHED
│   ├── SchemaChangedError         SCHEMA_CHANGED (an applied schema file was edited)
│   └── BadStatementError          BAD_STATEMENT (a Cypher file, or its use)
└── EmbeddedError              the embedded Neo4j cannot be started; see embedded/errors.py

Each class states its `code`, what happened (`happened`) and what to do (`remedy`) as templates
over its own fields, so that GraphQL, the command line and the logs say the same.
"""

from credit_graph.errors.database import (
    BadStatementError,
    DatabaseBusyError,
    DatabaseError,
    DatabaseFullError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    EmbeddedError,
    OutcomeUnknownError,
    RestoreUnfinishedError,
    SchemaChangedError,
    SchemaMissingError,
    StatementFailedError,
    StatementTimeoutError,
)
from credit_graph.errors.requests import (
    AnswerOutgrownError,
    BadArgumentError,
    BadBookmarkError,
    BadCursorError,
    BadPageError,
    BadRequestError,
    BadUsccError,
    OverBudgetError,
    UnknownCodeError,
)
from credit_graph.errors.root import LONGEST_QUOTED, CreditGraphError, WordedError, shortened
from credit_graph.errors.running import (
    ImportRefusedError,
    NotReadyError,
    OverloadError,
    RequestTimeoutError,
    SeedError,
    SeedsRejectedError,
    SettingError,
    SigningKeyError,
    StartingError,
    TooBusyError,
    UnforeseenError,
    WorkersLostError,
)

__all__ = [
    "LONGEST_QUOTED",
    "AnswerOutgrownError",
    "BadArgumentError",
    "BadBookmarkError",
    "BadCursorError",
    "BadPageError",
    "BadRequestError",
    "BadStatementError",
    "BadUsccError",
    "CreditGraphError",
    "DatabaseBusyError",
    "DatabaseError",
    "DatabaseFullError",
    "DatabaseRefusedError",
    "DatabaseUnreachableError",
    "EmbeddedError",
    "ImportRefusedError",
    "NotReadyError",
    "OutcomeUnknownError",
    "OverBudgetError",
    "OverloadError",
    "RequestTimeoutError",
    "RestoreUnfinishedError",
    "SchemaChangedError",
    "SchemaMissingError",
    "SeedError",
    "SeedsRejectedError",
    "SettingError",
    "SigningKeyError",
    "StartingError",
    "StatementFailedError",
    "StatementTimeoutError",
    "TooBusyError",
    "UnforeseenError",
    "UnknownCodeError",
    "WordedError",
    "WorkersLostError",
    "shortened",
]
