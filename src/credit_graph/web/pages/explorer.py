"""The explorer's page at `/`, and its files below `/explorer/`: ES modules, styles, documents.

An issuer sends a browser back to `/log-on`, which is the same page; `/log-on.json` says where
people log on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
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


@dataclass(frozen=True, slots=True)
class LogOnPlace:
    """Where people log on: the issuer, its origin, and under which client id for which audience."""

    issuer: str
    origin: str
    client: str
    audience: str


def explorer_routes(folder: Path, place: LogOnPlace | None = None) -> list[BaseRoute]:
    """Return the routes of the explorer, whose files stand in a folder.

    With a place to log on at its page may put questions there, too.
    """
    page = page_headers(asked=() if place is None else (place.origin,))

    async def show(request: Request) -> Response:
        del request
        headers = {**page, "Cache-Control": _ASK_EACH_TIME}
        return FileResponse(folder / "index.html", media_type="text/html", headers=headers)

    async def log_on(request: Request) -> Response:
        del request
        return JSONResponse(_log_on(place), headers={"Cache-Control": _ASK_EACH_TIME})

    return [
        Route("/", show),
        Route("/log-on", show),
        Route("/log-on.json", log_on),
        Mount("/explorer", _Files(directory=folder)),
    ]


def _log_on(place: LogOnPlace | None) -> Mapping[str, str | None]:
    """Return what a browser needs to know of the issuer; every value null without one."""
    if place is None:
        return {"issuer": None, "client": None, "audience": None}
    return {"issuer": place.issuer, "client": place.client, "audience": place.audience}


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
