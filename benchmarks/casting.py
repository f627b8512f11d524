"""Who and what a server is asked about: enterprises by code, its own cursors, its agencies."""

import sys
from typing import Any

from rivals import Rival
from workloads import PAGE, Cast
from world import World

_REGION = "330200"
_MOST_PAGES = 40
_TRIES = 5
_AGENCIES = "{ agencies(first: 50) { nodes { code } } }"


def cast_of(found: World, server: Rival) -> Cast:
    """Return whom the server may be asked about; cursors are good for this server only."""
    pages: list[tuple[str | None, str]] = [(None, "")]
    for _ in range(_TRIES):  # the plan of a page may take longer to make than a statement may
        if "errors" not in str(server.ask(PAGE, {"r": _REGION, "a": None})):
            break
    while len(pages) < _MOST_PAGES:
        page: Any = _data(server.ask(PAGE, {"r": _REGION, "a": pages[-1][0]}))["enterprises"]
        if len(page["nodes"]) < 100:  # noqa: PLR2004  # the last page, which is shorter
            break
        pages.append((page["pageInfo"]["endCursor"], page["nodes"][-1]["uscc"]))
    agencies = [each["code"] for each in _data(server.ask(_AGENCIES, {}))["agencies"]["nodes"]]
    others = found.keys[len(found.keys) // 5 :]
    # The last of the pages may be a short one.
    return Cast(others[:20_000], found.hubs, found.cores, _REGION, pages[:-1] or pages, agencies)


def _data(body: object) -> dict[str, dict[str, list[dict[str, str]]]]:
    if not isinstance(body, dict) or "errors" in body:
        sys.exit(f"the cast cannot be read: {body}")
    data: dict[str, dict[str, list[dict[str, str]]]] = body["data"]
    return data
