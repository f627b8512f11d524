"""The door to Neo4j: named statements in, records out, within stated deadlines.

    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        records = await graph.read("enterprises/by_keys", keys=[...], known_at=...)
        await graph.write("facts/stage_ratings", rows=[...], change=...)

A read is one round trip and goes to a reader. A write is one managed transaction. Both are tried
again within one policy (`failures.patience`), so a unit of work may run more than once.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self, TypeVar, cast

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncTransaction,
    Bookmarks,
    Query,
    Record,
)
from neo4j.exceptions import DriverError, Neo4jError

from credit_graph.errors import (
    BadStatementError,
    DatabaseUnreachableError,
    OutcomeUnknownError,
    StatementTimeoutError,
)
from credit_graph.graph.failures import patience, translated
from credit_graph.graph.limits import Limits
from credit_graph.graph.receipt import note_bookmarks, note_round_trip
from credit_graph.graph.statement import Mode, Statement

if TYPE_CHECKING:
    from typing_extensions import LiteralString

T = TypeVar("T")

_FIRST_DELAY_S: Final = 0.05
_LONGEST_DELAY_S: Final = 1.0
_ALL_RECORDS: Final = -1
