"""Logging on with a pasted key and at an issuer: the token is in the page's memory alone."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.browser import Opener, OpenerOf, Watched
from support.client import Clock
from support.demo import NOW
from support.issuer import TokenIssuer, ed25519_key
from support.keys import issued_key
from support.log_on_issuer import LogOnIssuer, log_on_issuer
from support.site import site

READING = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, Scope.READ_CHAINS)
CORE = "91350200XN00001L2X"


@pytest.fixture
async def key(pool: Graph, address: str) -> str:
    """A key of Pingdingshan's customs, which may record ratings."""
    assert address
    scopes = (*READING, Scope.WRITE_RATINGS)
    return (await issued_key(pool, Clock(NOW), *scopes, agency="pds-customs")).text


@pytest.fixture
async def issuer() -> AsyncIterator[LogOnIssuer]:
    claims = {"agency": "pds-customs", "sub": "li", "scope": "read:public write:ratings"}
    async with log_on_issuer(TokenIssuer(ed25519_key("one"), NOW), claims) as found:
        yield found


@pytest.fixture
async def at_issuer(
    opened_at: OpenerOf, address: str, endpoint: Endpoint, issuer: LogOnIssuer
) -> AsyncIterator[Watched]:
    """A page of a service at which people log on by that issuer."""
    assert address
    async with site(endpoint, Clock(NOW), issuer.settings) as found:
        yield await opened_at("zh-CN", found)


async def kept(page: Page) -> str:
    """Return whatever a browser keeps for a page, and its address."""
    return str(
        await page.evaluate(
            "JSON.stringify("
            "[{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
        )
    )


async def log_on(watched: Watched, key: str) -> None:
    await watched.page.get_by_label("密钥", exact=True).fill(key)
    await watched.page.get_by_role("button", name="用密钥登录").click()


async def test_a_pasted_key_logs_on_and_a_reload_logs_off(opened: Opener, key: str) -> None:
    watched = await opened("zh-CN")
    await watched.open("/#/log-on")
    await log_on(watched, key)
    await expect(watched.page.locator("main")).to_contain_text("已登录：平顶山海关")
    await expect(watched.page.locator("#account")).to_have_text("平顶山海关")
    assert key not in await kept(watched.page)
    assert await watched.violations() == []
    assert watched.errors == []
    await watched.page.reload()
    await watched.arrived()
    await expect(watched.page.locator("#account")).to_have_text("登录")


async def test_who_logs_off_is_off(opened: Opener, key: str) -> None:
    watched = await opened("zh-CN")
    await watched.open("/#/log-on")
    await log_on(watched, key)
    await expect(watched.page.get_by_role("link", name="登记", exact=True).first).to_be_visible()
    await watched.page.get_by_role("button", name="退出登录").click()
    await expect(watched.page.locator("#account")).to_have_text("登录")
    await expect(watched.page.get_by_role("link", name="登记", exact=True)).to_have_count(0)


async def test_a_key_that_is_none_is_refused_in_words(opened: Opener) -> None:
    watched = await opened("zh-CN")
    await watched.open("/#/log-on")
    await log_on(watched, "cgk_000000000000_" + "x" * 43)
    await expect(watched.page.get_by_role("alert")).to_contain_text("令牌")
    await expect(watched.page.locator("#account")).to_have_text("登录")


@pytest.mark.parametrize(("language", "title"), [("zh-CN", "登录"), ("en-GB", "Log on")])
async def test_the_screen_is_accessible(
    at_issuer: Watched, opened_at: OpenerOf, language: str, title: str
) -> None:
    watched = await opened_at(language, at_issuer.site)
    await watched.open("/#/log-on")
    await expect(watched.page.locator("h1")).to_have_text(title)
    assert await watched.violations() == []
    assert watched.errors == []


async def test_where_reading_needs_a_token_a_key_opens_every_screen(
    opened_at: OpenerOf, address: str, endpoint: Endpoint, key: str, tmp_path: Path
) -> None:
    assert address
    async with site(endpoint, Clock(NOW), {"CREDIT_GRAPH_AUTHENTICATION": "required"}) as found:
        watched = await opened_at("zh-CN", found)
        page = watched.page
        await page.goto(f"{found}/#/chain/{CORE}?asOf=2026-06-30")
        await page.get_by_role("alert").get_by_role("link", name="登录").click()
        await log_on(watched, key)
        # Back where the reader was refused.
        await expect(page.locator("h1")).to_have_text("虚构厦门鹭核电子集团有限公司")
        async with page.expect_download() as picture:
            await page.get_by_role("link", name="下载 SVG").click()
        await (await picture.value).save_as(tmp_path / "chain.svg")
    assert (tmp_path / "chain.svg").read_text("utf-8").rstrip().endswith("</svg>")


async def begin(watched: Watched, back: str = "record/rating") -> None:
    await watched.open(f"/#/log-on?back={back}")
    await watched.page.get_by_role("button", name="前往登录").click()


async def test_an_issuer_logs_on_by_pkce_and_leads_back(
    at_issuer: Watched, issuer: LogOnIssuer
) -> None:
    page = at_issuer.page
    await begin(at_issuer)
    await expect(page.locator("h1")).to_have_text("登记")
    await expect(page.locator("#account")).to_have_text("平顶山海关")
    assert "#/record/rating" in page.url
    (asked,), (exchanged,) = issuer.asked, issuer.exchanged
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["redirect_uri"] == f"{at_issuer.site}/log-on"
    assert "openid" in asked["scope"].split()
    assert "write:ratings" in asked["scope"].split()
    assert "admin" not in asked["scope"].split()
    # Neither the code nor what proves it, and no token, is kept or stands in the address.
    left = await kept(page)
    assert [each for each in (exchanged["code"], exchanged["code_verifier"]) if each in left] == []
    assert "eyJ" not in left
    assert [each for each in at_issuer.elsewhere if not each.startswith(issuer.address)] == []
    assert at_issuer.errors == []


REFUSED: Mapping[str, tuple[Mapping[str, object], str]] = {
    "another state": ({"state": "x"}, "与本标签页十分钟内发起的登录不符"),
    "another nonce": ({"nonce": "x"}, "给出的身份信息与本次登录不符"),
    "an identity for another client": ({"identity": {"aud": "other"}}, "身份信息"),
    "an identity that has expired": ({"identity": {"exp": 1}}, "身份信息"),
    "an identity of another issuer": ({"identity": {"iss": "http://127.0.0.1:1"}}, "身份信息"),
    "nobody": ({"denies": True}, "未予登录"),
    "a token endpoint elsewhere": ({"token_endpoint": "https://x.example/t"}, "不在其自身地址上"),
    "a token for another audience": ({"claims": {"aud": "other"}}, "令牌"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_an_answer_that_does_not_belong_to_the_question_logs_nobody_on(
    at_issuer: Watched, issuer: LogOnIssuer, name: str
) -> None:
    changes, words = REFUSED[name]
    for attribute, value in changes.items():
        setattr(issuer, attribute, value)
    await begin(at_issuer)
    await expect(at_issuer.page.get_by_role("alert")).to_contain_text(words)
    await expect(at_issuer.page.locator("#account")).to_have_text("登录")


async def test_a_code_that_nobody_asked_for_is_not_taken(
    at_issuer: Watched, issuer: LogOnIssuer
) -> None:
    await at_issuer.page.goto(f"{at_issuer.site}/log-on?code=stolen&state=made-up")
    await expect(at_issuer.page.get_by_role("alert")).to_contain_text("请重新登录")
    assert issuer.exchanged == []
    assert "stolen" not in at_issuer.page.url
