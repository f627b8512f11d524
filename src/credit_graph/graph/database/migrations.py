"""Brings a database to the schema of this version: `cypher/schema/NNN_name.cypher`, in order.

Each file is applied once and recorded as `(:Migration)`. The lock is a node that one transaction
holds while it works, not a mark left behind: when its process is killed the server rolls the
transaction back, and the next process begins again. Every file may be run twice (IF NOT EXISTS),
so steps that were applied and not yet recorded do no harm.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from neo4j import Record

from credit_graph.errors import (
    BadStatementError,
    DatabaseError,
    SchemaChangedError,
    SchemaMissingError,
)
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statement import Mode, Statement
from credit_graph.graph.database.transaction import Transaction

_FOLDED = "schema/080_registration_folded_name"
_BATCH = 10_000
_NAME = re.compile(r"schema/(\d{3})_\w+")


@dataclass(frozen=True, slots=True)
class Step:
    """One schema file; `sha256` is that of its statement, so that its header may be improved."""

    number: int
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SchemaState:
    """How a database differs from the schema of this version: names, in order.

    `missing`: not applied yet. `changed`: edited since they were applied. `unfinished`: indexes
    still being built, or failed.
    """

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unfinished: tuple[str, ...]

    @property
    def problem(self) -> DatabaseError | None:
        """The error that keeps a service from being ready, or None."""
        if self.changed:
            return SchemaChangedError(f"cypher/{self.changed[0]}.cypher")
        if self.missing:
            return SchemaMissingError(f"{self.missing[0]} ({len(self.missing)} steps are missing)")
        if self.unfinished:
            return SchemaMissingError(f"index {self.unfinished[0]} that is ready")
        return None


def steps_of(statements: Mapping[str, Statement]) -> tuple[Step, ...]:
    """Return the schema files in order; raise `BadStatementError` for a bad or doubled number."""
    steps: dict[int, Step] = {}
    for statement in statements.values():
        if statement.mode is not Mode.SCHEMA:
            continue
        match = _NAME.fullmatch(statement.name)
        if match is None:
            raise BadStatementError(statement.name, "its path is not schema/NNN_name")
        number = int(match[1])
        if number in steps:
            raise BadStatementError(statement.name, f"{steps[number].name} has that number too")
        digest = hashlib.sha256(statement.text.encode()).hexdigest()
        steps[number] = Step(number, statement.name, digest)
    return tuple(steps[number] for number in sorted(steps))


async def migrate(graph: Graph, *, at: datetime) -> tuple[str, ...]:
    """Apply what is missing and return its names; `at` is recorded with each.

    Any number of processes may do so at once: each step is taken by one of them, and all return
    when the schema is complete. Raises `SchemaChangedError` before anything is applied.
    """
    steps = steps_of(graph.statements)
    missing = _missing(steps, await _applied(graph))
    if not missing:
        return ()
    if _FOLDED in {step.name for step in missing}:
        # Before the index that tells that it was done, so that a kill does no harm.
        while (await graph.write("migrations/fold_names", batch=_BATCH))[0]["done"]:
            pass
    # The lock is worth nothing until its node is unique.
    await graph.alter(steps[0].name)

    async def under_lock(transaction: Transaction) -> tuple[str, ...]:
        await transaction.run("migrations/take_lock")
        missing = _missing(steps, _by_number(await transaction.run("migrations/applied")))
        for step in missing:
            await graph.alter(step.name)
        # Not between the steps: a record's own label must not be locked while it is altered.
        await transaction.run("migrations/record", steps=[_row(step, at) for step in missing])
        return tuple(step.name for step in missing)

    seconds = graph.limits.alter_s
    applied = await graph.transact(under_lock, label="migrations", timeout_s=seconds)
    await graph.read("migrations/await_indexes", seconds=int(seconds), timeout_s=seconds)
    return applied


async def schema_state(graph: Graph) -> SchemaState:
    """Compare the database with the schema files, without changing anything."""
    steps = steps_of(graph.statements)
    applied = await _applied(graph)
    unfinished = await graph.read("migrations/unfinished_indexes")
    return SchemaState(
        missing=tuple(step.name for step in steps if step.number not in applied),
        changed=tuple(step.name for step in _changed(steps, applied)),
        unfinished=tuple(record["name"] for record in unfinished),
    )


async def _applied(graph: Graph) -> Mapping[int, str]:
    return _by_number(await graph.read("migrations/applied"))


def _by_number(records: Iterable[Record]) -> Mapping[int, str]:
    return {record["number"]: record["sha256"] for record in records}


def _row(step: Step, at: datetime) -> Mapping[str, object]:
    return {
        "number": step.number,
        "name": step.name,
        "sha256": step.sha256,
        "applied_at": at,
    }


def _missing(steps: Iterable[Step], applied: Mapping[int, str]) -> tuple[Step, ...]:
    steps = tuple(steps)
    for step in _changed(steps, applied):
        raise SchemaChangedError(f"cypher/{step.name}.cypher")
    return tuple(step for step in steps if step.number not in applied)


def _changed(steps: Iterable[Step], applied: Mapping[int, str]) -> tuple[Step, ...]:
    return tuple(step for step in steps if applied.get(step.number, step.sha256) != step.sha256)
