"""Each screen, in both languages, without any other host: data, no error, accessible."""

import pytest
from playwright.async_api import expect

from support.browser import Opener

LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
STAR, GENERAL, CORE = "91410400XN00000125", "91410400XN0000047P", "91350200XN00001L2X"
FALLEN = "91410400XN0000055J"

# Address, and words of data that the screen shows in either language.
SCREENS = {
    "home": ("/#/home", "zj_aeo_pool"),
    "search": ("/#/search?text=虚构平顶山卓越", "虚构平顶山卓越机械进出口有限公司"),
    "enterprise": (f"/#/enterprise/{GENERAL}?asOf=2026-06-30&open=pds-2021-7/18", "同等条件下"),
    "what-if": (
        f"/#/enterprise/{GENERAL}?asOf=2026-06-30&view=whatif&assume=GAIN_RATING:customs:advanced",
        "pds-2021-7/1",
    ),
    "difference": (
        f"/#/enterprise/{FALLEN}?view=difference&from=2026-05-01&to=2026-06-30",
        "pds-2021-7/18",
    ),
    "history": (f"/#/enterprise/{FALLEN}?view=history", "customs · advanced"),
    "chain": (f"/#/chain/{CORE}?asOf=2026-06-30", "虚构宁波一级待育连接器有限公司"),
    "group chain": (
        f"/#/chain/{CORE}?asOf=2026-06-30&mode=GROUP_PLUS&depth=5",
        "虚构厦门集团供应注塑有限公司",
    ),
    "programme": ("/#/programme/zj_aeo_pool?asOf=2026-06-30", "虚构宁波条件齐备运输有限公司"),
    "agency": ("/#/agency/ny-county-tax?asOf=2026-11-20", "2026-12-25"),
    "document": (
        "/#/document/pds-2021-7?line=83&quote=同等条件下优先考虑",
        "同等条件下优先考虑",
    ),
    "measure": ("/#/measure/pds-2021-7/18?asOf=2026-06-30", "虚构平顶山卓越机械进出口有限公司"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_shows_its_data_and_nothing_goes_wrong(
    opened: Opener, name: str, language: str
) -> None:
    path, words = SCREENS[name]
    watched = await opened(LANGUAGES[language])
    await watched.open(path)
    await expect(watched.page.locator("main")).to_contain_text(words)
    assert (await watched.page.locator("html").get_attribute("lang") or "")[:2] == language
    asked = await watched.asked()
    assert 0 < len(asked) <= 3
    assert [each for each in asked if each.codes or each.status != 200] == []
    assert [each for each in asked if not 0 < each.cost <= each.limit] == []
    assert await watched.violations() == []
    assert watched.errors == []
    assert watched.elsewhere == []


async def test_graphiql_works_from_own_files(opened: Opener) -> None:
    watched = await opened("en-GB")
    page = watched.page
    await page.goto(f"{watched.site}/graphql")
    tabs = page.locator(".graphiql-tab")
    await expect(tabs).to_have_count(3)
    await page.locator(".graphiql-execute-button").click()
    await expect(page.locator(".result-window")).to_contain_text("pds-2021-7/19")
    assert watched.errors == []
    assert watched.elsewhere == []


async def test_what_does_not_exist_is_said(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.open("/#/enterprise/91410400XN00000Z17")
    await expect(watched.page.get_by_role("alert")).to_be_visible()
    await watched.open("/#/document/none")
    await expect(watched.page.locator("h1")).to_have_text("没有这份文件")
    await watched.open("/#/nowhere")
    await expect(watched.page.locator("h1")).to_have_text("没有这个页面")
