"""Scopes of paths other than GraphQL."""

from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.api.http.challenge import CHALLENGE
from credit_graph.domain.authority import principal as authority
from credit_graph.domain.authority.errors import InsufficientScopeError
from credit_graph.web.refusal import refusal


class ScopeGate:
    """Lets a request through whose principal has every one of the scopes; else 403."""

    def __init__(self, app: ASGIApp, *scopes: authority.Scope) -> None:
        self._app = app
        self._scopes = scopes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        for needed in self._scopes:
            if not scope["principal"].may(needed):
                error = InsufficientScopeError(coordinate=scope["path"], scope=needed.value)
                challenge = f'{CHALLENGE}, error="insufficient_scope", scope="{needed.value}"'
                answer = refusal(403, error, WWW_Authenticate=challenge)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)
