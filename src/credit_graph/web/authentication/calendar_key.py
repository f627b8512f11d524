"""Keys in addresses of calendars: for programs that send no headers, and for their path alone."""

import re
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import parse_qs

from starlette.types import Scope

from credit_graph.domain.authority.errors import InvalidTokenError
from credit_graph.domain.authority.principal import Principal
from credit_graph.message import Message

_PATH: Final = re.compile(r"/calendar/(?P<agency>[^/]+)\.ics")
_KEY: Final = "key"

ByAddress = Callable[[Scope], Awaitable[Principal | None]]
"""Returns whom the address of a request stands for, None if it holds no key."""


async def no_address(scope: Scope) -> Principal | None:
    """Take no address for a key."""
    del scope
    return None  # what it promises


def calendar_keys(accept: Callable[[str, str], Awaitable[Principal]]) -> ByAddress:
    """Return what reads the key of a calendar's address; `accept(agency, key)` checks it."""

    async def by_address(scope: Scope) -> Principal | None:
        match = _PATH.fullmatch(scope["path"])
        if match is None:
            return None
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        keys = asked.get(_KEY)
        if keys is None:
            return None
        if len(keys) > 1:
            raise InvalidTokenError(Message("there is more than one"))
        return await accept(match["agency"], keys[0])

    return by_address
