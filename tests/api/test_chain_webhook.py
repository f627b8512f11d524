"""A webhook that follows a chain, from the change of a member to its receiver."""

import asyncio
from pathlib import Path

import pytest

from credit_graph.clock import utc_now
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.notifying.notice_wish import ChainWish, NoticeWish
from credit_graph.domain.webhooks.webhook import HaltCause, WebhookState
from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.notifying.wished import Wishes
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.answer import RecordedAnswer
from credit_graph.usecases.recording.request import Request, StatedRow
from credit_graph.usecases.recording.warm_up import warm_up_recording
from support.agency_files import imported, loaded
from support.empty_graph import emptied
from support.invented_region import code
from support.receiver import Receiver, receiving
from support.webhooks import Site

CORE, SUPPLIER, SECOND, THIRD, STRANGER = (code(2_300 + number) for number in range(5))
NAMES = (CORE, SUPPLIER, SECOND, THIRD, STRANGER)
ENTERPRISES = "uscc,name,region\n" + "".join(f"{each},虚构{each[-4:]},410400\n" for each in NAMES)
LINKS = f"""\
supplier_uscc,customer_uscc,valid_from,category
{SUPPLIER},{CORE},2024-01-01,parts
{SECOND},{SUPPLIER},2024-01-01,parts
{THIRD},{SECOND},2024-01-01,parts
"""
OPERATOR = Principal(PrincipalKind.OPERATOR, "an operator", frozenset(Scope))


@pytest.fixture(scope="module")
async def site(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Site:
    await loaded(await emptied(graph))
    files = {"enterprises": ENTERPRISES, "links": LINKS}
    await imported(graph, tmp_path_factory.mktemp("files"), files)
    await warm_up(graph, utc_now)
    await warm_up_recording(graph, utc_now)
    site = Site(graph)
    await site.services.shelf.refresh()
    return site


async def rated(site: Site, *usccs: str) -> None:
    """Record a rating of each, in this order."""
    for uscc in usccs:
        row = {"uscc": uscc, "scheme": "customs", "level": "general", "valid_from": "2026-01-01"}
        asked = Request("rate", f"{uscc} {utc_now()}", StatedRow(Kind.RATINGS, row))
        answer = await site.services.recorder.record(asked, OPERATOR)
        assert isinstance(answer, RecordedAnswer), answer


def told(receiver: Receiver, kind: str) -> list[str]:
    """Return on whom there were notices of a kind, in the order in which they came."""
    notices = (notice for each in receiver.came for notice in each.json["data"]["notices"])
    return [each["uscc"] for each in notices if each["kind"] == kind]


async def has_told(receiver: Receiver, kind: str, expected: list[str]) -> None:
    """Wait until there were as many notices, and compare them."""
    async with asyncio.timeout(30):
        while len(told(receiver, kind)) < len(expected):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert told(receiver, kind) == expected


async def test_it_brings_what_happens_to_members_and_to_who_joins(
    site: Site, tmp_path: Path
) -> None:
    owner = await site.owner("pds-drc")
    async with receiving(tmp_path) as receiver:
        wish = NoticeWish(chain=ChainWish(CORE, 2))
        kept = await site.register(owner, receiver.url, wish)
        async with site.delivering(receiver):
            # Two tiers: the third supplier is not of it.
            await rated(site, STRANGER, SECOND, THIRD, CORE, SUPPLIER)
            await has_told(receiver, "RATING", [SECOND, CORE, SUPPLIER])
            link = {"supplier_uscc": STRANGER, "customer_uscc": CORE, "category": "parts"}
            link["valid_from"] = "2024-01-01"
            asked = Request("link", "joins", StatedRow(Kind.LINKS, link))
            assert isinstance(await site.services.recorder.record(asked, OPERATOR), RecordedAnswer)
            await passed(site, kept.standing.webhook.id)
            await violated(site, THIRD, STRANGER)
            await has_told(receiver, "VIOLATION", [STRANGER])
    everybody = {
        notice["uscc"] for each in receiver.came for notice in each.json["data"]["notices"]
    }
    assert everybody == {CORE, SUPPLIER, SECOND, STRANGER}
    await site.services.webhooks.remove(None, kept.standing.webhook.id)


async def test_a_chain_that_has_become_too_large_halts_it_and_nothing_is_lost(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = await site.owner("pds-drc")
    async with receiving(tmp_path) as receiver:
        kept = await site.register(owner, receiver.url, NoticeWish(chain=ChainWish(CORE, 2)))
        monkeypatch.setattr(Wishes.__init__, "__defaults__", (2,))
        async with site.delivering(receiver):
            await violated(site, CORE)
            found = await site.until(kept.standing.webhook.id, state=WebhookState.HALTED)
        assert found.webhook.cause is HaltCause.CHAIN_TOO_LARGE
        assert receiver.came == []
        assert found.webhook.progress.cursor == kept.standing.webhook.progress.cursor
    await site.services.webhooks.remove(None, kept.standing.webhook.id)


async def violated(site: Site, *usccs: str) -> None:
    """Record a violation of each, in this order."""
    for uscc in usccs:
        row = {"uscc": uscc, "violation": "customs_breach", "found_on": "2026-02-01"}
        asked = Request("violate", f"{uscc} {utc_now()}", StatedRow(Kind.VIOLATIONS, row))
        assert isinstance(await site.services.recorder.record(asked, OPERATOR), RecordedAnswer)


async def passed(site: Site, webhook_id: str) -> None:
    """Wait until the webhook has come to the end of the log: the next look is a new one."""
    async with asyncio.timeout(30):
        while True:
            found = await site.standing(webhook_id)
            if found.webhook.progress.cursor == await site.services.change_log.length():
                break
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.2)
