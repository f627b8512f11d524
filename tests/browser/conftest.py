"""The demo region on a site, a Chromium, and pages in either language."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from credit_graph.clock import utc_now
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.migrations import migrate
from support.browser import Opener, OpenerOf, Watched, chromium, running_chromium
from support.client import Clock
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.site import site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.alone)


@pytest.fixture(scope="session")
def installed() -> str:
    """Skip before anything heavy is started."""
    return chromium()


@pytest.fixture(scope="session")
async def browser(installed: str) -> AsyncIterator[Browser]:
    assert installed
    expect.set_options(timeout=20_000)  # a machine that runs other things too
    async with running_chromium() as found:
        yield found


@pytest.fixture(scope="session")
async def address(installed: str, pool: Graph, endpoint: Endpoint) -> AsyncIterator[str]:
    """The demo region, loaded once: no test of this folder writes, or asks for `graph`."""
    assert installed
    await migrate(pool, at=utc_now())
    await demo_loaded(await emptied(pool))
    async with site(endpoint, Clock(NOW)) as found:
        yield found


@pytest.fixture
async def opened_at(browser: Browser) -> AsyncIterator[OpenerOf]:
    """Open pages of browsers that ask for a language, zh-CN or en-GB, at a site."""
    async with AsyncExitStack() as stack:

        async def open_page(locale: str, site: str) -> Watched:
            context = await browser.new_context(locale=locale, accept_downloads=True)
            stack.push_async_callback(context.close)
            context.set_default_timeout(30_000)
            await context.clock.set_fixed_time(NOW)
            return Watched(await context.new_page(), site)

        yield open_page


@pytest.fixture
def opened(opened_at: OpenerOf, address: str) -> Opener:
    """Open pages of the demo region."""

    async def open_page(locale: str) -> Watched:
        return await opened_at(locale, address)

    return open_page
