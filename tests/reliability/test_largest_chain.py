"""A chain at its bounds: what is worked out of it takes seconds of a processor, not tens.

Processor time, so that a busy machine does not count; the reading of such a chain from the graph
is measured by `benchmarks/chains.py`.
"""

import gc
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from credit_graph.domain.chains.members import Chain, ChainMode, ChainQuestion
from credit_graph.domain.chains.profile import Dossier, Listing, Profile
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.chains.walk import Bounds, ChainDirection, ChainLink, walk
from credit_graph.domain.facts.coverage import Coverage
from support.official_rules import official_rulebook

pytestmark = pytest.mark.alone

BOUNDS = Bounds()
DEPTH = 6
DAY = date(2026, 11, 1)
MOST_S = 3.0
_SIZES = (5, 50, 500, 4_000, 15_000)


def tiers(codes: list[str]) -> Iterator[list[str]]:
    """Yield the core, then five growing tiers, then all the rest."""
    yield codes[:1]
    at = 1
    for size in _SIZES:
        yield codes[at : at + size]
        at += size
    yield codes[at:]


def links(levels: list[list[str]], chance: Random) -> list[list[ChainLink]]:
    """Return as many links as are followed: one to each member, the others between outer tiers."""
    found = [
        [
            ChainLink(chance.choice(near), each, chance.choice((None, 0.1, 0.3)), "copper")
            for each in far
        ]
        for near, far in pairwise(levels)
    ]
    for _ in range(BOUNDS.most_links - sum(map(len, found))):
        tier = chance.choice((3, 4, 5))
        far = chance.choice(levels[tier + 1] if chance.random() < 0.7 else levels[tier])
        found[tier].append(ChainLink(chance.choice(levels[tier]), far, None, "tin"))
    return [sorted(each, key=lambda link: (link.near, link.far)) for each in found]


def dossiers(codes: list[str], chance: Random) -> dict[str, Dossier]:
    """Return what is known of each: one of a few profiles."""
    profiles = [
        Profile(region=region, ratings=ratings, lists=lists)
        for region in ("410400", "330900", "350200")
        for ratings in ((), (("customs", "advanced"),), (("tax", "A"),))
        for lists in ((), ("serious_dishonesty",))
    ]
    found: dict[str, Dossier] = {}
    for code in codes:
        profile = chance.choice(profiles)
        listings = tuple(Listing(each, None) for each in profile.lists)
        found[code] = Dossier(code, code, "active", None, profile, listings)
    return found


def test_weak_links_and_cultivation_of_the_largest_chain_take_few_seconds() -> None:
    chance = Random(5)  # noqa: S311  # no secret
    rules = official_rulebook()
    codes = [f"9141{place:014d}" for place in range(BOUNDS.most_members + 1)]
    upstream = ChainDirection.UPSTREAM
    given = {upstream: links(list(tiers(codes)), chance)}
    known = dossiers(codes, chance)
    question = ChainQuestion(codes[0], ChainMode.ONE_PLUS_N, upstream, DEPTH, DAY)

    gc.collect()
    gc.disable()  # as good as: a service looks for cycles seldom (web/collector.py)
    began = time.process_time()
    chain = Chain(question, codes[:1], walk(codes[:1], given, DEPTH, BOUNDS))
    roster = Roster(known, Coverage((), rules.vocabulary), rules.vocabulary, DAY)
    survey = Survey(chain, roster)
    weak = survey.weak_links
    counted = {sum(survey.cultivation(each).counts.values()) for each in rules.programmes.values()}
    took = time.process_time() - began
    gc.enable()

    sys.stderr.write(f"\nlargest chain: {took:.1f} s of a processor, {len(weak):,} weak links\n")
    assert len(weak) > 1_000
    assert counted == {BOUNDS.most_members}
    assert took <= MOST_S
