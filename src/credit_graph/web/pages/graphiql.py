"""GraphiQL at `/graphql`, from files of ours: for browsers that ask for a page, and nobody else."""

from pathlib import Path

from starlette.datastructures import QueryParams
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from credit_graph.web.header_fields import header_field
from credit_graph.web.pages.policy import page_headers


class GraphiQLPage:
    """Shows GraphiQL to whoever navigates to the endpoint; every other request passes through."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._page = folder / "graphiql.html"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if not _is_navigation(scope):
            await self._app(scope, receive, send)
            return
        headers = {
            **page_headers(inline_styles=True),
            "Cache-Control": "no-cache",
            "Vary": "Accept",
        }
        await FileResponse(self._page, media_type="text/html", headers=headers)(
            scope, receive, send
        )


def _is_navigation(scope: Scope) -> bool:
    """Tell whether a browser wants a page: a GET that accepts HTML, and brings no query."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != "/graphql":
        return False
    accepted = header_field(scope["headers"], b"accept") or ""
    return "text/html" in accepted and "query" not in QueryParams(scope["query_string"])
