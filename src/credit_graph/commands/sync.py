"""`import --sync`: a file that is the complete list on a day."""

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import orjson

from credit_graph.clock import utc_now
from credit_graph.commands.import_progress import import_progress_on
from credit_graph.commands.outcome import Exit
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.graph.connection import Graph
from credit_graph.usecases.import_report import ImportOptions
from credit_graph.usecases.rules import RulesShelf
from credit_graph.usecases.sync_list import LARGEST_SHRINK, SyncReport, SyncRequest, sync_list

_ANY_SHRINK = 1.0


def sync_request(
    paths: list[Path], register: str, region: str | None, as_of: str | None, *, confirmed: bool
) -> SyncRequest:
    """Return the request that the options make; raise `BadArgumentError` for what is missing."""
    if len(paths) != 1:
        raise BadArgumentError(
            argument="--sync", why="a list is one file", fix="Give one file a command."
        )
    if region is None or as_of is None:
        raise BadArgumentError(
            argument="--sync",
            why="a list is complete for a region on a day",
            fix="Give --region and --as-of too.",
        )
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        raise BadArgumentError(
            argument="--as-of", why=f"{as_of!r} is no day", fix="Write days as 2024-06-30."
        ) from None
    shrink = _ANY_SHRINK if confirmed else LARGEST_SHRINK
    return SyncRequest(paths[0], register, region, day, shrink)


def run_sync(request: SyncRequest, options: ImportOptions) -> SyncReport:
    """Make the register what the list says."""

    async def work(graph: Graph) -> SyncReport:
        rules = await RulesShelf(graph, utc_now).refresh()
        with import_progress_on(sys.stderr) as progress:
            return await sync_list(
                graph,
                rules.rulebook,
                request,
                options=options,
                now=utc_now,
                progress=progress,
            )

    return with_graph(work)


def tell_sync(report: SyncReport, *, as_json: bool) -> None:
    """Print the difference; end with exit code 1 if rows were rejected."""
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(asdict(report), default=str) + b"\n")
    else:
        print(
            f"{report.added:,} added, {report.ended:,} ended, {report.changed:,} changed, "
            f"{report.unchanged:,} unchanged, {report.rejected:,} rejected."
        )
        if report.published_at is None:
            print("Nothing was published: with rejected rows the list is not complete.")
        if report.rejects is not None:
            print(f"Rejected rows: {report.rejects}")
    if report.rejected:
        raise SystemExit(Exit.FINDINGS)
