"""What the offline importer has loaded becomes an import like any other: recorded and published."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from credit_graph.clock import Now, shanghai_day
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.notifying.addressees import of_load
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import ImportRefusedError
from credit_graph.graph.change_sets import publish_change_set
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import journal
from credit_graph.graph.imports.carried import (
    CarriedGraph,
    complete_kinds,
    count_graph,
    put_carried,
    read_carried,
)
from credit_graph.message import Message
from credit_graph.usecases.first_load.check import CheckedLoad
from credit_graph.usecases.importing.journal import Manifest, open_import
from credit_graph.usecases.importing.report import ImportOptions
from credit_graph.usecases.policies.rules import RulesShelf

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Ground:
    """What a first load starts from: the rules in force, and all that the graph holds."""

    rulebook: Rulebook
    carried: CarriedGraph


async def read_ground(graph: Graph, now: Now) -> Ground:
    """Return what there is before the load.

    Raises `ImportRefusedError` if there are facts, an unfinished import, or what this version does
    not know how to carry.
    """
    await migrate(graph, at=now())
    rules = await RulesShelf(graph, now).refresh()
    counts = await count_graph(graph)
    if counts.facts:
        why = Message(
            "it holds enterprises or facts already, and a first load needs an empty graph"
        )
        raise _refused(why, Message("Give the command without --offline."))
    for each in await journal.read_unfinished(graph):
        fix = Message("`credit-graph imports abandon {id}` takes it away.", id=each.id)
        raise _refused(Message("import {id} is unfinished", id=each.id), fix)
    carried = await read_carried(graph)
    found = (len(carried.nodes) + counts.marks, len(carried.relations))
    if found != (counts.nodes, counts.relations):
        why = Message("it holds nodes or relations that are not this program's")
        raise _refused(why, Message("Give the command without --offline."))
    return Ground(rulebook=rules.rulebook, carried=carried)


async def publish_load(
    graph: Graph,
    ground: Ground,
    loaded: CheckedLoad,
    *,
    manifest: Manifest,
    options: ImportOptions,
    at: datetime,
    now: Now,
) -> datetime:
    """Make what was loaded, begun `at`, a published import; return since when it shows.

    `options.change_id` is the change set of its facts. Constraints and indexes are made first: if
    two facts had one id, that would fail.
    """
    await migrate(graph, at=now())
    await put_carried(graph, ground.carried)
    for fact_ids in _batches(loaded.empty_kinds):
        await complete_kinds(graph, fact_ids)
    opened = await open_import(graph, manifest, options, lambda: at)

    async def note(transaction: Transaction) -> None:
        for place, file in enumerate(loaded.files):
            counts = asdict(file.counts)
            await journal.advance(transaction, opened.id, place, 0, counts=counts, ended=True)

    await graph.transact(note, label="imports/progress", timeout_s=graph.limits.journal_s)
    # Who hears of an import over Bolt hears of this one.
    notified = of_load(DutyBook(ground.rulebook), shanghai_day(at))
    return await publish_change_set(graph, opened.id, now=now(), notified=notified)


def _batches(path: Path) -> Iterator[Sequence[str]]:
    with path.open(encoding="ascii") as lines:
        while batch := [line.rstrip("\n") for line in islice(lines, _BATCH)]:
            yield batch


def _refused(why: Message, fix: Message) -> ImportRefusedError:
    return ImportRefusedError(where=Message("the database"), why=why, fix=fix)
