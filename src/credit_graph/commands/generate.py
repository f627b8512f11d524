"""`generate`: an invented region as files."""

from pathlib import Path
from typing import Annotated

import typer

from credit_graph.commands.outcome import reported
from credit_graph.usecases.generate_region import Region, generate_region


def generate(
    enterprises: Annotated[int, typer.Option(help="How many enterprises, the cast included.")],
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")],
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("generated"),
    links: Annotated[
        int | None, typer.Option(help="How many supply links; five an enterprise if left out.")
    ] = None,
) -> None:
    """Invent a region and write it as the files that `import` reads."""
    with reported():
        region = Region(enterprises=enterprises, seed=seed, links=links)
        counts = generate_region(
            region, out, lambda kind, rows: print(f"{out}/{kind}.csv: {rows:,} rows")
        )
    print(f"{sum(counts.values()):,} rows in all.")
