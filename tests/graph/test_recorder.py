"""The recorder over the real database: at once, by many, over lines that break, beside imports."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from credit_graph.clock import AdvancingClock
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.domain.facts.recording import ImportUnfinishedError, RecordingOutcome
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import (
    DatabaseError,
    DatabaseUnreachableError,
    OutcomeUnknownError,
)
from credit_graph.graph import audit_log
from credit_graph.graph.change_sets import BegunChange, abandon_change_set, begin
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statement import Statement
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import journal
from credit_graph.graph.imports.journal import About, Beginning
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.answer import RecordedAnswer
from credit_graph.usecases.recording.recorder import Recorder
from credit_graph.usecases.recording.refusal import Contradicts, KeyReused, Refusal
from credit_graph.usecases.recording.request import EndedFact, Request, StatedRow
from credit_graph.usecases.recording.warm_up import warm_up_recording
from support.agency_files import ENTERPRISES, NOW, ONE, OTHER, imported, loaded
from support.canonical_hash import canonical_hash, canonical_lines
from support.empty_graph import emptied
from support.figures import show_figure
from support.invented_region import code
from support.relay import Relay, When, relay_to
from support.relay import Request as BoltRequest
from support.tiers import IS_NIGHTLY

CUTS = 20 if IS_NIGHTLY else 3
ROUNDS = 200 if IS_NIGHTLY else 5
AT_ONCE = 16
OPERATOR = Principal(PrincipalKind.OPERATOR, "an operator", frozenset(Scope))


@pytest.fixture(scope="module")
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    await warm_up(graph, lambda: NOW)
    await warm_up_recording(graph, lambda: NOW)
    return graph


async def recorder_of(graph: Graph) -> Recorder:
    shelf = RulesShelf(graph, lambda: NOW)
    await shelf.refresh()
    return Recorder(graph, shelf, DutyBooks(), AdvancingClock(lambda: NOW), lambda: None)


@pytest.fixture(scope="module")
async def recorder(region: Graph) -> Recorder:
    return await recorder_of(region)


def stating(key: str, kind: Kind, **cells: str) -> Request:
    return Request("state", key, StatedRow(kind, cells))


def violation(key: str, reference: str) -> Request:
    cells = {"uscc": ONE, "violation": "other_breach", "found_on": "2026-01-01"}
    return stating(key, Kind.VIOLATIONS, **cells, reference=reference)


async def settled(recorder: Recorder, asked: Request) -> RecordedAnswer | Refusal:
    """Ask until there is an answer, as a client does on a machine that is busy."""
    while True:
        try:
            return await recorder.record(asked, OPERATOR)
        except DatabaseError:
            await asyncio.sleep(0.1)


async def test_many_upserts_of_one_enterprise_make_one(region: Graph, recorder: Recorder) -> None:
    """R8."""
    for turn in range(ROUNDS):
        uscc = code(5_000 + turn)
        answers = await asyncio.gather(
            *(
                settled(
                    recorder,
                    stating(
                        f"upsert-{turn}-{number}",
                        Kind.ENTERPRISES,
                        uscc=uscc,
                        name=f"虚构第{number}名",
                        region="410400",
                    ),
                )
                for number in range(AT_ONCE)
            )
        )
        made = Counter(
            each.change.made.outcome if isinstance(each, RecordedAnswer) else each
            for each in answers
        )
        assert made == {
            RecordingOutcome.RECORDED: 1,
            RecordingOutcome.CORRECTED: AT_ONCE - 1,
        }
        lines = [each for each in await canonical_lines(region) if f"uscc={uscc}" in each]
        assert len([each for each in lines if each.startswith("Registration")]) == 1
        totals = await region.read("testing/enterprises_of", uscc=uscc)
        assert totals[0]["enterprises"] == 1
    show_figure("R8: upserts at once", AT_ONCE * ROUNDS)


async def test_of_ratings_that_contradict_each_other_one_is_recorded(
    region: Graph, recorder: Recorder
) -> None:
    answers = await asyncio.gather(
        *(
            settled(
                recorder,
                stating(
                    f"clash-{day}",
                    Kind.RATINGS,
                    uscc=OTHER,
                    scheme="tax",
                    level="A",
                    valid_from=f"2026-01-{day:02}",
                ),
            )
            for day in range(1, AT_ONCE + 1)
        )
    )
    kinds = Counter(type(each) for each in answers)
    assert kinds == {RecordedAnswer: 1, Contradicts: AT_ONCE - 1}
    assert len([e for e in await canonical_lines(region) if e.startswith("Rating")]) == 1


async def test_one_key_used_many_times_at_once_makes_one_change(
    region: Graph, recorder: Recorder
) -> None:
    before = len(await canonical_lines(region))
    asked = violation("same-key", "同时")
    answers = await asyncio.gather(*(settled(recorder, asked) for _ in range(AT_ONCE)))
    found = [each for each in answers if isinstance(each, RecordedAnswer)]
    assert len(found) == AT_ONCE
    assert sum(not each.replayed for each in found) <= 1
    assert len({each.change.published_at for each in found}) == 1
    assert len(await canonical_lines(region)) == before + 1
    other = violation("same-key", "另一个")
    assert isinstance(await recorder.record(other, OPERATOR), KeyReused)


@pytest.fixture
async def relay(endpoint: EmbeddedEndpoint) -> AsyncIterator[Relay]:
    port = urlsplit(endpoint.uri).port
    assert port is not None
    async with relay_to(port) as relay:
        yield relay


@pytest.fixture
async def far(
    region: Graph,
    relay: Relay,
    endpoint: EmbeddedEndpoint,
    statements: Mapping[str, Statement],
) -> AsyncIterator[Recorder]:
    """A recorder whose lines to the database may be cut."""
    assert region.statements
    through = replace(endpoint, uri=f"bolt://127.0.0.1:{relay.port}")
    async with Graph.open(through, statements) as graph:
        yield await recorder_of(graph)


@pytest.mark.slow
async def test_lines_cut_at_every_step_lose_nothing_and_double_nothing(
    region: Graph, far: Recorder, relay: Relay
) -> None:
    """R2."""
    before, unknown, made = len(await canonical_lines(region)), Counter[BoltRequest](), 0
    for step in BoltRequest:
        for when in (When.BEFORE_IT_ARRIVES, When.BEFORE_ITS_ANSWER):
            for turn in range(CUTS):
                asked = violation(f"cut-{step.name}-{when.name}-{turn}", f"{step}{when}{turn}")
                relay.cut_at(step, when)
                try:
                    answer = await far.record(asked, OPERATOR)
                except OutcomeUnknownError:
                    unknown[step] += 1
                    answer = await far.record(asked, OPERATOR)
                assert isinstance(answer, RecordedAnswer)
                made += 1
                # Whatever the first call came to, the key settles it.
                again = await far.record(asked, OPERATOR)
                assert isinstance(again, RecordedAnswer)
                assert (again.replayed, again.change) == (True, answer.change)
    assert unknown == {BoltRequest.COMMIT: 2 * CUTS}
    assert await audit_log.read_unlogged(region) == ()
    assert len(await canonical_lines(region)) == before + made
    show_figure("R2: records over cut lines, doubled", 0)


async def test_beside_an_unfinished_import_nothing_is_recorded(
    region: Graph, recorder: Recorder
) -> None:
    at = NOW + timedelta(hours=1)

    async def begun(transaction: Transaction) -> None:
        await journal.lock(transaction)
        await begin(transaction, BegunChange("import-x", ChangeSetKind.IMPORT, "import", at))
        await journal.begin(transaction, Beginning("import-x", "d", "publish", About()))

    await region.transact(begun, label="imports/begin")
    before = await canonical_hash(region)
    asked = violation("beside", "在旁")
    with pytest.raises(ImportUnfinishedError, match="import-x"):
        await recorder.record(asked, OPERATOR)
    with pytest.raises(ImportUnfinishedError, match="import-x"):
        await recorder.record(replace(asked, validate_only=True), OPERATOR)
    assert await canonical_hash(region) == before
    await abandon_change_set(region, "import-x", now=at)
    answer = await recorder.record(asked, OPERATOR)
    assert isinstance(answer, RecordedAnswer)
    assert not answer.replayed


async def test_a_database_that_is_gone_is_no_refusal(far: Recorder, relay: Relay) -> None:
    relay.cut_at(BoltRequest.BEGIN, When.BEFORE_IT_ARRIVES, times=1_000)
    with pytest.raises(DatabaseUnreachableError):
        await far.record(violation("gone", "不见"), OPERATOR)


async def test_a_change_shows_at_its_own_instant_even_if_the_clock_is_behind(
    region: Graph, recorder: Recorder
) -> None:
    cells = {"uscc": OTHER, "violation": "other_breach"}
    first = await recorder.record(
        stating("first", Kind.VIOLATIONS, **cells, found_on="2026-02-01"), OPERATOR
    )
    shelf = RulesShelf(region, lambda: NOW)
    await shelf.refresh()
    slow = Recorder(
        region, shelf, DutyBooks(), AdvancingClock(lambda: NOW - timedelta(hours=1)), lambda: None
    )
    repair = EndedFact(Kind.VIOLATIONS, cells, "repaired_on", NOW.date())
    second = await slow.record(Request("repair", "second", repair), OPERATOR)
    assert isinstance(first, RecordedAnswer)
    assert isinstance(second, RecordedAnswer)
    assert second.change.published_at > first.change.published_at
    assert second.facts[0].fact.recorded_at == second.change.published_at
