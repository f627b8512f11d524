"""What is seen of one request while it is answered: its steps, its cost, the codes of its errors.

    with observed(Step.STATEMENT, "enterprises/by_keys"):
        …                    # a span and a figure, if somebody observes this request

Nobody does unless metrics or traces are configured; a step then costs one look at a variable.
"""

from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from enum import StrEnum
from typing import Protocol


class Step(StrEnum):
    """What a request is made of, outermost first."""

    OPERATION = "operation"
    LOADER = "loader"
    TRANSACTION = "transaction"
    STATEMENT = "statement"
    INNER_STATEMENT = "inner_statement"
    """A statement inside a transaction: if it fails, the transaction does, or is tried again."""

    @property
    def is_statement(self) -> bool:
        """Whether it is one statement, inside a transaction or by itself."""
        return self in (Step.STATEMENT, Step.INNER_STATEMENT)

    @property
    def is_of_database(self) -> bool:
        """Whether it waits for the database."""
        return self is Step.TRANSACTION or self.is_statement


class Observation(Protocol):
    """Hears what becomes of one request; tasks begun inside it are part of it."""

    def step(self, step: Step, name: str) -> AbstractContextManager[object]:
        """Follow a step; `name` comes from the code, never from the caller."""

    def note_code(self, code: str) -> None:
        """Take down the code of an error that the answer gives."""

    def note_cost(self, units: int) -> None:
        """Take down what the operation costs, in the units of `extensions.cost`."""


_current: ContextVar[Observation | None] = ContextVar("observation", default=None)
_UNSEEN: AbstractContextManager[object] = nullcontext()


class observing:  # noqa: N801  # reads as a verb where it is used
    """Has everything inside the `with` block reported to one observation."""

    __slots__ = ("_observation", "_token")

    def __init__(self, observation: Observation) -> None:
        self._observation = observation

    def __enter__(self) -> None:
        self._token = _current.set(self._observation)

    def __exit__(self, *raised: object) -> None:
        _current.reset(self._token)


def observed(step: Step, name: str) -> AbstractContextManager[object]:
    """Return the context in which a step is done."""
    observation = _current.get()
    return _UNSEEN if observation is None else observation.step(step, name)


def note_code(code: str) -> None:
    """Report the code of an error that the answer gives."""
    if (observation := _current.get()) is not None:
        observation.note_code(code)


def note_cost(units: int) -> None:
    """Report what the operation costs."""
    if (observation := _current.get()) is not None:
        observation.note_cost(units)
