"""How a command ends: what it says on standard error, and its exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from credit_graph.errors import (
    CreditGraphError,
    DatabaseError,
    EmbeddedError,
    SeedsRejectedError,
)


class Exit(IntEnum):
    """Exit codes."""

    DONE = 0
    FINDINGS = 1  # done with rejects or findings
    USAGE = 2
    NO_DATABASE = 3


@contextmanager
def reported() -> Iterator[None]:
    """Turn an error into its words on standard error and its exit code."""
    try:
        yield
    except CreditGraphError as error:
        sys.stderr.write(f"{error}\n{error.advice}\n[{error.code}]\n".replace("\n\n", "\n"))
        raise SystemExit(exit_code_of(error)) from None


def exit_code_of(error: CreditGraphError) -> Exit:
    """Return the exit code that an error stands for."""
    if isinstance(error, DatabaseError | EmbeddedError):
        return Exit.NO_DATABASE
    return Exit.FINDINGS if isinstance(error, SeedsRejectedError) else Exit.USAGE
