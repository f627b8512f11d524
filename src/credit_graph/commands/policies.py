"""`load-policies`, `check` and `schema`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from credit_graph.api.schema import schema_text
from credit_graph.clock import utc_now
from credit_graph.commands.outcome import Exit, reported, tell
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.database.statements import load_statements
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.seeds.check import CheckReport, check_seeds
from credit_graph.seeds.files.sources import PACKAGED, read_seeds
from credit_graph.seeds.proofs.tally import Tally
from credit_graph.settings import read_site_folders
from credit_graph.usecases.policies.loading import LoadingMode, LoadingOptions, PoliciesReport
from credit_graph.usecases.policies.loading import load_policies as load
from credit_graph.usecases.policies.plan import Effect, LoadingPlan
from credit_graph.usecases.policies.preview import write_preview

LOADED_COLUMNS = ("file", "from", "what becomes of it")
PROOF_COLUMNS = ("policy", "items", "quotes", "names in brackets", "figures")
FATES = {
    Effect.ADDED: "added",
    Effect.CHANGED: "changed",
    Effect.WITHDRAWN: "withdrawn",
    Effect.KEPT: "stays: no folder given holds it; --withdraw takes it away",
    Effect.UNCHANGED: "unchanged",
}

Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Folders of the site with policies/, vocabulary/ and documents/, beside the packaged "
        "ones; those of CREDIT_GRAPH_SEEDS if left out."
    ),
]


def load_policies(
    folders: Folders = None,
    check: Annotated[
        bool, typer.Option("--check", help="Show what would change; load nothing.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Load only if the folders hold every file that is loaded now."
        ),
    ] = False,
    withdraw: Annotated[
        list[str] | None,
        typer.Option(help="Code of a policy, or path of a file, to remove; may be repeated."),
    ] = None,
    preview: Annotated[
        Path | None, typer.Option(help="Write what happens to each file, as CSV, to this path.")
    ] = None,
) -> None:
    """Load policies and vocabulary; nothing loaded before is removed unless named."""

    def announce(plan: LoadingPlan) -> None:
        _show(plan)
        if preview is not None:
            write_preview(plan, preview)

    with reported():
        options = LoadingOptions(_mode(check, strict), tuple(withdraw or ()), announce)
        sites = _sites(folders)

        async def work(graph: Graph) -> PoliciesReport:
            await migrate(graph, at=utc_now())
            return await load(graph, seeds_folder(), utc_now, sites=sites, options=options)

        report = with_graph(work)
    _end(report, options.mode)


def _mode(check: bool, strict: bool) -> LoadingMode:
    if check and strict:
        raise BadArgumentError(
            "--check, --strict", Message("they exclude each other"), Message("Give one of them.")
        )
    if check:
        return LoadingMode.CHECK
    return LoadingMode.STRICT if strict else LoadingMode.LOAD


def _sites(folders: list[Path] | None) -> tuple[Path, ...]:
    if not folders:
        return read_site_folders(os.environ)
    return tuple(each.resolve() for each in folders)


def _show(plan: LoadingPlan) -> None:
    """Print each change; files that stay as they are make one line."""
    table = Table(*map(worded, LOADED_COLUMNS))
    for each in plan.changes:
        if each.effect is not Effect.UNCHANGED:
            table.add_row(each.path, _origin(each.origin), worded(FATES[each.effect]))
    unchanged = len(plan.paths(Effect.UNCHANGED))
    if table.row_count:
        Console(soft_wrap=True).print(table)
    tell("{unchanged} file(s) unchanged.", unchanged=unchanged)


def _origin(folder: str | None) -> str:
    """Return the folder that a file comes from; ours is named in the reader's language."""
    if folder is None or not folder:
        return worded("unknown")
    return worded("packaged") if folder == PACKAGED else folder


def _end(report: PoliciesReport, mode: LoadingMode) -> None:
    if mode is LoadingMode.CHECK:
        tell("Rules {version}: checked; nothing was loaded.", version=report.version)
        return
    if report.loading is None:
        tell("Nothing was loaded: the database has files that no given folder holds (--strict).")
        raise SystemExit(Exit.FINDINGS)
    if report.loading.unchanged:
        tell("Rules {version}: nothing has changed.", version=report.version)
        return
    tell(
        "Rules {version}: {recorded} file(s) recorded, {withdrawn} withdrawn.",
        version=report.version,
        recorded=len(report.loading.recorded),
        withdrawn=len(report.loading.withdrawn),
    )


def check(folders: Folders = None) -> None:
    """Prove policies and vocabulary against the documents, and check the Cypher files."""
    with reported():
        report = check_seeds(read_seeds(seeds_folder(), _sites(folders)))
        statements = load_statements(cypher_folder())
    Console().print(_table(report))
    tell("{count} Cypher statements, headers and parameters agree.", count=len(statements))
    for finding in report.findings:
        said = Message("{finding} {advice}", finding=finding.message, advice=finding.advice_message)
        sys.stderr.write(f"{in_words(said)}\n")
    if report.findings:
        raise SystemExit(Exit.FINDINGS)


def _table(report: CheckReport) -> Table:
    table = Table(*map(worded, PROOF_COLUMNS))
    for proof in report.policies:
        tallies = (proof.items, proof.quotes, proof.names, proof.figures)
        table.add_row(proof.policy, *map(_cell, tallies))
    return table


def _cell(tally: Tally) -> str:
    return worded("{proved} of {total}", proved=tally.proved, total=tally.total)


def schema() -> None:
    """Print the GraphQL schema."""
    sys.stdout.write(schema_text())
