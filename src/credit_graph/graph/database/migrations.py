"""Brings a database to the schema of this version, `cypher/schema/NNN_name.cypher`.

Each file is applied once and recorded as `(:Migration)`: of those that are missing, all indexes
in one transaction, then each key in one of its own. The lock is a node that one transaction
holds while it works, not a mark left behind: when its process is killed the server rolls the
transaction back, and the next process begins again. Every file may be run twice (IF NOT EXISTS),
so steps that were applied and not yet recorded do no harm.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from neo4j import Record

from credit_graph.errors import (
    BadStatementError,
    SchemaChangedError,
)
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statement import Mode, Statement
from credit_graph.graph.database.transaction import Transaction
from credit_graph.message import Message

# What is to be done before an index that shows that it was done, so that a kill does no harm.
_BEFORE = {
    "schema/080_registration_folded_name": "migrations/fold_names",
    "schema/172_audit_entry_kind": "migrations/index_entries",
}
_BATCH = 10_000
_NAME = re.compile(r"schema/(\d{3})_\w+")
# What statements of the schema make is in their names (`test_statement_names` holds them to it):
# the constraint `NAME_key`, the index `NAME`, and `drop_NAME` for the end of an index.
_DROPS = "drop_"
_KEY = "_key"


@dataclass(frozen=True, slots=True)
class MigrationStep:
    """One schema file; `sha256` is that of its statement, so that its header may be improved."""

    number: int
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SchemaState:
    """A database's schema beside this version's: names of files, in order.

    `unknown` were applied by a newer version; `changed` were edited after they had been applied.
    """

    applied: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]


def steps_of(statements: Mapping[str, Statement]) -> tuple[MigrationStep, ...]:
    """Return the schema files in order; raise `BadStatementError` for a bad or doubled number."""
    steps: dict[int, MigrationStep] = {}
    for statement in statements.values():
        if statement.mode is not Mode.SCHEMA:
            continue
        match = _NAME.fullmatch(statement.name)
        if match is None:
            raise BadStatementError(statement.name, Message("its path is not schema/NNN_name"))
        number = int(match[1])
        if number in steps:
            raise BadStatementError(
                statement.name, Message("{name} has that number too", name=steps[number].name)
            )
        digest = hashlib.sha256(statement.text.encode()).hexdigest()
        steps[number] = MigrationStep(number, statement.name, digest)
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
    await _complete(graph, (step.name for step in missing))
    # The lock is worth nothing until its node is unique.
    await graph.alter(steps[0].name)

    async def under_lock(transaction: Transaction) -> tuple[str, ...]:
        await transaction.run("migrations/take_lock")
        missing = _missing(steps, _by_number(await transaction.run("migrations/applied")))
        for names in _rounds(missing):
            await graph.alter(*names)
        # Not between the steps: a record's own label must not be locked while it is altered.
        await transaction.run("migrations/record", steps=[_row(step, at) for step in missing])
        return tuple(step.name for step in missing)

    seconds = graph.limits.alter_s
    applied = await graph.transact(under_lock, label="migrations", timeout_s=seconds)
    await graph.read("migrations/await_indexes", seconds=int(seconds), timeout_s=seconds)
    return applied


async def complete_rows(graph: Graph) -> None:
    """Give rows that came from a database of an earlier schema what indexes need of them."""
    await _complete(graph, _BEFORE)


async def _complete(graph: Graph, names: Iterable[str]) -> None:
    for name in names:
        if (before := _BEFORE.get(name)) is not None:
            while (await graph.write(before, batch=_BATCH))[0]["done"]:
                pass


async def schema_state(graph: Graph) -> SchemaState:
    """Compare a database's schema with this version's; changes nothing."""
    steps = steps_of(graph.statements)
    records = await graph.read("migrations/applied")
    applied, ours = _by_number(records), {step.number for step in steps}
    return SchemaState(
        applied=len(applied),
        missing=tuple(step.name for step in steps if step.number not in applied),
        changed=tuple(step.name for step in _changed(steps, applied)),
        unknown=tuple(each["name"] for each in records if each["number"] not in ours),
    )


async def _applied(graph: Graph) -> Mapping[int, str]:
    return _by_number(await graph.read("migrations/applied"))


def _by_number(records: Iterable[Record]) -> Mapping[int, str]:
    return {record["number"]: record["sha256"] for record in records}


def _row(step: MigrationStep, at: datetime) -> Mapping[str, object]:
    return {
        "number": step.number,
        "name": step.name,
        "sha256": step.sha256,
        "applied_at": at,
    }


def _rounds(steps: Iterable[MigrationStep]) -> Iterator[tuple[str, ...]]:
    """Yield the statements of each schema transaction: all indexes at once, then each key.

    Indexes are filled after their transaction, in one pass over the store, while keys are being
    made, which are filled at once. What a later step drops is not made: of a million enterprises
    that takes many seconds.
    """
    made = {step.name: step.name.split("_", 1)[1] for step in steps}
    dropped = {each.removeprefix(_DROPS) for each in made.values() if each.startswith(_DROPS)}
    wanted = [name for name, each in made.items() if each not in dropped]
    keys = [name for name in wanted if name.endswith(_KEY)]
    if others := tuple(name for name in wanted if name not in keys):
        yield others
    yield from ((name,) for name in keys)


def _missing(
    steps: Iterable[MigrationStep], applied: Mapping[int, str]
) -> tuple[MigrationStep, ...]:
    steps = tuple(steps)
    for step in _changed(steps, applied):
        raise SchemaChangedError(f"cypher/{step.name}.cypher")
    return tuple(step for step in steps if step.number not in applied)


def _changed(
    steps: Iterable[MigrationStep], applied: Mapping[int, str]
) -> tuple[MigrationStep, ...]:
    return tuple(step for step in steps if applied.get(step.number, step.sha256) != step.sha256)
