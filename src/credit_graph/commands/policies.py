"""`load-policies`, `check` and `schema`."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from credit_graph.api.schema import schema_text
from credit_graph.clock import utc_now
from credit_graph.commands.outcome import Exit, reported
from credit_graph.commands.session import with_graph
from credit_graph.graph.connection import Graph
from credit_graph.graph.migrations import migrate
from credit_graph.graph.seed_store import Loading
from credit_graph.graph.statements import load_statements
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.seeds.check import CheckReport, check_seeds
from credit_graph.seeds.proofs.tally import Tally
from credit_graph.seeds.sources import read_seeds
from credit_graph.usecases.load_policies import load_policies as load

Folder = Annotated[
    Path | None,
    typer.Argument(help="Folder with policies/, vocabulary/ and documents/; ours if left out."),
]


def load_policies(folder: Folder = None) -> None:
    """Load policies and vocabulary; loading the same twice changes nothing."""

    async def work(graph: Graph) -> Loading:
        await migrate(graph, at=utc_now())
        return await load(graph, folder or seeds_folder(), utc_now)

    with reported():
        loading = with_graph(work)
    if loading.unchanged:
        print(f"Rules {loading.version}: nothing has changed.")
        return
    print(
        f"Rules {loading.version}: {len(loading.recorded)} file(s) recorded, "
        f"{len(loading.withdrawn)} withdrawn."
    )


def check(folder: Folder = None) -> None:
    """Prove policies and vocabulary against the documents, and check the Cypher files."""
    with reported():
        report = check_seeds(read_seeds(folder or seeds_folder()))
        statements = load_statements(cypher_folder())
    Console().print(_table(report))
    print(f"{len(statements)} Cypher statements, headers and parameters agree.")
    for finding in report.findings:
        sys.stderr.write(f"{finding} {finding.advice}\n")
    if report.findings:
        raise SystemExit(Exit.FINDINGS)


def _table(report: CheckReport) -> Table:
    table = Table("policy", "items", "quotes", "names in brackets", "figures")
    for proof in report.policies:
        tallies = (proof.items, proof.quotes, proof.names, proof.figures)
        table.add_row(proof.policy, *map(_cell, tallies))
    return table


def _cell(tally: Tally) -> str:
    return f"{tally.proved} of {tally.total}"


def schema() -> None:
    """Print the GraphQL schema."""
    sys.stdout.write(schema_text())
