"""A link opens the same answer elsewhere; the language follows the browser and its switch."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from support.browser import Opener

LISTED, CORE = "91410400XN00000200", "91350200XN00001L2X"


def parameters(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).fragment.partition("?")[2])


async def test_a_link_holds_day_language_filters_and_what_is_open(opened: Opener) -> None:
    first = await opened("zh-CN")
    await first.open(f"/#/enterprise/{LISTED}?asOf=2026-05-01")
    await first.page.get_by_role("button", name="不可享受").click()
    await first.page.get_by_text("财政性资金项目同等条件下优先").first.click()
    await expect(first.page.locator(".decision[open]")).to_contain_text("触及排除情形")
    address = first.page.url
    second = await opened("en-GB")
    await second.page.goto(address)
    await second.arrived()
    await expect(second.page.locator("html")).to_have_attribute("lang", "zh-CN")
    await expect(second.page.locator(".decision[open]")).to_contain_text("触及排除情形")
    shown = [await each.page.locator(".counts").inner_text() for each in (first, second)]
    assert shown[0] == shown[1]
    assert parameters(address)["asOf"] == ["2026-05-01"]
    assert parameters(address)["verdicts"] == ["NOT_ELIGIBLE"]


async def test_the_copied_link_pins_the_instant_as_known_at(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await watched.open(f"/#/chain/{CORE}?asOf=2026-06-30&depth=2")
    await watched.page.get_by_role("button", name="复制本页链接").click()
    await expect(watched.page.get_by_text("链接已复制")).to_be_visible()
    copied = await watched.page.evaluate("navigator.clipboard.readText()")
    assert set(parameters(copied)) == {"asOf", "knownAt", "depth", "lang"}
    other = await opened("zh-CN")
    await other.page.goto(copied)
    await other.arrived()
    tiers = [
        await each.page.get_by_role("region", name="各级情况").inner_text()
        for each in (watched, other)
    ]
    assert tiers[0] == tiers[1]


async def test_an_earlier_instant_is_answered_as_known_then(opened: Opener) -> None:
    watched = await opened("zh-CN")
    asked = f"/#/enterprise/{LISTED}?asOf=2026-08-01&knownAt=2026-11-20T0"
    # Everything was recorded at 08:00 that day.
    await watched.open(f"{asked}7:59:00%2B08:00")
    await expect(watched.page.locator("main")).to_contain_text("尚未登记")
    await watched.open(f"{asked}8:01:00%2B08:00")
    await expect(watched.page.locator(".counts .eligible b")).to_have_text("20")
    await watched.page.get_by_role("button", name="改回最新信息").click()
    await expect(watched.page.locator(".days")).to_contain_text("截至 2026年11月23日 12:00")


ZH, EN = "查企业、查措施、查部门、查文件", "Enterprises, measures, agencies, documents"


@pytest.mark.parametrize(
    ("locale", "title"), [("zh-CN", ZH), ("zh-TW", ZH), ("en-US", EN), ("de-DE", EN)]
)
async def test_the_page_speaks_as_the_browser_asks(opened: Opener, locale: str, title: str) -> None:
    watched = await opened(locale)
    await watched.open("/")
    await expect(watched.page.locator("h1")).to_have_text(title)


async def test_one_switch_turns_the_language_and_is_remembered(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.open(f"/#/enterprise/{LISTED}?asOf=2026-08-01")
    await watched.page.get_by_role("button", name="English").click()
    await expect(watched.page.get_by_role("link", name="Supply chain")).to_be_visible()
    await watched.open("/")
    await expect(watched.page.locator("h1")).to_have_text(EN)
