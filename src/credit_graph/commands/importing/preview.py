"""A preview on a terminal: a table of the first who begin, end, change and stay."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from credit_graph.usecases.importing.preview import Preview

_COLUMNS = ("outcome", "uscc", "name", "about", "before", "after", "because")


def print_preview(console: Console, preview: Preview) -> None:
    """Print the first lines of each sort, how many more there are, and where all of them are."""
    if not any(preview.counts.values()):
        console.print("Nothing would change.")
        return
    table = Table(*_COLUMNS)
    for fate, lines in preview.shown.items():
        for line in lines:
            # Names come from files: as text, so that no bracket in them is taken for markup.
            cells = (line.fate, line.uscc, line.name, line.about)
            cells_in_words = (line.before, line.after, line.because)
            table.add_row(*(Text(str(cell)) for cell in (*cells, *cells_in_words)))
        more = preview.counts.get(fate, 0) - len(lines)
        if more > 0:
            table.add_row(fate.value, f"… and {more:,} more")
        if lines:
            table.add_section()
    console.print(table)
    figures = ", ".join(f"{preview.counts.get(fate, 0):,} {fate.value}" for fate in preview.shown)
    console.print(f"{figures}.", highlight=False)
    if preview.path is not None:
        console.print(f"All of them: {preview.path}", highlight=False)


def print_notes(console: Console, notes: Mapping[str, Sequence[str]]) -> None:
    """Print what was passed over or read in a way to be known, by the name of the file."""
    for name, found in notes.items():
        for note in found:
            console.print(Text(f"{name}: {note}." if name else f"{note}."), soft_wrap=True)
