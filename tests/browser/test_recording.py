"""Recording in the explorer: tried first, shown with its consequences, then confirmed."""

import csv
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Graph
from support.browser import OpenerOf, Watched
from support.client import Clock
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.keys import issued_key

STAR, NAME = "91410400XN00000125", "虚构平顶山卓越机械进出口有限公司"
WRITING = tuple(each for each in Scope if each not in {Scope.ADMIN, Scope.READ_AUDIT})
# One table of which a row names a level that there is not, in words that a spreadsheet would run.
TABLE = f"""\
uscc,scheme,level,valid_from,valid_to,awarded_by,reference
91410400XN00002662,customs,certified,2026-11-01,,pds-customs,公告1
{STAR},customs,=1+1,2026-11-01,,pds-customs,公告1
"""

# Opens a page of the demo region on which an agency is logged on, at a form, in a language.
Clerk = Callable[..., Awaitable[Watched]]


@pytest.fixture(scope="module", autouse=True)
async def restored(pool: Graph, address: str) -> AsyncIterator[None]:
    """Leave the demo region as the other tests of this folder know it."""
    assert address
    yield
    await demo_loaded(await emptied(pool))


@pytest.fixture
async def clerk(opened_at: OpenerOf, pool: Graph, address: str) -> Clerk:
    async def open_form(agency: str, form: str, locale: str = "zh-CN", *scopes: Scope) -> Watched:
        key = (await issued_key(pool, Clock(NOW), *(scopes or WRITING), agency=agency)).text
        watched = await opened_at(locale, address)
        await watched.open(f"/#/log-on?back=record/{form}")
        await watched.page.locator("#log-on-key").fill(key)
        await watched.page.locator("main form button[type=submit]").click()
        await expect(watched.page.locator("h1")).to_have_text(
            "登记" if locale == "zh-CN" else "Record"
        )
        return watched

    return open_form


async def choose(page: Page, name: str = NAME) -> None:
    """Choose an enterprise by a part of its name, with the keyboard."""
    await page.get_by_label("企业", exact=True).fill(name)
    await page.keyboard.press("Enter")
    await page.get_by_role("radio").first.check()


async def fill(page: Page, **fields: str) -> None:
    """Fill in the fields of the form, by their names in the mutation."""
    for name, value in fields.items():
        field = page.locator(f"#field-{name}")
        if await field.evaluate("each => each.tagName") == "SELECT":
            await field.select_option(value)
        else:
            await field.fill(value)


async def turn_to(page: Page, form: str) -> None:
    """Go to another form, and wait until it is there."""
    await page.get_by_role("navigation", name="登记类别").get_by_role("link", name=form).click()
    await expect(page.locator("main nav a[aria-current=page]")).to_have_text(form)
    await expect(page.locator(".answer")).to_be_empty()


async def check(page: Page) -> None:
    await page.get_by_role("button", name="校验并查看后果").click()


async def confirm(page: Page) -> None:
    await page.get_by_role("button", name="确认登记").click()


async def test_the_end_of_a_rating_is_shown_with_what_is_lost_before_it_is_recorded(
    clerk: Clerk,
) -> None:
    watched = await clerk("pds-customs", "ratingEnd")
    page, answer = watched.page, watched.page.locator(".answer")
    await choose(page)
    await fill(page, scheme="customs", validTo="2026-11-20", reason="复核未通过")
    await check(page)
    await expect(answer).to_contain_text("校验通过，将更正现有登记")
    await expect(answer).to_contain_text("不再享受（39）")
    await expect(answer).to_contain_text("市税务局")
    await expect(answer).to_contain_text("尚未登记")
    assert await watched.violations() == []
    # What was only tried is not on record.
    assert await history(page, watched.site) == 0
    await choose(page)
    await fill(page, scheme="customs", validTo="2026-11-20", reason="复核未通过")
    await check(page)
    await confirm(page)
    await expect(answer).to_contain_text("已更正")
    await page.get_by_role("link", name="到历史记录查看").click()
    await expect(page.locator("main")).to_contain_text("2026-11-20")
    assert watched.errors == []


async def history(page: Page, site: str) -> int:
    """Return how many facts of the enterprise end on the day, as the service knows them."""
    document = (
        f'{{ enterprise(uscc: "{STAR}") {{ history(first: 100) {{ nodes {{ validTo }} }} }} }}'
    )
    answer = await page.request.post(f"{site}/graphql", data={"query": document})
    nodes = (await answer.json())["data"]["enterprise"]["history"]["nodes"]
    return sum(each["validTo"] == "2026-11-20" for each in nodes)


async def test_an_agency_that_is_not_the_keeper_is_led_to_who_is(clerk: Clerk) -> None:
    watched = await clerk("xm-customs", "rating")
    page = watched.page
    await choose(page)
    await fill(page, scheme="customs", level="certified", validFrom="2026-11-23")
    await check(page)
    refused = page.locator(".answer .failure")
    await expect(refused).to_contain_text("只能由其登记")
    await expect(refused.get_by_role("link", name="平顶山海关")).to_be_visible()
    await expect(page.get_by_role("button", name="确认登记")).to_have_count(0)
    assert await watched.violations() == []


async def test_levels_are_those_of_the_order_in_force_on_the_day(clerk: Clerk) -> None:
    page = (await clerk("pds-customs", "rating")).page
    await fill(page, scheme="customs", validFrom="2026-11-23")
    level = page.locator("#field-level")
    await expect(level.locator("option[value=serious_dishonest]")).to_have_count(1)
    await fill(page, validFrom="2025-11-23")
    await expect(level.locator("option[value=serious_dishonest]")).to_have_count(0)


async def test_a_violation_is_recorded_and_then_repaired(clerk: Clerk) -> None:
    watched = await clerk("pds-tax", "violation")
    page, answer = watched.page, watched.page.locator(".answer")
    await choose(page)
    await fill(page, violation="tax_breach", severity="minor", foundOn="2026-11-10")
    await check(page)
    await confirm(page)
    await expect(answer).to_contain_text("已登记")
    await turn_to(page, "信用修复")
    await choose(page)
    await fill(page, violation="tax_breach", repairedOn="2026-11-20")
    await check(page)
    await confirm(page)
    await expect(answer).to_contain_text("已更正")
    # There is nothing left to repair of another kind.
    await fill(page, violation="safety_breach")
    await check(page)
    await expect(page.locator(".answer .failure")).to_contain_text("没有可终止或修复的登记")


async def test_an_entry_on_a_list_begins_and_ends(clerk: Clerk) -> None:
    page = (await clerk("sh-zones-bureau", "entry")).page
    answer = page.locator(".answer")
    await choose(page, "虚构浦东修复信用仪器有限公司")
    await fill(page, list="zone_serious_dishonesty", validFrom="2026-11-20", cause="虚假申报")
    await check(page)
    await expect(answer).to_contain_text("校验通过，将予登记")
    await confirm(page)
    await expect(answer).to_contain_text("已登记")
    await turn_to(page, "移出名单")
    await choose(page, "虚构浦东修复信用仪器有限公司")
    await fill(page, list="zone_serious_dishonesty", validTo="2026-11-22")
    await check(page)
    await confirm(page)
    await expect(answer).to_contain_text("已更正")


async def test_what_an_agency_owes_is_offered_and_handed_in(clerk: Clerk) -> None:
    watched = await clerk("ny-county-tax", "report")
    page = watched.page
    offered = page.locator("#field-obligation option")
    assert await offered.count() > 1
    await page.locator("#field-obligation").select_option(index=1)
    await fill(page, handedInOn="2026-11-20", text="虚构月报")
    await check(page)
    await confirm(page)
    await expect(page.locator(".answer")).to_contain_text("已登记")
    assert watched.errors == []


async def test_what_is_changed_after_the_check_is_checked_again(clerk: Clerk) -> None:
    page = (await clerk("pds-customs", "violation")).page
    await choose(page)
    await fill(page, violation="customs_breach", foundOn="2026-11-10")
    await check(page)
    await expect(page.get_by_role("button", name="确认登记")).to_be_visible()
    await fill(page, foundOn="2026-11-11")
    await expect(page.get_by_role("button", name="确认登记")).to_have_count(0)


async def test_a_change_whose_answer_was_lost_is_recorded_once(clerk: Clerk) -> None:
    watched = await clerk("pds-customs", "violation")
    page = watched.page
    await choose(page)
    await fill(page, violation="other_breach", foundOn="2026-11-12")
    await check(page)
    await expect(page.get_by_role("button", name="确认登记")).to_be_visible()

    async def lose(route):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        await route.fetch()
        await route.abort()

    await page.route("**/graphql", lose, times=1)
    await confirm(page)
    await expect(page.locator(".answer").get_by_role("alert")).to_contain_text("不会重复登记")
    await confirm(page)
    await expect(page.locator(".answer")).to_contain_text("此前已用同一编号登记")


async def test_a_finding_stands_beside_its_field(clerk: Clerk) -> None:
    watched = await clerk("pds-customs", "violation")
    page = watched.page
    await choose(page)
    await fill(page, violation="customs_breach", foundOn="2027-11-10")
    await check(page)
    await expect(page.locator("#field-foundOn")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator("#field-foundOn-wrong")).not_to_be_empty()
    assert await watched.violations() == []


async def test_a_table_is_previewed_with_its_rejects_and_then_recorded(
    clerk: Clerk, tmp_path: Path
) -> None:
    watched = await clerk("pds-customs", "table")
    page, answer = watched.page, watched.page.locator(".answer")
    file = tmp_path / "ratings.csv"
    file.write_text(TABLE, "utf-8")
    await page.locator("#table-file").set_input_files(file)
    await page.get_by_role("button", name="预览").click()
    await expect(answer).to_contain_text("不能接收的行（1）")
    assert await watched.violations() == []
    async with page.expect_download() as download:
        await page.get_by_role("button", name="下载这些行").click()
    await (await download.value).save_as(tmp_path / "rejects.csv")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "rejects.csv").read_text("utf-8-sig")))
    assert (row["line"], row["column"]) == ("3", "level")
    await page.get_by_role("button", name="确认导入").click()
    await expect(answer).to_contain_text("整表已导入")
    await expect(answer.locator(".counts li").first).to_contain_text("1")
    assert watched.errors == []


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("form", ["rating", "entry", "violation", "repair", "report", "table"])
async def test_each_form_is_accessible_in_both_languages(
    clerk: Clerk, form: str, locale: str
) -> None:
    watched = await clerk("ny-county-tax", form, locale)
    await expect(watched.page.locator("form.record")).to_be_visible()
    assert await watched.violations() == []
    assert watched.errors == []
    assert watched.elsewhere == []


async def test_only_what_the_scopes_allow_is_offered(clerk: Clerk) -> None:
    scopes = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.WRITE_VIOLATIONS)
    page = (await clerk("pds-customs", "rating", "zh-CN", *scopes)).page
    kinds = page.get_by_role("navigation", name="登记类别").get_by_role("link")
    assert await kinds.all_inner_texts() == ["违规", "信用修复", "整表导入"]


async def test_who_is_not_logged_on_is_led_there(opened_at: OpenerOf, address: str) -> None:
    watched = await opened_at("zh-CN", address)
    await watched.open("/#/record/rating")
    await watched.page.locator("main").get_by_role("link", name="登录").click()
    await expect(watched.page.locator("h1")).to_have_text("登录")
