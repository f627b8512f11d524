"""Sends a delivery over HTTPS to the very address that was judged, and reads no more than it must.

The name was looked up and judged before; the connection goes to the numeric address, while
certificate and `Host` are those of the name. No proxy of the environment is used, no redirect is
followed, and of an answer's body nothing is kept.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

import httpx

from credit_graph.domain.webhooks.endpoint import WebhookEndpoint
from credit_graph.usecases.webhooks.courier import OpenPost, Post, PostAnswer

DEADLINE_S: Final = 10.0
"""Seconds for one delivery, from connecting to the answer's status."""

_READ_AT_MOST: Final = 16_384  # bytes of a body, so that its connection can serve again
_AGENT: Final = "credit-graph-webhooks"
_LIMITS: Final = httpx.Limits(max_connections=1, max_keepalive_connections=1)


def https_posts(
    certificates: ssl.SSLContext | None = None, deadline_s: float = DEADLINE_S
) -> OpenPost:
    """Return what opens a sender; certificates are checked by the system's authorities."""
    context = certificates or ssl.create_default_context()

    @asynccontextmanager
    async def open_post() -> AsyncIterator[Post]:
        async with httpx.AsyncClient(
            verify=context,
            timeout=deadline_s,
            follow_redirects=False,
            trust_env=False,
            limits=_LIMITS,
            headers={"user-agent": _AGENT},
        ) as client:
            yield _HttpsPost(client, deadline_s)

    return open_post


class _HttpsPost:
    def __init__(self, client: httpx.AsyncClient, deadline_s: float) -> None:
        self._client = client
        self._deadline_s = deadline_s

    async def __call__(
        self, endpoint: WebhookEndpoint, address: str, headers: Mapping[str, str], body: bytes
    ) -> PostAnswer:
        """Send it; what keeps it from being accepted is an answer too."""
        try:
            async with asyncio.timeout(self._deadline_s):
                return await self._send(endpoint, address, headers, body)
        except (TimeoutError, httpx.TimeoutException):
            return PostAnswer("TIMEOUT")
        except httpx.ConnectError as error:
            is_tls = isinstance(_root(error), ssl.SSLError)
            return PostAnswer("CERTIFICATE_OR_TLS" if is_tls else "NOT_REACHED")
        except httpx.HTTPError:
            return PostAnswer("CONNECTION_BROKEN")

    async def _send(
        self, endpoint: WebhookEndpoint, address: str, headers: Mapping[str, str], body: bytes
    ) -> PostAnswer:
        async with self._client.stream(
            "POST",
            endpoint.at(address),
            headers=dict(headers),
            content=body,
            extensions={"sni_hostname": endpoint.host},
        ) as answer:
            # Accepted is accepted: a body that never ends costs its connection alone.
            size = 0
            async for piece in answer.aiter_raw():
                size += len(piece)
                if size > _READ_AT_MOST:
                    break
            if answer.is_success:
                return PostAnswer()
            return PostAnswer(f"HTTP_{answer.status_code}", answer.status_code == httpx.codes.GONE)


def _root(error: BaseException) -> BaseException:
    """Return what an error goes back to."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error
