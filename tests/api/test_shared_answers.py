"""An answer to an event is worked out once for all who ask the same and may see the same."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from graphql import execute

from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import ENTERPRISES, NOW, ONE, imported, loaded
from support.asking import data
from support.client import Clock
from support.empty_graph import emptied
from support.recording import Author, author
from support.streams import CHANGES, Follower, Running, log_end, running

TAX, OTHER = "pds-tax", "sh-zones-bureau"
BRIEF = "subscription($after: String) { changes(after: $after) { cursor notices { kind fact } } }"
PAGE = "{ notices(first: 100) { nodes { cursor notices { kind fact } } } }"
MANY = 5


@pytest.fixture(scope="module")
async def service(
    graph: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Running]:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    async with running(endpoint, Clock(NOW)) as found:
        yield found


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often an answer was worked out, by whom it was for."""
    seen: Counter[str] = Counter()

    def counting(*args: Any, **named: Any) -> Any:  # noqa: ANN401
        seen[named["context_value"].principal.subject] += 1
        return execute(*args, **named)

    monkeypatch.setattr("credit_graph.api.http.event_stream.execute", counting)
    return seen


async def followers(
    service: Running, opened: AsyncExitStack, who: Author, after: str | None
) -> list[Follower]:
    found = [
        await opened.enter_async_context(Follower(service.socket_url, who.token))
        for _ in range(MANY)
    ]
    for each in found:
        await each.begin()
    await asyncio.gather(*(each.subscribe(BRIEF, after=after) for each in found))
    return found


async def recorded(who: Author, found_on: str) -> None:
    breach = {"uscc": ONE, "violation": "tax_breach", "foundOn": found_on, "severity": "serious"}
    answer = await who.make("recordViolation", breach)
    assert answer["__typename"] == "Recorded", answer


async def test_each_reader_gets_their_own_and_it_is_worked_out_once(
    service: Running, graph: Graph, executed: Counter[str]
) -> None:
    tax = await author(service.client, graph, TAX)
    readers = {
        TAX: tax,
        OTHER: await author(service.client, graph, OTHER),
        "operator": await author(service.client, graph),
    }
    start = await log_end(service.client, tax.token)
    await recorded(tax, "2018-10-01")  # its display has ended: few are still shown it
    async with AsyncExitStack() as opened:
        following = {
            name: await followers(service, opened, each, start) for name, each in readers.items()
        }
        came = {name: [await each.entry() for each in them] for name, them in following.items()}
    for name, entries in came.items():
        page = await data(readers[name], PAGE.replace("100", f'1, after: "{start}"'))
        assert entries == page["nodes"] * MANY
    shown = {name: {each["kind"] for each in came[name][0]["notices"]} for name in came}
    assert "VIOLATION" in shown[TAX]
    assert "VIOLATION" not in shown[OTHER]
    # Once for each reader; twice where a second begins between two of them.
    assert executed.total() <= 2 * len(readers)


async def test_whoever_asks_otherwise_gets_their_own(
    service: Running, graph: Graph, executed: Counter[str]
) -> None:
    tax = await author(service.client, graph, TAX)
    start = await log_end(service.client, tax.token)
    alone = "subscription A { changes { cursor } } subscription B { changes { origin } }"
    async with Follower(service.socket_url, tax.token) as follower:
        await follower.begin()
        for document, name in ((alone, "A"), (alone, "B"), (CHANGES, None)):
            await follower.say(
                type="subscribe",
                id=name or "C",
                payload={
                    "query": document,
                    "operationName": name,
                    "variables": {} if name else {"after": start},
                },
            )
        await asyncio.sleep(0.5)
        await recorded(tax, "2026-10-02")
        came = [await follower.hear() for _ in range(3)]
    keys = {each["id"]: set(each["payload"]["data"]["changes"]) for each in came}
    assert keys == {"A": {"cursor"}, "B": {"origin"}, "C": {"cursor", "changeSet", "notices"}}
    assert executed.total() == len(keys)
