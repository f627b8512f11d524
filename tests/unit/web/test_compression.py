"""Who accepts gzip gets it; an answer to a POST of others passes as it is."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from credit_graph.web.compression import Compression

LONG = "words " * 1_000


async def answer(method: str, accepted: str) -> httpx.Response:
    async def show(_: Request) -> Response:
        return PlainTextResponse(LONG)

    app = Starlette(
        routes=[Route("/", show, methods=["GET", "POST"])], middleware=[Middleware(Compression)]
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, "/", headers={"accept-encoding": accepted})


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_client_that_accepts_gzip_gets_it(method: str) -> None:
    found = await answer(method, "deflate, gzip")
    assert found.headers["content-encoding"] == "gzip"
    assert found.headers["vary"] == "Accept-Encoding"
    assert found.text == LONG


@pytest.mark.parametrize(("method", "vary"), [("GET", "Accept-Encoding"), ("POST", None)])
async def test_a_client_that_does_not_gets_the_answer_as_it_is(
    method: str, vary: str | None
) -> None:
    found = await answer(method, "identity")
    assert "content-encoding" not in found.headers
    assert found.headers.get("vary") == vary
    assert found.text == LONG
