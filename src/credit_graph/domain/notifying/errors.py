"""Why somebody is not notified any more; a branch of the tree in `errors.py`.

BadRequestError
├── ChainTooLargeError         CHAIN_TOO_LARGE (a filter follows no more members)
├── NotAnAgencyError           NOT_AN_AGENCY (403: the token names no agency)
└── SubscriberTooSlowError     SUBSCRIBER_TOO_SLOW (resume from the last cursor)
"""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors import BadRequestError


@dataclass(eq=False)
class NotAnAgencyError(BadRequestError):
    """An inbox asked for with a token that names no agency."""

    code: ClassVar[str] = "NOT_AN_AGENCY"
    happened: ClassVar[str] = "Only agencies have an inbox, and the token names none."
    remedy: ClassVar[str] = "Use an agency's token, or ask for `notices` with a filter."


@dataclass(eq=False)
class SubscriberTooSlowError(BadRequestError):
    """A subscriber for whom more has piled up than is kept; what it has not read is in the log."""

    waiting: int
    code: ClassVar[str] = "SUBSCRIBER_TOO_SLOW"
    happened: ClassVar[str] = "More than {waiting:,} entries were waiting to be read."
    remedy: ClassVar[str] = "Subscribe again with the last cursor that you have; nothing is lost."


@dataclass(eq=False)
class ChainTooLargeError(BadRequestError):
    """A chain with more members than one filter follows."""

    core: str
    most: int
    code: ClassVar[str] = "CHAIN_TOO_LARGE"
    happened: ClassVar[str] = "The chain of {core} has more than {most:,} members."
    remedy: ClassVar[str] = "Ask for fewer tiers."
