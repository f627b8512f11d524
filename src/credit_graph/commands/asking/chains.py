"""`chains`: the tiers, or the weak links, of the chains of many cores as one table."""

from pathlib import Path
from typing import Annotated, Final

import typer

from credit_graph.commands.asking.answer_files import AnswerFormat, AnswerRequest, write_answer
from credit_graph.commands.importing.sync import day_of
from credit_graph.commands.outcome import reported
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

TIERS: Final = """
query Tiers($core: USCC!, $asOf: Date, $depth: Int!) {
  chain(core: $core, asOf: $asOf, depth: $depth) {
    core { uscc name }
    asOf
    tiers {
      tier memberCount aeoCount aeoShare listedCount unknownCount supplyShare aeoSupplyShare
      atRiskCount
    }
  }
}
"""
WEAK_LINKS: Final = """
query WeakLinks($core: USCC!, $asOf: Date, $depth: Int!) {
  chain(core: $core, asOf: $asOf, depth: $depth) {
    core { uscc name }
    asOf
    weakLinks(first: 100) {
      nodes { kind tier outcome affected codes enterprise { uscc name region } }
    }
  }
}
"""


def chains(
    cores: Annotated[
        Path,
        typer.Option(
            help="A file with a credit code a line, or as the first cell of each.",
            exists=True,
            dir_okay=False,
            show_default=False,
        ),
    ],
    as_of: Annotated[str | None, typer.Option(help="The day; today if left out.")] = None,
    depth: Annotated[int, typer.Option(help="How many tiers, 1 to 6.", min=1, max=6)] = 3,
    weak_links: Annotated[
        bool, typer.Option("--weak-links", help="A row per weak link instead of one per tier.")
    ] = False,
    format: Annotated[  # noqa: A002  # the contract's name
        AnswerFormat, typer.Option(help="How to write the table; not json.")
    ] = AnswerFormat.CSV,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte-order mark.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Write the tiers, or the weak links, of the chains of many core enterprises."""
    with reported():
        day = None if as_of is None else day_of(as_of).isoformat()
        variables = [{"core": core, "asOf": day, "depth": depth} for core in _codes(cores)]
        form = AnswerFormat.JSONL if format is AnswerFormat.JSON else format
        write_answer(
            AnswerRequest(
                WEAK_LINKS if weak_links else TIERS,
                variables,
                form,
                every=True,
                bom=bom,
                out=out,
                needed=("chain", "core"),
            )
        )


def _codes(file: Path) -> list[str]:
    cells = (line.partition(",")[0].strip().strip('"') for line in _lines(file))
    codes = [cell for cell in cells if cell and cell.lower() != "uscc"]
    if not codes:
        raise BadArgumentError(
            "--cores",
            Message("{file} holds no credit code", file=str(file)),
            Message("Write one a line."),
        )
    return list(dict.fromkeys(codes))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise BadArgumentError(
            "--cores", Message("{file} is not UTF-8", file=str(file)), Message("Save it as UTF-8.")
        ) from None
