"""Pages of other sites are shut out, but for those that a setting names."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.api.http.errors import ForeignPageError
from credit_graph.web.refusal import refusal

_OURS = frozenset({"none", "same-origin"})


class ForeignPages:
    """Refuses with 403 `FOREIGN_PAGE` what a page of another site made a browser send.

    A browser sends simple requests without asking, and says in `Sec-Fetch-Site` where they come
    from. Programs say nothing and are let through. So is a GET without a query, from anywhere:
    a link may lead to GraphiQL.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if (
            _is_of_a_page(scope)
            and self._is_foreign(Headers(scope=scope))
            and not _only_opens_graphiql(scope)
        ):
            await refusal(403, ForeignPageError())(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "none") in _OURS:
            return False
        return headers.get("origin") not in self._origins


def _is_of_a_page(scope: Scope) -> bool:
    return any(name == b"sec-fetch-site" for name, _ in scope["headers"])


def _only_opens_graphiql(scope: Scope) -> bool:
    return bool(
        scope["method"] == "GET" and scope["path"] == "/graphql" and not scope["query_string"]
    )
