"""The keyboard alone suffices: from the first page to a reason and its words."""

from playwright.async_api import Page, expect

from support.browser import Opener

MOST_STEPS = 200


async def reach(page: Page, words: str) -> None:
    """Press Tab until what has the focus bears the words."""
    passed = []
    for _ in range(MOST_STEPS):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(
            "document.activeElement.getAttribute('aria-label')"
            " ?? document.activeElement.textContent"
        )
        if words in focused:
            return
        passed.append(focused[:30])
    raise AssertionError(f"{words} cannot be reached by keyboard: {passed[:40]}")


async def test_from_search_to_the_official_words(opened: Opener) -> None:
    watched = await opened("zh-CN")
    page = watched.page
    await watched.open("/")
    await reach(page, "搜索企业")
    await page.keyboard.type("虚构平顶山普通备案")
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_contain_text("搜索")
    await reach(page, "虚构平顶山普通备案贸易有限公司")
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_have_text("虚构平顶山普通备案贸易有限公司")
    await reach(page, "财政性资金项目同等条件下优先")
    await page.keyboard.press("Enter")
    await expect(page.locator(".decision[open]")).to_contain_text("条件未满足")
    await reach(page, "查看原文")
    await page.keyboard.press("Enter")
    await expect(page.locator(".document mark.asked").first).to_be_in_viewport()


async def test_the_skip_link_leads_past_the_header(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.open("/#/programme/zj_aeo_pool")
    await watched.page.keyboard.press("Tab")
    await watched.page.keyboard.press("Enter")
    assert await watched.page.evaluate("document.activeElement.id") == "main"
    assert "programme/zj_aeo_pool" in watched.page.url


async def test_a_way_of_risk_is_shown_to_who_tabs_to_it(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.open("/#/chain/91350200XN00001L2X?asOf=2026-06-30")
    await watched.page.locator(".weak a").first.focus()
    shown = watched.page.locator(".drawing[data-way]")
    await expect(shown).not_to_have_attribute("data-way", "0")
