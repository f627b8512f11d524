"""What keeps a request from being taken for its author's; a branch of the tree in `errors.py`.

AuthorityError
├── UnauthenticatedError       UNAUTHENTICATED (401: there is no token, and one is needed)
├── InvalidTokenError          INVALID_TOKEN (401)
├── NoCalendarOwnerError       NO_CALENDAR_OWNER
├── RegionBoundError           REGION_BOUND (403)
└── InsufficientScopeError     INSUFFICIENT_SCOPE (403)

NotReadyError
└── IssuerUnreachableError     ISSUER_UNREACHABLE (503: no keys to check tokens with)

None of them repeats a token, or any part of one.
"""

from dataclasses import dataclass
from typing import ClassVar

from credit_graph.errors import BadRequestError, NotReadyError
from credit_graph.message import Words


class AuthorityError(BadRequestError):
    """A request that is refused for who sends it."""


@dataclass(eq=False)
class UnauthenticatedError(AuthorityError):
    """A request without a token where one is needed."""

    code: ClassVar[str] = "UNAUTHENTICATED"
    happened: ClassVar[str] = "The request brings no access token."
    remedy: ClassVar[str] = "Send one in the header `Authorization: Bearer …`."


@dataclass(eq=False)
class InvalidTokenError(AuthorityError):
    """A token that proves nothing; `why` holds nothing that the caller could not know."""

    why: Words
    code: ClassVar[str] = "INVALID_TOKEN"
    happened: ClassVar[str] = "The access token is not accepted: {why}."
    remedy: ClassVar[str] = "Get a new one from whoever issued it."


@dataclass(eq=False)
class NoCalendarOwnerError(AuthorityError):
    """An address of a calendar wanted by somebody whose calendar it is not."""

    code: ClassVar[str] = "NO_CALENDAR_OWNER"
    happened: ClassVar[str] = "That calendar is not given out by the holder of this token."
    remedy: ClassVar[str] = "Use a token of that agency, or of an operator."


@dataclass(eq=False)
class RegionBoundError(AuthorityError):
    """Something that rests on enterprises of all regions, asked for with a token for some."""

    coordinate: str
    shown: ClassVar[tuple[str, ...]] = ("coordinate",)
    code: ClassVar[str] = "REGION_BOUND"
    happened: ClassVar[str] = "{coordinate} is not shown to a token that is bound to regions."
    remedy: ClassVar[str] = "Leave the field out, or use a token for all regions."


@dataclass(eq=False)
class IssuerUnreachableError(NotReadyError):
    """The keys that access tokens are checked with cannot be had."""

    code: ClassVar[str] = "ISSUER_UNREACHABLE"
    happened: ClassVar[str] = "The keys of the issuer of access tokens cannot be read now."
    remedy: ClassVar[str] = "Ask again after the seconds that Retry-After gives; the log says why."


@dataclass(eq=False)
class InsufficientScopeError(AuthorityError):
    """Something asked for that the token does not open; `coordinate` is its `Type.field`."""

    coordinate: str
    scope: str
    shown: ClassVar[tuple[str, ...]] = ("coordinate", "scope")
    code: ClassVar[str] = "INSUFFICIENT_SCOPE"
    happened: ClassVar[str] = "{coordinate} needs the scope {scope}, which the request lacks."
    remedy: ClassVar[str] = "Use a token with that scope, or leave the field out."
