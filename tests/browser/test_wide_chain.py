"""Chains as pictures: what is drawn where, and how soon with 7,000 members."""

import asyncio
from typing import cast

import pytest
from playwright.async_api import Browser, Page, expect
from stdnum.cn import uscc

from credit_graph.graph.database.connection import Graph
from support.agency_files import imported
from support.browser import Opener, Watched
from support.demo import LOADED

CORE = "91350200XN00001L2X"
TIERS = (1_000, 2_000, 4_000)
MOST_DRAWN = 300
# On a quiet machine the first picture takes 0.5 s and a group 0.2 s; others may run beside a test.
FIRST_MS, GROUP_MS, BUSY = 500, 200, 12

# Columns of the demo region's chain, suppliers below zero, with the members of each.
COLUMNS = {
    -3: {"91330700XN0000274X"},
    -2: {
        "91410400XN0000231F",
        "91330700XN000024X8",
        "91350200XN0000258N",
        "91350200XN00002902",
    },
    1: {"91310115XN00002829", "91350200XN00001N9M"},
    2: {"91410400XN00002662"},
}


def code(number: int) -> str:
    """Return a valid code that nobody in the demo region has."""
    body = f"91410400YN{number:07d}"
    return body + str(uscc.calc_check_digit(body))


def wide_chain() -> tuple[str, dict[str, str]]:
    """Return a core and the files of a chain of three tiers of suppliers around it."""
    codes = [code(number) for number in range(1 + sum(TIERS))]
    rows = "".join(f"{each},样本企业{n},410400,,,,\n" for n, each in enumerate(codes))
    links, near, begun = "", [codes[0]], 1
    for size in TIERS:
        tier = codes[begun : begun + size]
        links += "".join(
            f"{each},{near[n % len(near)]},2025-01-01,,料,0.{1 + n % 9},\n"
            for n, each in enumerate(tier)
        )
        near, begun = tier, begun + size
    return codes[0], {
        "enterprises": "uscc,name,region,zone,kinds,registered_on,status\n" + rows,
        "links": "supplier_uscc,customer_uscc,valid_from,valid_to,category,share,source\n" + links,
    }


@pytest.fixture(scope="module")
async def core(address: str, pool: Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    assert address
    found, files = wide_chain()
    await imported(pool, tmp_path_factory.mktemp("chain"), files, at=LOADED)
    return found


async def took_ms(page: Page, began: str) -> float:
    """Return how long the last drawing took since a mark."""
    entry = f"performance.getEntriesByName('from {began}').at(-1)?.duration"
    while (found := await page.evaluate(entry)) is None:  # noqa: ASYNC110  # the page cannot call back
        await asyncio.sleep(0.05)
    return cast("float", found)


async def columns_of(page: Page) -> dict[int, set[str]]:
    """Return the members drawn by column, as the picture has placed them."""
    found = await page.evaluate(
        "document.querySelector('.drawing')._cyreg.cy.nodes('.member')"
        ".map((each) => [Math.round(each.position().x / 240), each.id()])"
    )
    columns: dict[int, set[str]] = {}
    for column, member in found:
        columns.setdefault(column, set()).add(member)
    return columns


async def test_each_member_stands_in_the_column_of_its_tier_and_side(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.open(f"/#/chain/{CORE}?asOf=2026-06-30")
    found = await columns_of(watched.page)
    assert set(found) == {-3, -2, -1, 1, 2}
    assert {column: found[column] for column in COLUMNS} == COLUMNS
    rows = watched.page.get_by_role("region", name="图中企业").locator("tbody tr")
    await expect(rows).to_have_count(sum(map(len, found.values())))


async def test_a_chain_of_7000_is_drawn_in_part_with_the_rest_in_groups(
    browser: Browser, address: str, core: str
) -> None:
    # No fixed clock, which would measure nothing.
    context = await browser.new_context(locale="zh-CN")
    watched = Watched(await context.new_page(), address)
    await watched.open(f"/#/chain/{core}?asOf=2026-06-30")
    page = watched.page
    found = await columns_of(page)
    assert {column: len(members) for column, members in found.items()} == {-1: 40, -2: 40, -3: 40}
    drawn = await page.locator(".drawing").get_attribute("data-drawn")
    assert int(drawn or 0) <= MOST_DRAWN
    assert await took_ms(page, "chain answered") <= FIRST_MS * BUSY
    first = page.get_by_role("button", name="1 级 · 上游供应：展开另外 960 家")
    await first.click()
    await expect(
        page.get_by_role("button", name="1 级 · 上游供应：展开另外 920 家")
    ).to_be_visible()
    assert await took_ms(page, "group clicked") <= GROUP_MS * BUSY
    after = await columns_of(page)
    assert after[-1].isdisjoint(found[-1])
    assert after[-2] == found[-2]
    assert watched.errors == []
    await context.close()


async def test_the_picture_can_be_saved_as_png_and_as_svg(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.open(f"/#/chain/{CORE}?asOf=2026-06-30")
    async with watched.page.expect_download() as waiting:
        await watched.page.get_by_role("button", name="下载 PNG").click()
    png = await (await waiting.value).path()
    assert png.read_bytes().startswith(b"\x89PNG")
    async with watched.page.expect_download() as waiting:
        await watched.page.get_by_role("link", name="下载 SVG").click()
    svg = await (await waiting.value).path()
    assert b"<svg" in svg.read_bytes()
