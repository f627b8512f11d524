"""Content negotiation by language: `Accept-Language` asks, `Content-Language` answers."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.languages.language import (
    Language,
    accepted_language,
    asking,
    content_tag,
)
from credit_graph.web.header_fields import header_field

_ASKED: Final = "Accept-Language"
_FIELD: Final = _ASKED.lower().encode()


class LanguageNegotiation:
    """Answers each request in the language that it prefers (RFC 9110, sections 8.5 and 12.5).

    JSON names its language, and caches keep one answer for each. Pages hold their own words in
    every language, and say nothing of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        language = accepted_language(header_field(scope["headers"], _FIELD) or "")

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                _name(message, language)
            await send(message)

        with asking(language):
            await self._app(scope, receive, named)


def _name(message: Message, language: Language) -> None:
    if "json" not in (header_field(message["headers"], b"content-type") or ""):
        return
    headers = MutableHeaders(scope=message)
    headers.append("Content-Language", content_tag(language))
    vary = header_field(message["headers"], b"vary")
    if vary is None:
        headers.append("Vary", _ASKED)
    elif _ASKED not in vary:
        headers.add_vary_header(_ASKED)
