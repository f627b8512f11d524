"""`generate`: an invented region as files."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import Progress

from credit_graph.commands.outcome import reported, tell
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region


def generate(
    enterprises: Annotated[int, typer.Option(help="How many enterprises, the cast included.")],
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")],
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("generated"),
    links: Annotated[
        int | None, typer.Option(help="How many supply links; five per enterprise if left out.")
    ] = None,
) -> None:
    """Invent a region and write it as the files that `import` reads."""
    with reported():
        region = GeneratedRegion(enterprises=enterprises, seed=seed, links=links)
        with _bars_on(sys.stderr, region) as written:
            counts = generate_region(region, out, written)
    for kind, rows in counts.items():
        tell("{path}: {rows:,} rows", path=f"{out}/{kind}.csv", rows=rows)
    tell("{rows:,} rows in all.", rows=sum(counts.values()))


@contextmanager
def _bars_on(stream: TextIO, region: GeneratedRegion) -> Iterator[Callable[[Kind, int], None]]:
    """Show on a terminal how far the enterprises and the links are, which are most of the rows."""
    with Progress(console=Console(file=stream), disable=not stream.isatty()) as bars:
        totals = {Kind.ENTERPRISES: region.enterprises, Kind.LINKS: region.crowd_links}
        tasks = {kind: bars.add_task(kind, total=total) for kind, total in totals.items()}

        def written(kind: Kind, rows: int) -> None:
            if kind in tasks:
                bars.update(tasks[kind], completed=rows)

        yield written
