"""`webhooks` and `calendars`: what an operator sees and does, and that it is on record."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from typer.testing import Result

from credit_graph.clock import utc_now
from credit_graph.domain.notifying.notice_wish import NoticeWish
from credit_graph.domain.webhooks.webhook import DeadLetter, delivery_id
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.webhooks.webhook_desk import WebhookMeans
from support.agency_files import loaded
from support.empty_graph import emptied
from support.official_rules import official_rulebook
from support.webhooks import LOOPBACK, Site, loopback

Command = Callable[..., Awaitable[Result]]
URL = "https://receiver.test/hook"


@pytest.fixture
def run(command: Callable[..., Result]) -> Command:
    """Run `credit-graph` with these arguments, beside this test's event loop."""
    return lambda *arguments: asyncio.to_thread(command, *arguments)


@pytest.fixture(scope="module")
async def rules(graph: Graph) -> Graph:
    await loaded(await emptied(graph))
    return graph


@pytest.fixture
async def site(rules: Graph) -> Site:
    return Site(rules, WebhookMeans(b"a secret of the site", LOOPBACK, loopback))


async def logged(graph: Graph, about: str) -> list[tuple[str | None, str | None, str | None]]:
    """Return action, author and agency of the log's entries about an address."""
    entries = await audit_log.read_entries(graph, 0, 10_000)
    read = [json.loads(each.data) for each in entries]
    assert [each.get("number", 0) for each in read] == list(range(len(read)))
    return [
        (each.get("action"), each.get("author"), each.get("agency"))
        for each in read
        if each["source"] == about
    ]


async def given_up(site: Site, webhook_id: str, count: int) -> list[str]:
    """Give deliveries up that no courier has tried; return their ids."""
    letters = []
    for number in range(count):
        webhook = (await site.standing(webhook_id)).webhook
        before = webhook.progress.cursor
        sequence = before + 1
        name = delivery_id(webhook_id, sequence)
        letter = DeadLetter(name, webhook_id, sequence, 8, f"HTTP_50{number}", utc_now())
        assert await site.services.webhooks.store.bury(webhook, before, letter) is not None
        letters.append(name)
    return letters


async def test_a_webhook_is_listed_shown_paused_resumed_and_removed(
    site: Site, run: Command
) -> None:
    owner = await site.owner()
    wish = NoticeWish(measures=frozenset({"pds-2021-7/19"}), region="410400")
    kept = (await site.register(owner, URL, wish)).standing.webhook
    first, second = await given_up(site, kept.id, 2)

    (line,) = (await run("webhooks", "list", "--json")).stdout.splitlines()
    shown = json.loads(line)
    assert (shown["id"], shown["agency"], shown["state"]) == (kept.id, "pds-customs", "active")
    assert (shown["measures"], shown["region"]) == (["pds-2021-7/19"], "410400")
    assert (shown["dead_letters"], shown["last_failure"]) == (2, "HTTP_501")
    found = json.loads((await run("webhooks", "show", kept.id, "--json")).stdout)
    assert found["webhook"] == shown
    letters = [(each["id"], each["failure"], each["requested"]) for each in found["letters"]]
    assert letters == [(first, "HTTP_500", False), (second, "HTTP_501", False)]
    for options in (("list",), ("list", "--json"), ("show", kept.id)):
        output = (await run("webhooks", *options)).output
        assert (URL if "show" in options else kept.id) in output
        assert kept.secret.salt not in output
        assert kept.secret.digest not in output
    assert first in (await run("webhooks", "show", kept.id)).stdout

    assert (
        "1 dead letters are to be tried" in (await run("webhooks", "retry", kept.id, second)).stdout
    )
    assert (await site.standing(kept.id)).letters[1].requested
    assert (await run("webhooks", "pause", kept.id)).stdout == f"{kept.id} is paused.\n"
    assert (await site.standing(kept.id)).webhook.state.value == "paused"
    told = (await run("webhooks", "retry", kept.id)).stdout
    assert "2 dead letters" in told
    assert f"webhooks resume {kept.id}" in told
    assert (await run("webhooks", "resume", kept.id)).exit_code == 0
    going = (await site.standing(kept.id)).webhook
    assert (going.state.value, going.key) == ("active", kept.key)
    assert (await run("webhooks", "remove", kept.id)).exit_code == 0
    assert (await run("webhooks", "list", "--json")).stdout == ""
    assert await logged(site.graph, kept.id) == [
        ("registerWebhook", owner.subject, "pds-customs"),
        ("redeliver", None, "pds-customs"),
        ("updateWebhook", None, "pds-customs"),
        ("redeliver", None, "pds-customs"),
        ("updateWebhook", None, "pds-customs"),
        ("removeWebhook", None, "pds-customs"),
    ]
    verified = await run("audit", "verify")
    assert (verified.exit_code, "whole and in order" in verified.stdout) == (0, True)


async def test_what_is_not_there_is_refused_and_not_on_record(rules: Graph, run: Command) -> None:
    before = await audit_log.read_frontier(rules)
    for verb in ("show", "retry", "pause", "resume", "remove"):
        result = await run("webhooks", verb, "wh_none")
        assert (result.exit_code, "[UNKNOWN_WEBHOOK]" in result.stderr) == (2, True), verb
    result = await run("calendars", "revoke", "0123456789ab")
    assert (result.exit_code, "[UNKNOWN_CALENDAR_ADDRESS]" in result.stderr) == (2, True)
    assert await audit_log.read_frontier(rules) == before


async def test_nothing_to_retry_is_said_and_not_on_record(site: Site, run: Command) -> None:
    kept = (await site.register(await site.owner(None), URL)).standing.webhook
    assert (await run("webhooks", "retry", kept.id)).stdout.startswith("0 dead letters")
    assert "operators" in (await run("webhooks", "show", kept.id)).stdout
    assert [action for action, *_ in await logged(site.graph, kept.id)] == ["registerWebhook"]
    await site.services.webhooks.remove(None, kept.id)


async def test_addresses_of_calendars_are_listed_and_revoked(site: Site, run: Command) -> None:
    desk, known = site.services.calendar_addresses, official_rulebook().agencies
    customs, tax = await site.owner("pds-customs"), await site.owner("pds-tax")
    one = await desk.issue(customs, None, "outlook", 30, known)
    other = await desk.issue(tax, None, "a phone", 30, known)

    listed = [
        json.loads(each)
        for each in (await run("calendars", "list", "--json")).stdout.split("\n")
        if each
    ]
    assert [(each["id"], each["good"]) for each in listed] == [
        (one.address.id, True),
        (other.address.id, True),
    ]
    (only,) = (await run("calendars", "list", "--agency", "pds-tax", "--json")).stdout.splitlines()
    assert json.loads(only)["id"] == other.address.id
    result = await run("calendars", "list")
    assert one.address.id in result.stdout
    assert "key=" not in result.stdout

    for _ in range(2):
        assert (await run("calendars", "revoke", one.address.id)).exit_code == 0
    (gone,) = (
        await run("calendars", "list", "--agency", "pds-customs", "--json")
    ).stdout.splitlines()
    assert (json.loads(gone)["good"], json.loads(gone)["revoked_at"] is None) == (False, False)
    assert utc_now() - (await desk.all(customs, None))[0].issued_at < timedelta(minutes=5)
    assert await logged(site.graph, f"cal_{one.address.id}") == [
        ("issueCalendarAddress", customs.subject, "pds-customs"),
        ("revokeCalendarAddress", None, "pds-customs"),
    ]


async def test_it_speaks_chinese(site: Site, run: Command) -> None:
    kept = (await site.register(await site.owner(), URL)).standing.webhook
    shown = (await run("--language", "zh", "webhooks", "show", kept.id)).stdout
    assert "投递中；变更日志中尚有0条待处理。" in shown
    assert "推送地址" in (await run("--language", "zh", "webhooks", "--help")).stdout
    await site.services.webhooks.remove(None, kept.id)
