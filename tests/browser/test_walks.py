"""What people come for, in Chinese, by visible words alone, in at most six actions each."""

import re

from playwright.async_api import Locator, expect

from support.browser import Opener, Watched

MOST_ACTIONS = 6


class Walk:
    """One person at the page; counts what they do."""

    def __init__(self, watched: Watched) -> None:
        self.page = watched.page
        self.actions = 0

    async def types(self, label: str, text: str) -> None:
        """Fill in a field by its label."""
        self.actions += 1
        await self.page.get_by_label(label, exact=True).fill(text)

    async def dates(self, label: str, day: str) -> None:
        """Fill in a day, which counts once it is left."""
        await self.types(label, day)
        await self.page.get_by_label(label, exact=True).dispatch_event("change")

    async def clicks(self, *words: str, role: str = "link") -> None:
        """Click what bears the words, the first on the page."""
        self.actions += 1
        if role == "text":
            await self.page.get_by_text(words[0]).first.click()
        elif role == "button":
            await self.page.get_by_role("button", name=words[0]).first.click()
        else:
            await self.page.get_by_role("link", name=words[0]).first.click()

    async def chooses(self, label: str, option: str) -> None:
        """Choose an option of a list by its words."""
        self.actions += 1
        await self.page.get_by_label(label).select_option(label=option)

    def main(self) -> Locator:
        """What the screen shows."""
        return self.page.locator("main")


async def begun(opened: Opener, text: str) -> Walk:
    """Open the first page and search for words: two actions."""
    watched = await opened("zh-CN")
    await watched.open("/")
    walk = Walk(watched)
    await walk.types("搜索企业、措施、部门、文件", text)
    await walk.clicks("搜索", role="button")
    return walk


async def test_what_an_enterprise_may_enjoy_and_why_not_measure_18(opened: Opener) -> None:
    walk = await begun(opened, "虚构平顶山普通备案")
    await walk.clicks("虚构平顶山普通备案贸易有限公司")
    await expect(walk.main()).to_contain_text("查验率在一般信用企业的百分之二十以下")
    await walk.clicks("财政性资金项目同等条件下优先", role="text")
    await expect(walk.main()).to_contain_text("不可享受：有条件未满足，或触及排除情形。")
    unmet = walk.page.locator(".reasons li", has_text="条件未满足").first
    await expect(unmet).to_contain_text("认定的海关高级认证企业")
    await expect(walk.main()).to_contain_text("最近的变化（可变为“待部门裁量”）")
    assert walk.actions <= MOST_ACTIONS


async def test_who_in_a_chain_is_closest_to_the_pool_and_what_is_missing(opened: Opener) -> None:
    walk = await begun(opened, "鹭核电子集团")
    await walk.clicks("虚构厦门鹭核电子集团有限公司")
    await walk.clicks("供应链")
    await walk.chooses("培育计划", "海关高级认证企业重点培育库")
    first, second = (walk.page.locator(".candidates > li").nth(place) for place in (0, 1))
    await expect(first).to_contain_text("虚构宁波一级待育连接器有限公司")
    await expect(first).to_contain_text("条件齐备")
    await expect(second).to_contain_text("还差：")
    await expect(second.locator(".changes li").first).to_be_visible()
    assert walk.actions <= MOST_ACTIONS


async def test_what_the_county_bureaus_of_nanyang_owe_this_quarter(opened: Opener) -> None:
    walk = await begun(opened, "税务局")
    await walk.clicks("各县（市、区）税务局")
    await walk.clicks("本季度", role="button")
    due = walk.page.get_by_role("region", name="到期事项").first
    await expect(due).to_contain_text("2026-12-25")
    await expect(due).to_contain_text("反馈“信易+”工作开展情况")
    await expect(due).to_contain_text("未完成")
    assert walk.actions <= MOST_ACTIONS


async def test_what_changed_for_an_enterprise_between_two_days_and_why(opened: Opener) -> None:
    walk = await begun(opened, "虚构平顶山已被降级化工")
    await walk.clicks("虚构平顶山已被降级化工有限公司")
    await walk.clicks("两日对比")
    await walk.dates("起始日期", "2026-05-01")
    await expect(walk.main()).to_contain_text("从 2026-05-01 到")
    await walk.clicks("财政性资金项目同等条件下优先", role="text")
    opened_one = walk.page.locator(".decision[open]")
    await expect(opened_one).to_contain_text("变化的原因")
    await expect(opened_one.locator(".reasons li").first).to_contain_text("条件未满足")
    await expect(walk.main()).to_contain_text(re.compile("不再享受（3[0-9]）"))
    assert walk.actions <= MOST_ACTIONS


async def test_where_the_words_of_a_reason_stand_in_the_document(opened: Opener) -> None:
    walk = await begun(opened, "虚构平顶山普通备案")
    await walk.clicks("虚构平顶山普通备案贸易有限公司")
    await walk.clicks("财政性资金项目同等条件下优先", role="text")
    await walk.clicks("查看原文")
    marked = walk.page.locator(".document mark.asked").first
    await expect(marked).to_be_in_viewport()
    await expect(walk.page.locator("h1")).to_have_text(
        "关于对海关高级认证企业实施联合激励的行动计划"
    )
    assert walk.actions <= MOST_ACTIONS
