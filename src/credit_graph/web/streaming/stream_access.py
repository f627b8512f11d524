"""Who may hold a stream: known when it begins, and looked at again as long as it lasts."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from credit_graph.domain.authority.errors import (
    AuthorityError,
    InvalidTokenError,
    UnauthenticatedError,
)
from credit_graph.domain.authority.principal import Principal
from credit_graph.errors import DatabaseError, NotReadyError, OverloadError
from credit_graph.message import Message

Authenticate = Callable[[str], Awaitable[Principal]]
_BEARER = "bearer "


class StreamAccess:
    """Lets streams in by token and origin, up to so many.

    `authenticate(token)` returns whom a token speaks for. Who brings none is `anonymous`; where
    that is None, a token is needed. `origins` are the pages' sites that may open a stream.
    """

    def __init__(
        self,
        authenticate: Authenticate,
        anonymous: Principal | None,
        origins: Sequence[str],
        most: int,
    ) -> None:
        self._authenticate = authenticate
        self._anonymous = anonymous
        self._origins = frozenset(origins)
        self._most = most
        self._open = 0
        self._closing = asyncio.Event()

    @property
    def open(self) -> int:
        """How many streams there are."""
        return self._open

    @property
    def is_closing(self) -> bool:
        """Whether the service ends."""
        return self._closing.is_set()

    def take(self) -> bool:
        """Take a place; False if there is none. Who has taken it gives it back."""
        if self._open >= self._most:
            return False
        self._open += 1
        return True

    def give_back(self) -> None:
        """Give a place back."""
        self._open -= 1

    def close(self) -> None:
        """Have event streams end: the service does. WebSockets are ended by the server."""
        self._closing.set()

    def is_foreign(self, scope: Scope) -> bool:
        """Tell whether a page of a site that is neither ours nor named opens the stream."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or origin in self._origins:
            return False
        return urlsplit(origin).netloc != headers.get("host")

    async def principal(self, authorization: str | None) -> Principal:
        """Return who brings a value of `Authorization`; raise what keeps it from being accepted."""
        if authorization is None:
            if self._anonymous is None:
                raise UnauthenticatedError
            return self._anonymous
        if not authorization.lower().startswith(_BEARER) or not authorization.isascii():
            raise InvalidTokenError(Message("it is not sent as `Authorization: Bearer …`"))
        return await self._authenticate(authorization[len(_BEARER) :])

    async def until_ended(self, authorization: str | None, check_s: float) -> None:
        """Return once a token is not accepted any more, or the service ends."""
        while not self._closing.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(check_s):
                    await self._closing.wait()
                    return
            try:
                await self.principal(authorization)
            except AuthorityError:
                return
            except (DatabaseError, NotReadyError, OverloadError):
                continue  # whether it holds cannot be told now; nothing new comes meanwhile either
