"""Notices of a chain: those on its members of today, to the depth that is asked for."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from credit_graph.domain.authority.principal import LOCAL_READER, Scope
from credit_graph.domain.notifying.errors import ChainTooLargeError
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.notifying.notice_wish import ChainWish, NoticeWish
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.usecases.notifying.change_tail import ChangeTail
from credit_graph.usecases.notifying.wished import Wishes
from credit_graph.usecases.services import Services
from support.agency_files import NOW, imported, loaded
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.invented_region import code
from support.recording import author
from support.webhooks import happened, published

CORE, SUPPLIER, CUSTOMER, SECOND, APART = (code(7_200 + each) for each in range(5))
TABLES = {
    "enterprises": "uscc,name,region\n"
    + "".join(
        f"{each},虚构{each[-4:]},410400\n" for each in (CORE, SUPPLIER, CUSTOMER, SECOND, APART)
    ),
    "links": "supplier_uscc,customer_uscc,category,valid_from\n"
    f"{SUPPLIER},{CORE},parts,2025-01-01\n"
    f"{CORE},{CUSTOMER},goods,2025-01-01\n"
    f"{SECOND},{SUPPLIER},ore,2025-01-01\n",
}
LOG = """query($filter: ChangeFilter) {
  notices(first: 100, filter: $filter) { nodes { notices { uscc } } } }"""


@pytest.fixture(scope="module")
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), TABLES)
    await published(graph, *(happened(each) for each in (APART, SECOND, CORE, CUSTOMER, SUPPLIER)))
    return graph


@pytest.fixture(scope="module")
async def client(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as found:
        yield found


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ({"chain": {"core": CORE}}, [CORE, CUSTOMER, SUPPLIER]),
        ({"chain": {"core": CORE, "depth": 2}}, [SECOND, CORE, CUSTOMER, SUPPLIER]),
        ({"chain": {"core": CORE}, "enterprises": [SUPPLIER, APART]}, [SUPPLIER]),
        ({"chain": {"core": APART, "depth": 6}}, [APART]),
    ],
)
async def test_it_passes_the_members_to_a_depth(
    client: Client, criteria: dict[str, object], told: list[str]
) -> None:
    answer = await client.ask(LOG, filter=criteria)
    assert answer.codes == ()
    data: Any = answer.data
    nodes = data["notices"]["nodes"]
    assert [each["uscc"] for node in nodes for each in node["notices"]] == told


async def test_it_needs_the_scope_of_chains_and_a_depth(client: Client, region: Graph) -> None:
    reader = await author(client, region, "pds-drc", Scope.READ_ENTERPRISES)
    answer = await client.http.post(
        "/graphql",
        json={"query": LOG, "variables": {"filter": {"chain": {"core": CORE}}}},
        headers={"authorization": f"Bearer {reader.token}"},
    )
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "INSUFFICIENT_SCOPE"
    for depth in (0, 7):
        assert (await client.ask(LOG, filter={"chain": {"core": CORE, "depth": depth}})).codes == (
            "BAD_ARGUMENT",
        )


async def test_a_chain_that_is_too_large_is_refused(region: Graph) -> None:
    services = Services.of(region, Clock(NOW))
    await services.shelf.refresh()
    wish = NoticeWish(chain=ChainWish(CORE, 2))
    found = await Wishes(services, 4).filter_of(wish, LOCAL_READER)
    assert found.enterprises == frozenset({CORE, SUPPLIER, CUSTOMER, SECOND})
    with pytest.raises(ChainTooLargeError):
        await Wishes(services, 3).filter_of(wish, LOCAL_READER)


async def test_who_follows_a_chain_gets_its_new_members(region: Graph) -> None:
    tail = ChangeTail(ChangeLog(region), pause_s=0.02, renewed_s=0.1)
    members = {CORE}

    async def renewal() -> NoticeFilter:
        return NoticeFilter(enterprises=frozenset(members))

    keeping = asyncio.create_task(tail.keep())
    following = tail.follow(await renewal(), None, renewal)
    try:
        first = asyncio.ensure_future(anext(following))
        await asyncio.sleep(0.05)
        await published(region, happened(APART), happened(CORE))
        assert [each.uscc for each in (await first).notices] == [CORE]
        members.add(APART)
        await asyncio.sleep(0.3)
        await published(region, happened(APART))
        async with asyncio.timeout(10):
            assert [each.uscc for each in (await anext(following)).notices] == [APART]
    finally:
        keeping.cancel()
        await following.aclose()  # type: ignore[attr-defined]  # a generator


async def test_who_follows_a_chain_that_outgrows_the_bound_is_ended(region: Graph) -> None:
    tail = ChangeTail(ChangeLog(region), renewed_s=0.05)

    async def renewal() -> NoticeFilter:
        raise ChainTooLargeError(CORE, 3)

    following = tail.follow(NoticeFilter(), None, renewal)
    with pytest.raises(ChainTooLargeError):
        async with asyncio.timeout(10):
            await anext(following)
