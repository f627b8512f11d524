"""The root of the error tree: code, what happened, what to do."""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.message import Message


@dataclass(eq=False)
class CreditGraphError(Exception):
    """Root of every error this project raises on purpose."""

    code: ClassVar[str] = "INTERNAL"
    happened: ClassVar[str] = "Something unexpected happened."
    remedy: ClassVar[str] = ""
    shown: ClassVar[tuple[str, ...]] = ()  # fields that programs get beside the words

    def __str__(self) -> str:
        return str(self.message)

    @property
    def message(self) -> Message:
        """What happened."""
        return Message(self.happened, **vars(self))

    @property
    def advice_message(self) -> Message:
        """What the reader can do about it, as one sentence."""
        return Message(self.remedy, **vars(self))

    @property
    def advice(self) -> str:
        """The same in English."""
        return str(self.advice_message)


class WordedError(ValueError):
    """A text or value that is not what it should be; `message` says why, in a part of a sentence.

    Not of the tree: whoever catches it makes its message the reason of an error that is.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


LONGEST_QUOTED = 64


def shortened(text: str) -> str:
    """Return a text as errors repeat it: what is above `LONGEST_QUOTED` characters is cut."""
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
