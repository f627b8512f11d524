"""Puts a database that was made beside in the place of a home's, whatever interrupts it.

    home/loading/neo4j      the new one, while it is made
    home/loading/complete   it may take the place
    home/loading/replaced   the old one, once it has left the place

Two renames do it. After a kill between them the home has no database: the next start finds the new
one complete and makes the second rename. So the old state stands until the first, and the new one
from then on.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACE = "neo4j"
_COMPLETE = "complete"
_REPLACED = "replaced"


def loading_home(home: Path) -> Path:
    """Return the state directory in which a new database is made."""
    return home / "loading"


@contextmanager
def loading(home: Path) -> Iterator[Path]:
    """Give the empty state directory for a new database; what is left there afterwards is removed.

    The caller owns the home. What is to stay is put in place by `replace_database` in the block.
    """
    discard_loading(home)
    try:
        yield loading_home(home)
    finally:
        # Unless it failed while the old one had left its place: the next start finishes that.
        if (home / _PLACE).exists():
            discard_loading(home)


def replace_database(home: Path) -> None:
    """Let the database in `loading` take the place of the home's, whose owner the caller is."""
    beside = loading_home(home)
    (beside / _COMPLETE).touch()
    _flush(beside)
    if (home / _PLACE).exists():
        (home / _PLACE).rename(beside / _REPLACED)
    _take_place(home)


def finish_replacement(home: Path) -> None:
    """Finish a replacement that was cut off after the old database had left its place.

    One that was cut off before stays undone; what it leaves is removed by `discard_loading`.
    """
    beside = loading_home(home)
    complete = (beside / _COMPLETE).exists()
    if complete and (beside / _PLACE).exists() and not (home / _PLACE).exists():
        _take_place(home)
    elif complete and not (beside / _PLACE).exists():
        discard_loading(home)


def discard_loading(home: Path) -> None:
    """Remove what an earlier load has left; the home's own database is not touched."""
    beside = loading_home(home)
    # First what says that it may take the place.
    (beside / _COMPLETE).unlink(missing_ok=True)
    shutil.rmtree(beside, ignore_errors=True)


def _take_place(home: Path) -> None:
    (loading_home(home) / _PLACE).rename(home / _PLACE)
    _flush(home)
    discard_loading(home)


def _flush(folder: Path) -> None:
    """See that the names in a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
