"""Chains kept for every day equal those read of one day, whatever is published meanwhile."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

import pytest

from credit_graph.domain.chains.walk import Bounds, ChainDirection, Walk, walk
from credit_graph.domain.facts.view import View
from credit_graph.graph.chains.history import ChainHistory
from credit_graph.graph.chains.history_reads import ChainHistories
from credit_graph.graph.chains.reads import Chains
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.chains.kept_histories import HistoryKey, KeptHistories
from support.chain_oracle import Supply
from support.chain_reader import DAY
from support.dossier_world import any_told
from support.staged_chains import (
    KNOWN_AT,
    Said,
    any_said,
    stage_change_sets,
    stage_supplies,
)

WORLDS = 25
_LETTERS = "ABCDEFGHIJKLMNOP"
_SPANS = (
    (DAY - timedelta(9), date.max),
    (DAY - timedelta(9), DAY),
    (DAY, DAY + timedelta(1)),
    (DAY + timedelta(1), date.max),
)


@pytest.fixture(scope="module")
async def stored(graph: Graph) -> Graph:
    await stage_change_sets(graph)
    for seed in range(WORLDS):
        chance = Random(f"kept-{seed}")  # noqa: S311  # the same worlds in each run
        codes = [f"kept{seed}-{letter}" for letter in _LETTERS]
        links: list[tuple[Supply, Said]] = []
        for _ in range(50):
            supplier, customer = chance.sample(codes, 2)
            link = Supply(
                supplier,
                customer,
                chance.choice([None, 0.5]),
                chance.choice([None, "steel"]),
                *chance.choice(_SPANS),
            )
            links.append((link, any_said(chance)))
        await stage_supplies(graph, links)
        rows = [dict(any_told(chance, code).row()) for code in codes]
        for row in rows:
            row["registrations"] = [
                each
                for registration in row["registrations"]  # type: ignore[attr-defined]
                for each in _shown_in_turn(chance, dict(registration))
            ]
        await graph.write("testing/stage_dossiers", rows=rows)
    return graph


def _shown_in_turn(chance: Random, registration: dict[str, object]) -> list[dict[str, object]]:
    """Return a registration, or two that follow each other, some with days on which they count."""
    if chance.random() < 0.5:
        return [registration]
    moved = {**registration, "fact_id": f"{registration['fact_id']}-moved", "region": "333"}
    registration["shown_to"] = moved["shown_from"] = moved["valid_from"] = DAY
    if chance.random() < 0.5:
        moved["valid_to"] = DAY + timedelta(1)
    if chance.random() < 0.5:
        registration["valid_from"] = DAY - timedelta(1)
    return [registration, moved]


async def assert_equal(  # noqa: PLR0917
    graph: Graph,
    history: ChainHistory,
    start: tuple[str, ...],
    direction: ChainDirection,
    depth: int,
    view: View,
) -> None:
    """The chain kept says of the day what the statements of one day say."""
    chains = Chains(graph)
    kept = history.links(view.as_of)
    codes = set(start)
    for side in direction.sides:
        cold = await chains.links(start, side, depth, view, Bounds())
        assert [sorted(map(repr, tier)) for tier in kept[side]] == [
            sorted(map(repr, tier)) for tier in cold
        ]
        codes |= {link.far for tier in cold for link in tier}
    found = await chains.dossiers(sorted(codes), view)
    dossiers = history.dossiers(view.as_of)
    assert {code: dossiers[code] for code in sorted(codes) if code in dossiers} == found.dossiers
    assert history.syncs == found.syncs


@pytest.mark.parametrize("direction", ChainDirection)
async def test_a_chain_of_every_day_says_what_each_day_says(
    stored: Graph, direction: ChainDirection
) -> None:
    seen = set()
    for seed in range(WORLDS):
        depth, start = 1 + seed % 6, (f"kept{seed}-A", f"kept{seed}-B")[: 1 + seed % 2]
        history = await ChainHistories(stored).read(
            start, direction.sides, depth, KNOWN_AT, Bounds()
        )
        assert history is not None
        for away in (-10, -9, -2, -1, 0, 1, 2, 0, -9):
            view = View(DAY + timedelta(away), KNOWN_AT)
            await assert_equal(stored, history, start, direction, depth, view)
            seen |= {each.status for each in history.dossiers(view.as_of).values()}
    assert seen == {"active", "ended", "unregistered"}


@pytest.mark.parametrize("direction", ChainDirection)
async def test_a_chain_of_every_day_is_cut_as_each_day_is_or_says_that_it_does_not_hold(
    stored: Graph, direction: ChainDirection
) -> None:
    chance = Random(f"bounded {direction}")  # noqa: S311  # the same in each run
    held: Counter[bool] = Counter()
    for seed in range(WORLDS):
        depth, start = 2 + seed % 5, (f"kept{seed}-A", f"kept{seed}-B")[: 1 + seed % 2]
        bounds = Bounds(most_links=chance.randrange(4, 40), most_members=chance.randrange(2, 16))
        history = await ChainHistories(stored).read(start, direction.sides, depth, KNOWN_AT, bounds)
        if history is None:
            continue
        for away in (-10, -9, -1, 0, 1):
            view = View(DAY + timedelta(away), KNOWN_AT)
            kept = walk(start, history.links(view.as_of), depth, bounds)
            holds = history.holds(kept)
            held[holds] += 1
            if holds:
                cold = {
                    side: await Chains(stored).links(start, side, depth, view, bounds)
                    for side in direction.sides
                }
                assert _in_order(kept) == _in_order(walk(start, cold, depth, bounds))
                found = await Chains(stored).dossiers(list(kept.tiers), view)
                dossiers = history.dossiers(view.as_of)
                assert {
                    code: dossiers[code] for code in kept.tiers if code in dossiers
                } == found.dossiers
    assert min(held[True], held[False]) > 10


def _in_order(walked: Walk) -> Walk:
    """Return a walk with its links in one order: within a tier they may have any."""
    sides = {
        side: replace(each, links=[sorted(tier, key=repr) for tier in each.links])
        for side, each in walked.sides.items()
    }
    return replace(walked, sides=sides)


async def test_a_chain_of_which_no_tier_can_be_read_to_its_end_is_not_kept(stored: Graph) -> None:
    sides = ChainDirection.UPSTREAM.sides
    histories, known_at = ChainHistories(stored), KNOWN_AT
    for bounds in (Bounds(most_links=1), Bounds(most_members=1)):
        assert await histories.read(("kept0-A",), sides, 3, known_at, bounds) is None


@dataclass
class _Author:
    """Publishes changes one after the other, each with an instant of its own."""

    graph: Graph
    chance: Random
    ids: "count[int]" = field(default_factory=count)
    latest: datetime = datetime(2027, 1, 1, tzinfo=UTC)

    async def publish(self, codes: list[str]) -> None:
        """Bring a link, or a rating in place of another, of somebody among the codes."""
        name = f"kept-change-{next(self.ids)}"
        instant = self.latest + timedelta(seconds=1)
        props = {"change": name, "recorded_at": instant}
        spans = [(since, None if until == date.max else until) for since, until in _SPANS]
        since, until = self.chance.choice(spans)
        days = {"valid_from": since, "valid_to": until}
        if self.chance.random() < 0.5:
            supplier, customer = self.chance.sample(codes, 2)
            fact = {**props, **days, "fact_id": name, "share": None, "category": name}
            row = {"supplier": supplier, "customer": customer, "fact": fact}
            await self.graph.write("testing/stage_supplies", rows=[row])
        else:
            code = self.chance.choice(codes)
            rating = {**props, **days, "fact_id": name, "scheme": "tax", "level": name}
            row = {"uscc": code, "registrations": [], "entries": [], "statements": []}
            await self.graph.write(
                "testing/stage_dossiers", rows=[{**row, "ratings": [{**rating, "uscc": code}]}]
            )
            await self.graph.write("testing/withdraw_ratings", uscc=code, change=name)
        await self.graph.write("testing/stage_change_set", id=name, published_at=instant)
        self.latest = instant


async def test_what_is_kept_equals_what_is_read_while_others_publish(stored: Graph) -> None:
    chance = Random("kept while writing")  # noqa: S311  # the same in each run
    author = _Author(stored, chance)
    kept = KeptHistories(ChainHistories(stored), Bounds(), 10_000_000)
    start, other = ("kept1-A",), [f"kept2-{letter}" for letter in _LETTERS]
    near = [f"kept1-{letter}" for letter in _LETTERS]
    key = HistoryKey(start, ChainDirection.BOTH, 4, "rules", 0)
    served = 0

    async def ask() -> None:
        nonlocal served
        latest, day = author.latest, DAY + timedelta(chance.randrange(-3, 4))
        history = await kept.find(key, latest)
        if history is not None:
            served += 1
            view = View(day, latest)
            await assert_equal(stored, history, start, ChainDirection.BOTH, 4, view)

    for turn in range(60):
        await asyncio.gather(ask(), ask(), author.publish(near if turn % 4 == 0 else other))
    # Two in four changes of the chain itself are followed by a question that reads it again.
    assert served > 60
    assert kept.weight <= 10_000_000


async def test_after_an_erasure_nothing_kept_before_it_is_left(stored: Graph) -> None:
    kept = KeptHistories(ChainHistories(stored), Bounds(), 10_000_000)
    latest = datetime(2028, 1, 1, tzinfo=UTC)
    before = HistoryKey(("kept4-A",), ChainDirection.UPSTREAM, 3, "rules", 0)
    assert [await kept.find(before, latest) is None for _ in range(3)] == [True, False, False]
    assert await kept.find(replace(before, erasures=1), latest) is None
    assert kept.weight == 0


async def test_one_byte_too_many_drops_the_oldest(stored: Graph) -> None:
    histories = ChainHistories(stored)
    latest = datetime(2028, 1, 1, tzinfo=UTC)
    keys = [
        HistoryKey((f"kept{seed}-A",), ChainDirection.UPSTREAM, 3, "rules", 0)
        for seed in range(3, 6)
    ]
    roomy = KeptHistories(histories, Bounds(), 10_000_000)
    weights = []
    for key in keys:
        assert await roomy.find(key, latest) is None  # asked for the first time
        assert await roomy.find(key, latest) is not None
        weights.append(roomy.weight)
    narrow = KeptHistories(histories, Bounds(), weights[-1] - 1)
    for key in keys * 2:
        await narrow.find(key, latest)
    assert 0 < narrow.weight < weights[-1]
    assert await narrow.find(keys[0], latest) is None
