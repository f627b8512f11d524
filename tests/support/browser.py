"""A real Chromium for tests, and a page that notes what it should not see."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import orjson
import pytest
from playwright.async_api import Browser, Page, Request, Response, async_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_REQUIRED = "CREDIT_GRAPH_TEST_BROWSER"
_MISSING = "no Chromium on this machine: the tests in a browser need one; see `make browser`"
# Whatever a page asks for elsewhere cannot even be looked up.
_NOBODY_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe-core-4.14.1" / "axe.min.js"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def chromium() -> str:
    """Return the path of a Chromium, or skip; with CREDIT_GRAPH_TEST_BROWSER=1 fail instead."""
    for found in map(shutil.which, _NAMES):
        if found is not None:
            return found
    if os.environ.get(_REQUIRED) == "1":
        pytest.fail(_MISSING)
    pytest.skip(_MISSING)


@asynccontextmanager
async def running_chromium() -> AsyncIterator[Browser]:
    """Give a browser that can reach this machine alone."""
    path = chromium()
    arguments = [_NOBODY_ELSE]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to start as root otherwise
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        await browser.close()


@dataclass(frozen=True, slots=True)
class Asked:
    """A GraphQL request of a page: its status, what it cost, and codes of errors."""

    status: int
    cost: int
    limit: int
    codes: tuple[str, ...]


@dataclass
class Watched:
    """A page of a site, with what it did. `errors` are console errors and uncaught ones."""

    page: Page
    site: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.errors.append(str(getattr(message, "text", "")))

    def _request(self, request: Request) -> None:
        scheme = urlsplit(request.url).scheme
        if scheme not in {"data", "blob"} and not request.url.startswith(self.site):
            self.elsewhere.append(request.url)

    def _response(self, response: Response) -> None:
        if urlsplit(response.url).path == "/graphql" and response.request.method == "POST":
            self.answers.append(response)

    async def open(self, address: str) -> None:
        """Open an address of the site anew, and wait until its screen is there."""
        await self.page.goto("about:blank")
        self.answers.clear()
        await self.page.goto(self.site + address)
        await self.arrived()

    async def arrived(self) -> None:
        """Wait until a screen is there, and its pictures are drawn."""
        await self.page.locator("main:not([aria-busy]) h1").wait_for()
        for picture in await self.page.locator(".drawing, .chart").all():
            await self.page.wait_for_selector(
                ".drawing[data-drawn], .chart[data-drawn]", state="attached"
            )
            assert await picture.get_attribute("role") == "img"

    async def asked(self) -> list[Asked]:
        """Return the GraphQL requests since the screen was opened."""
        found = []
        for response in self.answers:
            body = orjson.loads(await response.body())
            cost = body.get("extensions", {}).get("cost", {"asked": 0, "limit": 0})
            codes = tuple(each["extensions"]["code"] for each in body.get("errors", []))
            found.append(Asked(response.status, cost["asked"], cost["limit"], codes))
        return found

    async def violations(self) -> list[str]:
        """Return what axe-core finds against WCAG 2.2 AA, with the elements concerned."""
        await self.page.evaluate(_AXE.read_text("utf-8"))
        found = await self.page.evaluate(
            "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})"
            ".then(({violations}) => violations.map(({id, nodes}) =>"
            " `${id}: ${nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(' | ')}`))",
            _LEVELS,
        )
        return cast("list[str]", found)


# Opens a page of a browser that asks for a language: zh-CN, en-GB.
Opener = Callable[[str], Awaitable[Watched]]
# The same for another site, by its address.
OpenerOf = Callable[[str, str], Awaitable[Watched]]
