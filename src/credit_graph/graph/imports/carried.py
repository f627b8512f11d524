"""A graph without facts, copied whole into another: rules, their history, log, keys.

Of what is copied nothing is looked into, so that nothing is forgotten: every label is named, and a
node with another one makes the numbers differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from neo4j.time import Date, DateTime

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction

_TERMS: Final = frozenset({"Region", "Zone", "Scheme", "CreditList"})
_BATCH: Final = 1_000


@dataclass(frozen=True, slots=True)
class CarriedGraph:
    """Nodes and relations as parameters of the statements in cypher/first_load."""

    nodes: Sequence[Mapping[str, object]]
    relations: Sequence[Mapping[str, object]]

    def terms(self) -> Iterator[tuple[str, str]]:
        """Yield label and code of every term of the vocabulary."""
        for node in self.nodes:
            label, properties = _label(node), node["properties"]
            if label in _TERMS and isinstance(properties, Mapping):
                yield label, str(properties["code"])


@dataclass(frozen=True, slots=True)
class GraphCounts:
    """How many nodes and relations there are; `marks` of migrations, `facts` of enterprises."""

    nodes: int
    relations: int
    marks: int
    facts: int


async def count_graph(graph: Graph) -> GraphCounts:
    """Count what there is; takes no longer for a large graph."""
    found = dict.fromkeys(("nodes", "relations", "marks", "facts"), 0)
    for row in await graph.read("first_load/counts"):
        found[row["what"]] += row["count"]
    return GraphCounts(**found)


async def read_carried(graph: Graph) -> CarriedGraph:
    """Return all of a graph without facts but the marks of its migrations."""
    timeout_s = graph.limits.stage_s
    nodes = await graph.read("first_load/nodes", timeout_s=timeout_s)
    keys = [each["key"] for each in nodes]
    begun = await graph.read("first_load/relations", keys=keys, timeout_s=timeout_s)
    relations = [
        {"start": each["start"], **relation} for each in begun for relation in each["relations"]
    ]
    return CarriedGraph(
        [_plain(each.data()) for each in nodes], [_plain(each) for each in relations]
    )


async def put_carried(graph: Graph, carried: CarriedGraph) -> None:
    """Write it into a graph in which nothing of it is but terms of the vocabulary."""

    async def work(transaction: Transaction) -> None:
        placed: dict[str, str] = {}
        terms = [node for node in carried.nodes if _label(node) in _TERMS]
        others = [node for node in carried.nodes if _label(node) not in _TERMS]
        for statement, nodes in (("put_terms", terms), ("put_nodes", others)):
            for rows in _batches(nodes):
                for each in await transaction.run(f"first_load/{statement}", rows=rows):
                    placed[each["key"]] = each["placed"]
        tied = [
            {**each, "start": placed[str(each["start"])], "end": placed[str(each["end"])]}
            for each in carried.relations
        ]
        for rows in _batches(tied):
            await transaction.run("first_load/put_relations", rows=rows)

    await graph.transact(work, label="first_load/put_nodes", timeout_s=graph.limits.stage_s)


async def complete_kinds(graph: Graph, fact_ids: Sequence[str]) -> None:
    """Give registrations the empty list of kinds that the importer left out."""
    timeout_s = graph.limits.stage_s
    await graph.write("first_load/empty_kinds", fact_ids=list(fact_ids), timeout_s=timeout_s)


def _label(node: Mapping[str, object]) -> str:
    labels = node["labels"]
    return str(labels[0]) if isinstance(labels, Sequence) else ""


def _batches(rows: Sequence[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])


def _plain(record: Mapping[str, object]) -> Mapping[str, object]:
    return {name: _value(value) for name, value in record.items()}


def _value(value: object) -> object:
    """Return a value as it may be given to the driver again: instants in UTC, days as Python's."""
    if isinstance(value, DateTime):
        return to_instant(value)
    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, Mapping):
        return {name: _value(each) for name, each in value.items()}
    return [_value(each) for each in value] if isinstance(value, list) else value
