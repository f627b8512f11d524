"""Deliveries to a real receiver over TLS: in order, signed, at least once, never into the house."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from credit_graph.clock import utc_now
from credit_graph.domain.notifying.notice_wish import NoticeWish
from credit_graph.domain.webhooks.errors import WebhookAddressRefusedError
from credit_graph.domain.webhooks.webhook import HaltCause, WebhookState, delivery_id
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.webhooks.webhook_desk import WebhookChange, WebhookMeans
from support.agency_files import loaded
from support.empty_graph import emptied
from support.receiver import HOST, Came, Receiver, receiving
from support.webhooks import Site, happened, published


@pytest.fixture(scope="module")
async def region(graph: Graph) -> Graph:
    await loaded(await emptied(graph))
    return graph


@pytest.fixture
async def site(region: Graph) -> AsyncIterator[Site]:
    site = Site(region)
    yield site
    for each in await site.services.webhooks.store.all(everybody=True):
        await site.services.webhooks.remove(None, each.webhook.id)


@pytest.fixture
async def receiver(tmp_path: Path) -> AsyncIterator[Receiver]:
    async with receiving(tmp_path) as found:
        yield found


def codes(came: Sequence[Came]) -> list[str]:
    return [code for each in came for code in each.codes]


async def test_entries_come_in_order_and_another_implementation_verifies_them(
    site: Site, receiver: Receiver
) -> None:
    kept = await site.register(await site.owner(), receiver.url)
    async with site.delivering(receiver):
        await published(site.graph, *(happened(f"E{each}") for each in range(120)))
        came = await receiver.has(120)

    assert codes(came) == [f"E{each}" for each in range(120)]
    assert len({each.id for each in came}) == 120
    assert {each.headers["host"] for each in came} == {f"{HOST}:{receiver.port}"}
    for each in came:
        told = Verifier(kept.secret).verify(each.body, each.headers)
        assert told["type"] == "change_log.entry"
    notice = came[0].json["data"]["notices"][0]
    assert (notice["kind"], notice["region"]) == ("RATING", "410400")
    assert notice["agencies"] == ["pds-drc"]


async def test_what_fails_is_tried_again_with_the_same_id_before_anything_else(
    site: Site, receiver: Receiver
) -> None:
    await site.register(await site.owner(), receiver.url)
    receiver.statuses = [500, 429]
    async with site.delivering(receiver):
        await published(site.graph, happened("A"), happened("B"))
        came = await receiver.has(4)
    assert codes(came) == ["A", "A", "A", "B"]
    assert len({each.id for each in came}) == 2


async def test_what_is_given_up_is_a_dead_letter_and_comes_again_when_asked_for(
    site: Site, receiver: Receiver
) -> None:
    owner = await site.owner()
    webhook = (await site.register(owner, receiver.url)).standing.webhook
    receiver.statuses = [503] * 3
    async with site.delivering(receiver):
        await published(site.graph, happened("A"), happened("B"))
        await receiver.has(4)
        (letter,) = (await site.standing(webhook.id)).letters
        assert (letter.attempts, letter.failure) == (3, "HTTP_503")
        await site.services.webhooks.redeliver(owner, webhook.id, [letter.id, "msg_other"])
        came = await receiver.has(5)
        async with asyncio.timeout(10):
            while (await site.standing(webhook.id)).letter_count:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert codes(came) == ["A", "A", "A", "B", "A"]
    assert came[4].id == came[0].id == letter.id


async def test_a_receiver_that_fails_on_and_on_halts_it_and_resuming_loses_nothing(
    site: Site, receiver: Receiver
) -> None:
    owner = await site.owner()
    webhook = (await site.register(owner, receiver.url)).standing.webhook
    receiver.statuses = [500] * 6
    async with site.delivering(receiver):
        await published(site.graph, *map(happened, "ABC"))
        await site.until(webhook.id, state=WebhookState.HALTED, cause=HaltCause.RECEIVER_FAILING)
        assert codes(receiver.came) == list("AAABBB")
        desk = site.services.webhooks
        await desk.change(owner, webhook.id, WebhookChange(active=True))
        await desk.redeliver(owner, webhook.id, None)
        came = await receiver.has(9)
    assert sorted(codes(came[6:])) == list("ABC")


async def test_a_receiver_that_is_gone_is_left_alone(site: Site, receiver: Receiver) -> None:
    webhook = (await site.register(await site.owner(), receiver.url)).standing.webhook
    receiver.statuses = [410]
    async with site.delivering(receiver):
        await published(site.graph, happened("A"))
        found = await site.until(webhook.id, state=WebhookState.HALTED)
    assert found.webhook.cause is HaltCause.RECEIVER_GONE
    assert found.webhook.progress.cursor == webhook.progress.cursor
    assert found.letter_count == 0


async def test_what_came_and_was_not_acknowledged_comes_again_with_the_same_id(
    site: Site, receiver: Receiver
) -> None:
    webhook = (await site.register(await site.owner(), receiver.url)).standing.webhook
    receiver.held = asyncio.Event()
    async with site.delivering(receiver):
        await published(site.graph, happened("A"), happened("B"))
        await receiver.has(1)  # it has it; the process ends before it hears so
    receiver.held.set()
    receiver.held = None
    async with site.delivering(receiver, "another"):
        came = await receiver.has(3)
    assert codes(came) == ["A", "A", "B"]
    sequence = webhook.progress.cursor + 1
    assert [each.id for each in came[:2]] == [delivery_id(webhook.id, sequence)] * 2


async def test_one_process_at_a_time_delivers(site: Site, receiver: Receiver) -> None:
    await site.register(await site.owner(), receiver.url)
    async with AsyncExitStack() as stack:
        for holder in ("one", "two", "three"):
            await stack.enter_async_context(Site(site.graph).delivering(receiver, holder))
        await published(site.graph, *(happened(f"E{each}") for each in range(20)))
        await receiver.has(20)
        await asyncio.sleep(0.2)
        assert codes(receiver.came) == [f"E{each}" for each in range(20)]


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/", "https://localhost/"]
)
async def test_an_inner_address_is_not_registered(region: Graph, url: str) -> None:
    site = Site(region, WebhookMeans(b"secret"))
    with pytest.raises(WebhookAddressRefusedError):
        await site.register(await site.owner(), url)


async def test_a_name_that_turns_to_an_inner_address_gets_nothing(
    region: Graph, receiver: Receiver
) -> None:
    answers = [("93.184.215.14",)]

    async def turning(host: str, port: int) -> Sequence[str]:
        del host, port
        return answers.pop() if answers else ("127.0.0.1",)

    site = Site(region, WebhookMeans(b"secret", (), turning))
    kept = (await site.register(await site.owner(), receiver.url)).standing.webhook
    async with site.delivering(receiver):
        await published(region, happened("A"))
        async with asyncio.timeout(20):
            while not (found := await site.standing(kept.id)).letters:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert found.letters[0].failure == "ADDRESS_REFUSED"
    assert receiver.came == []
    await site.services.webhooks.remove(None, kept.id)


async def test_a_redirect_is_a_failure_and_not_followed(site: Site, receiver: Receiver) -> None:
    webhook = (await site.register(await site.owner(), receiver.url)).standing.webhook
    receiver.statuses = [307] * 3
    async with site.delivering(receiver):
        await published(site.graph, happened("A"))
        await receiver.has(3)
        async with asyncio.timeout(20):
            while not (found := await site.standing(webhook.id)).letters:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert found.letters[0].failure == "HTTP_307"
    assert {each.path for each in receiver.came} == {"/hook"}


async def test_a_certificate_for_another_name_gets_nothing(site: Site, tmp_path: Path) -> None:
    async with receiving(tmp_path, "another.test") as other:
        webhook = (await site.register(await site.owner(), other.url)).standing.webhook
        async with site.delivering(other):
            await published(site.graph, happened("A"))
            async with asyncio.timeout(20):
                while not (found := await site.standing(webhook.id)).letters:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        assert found.letters[0].failure == "CERTIFICATE_OR_TLS"
        assert other.came == []


async def test_a_receiver_that_does_not_answer_is_given_its_time_and_no_more(
    site: Site, receiver: Receiver
) -> None:
    webhook = (await site.register(await site.owner(), receiver.url)).standing.webhook
    receiver.held = asyncio.Event()
    async with site.delivering(receiver, deadline_s=0.2):
        await published(site.graph, happened("A"))
        async with asyncio.timeout(20):
            while not (found := await site.standing(webhook.id)).letters:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert found.letters[0].failure == "TIMEOUT"


async def test_a_body_without_end_is_not_read(site: Site, receiver: Receiver) -> None:
    await site.register(await site.owner(), receiver.url)
    receiver.endless = True
    async with site.delivering(receiver):
        await published(site.graph, happened("A"), happened("B"))
        assert codes(await receiver.has(2)) == ["A", "B"]


async def test_while_a_secret_is_exchanged_both_verify(site: Site, receiver: Receiver) -> None:
    owner, desk = await site.owner(), site.services.webhooks
    first = await site.register(owner, receiver.url)
    webhook = first.standing.webhook
    second = await desk.rotate(owner, webhook.id, 1)
    async with site.delivering(receiver):
        await published(site.graph, happened("A"))
        (both,) = await receiver.has(1)
        for secret in (first.secret, second.secret):
            Verifier(secret).verify(both.body, both.headers)
        await desk.rotate(owner, webhook.id, 0)
        await published(site.graph, happened("B"))
        last = (await receiver.has(2))[1]
    assert len(last.headers["webhook-signature"].split(" ")) == 1
    for secret in (first.secret, second.secret):
        with pytest.raises(Exception, match="No matching signature"):
            Verifier(secret).verify(last.body, last.headers)


async def test_it_ends_with_its_key_and_another_key_of_its_owner_has_it_go_on(
    site: Site, receiver: Receiver
) -> None:
    owner, desk = await site.owner(), site.services.webhooks
    webhook = (await site.register(owner, receiver.url)).standing.webhook
    assert owner.token_id is not None
    await site.services.api_keys.revoke(owner.token_id)
    async with site.delivering(receiver):
        await published(site.graph, happened("A"))
        await site.until(webhook.id, state=WebhookState.HALTED, cause=HaltCause.TOKEN_ENDED)
        assert receiver.came == []
        await desk.change(await site.owner(), webhook.id, WebhookChange(active=True))
        assert codes(await receiver.has(1)) == ["A"]


async def test_another_secret_of_the_service_halts_it_before_anything_is_signed_wrongly(
    site: Site, receiver: Receiver
) -> None:
    webhook = (await site.register(await site.owner(), receiver.url)).standing.webhook
    other = Site(site.graph, replace(site.means, master=b"another secret"))
    async with other.delivering(receiver):
        await published(site.graph, happened("A"))
        await site.until(webhook.id, state=WebhookState.HALTED, cause=HaltCause.SECRET_CHANGED)
    assert receiver.came == []


async def test_a_key_for_regions_is_shown_what_lies_there(site: Site, receiver: Receiver) -> None:
    owner = await site.owner("xm-drc", regions=["350200"])
    await site.register(owner, receiver.url)
    there, elsewhere = happened("A", region="350206"), happened("B", "C", region="410400")
    both = replace(there, notices=(*there.notices, *elsewhere.notices))
    async with site.delivering(receiver):
        await published(site.graph, elsewhere, both, elsewhere, there)
        came = await receiver.has(2)
    assert [each.codes for each in came] == [["A"], ["A"]]


async def test_it_brings_what_its_filter_asks_for(site: Site, receiver: Receiver) -> None:
    owner = await site.owner()
    await site.register(owner, receiver.url, NoticeWish(enterprises=frozenset({"B"})))
    path = receiver.url + "/agency"
    await site.register(owner, path, NoticeWish(agency="pds-drc", region="410000"))
    async with site.delivering(receiver):
        await published(site.graph, happened("A"), happened("B"), happened("C", region="350206"))
        came = await receiver.has(3)
        await asyncio.sleep(0.1)
    assert codes([each for each in came if each.path == "/hook"]) == ["B"]
    assert codes([each for each in came if each.path == "/hook/agency"]) == ["A", "B"]


async def test_what_happens_while_it_is_paused_comes_when_it_goes_on(
    site: Site, receiver: Receiver
) -> None:
    owner, desk = await site.owner(), site.services.webhooks
    webhook = (await site.register(owner, receiver.url)).standing.webhook
    await desk.change(owner, webhook.id, WebhookChange(active=False))
    async with site.delivering(receiver):
        await published(site.graph, happened("A"), happened("B"))
        await asyncio.sleep(0.2)
        assert receiver.came == []
        await desk.change(owner, webhook.id, WebhookChange(active=True))
        assert codes(await receiver.has(2)) == ["A", "B"]
    delivered_at = (await site.standing(webhook.id)).webhook.progress.delivered_at
    assert delivered_at is None or utc_now() - delivered_at < timedelta(minutes=5)
