"""`template`: an empty workbook to fill in."""

import os
from pathlib import Path
from typing import Annotated

import typer

from credit_graph.commands.outcome import reported, tell
from credit_graph.errors import BadArgumentError
from credit_graph.errors.causes import system_cause
from credit_graph.intake.kinds import Kind
from credit_graph.intake.tables.template import write_template
from credit_graph.message import Message
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.settings import read_site_folders


def template(
    kind: Annotated[Kind, typer.Argument(help="What the file holds; see docs/import.md.")],
    out: Annotated[Path | None, typer.Option(help="File to write; KIND.xlsx if left out.")] = None,
) -> None:
    """Write an empty .xlsx with headings, allowed values and notes, for `import` to read."""
    path = out or Path(f"{kind}.xlsx")
    with reported():
        if path.exists():
            raise BadArgumentError(
                "--out",
                Message("{path} is there already", path=str(path)),
                Message("Give another name."),
            )
        seeds = read_seeds(seeds_folder(), read_site_folders(os.environ))
        words = build_rulebook(seeds).vocabulary
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_template(kind, words, path)
        except OSError as error:
            why = Message(
                "{path} cannot be written ({cause})",
                path=str(path),
                cause=system_cause(error),
            )
            raise BadArgumentError("--out", why, Message("Give another path.")) from None
    tell("{path}: fill in the sheet {kind} and import it.", path=str(path), kind=kind.value)
