"""Where a statement stands in an official document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words of a policy document with their place.

    `policy` is the policy's code; `place` the heading path as the document numbers it
    (四、（一）1); `quote` its exact words, white space aside; `line` the 1-based line of
    the document file on which the quote begins, `None` until it has been located.
    """

    policy: str
    place: str
    quote: str
    line: int | None = None
