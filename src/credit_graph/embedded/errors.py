"""Why the embedded Neo4j cannot be started; a branch of the tree in `credit_graph.errors`.

EmbeddedError
├── EmbeddedLockedError        EMBEDDED_LOCKED
├── EmbeddedDownloadError      EMBEDDED_DOWNLOAD
├── EmbeddedToolError          EMBEDDED_TOOL
├── EmbeddedEngineError        EMBEDDED_ENGINE
└── EmbeddedStartError         EMBEDDED_START

and RestoreRefusedError, RESTORE_REFUSED, for a backup that is not taken: nothing was changed.
"""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors import CreditGraphError, EmbeddedError
from credit_graph.message import Message, Words


@dataclass(eq=False)
class EmbeddedLockedError(EmbeddedError):
    """Another process owns the embedded database's folder."""

    home: str
    owner: Message
    code: ClassVar[str] = "EMBEDDED_LOCKED"
    happened: ClassVar[str] = "The embedded database in {home} is in use by {owner}."
    remedy: ClassVar[str] = "Stop that process, or set CREDIT_GRAPH_HOME to another folder."


@dataclass(eq=False)
class EmbeddedDownloadError(EmbeddedError):
    """The jars could not be fetched, or are not the locked ones."""

    what: Words
    why: Message
    code: ClassVar[str] = "EMBEDDED_DOWNLOAD"
    happened: ClassVar[str] = "{what} could not be had: {why}."
    remedy: ClassVar[str] = "Check the network and start again; what was fetched is kept."


@dataclass(eq=False)
class EmbeddedToolError(EmbeddedError):
    """Neo4j's own tool could not dump or load a store."""

    what: str
    why: Message
    code: ClassVar[str] = "EMBEDDED_TOOL"
    happened: ClassVar[str] = "Neo4j's tool could not {what} the database: {why}."
    remedy: ClassVar[str] = "Stop whatever uses the database, look at the room on the disk."


@dataclass(eq=False)
class EmbeddedEngineError(EmbeddedError):
    """The store has been opened by a later Neo4j than the one that is to open it."""

    folder: str
    found: str
    wanted: str
    code: ClassVar[str] = "EMBEDDED_ENGINE"
    happened: ClassVar[str] = (
        "The store in {folder} has been opened by Neo4j {found}, which {wanted} cannot go back on."
    )
    remedy: ClassVar[str] = (
        "Set CREDIT_GRAPH_NEO4J to that line again, or restore a backup made before."
    )


@dataclass(eq=False)
class EmbeddedStartError(EmbeddedError):
    """The Java process ended, or did not answer, before it was ready."""

    why: Message
    log: str
    code: ClassVar[str] = "EMBEDDED_START"
    happened: ClassVar[str] = "The embedded database did not start: {why}."
    remedy: ClassVar[str] = "Its log is {log}."


@dataclass(eq=False)
class RestoreRefusedError(CreditGraphError):
    """A backup that cannot be restored here; what was there is as it was."""

    why: Message
    fix: Message
    code: ClassVar[str] = "RESTORE_REFUSED"
    happened: ClassVar[str] = "The backup cannot be restored: {why}. Nothing was changed."
    remedy: ClassVar[str] = "{fix}"
