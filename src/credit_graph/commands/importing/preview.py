"""What every import prints: who begins, ends, changes and stays; notes; where reports are."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.languages.wording import worded
from credit_graph.message import Message, Series
from credit_graph.usecases.importing.full_list import SyncReport
from credit_graph.usecases.importing.preview import Preview
from credit_graph.usecases.importing.report import Counts, ImportReport

FILE_COLUMNS = ("file", "read", "added", "unchanged", "corrected", "rejected")
COLUMNS = ("outcome", "uscc", "name", "about", "before", "after", "because")


def print_preview(console: Console, preview: Preview) -> None:
    """Print the first lines of each sort, how many more there are, and where all of them are."""
    if not any(preview.counts.values()):
        console.print(worded("Nothing would change."))
        return
    table = Table(*map(worded, COLUMNS))
    for fate, lines in preview.shown.items():
        for line in lines:
            # Names come from files: as text, so that no bracket in them is taken for markup.
            cells = (worded(line.fate), line.uscc, line.name, line.about)
            cells_in_words = (line.before, line.after, line.because)
            table.add_row(*(Text(str(cell)) for cell in (*cells, *cells_in_words)))
        more = preview.counts.get(fate, 0) - len(lines)
        if more > 0:
            table.add_row(worded(fate), worded("… and {more:,} more", more=more))
        if lines:
            table.add_section()
    console.print(table)
    figures = Series(tuple(_figure(fate, preview) for fate in preview.shown), ", ")
    console.print(worded("{figures}.", figures=figures), highlight=False)
    if preview.path is not None:
        console.print(worded("All of them: {path}", path=str(preview.path)), highlight=False)


def print_notes(console: Console, notes: Mapping[str, Sequence[str]]) -> None:
    """Print what was passed over or read in a way to be known, by the name of the file."""
    for name, found in notes.items():
        for note in found:
            said = (
                worded("{name}: {note}.", name=name, note=note)
                if name
                else worded("{note}.", note=note)
            )
            console.print(Text(said), soft_wrap=True)


def cells_of(counts: Counts) -> tuple[str, ...]:
    """Return the cells below `FILE_COLUMNS`, but the name."""
    figures = (counts.read, counts.added, counts.unchanged, counts.corrected, counts.rejected)
    return tuple(f"{figure:,}" for figure in figures)


def print_where(console: Console, report: ImportReport | SyncReport) -> None:
    """Print the id of what was published, and where the rejected rows are."""
    if report.published_at is not None:
        done = worded("Import {id}; `imports undo` takes it back.", id=report.id)
        console.print(done, highlight=False)
    if report.rejects is not None:
        path, marked = str(report.rejects), report.marked
        where = (
            worded("Rejected rows: {path}", path=path)
            if marked is None
            else worded("Rejected rows: {path}, marked in {marked}", path=path, marked=str(marked))
        )
        console.print(where, highlight=False)


def _figure(fate: Fate, preview: Preview) -> Message:
    count = preview.counts.get(fate, 0)
    return Message("{count:,} {fate}", count=count, fate=Message(fate.value))
