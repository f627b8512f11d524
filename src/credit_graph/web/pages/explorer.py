"""The explorer's page at `/`, and its files below `/explorer/`: ES modules, styles, documents."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from credit_graph.web.pages.policy import page_headers

_VENDORED = "vendor/"
# A folder of an outside library bears its version: what it holds never changes.
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"
# Python leaves these to the machine's own table, which may name none or another.
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".graphql": "application/graphql",
}


def explorer_routes(folder: Path) -> list[BaseRoute]:
    """Return the routes of the explorer, whose files stand in a folder."""

    async def show(request: Request) -> Response:
        del request
        headers = {**page_headers(), "Cache-Control": _ASK_EACH_TIME}
        return FileResponse(folder / "index.html", media_type="text/html", headers=headers)

    return [
        Route("/", show),
        Mount("/explorer", _Files(directory=folder)),
    ]


class _Files(StaticFiles):
    """The files, each with its own type, none of them taken for a page by a browser."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file, 304 if the browser has it, 404 if there is none."""
        response = await super().get_response(path, scope)
        known = _TYPES.get(Path(path).suffix)
        if known is not None and "content-type" in response.headers:
            response.headers["Content-Type"] = f"{known}; charset=utf-8"
        kept = _FOR_EVER if path.startswith(_VENDORED) else _ASK_EACH_TIME
        response.headers["Cache-Control"] = kept
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
