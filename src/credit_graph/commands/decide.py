"""`decide`: the verdicts of a whole region as one Parquet table."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import Json
from credit_graph.commands.importing.sync import day_of
from credit_graph.commands.outcome import reported, tell, write_json
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.languages.wording import in_words
from credit_graph.message import Message
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.settings import read_site_folders

if TYPE_CHECKING:
    from credit_graph.usecases.deciding.decide_region import DecidingOptions, DecidingReport
    from credit_graph.usecases.deciding.engines import OpenEngine
    from credit_graph.usecases.deciding.region_question import RegionQuestion


class EngineName(StrEnum):
    """Where chunks are decided."""

    LOCAL = "local"
    DASK = "dask"


def decide(  # the options of the contract
    as_of: Annotated[str, typer.Option(help="The day to decide for.", show_default=False)],
    out: Annotated[Path, typer.Option(help="The Parquet file to write.", show_default=False)],
    region: Annotated[
        str | None, typer.Option(help="Only who is registered there on that day.")
    ] = None,
    snapshot: Annotated[
        Path | None,
        typer.Option(
            help="A folder of `export --format parquet` to decide from, not the database; with "
            "the packaged policies and those of CREDIT_GRAPH_SEEDS.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(help="As known at this instant, 2026-11-28T12:00:00+08:00.")
    ] = None,
    measures: Annotated[
        str | None, typer.Option(help="Codes of measures, by commas; all in force if left out.")
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="One row per enterprise, a column per measure.")
    ] = False,
    nearest: Annotated[
        bool,
        typer.Option(
            "--nearest",
            help="With the nearest change of each verdict; takes several times as long.",
        ),
    ] = False,
    engine: Annotated[EngineName, typer.Option(help="Where to decide.")] = EngineName.LOCAL,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of the Dask scheduler, tcp://host:8786.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes of --engine local; one a core if left out.", min=1)
    ] = None,
    as_json: Json = False,
) -> None:
    """Decide every measure for every enterprise, and write one Parquet table.

    Interrupted, it resumes when it is run again.
    """
    with reported():
        _check_extra()
        from credit_graph.usecases.deciding.decide_region import DecidingOptions  # noqa: PLC0415

        if nearest and wide:
            raise BadArgumentError(
                "--nearest", Message("--wide has verdicts alone"), Message("Leave one out.")
            )
        question = _question((as_of, known_at), region, measures, nearest=nearest)
        open_engine = _engine(engine, scheduler, workers)
        report = _run(question, open_engine, DecidingOptions(out, wide=wide), snapshot)
    if as_json:
        write_json(report)
    else:
        _show(report)


def _show(report: "DecidingReport") -> None:
    tell(
        "{path}: {rows:,} rows, {enterprises:,} enterprises × {measures:,} measures.",
        path=str(report.out),
        rows=report.rows,
        enterprises=report.enterprises,
        measures=report.measures,
    )
    if report.resumed_parts:
        tell("{parts:,} parts were there from an earlier run.", parts=report.resumed_parts)


def _question(
    times: tuple[str, str | None], region: str | None, measures: str | None, *, nearest: bool
) -> "RegionQuestion":
    from credit_graph.usecases.deciding.region_question import RegionQuestion  # noqa: PLC0415

    chosen = None if measures is None else tuple(each.strip() for each in measures.split(","))
    return RegionQuestion(day_of(times[0]), region, _instant(times[1]), chosen, nearest)


def _run(
    question: "RegionQuestion",
    open_engine: "OpenEngine",
    options: "DecidingOptions",
    snapshot: Path | None,
) -> "DecidingReport":
    from credit_graph.usecases.deciding import region_question as asked  # noqa: PLC0415

    with _bar_on(sys.stderr) as progress:
        if snapshot is not None:
            seeds = read_seeds(seeds_folder(), read_site_folders(os.environ))
            return asyncio.run(
                asked.decide_snapshot(
                    snapshot,
                    seeds,
                    question,
                    open_engine=open_engine,
                    options=options,
                    progress=progress,
                )
            )

        async def on_graph(graph: Graph) -> "DecidingReport":
            return await asked.decide_graph(
                graph,
                question,
                open_engine=open_engine,
                options=options,
                progress=progress,
                now=utc_now,
            )

        return with_graph(on_graph)


def _check_extra() -> None:
    try:
        import numpy  # noqa: F401, ICN001, PLC0415  # an extra
        import pyarrow  # noqa: F401, ICN001, PLC0415
    except ModuleNotFoundError as missing:
        raise BadArgumentError(
            "decide",
            Message("{name} is not installed", name=str(missing.name)),
            Message("Install credit-graph[tables]."),
        ) from None


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        why = Message("{text!r} is no instant with its offset", text=text)
        raise BadArgumentError("--known-at", why, Message("Write 2026-11-28T12:00:00+08:00."))
    return instant


def _engine(name: EngineName, scheduler: str | None, workers: int | None) -> "OpenEngine":
    from credit_graph.usecases.deciding.engines import dask_engine, local_engine  # noqa: PLC0415

    if name is EngineName.LOCAL:
        if scheduler is not None:
            raise BadArgumentError(
                "--scheduler", Message("is for --engine dask"), Message("Leave it out.")
            )
        return local_engine(workers or os.cpu_count() or 1)
    if scheduler is None:
        raise BadArgumentError(
            "--engine dask", Message("no scheduler is named"), Message("Give --scheduler too.")
        )
    return dask_engine(scheduler)


@contextmanager
def _bar_on(stream: TextIO) -> Iterator["DecidingBar"]:
    with Progress(console=Console(file=stream), disable=not stream.isatty()) as bars:
        yield DecidingBar(bars)


class DecidingBar:
    """A bar over the enterprises."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def began(self, total: int, resumed: int) -> None:
        """Show the bar."""
        what = (
            Message("deciding")
            if not resumed
            else Message("deciding, {resumed:,} parts are there already", resumed=resumed)
        )
        self._task = self._bars.add_task(in_words(what), total=total)

    def advanced(self, enterprises: int) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, enterprises)
