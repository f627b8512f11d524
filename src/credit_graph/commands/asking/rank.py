"""`rank`: every candidate of a programme in a region, best first, as a table."""

from pathlib import Path
from typing import Annotated, Final

import typer

from credit_graph.commands.asking.answer_files import AnswerFormat, AnswerRequest, write_answer
from credit_graph.commands.importing.sync import day_of
from credit_graph.commands.outcome import reported

DOCUMENT: Final = """
query Rank($programme: String!, $region: String, $asOf: Date) {
  programme(code: $programme) {
    cultivation(region: $region, asOf: $asOf) {
      asOf
      complete
      candidates(first: 100) {
        nodes {
          rank
          state
          enterprise { uscc name region }
          missing { kind subject to text agency { code name } }
          blockedBy
          blockedUntil
        }
      }
    }
  }
}
"""
_ROWS: Final = "programme.cultivation.candidates.nodes"


def rank(
    programme: Annotated[str, typer.Option(help="Code of the programme.", show_default=False)],
    region: Annotated[
        str | None, typer.Option(help="Code of the region; the programme's if left out.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The day; today if left out.")] = None,
    format: Annotated[  # noqa: A002  # the contract's name
        AnswerFormat, typer.Option(help="How to write the table; not json.")
    ] = AnswerFormat.CSV,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte-order mark.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Write every candidate of a programme in a region, with what each lacks."""
    with reported():
        variables = {
            "programme": programme,
            "region": region,
            "asOf": None if as_of is None else day_of(as_of).isoformat(),
        }
        form = AnswerFormat.JSONL if format is AnswerFormat.JSON else format
        write_answer(
            AnswerRequest(
                DOCUMENT,
                (variables,),
                form,
                every=True,
                rows=_ROWS,
                bom=bom,
                out=out,
                needed=("programme", "programme"),
            )
        )
