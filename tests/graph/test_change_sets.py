"""A change set shows all at once or not at all, in an order that no clock can upset."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from credit_graph.clock import SHANGHAI
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.change_sets import (
    BegunChange,
    abandon_change_set,
    latest_publication,
    publish_change_set,
)
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.statement import Statement
from support.change_sets import open_change_set

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FAR_FUTURE = datetime(2999, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)


def change(at: datetime = NOON) -> BegunChange:
    return BegunChange(id=str(uuid4()), kind=ChangeSetKind.IMPORT, source="a file", at=at)


async def published(graph: Graph, each: BegunChange, *, now: datetime) -> datetime:
    return await publish_change_set(graph, each.id, now=now)


async def stage(graph: Graph, by: BegunChange, *fact_ids: str) -> None:
    for fact_id in fact_ids:
        await graph.write("testing/stage_rating", uscc="S", fact_id=fact_id, change=by.id, at=by.at)


async def stage_link(graph: Graph, by: BegunChange, fact_id: str) -> None:
    await graph.write(
        "testing/stage_link",
        supplier="S",
        customer="C",
        fact_id=fact_id,
        change=by.id,
        at=by.at,
    )


async def withdraw(graph: Graph, by: BegunChange, *fact_ids: str) -> None:
    for fact_id in fact_ids:
        await graph.write("testing/withdraw", fact_id=fact_id, change=by.id, at=by.at)


async def shown(graph: Graph, *fact_ids: str, known_at: datetime = FAR_FUTURE) -> list[str]:
    records = await graph.read("testing/visible", fact_ids=list(fact_ids), known_at=known_at)
    return [record["fact_id"] for record in records]


async def next_instant(graph: Graph) -> datetime:
    """An instant later than all publications so far, so that tests do not depend on each other."""
    return max(await latest_publication(graph) or NOON, NOON) + MINUTE


async def test_nothing_of_a_change_set_shows_until_it_is_published_and_then_all_does(
    graph: Graph,
) -> None:
    at = await next_instant(graph)
    mine = change(at)
    await open_change_set(graph, mine)
    await stage(graph, mine, "all-1", "all-2")
    await stage_link(graph, mine, "all-3")
    assert await shown(graph, "all-1", "all-2", "all-3") == []
    instant = await published(graph, mine, now=at + MINUTE)
    assert await shown(graph, "all-1", "all-2", "all-3") == ["all-1", "all-2", "all-3"]
    assert await shown(graph, "all-1", known_at=instant) == ["all-1"]
    assert await shown(graph, "all-1", known_at=instant - MICROSECOND) == []


async def test_what_a_change_set_withdraws_stands_until_that_is_published(graph: Graph) -> None:
    at = await next_instant(graph)
    first, second = change(at), change(at + MINUTE)
    await open_change_set(graph, first)
    await stage(graph, first, "old")
    await published(graph, first, now=at)
    await open_change_set(graph, second)
    await withdraw(graph, second, "old")
    await stage(graph, second, "new")
    assert await shown(graph, "old", "new") == ["old"]
    instant = await published(graph, second, now=at + 2 * MINUTE)
    assert await shown(graph, "old", "new") == ["new"]
    assert await shown(graph, "old", "new", known_at=instant - MICROSECOND) == ["old"]


async def test_opening_again_finds_the_change_set_as_it_was_begun(graph: Graph) -> None:
    mine = change()
    began = await open_change_set(graph, mine)
    again = await open_change_set(graph, BegunChange(mine.id, mine.kind, "another", FAR_FUTURE))
    assert again == began
    assert (began.started_at, began.published_at, began.abandoned) == (NOON, None, False)


async def test_an_instant_of_publication_is_kept_to_the_microsecond(graph: Graph) -> None:
    now = await next_instant(graph) + timedelta(microseconds=123_457)
    mine = change(now)
    await open_change_set(graph, mine)
    assert await published(graph, mine, now=now) == now
    assert (await open_change_set(graph, mine)).published_at == now
    assert await latest_publication(graph) == now


async def test_the_zone_in_which_an_instant_is_asked_for_does_not_matter(graph: Graph) -> None:
    mine = change(await next_instant(graph))
    await open_change_set(graph, mine)
    await stage(graph, mine, "zoned")
    instant = await published(graph, mine, now=mine.at.astimezone(SHANGHAI))
    for zone in (UTC, SHANGHAI, timezone(timedelta(hours=8)), timezone(-timedelta(hours=8))):
        at, before = instant.astimezone(zone), (instant - MICROSECOND).astimezone(zone)
        assert await shown(graph, "zoned", known_at=at) == ["zoned"]
        assert await shown(graph, "zoned", known_at=before) == []


async def test_publishing_again_keeps_the_instant(graph: Graph) -> None:
    mine = change()
    await open_change_set(graph, mine)
    first = await published(graph, mine, now=await next_instant(graph))
    assert await published(graph, mine, now=first + MINUTE) == first


async def test_a_clock_that_goes_back_does_not_turn_the_order(graph: Graph) -> None:
    now = await next_instant(graph)
    earlier, later = change(), change()
    await open_change_set(graph, earlier)
    await open_change_set(graph, later)
    first = await published(graph, earlier, now=now)
    second = await published(graph, later, now=now - timedelta(hours=1))
    assert second == first + MICROSECOND


async def test_many_processes_that_publish_at_one_instant_get_different_ones(
    graph: Graph, endpoint: EmbeddedEndpoint, statements: Mapping[str, Statement]
) -> None:
    now = await next_instant(graph)
    changes = [change() for _ in range(24)]
    patient = DatabaseLimits(statement_s=20.0, acquire_s=20.0)
    async with (
        Graph.open(endpoint, statements, limits=patient) as one,
        Graph.open(endpoint, statements, limits=patient) as other,
    ):
        for each in changes:
            await open_change_set(one, each)
        instants = await asyncio.gather(
            *(
                published((one, other)[index % 2], each, now=now)
                for index, each in enumerate(changes)
            )
        )
    assert sorted(instants) == [now + index * MICROSECOND for index in range(len(changes))]


async def test_abandoning_restores_what_was_withdrawn_and_takes_what_was_brought(
    graph: Graph,
) -> None:
    at = await next_instant(graph)
    kept, abandoned = change(at), change(at)
    await open_change_set(graph, kept)
    await stage(graph, kept, "kept-1", "kept-2")
    await stage_link(graph, kept, "kept-3")
    await published(graph, kept, now=at)
    await open_change_set(graph, abandoned)
    await withdraw(graph, abandoned, "kept-1", "kept-2", "kept-3")
    await stage(graph, abandoned, "brought-1", "brought-2", "brought-3")
    await stage_link(graph, abandoned, "brought-4")
    touched = await abandon_change_set(graph, abandoned.id, now=at, batch=2)
    assert touched == 7
    facts = ("kept-1", "kept-2", "kept-3", "brought-1", "brought-2", "brought-3", "brought-4")
    assert await shown(graph, *facts) == ["kept-1", "kept-2", "kept-3"]
    assert (await open_change_set(graph, abandoned)).started_at == at, "its id is free again"


async def test_a_published_change_set_cannot_be_abandoned(graph: Graph) -> None:
    mine = change()
    await open_change_set(graph, mine)
    await stage(graph, mine, "stays")
    now = await next_instant(graph)
    await published(graph, mine, now=now)
    with pytest.raises(BadArgumentError):
        await abandon_change_set(graph, mine.id, now=now)
    assert await shown(graph, "stays") == ["stays"]


async def test_a_change_set_whose_abandoning_was_cut_off_can_only_be_abandoned(
    graph: Graph,
) -> None:
    mine = change()
    await open_change_set(graph, mine)
    await stage(graph, mine, "cut-1", "cut-2")
    await graph.write("changes/condemn", id=mine.id, now=NOON)
    await graph.write("changes/take_nodes", change=mine.id, batch=1)
    with pytest.raises(UnknownCodeError):
        await published(graph, mine, now=NOON)
    assert (await open_change_set(graph, mine)).abandoned
    assert await shown(graph, "cut-1", "cut-2") == []
    assert await abandon_change_set(graph, mine.id, now=NOON) == 1


async def test_publishing_what_was_never_opened_is_refused(graph: Graph) -> None:
    before = await latest_publication(graph)
    with pytest.raises(UnknownCodeError, match="change set"):
        await publish_change_set(graph, "nothing", now=FAR_FUTURE)
    assert await latest_publication(graph) == before, "the clock did not move either"
