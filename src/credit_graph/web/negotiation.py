"""Content negotiation by language: `Accept-Language` asks, `Content-Language` answers."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credit_graph.languages.language import (
    Language,
    accepted_language,
    asking,
    content_tag,
)

_ASKED: Final = "Accept-Language"


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
        language = accepted_language(Headers(scope=scope).get(_ASKED, ""))

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                _name(MutableHeaders(scope=message), language)
            await send(message)

        with asking(language):
            await self._app(scope, receive, named)


def _name(headers: MutableHeaders, language: Language) -> None:
    if "json" in headers.get("content-type", ""):
        headers["Content-Language"] = content_tag(language)
        if _ASKED not in headers.get("vary", ""):
            headers.add_vary_header(_ASKED)
