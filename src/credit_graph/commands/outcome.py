"""What a command prints and says, and how it ends: its exit code."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

import orjson

from credit_graph.errors import (
    CreditGraphError,
    DatabaseError,
    EmbeddedError,
    SeedsRejectedError,
)
from credit_graph.languages.language import asked_language
from credit_graph.languages.wording import Wording, worded
from credit_graph.message import Value, Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Exit(IntEnum):
    """Exit codes."""

    DONE = 0
    FINDINGS = 1  # done with rejects or findings
    USAGE = 2
    NO_DATABASE = 3


def write_json(result: "DataclassInstance") -> None:
    """Write a result on standard output as one line of JSON."""
    line = orjson.dumps(asdict(result), default=str, option=orjson.OPT_NON_STR_KEYS)
    sys.stdout.buffer.write(line + b"\n")


def announcer() -> Callable[[Words], None]:
    """Return what says words at once on standard error, in the language of this command.

    Whenever it is asked to: a service at work may be answering somebody in another language.
    """
    wording = Wording(asked_language())

    def announce(words: Words) -> None:
        sys.stderr.write(f"{wording.text(words)}\n")
        sys.stderr.flush()

    return announce


def say(template: str, /, **values: Value) -> None:
    """Say a sentence on standard error, in the language of this command."""
    sys.stderr.write(f"{worded(template, **values)}\n")


def tell(template: str, /, **values: Value) -> None:
    """Print a sentence on standard output, in the language of this command."""
    print(worded(template, **values))


def minute(instant: datetime) -> str:
    """Return an instant in UTC as commands show it, to the minute."""
    return f"{instant:%Y-%m-%d %H:%M}Z"


@contextmanager
def reported() -> Iterator[None]:
    """Turn an error into its words on standard error and its exit code."""
    try:
        yield
    except CreditGraphError as error:
        wording = Wording(asked_language())
        said = (wording.text(error.message), wording.text(error.advice_message))
        lines = (*(each for each in said if each), f"[{error.code}]")
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        raise SystemExit(exit_code_of(error)) from None


def exit_code_of(error: CreditGraphError) -> Exit:
    """Return the exit code that an error stands for."""
    if isinstance(error, DatabaseError | EmbeddedError):
        return Exit.NO_DATABASE
    return Exit.FINDINGS if isinstance(error, SeedsRejectedError) else Exit.USAGE
