"""What can go wrong with a question that is asked over HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(eq=False)
class AskingError(Exception):
    """The service refused the question or answered with errors.

    `code` is the first error's stable code (`BAD_USCC`), `advice` what to do about it, `status`
    that of HTTP. `messages` are all errors in words.
    """

    code: str
    messages: Sequence[str]
    advice: str = ""
    status: int = 200

    def __str__(self) -> str:
        """Return the errors in words, with the code and the advice."""
        return f"{' '.join(self.messages)} {self.advice}".strip() + f" [{self.code}]"
