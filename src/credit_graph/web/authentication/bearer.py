"""`Authorization: Bearer` becomes the principal of a request (RFC 6750)."""

from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.api.http.challenge import CHALLENGE
from credit_graph.domain.authority.errors import (
    AuthorityError,
    InvalidTokenError,
    UnauthenticatedError,
)
from credit_graph.domain.authority.principal import Principal
from credit_graph.errors import DatabaseError, NotReadyError, OverloadError
from credit_graph.message import Message
from credit_graph.web.authentication.calendar_key import ByAddress, no_address
from credit_graph.web.refusal import refusal

Authenticate = Callable[[str], Awaitable[Principal]]

_SCHEME = b"bearer"


class Authentication:
    """Puts the principal of each request under `principal` into its scope, or answers 401.

    `authenticate(token)` returns whom a token speaks for. Who brings none is `anonymous`; where
    that is None, a token is needed. A token that is not accepted is refused even where none is
    needed: its holder believes to be somebody. `by_address` finds keys in addresses, for who
    cannot send a header.
    """

    def __init__(
        self,
        app: ASGIApp,
        authenticate: Authenticate,
        anonymous: Principal | None,
        by_address: ByAddress = no_address,
    ) -> None:
        self._app = app
        self._authenticate = authenticate
        self._anonymous = anonymous
        self._by_address = by_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        try:
            scope["principal"] = await self._principal(scope)
        except AuthorityError as error:
            answer = refusal(401, error, WWW_Authenticate=challenge(error))
            await answer(scope, receive, send)
            return
        except (DatabaseError, NotReadyError, OverloadError) as error:
            await refusal(503, error, Retry_After="1")(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _principal(self, scope: Scope) -> Principal:
        brought = [value for name, value in scope["headers"] if name == b"authorization"]
        if not brought:
            addressed = await self._by_address(scope)
            if addressed is not None:
                return addressed
            if self._anonymous is None:
                raise UnauthenticatedError
            return self._anonymous
        if len(brought) > 1:
            raise InvalidTokenError(Message("there is more than one"))
        scheme, _, token = brought[0].partition(b" ")
        if scheme.lower() != _SCHEME or not token.isascii():
            raise InvalidTokenError(Message("it is not sent as `Authorization: Bearer …`"))
        return await self._authenticate(token.decode("ascii"))


def challenge(error: AuthorityError) -> str:
    """Return `WWW-Authenticate`; who brought no token is told no error (RFC 6750, 3.1)."""
    if isinstance(error, UnauthenticatedError):
        return CHALLENGE
    return f'{CHALLENGE}, error="{error.code.lower()}"'
