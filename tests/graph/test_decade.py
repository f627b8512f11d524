"""A generated decade of moves, renamings, endings, ratings, stays and links, against a replay.

A few hundred questions on every run; ten thousand with `CREDIT_GRAPH_TIER=N`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from credit_graph.domain.eligibility.change import ChangeKind
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.graph.candidates import CandidateSearch
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.eligibility.find_eligible import EligibleQuestion, EligibleSearch
from credit_graph.usecases.policies.rules import Rules, RulesShelf
from support.agency_files import imported, loaded
from support.amended_site import BEFORE, CODE, MEASURES, TURN, make_amended_site
from support.decade import BEGIN, END, Replay, Step, decade
from support.eligibility_oracle import (
    VERDICTS,
    World,
    applies,
    holds_on,
    in_force,
    measure_value,
    view_of,
)
from support.empty_graph import emptied
from support.invented_region import code
from support.tiers import IS_NIGHTLY
from support.violation_oracle import open_violations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credit_graph.domain.facts.record import EnterpriseFacts, Sync
    from credit_graph.domain.policy import Measure

ENTERPRISES, IMPORTS = (60, 12) if IS_NIGHTLY else (24, 6)
QUESTIONS, REVERSE = (10_000, 200) if IS_NIGHTLY else (600, 12)
NOW = datetime.fromisoformat("2026-12-31T00:00:00+00:00")


@dataclass(frozen=True)
class Decade:
    """The imports of a decade, published one by one, and the rules."""

    graph: Graph
    shelf: RulesShelf
    rules: Rules
    steps: tuple[Step, ...]

    @property
    def codes(self) -> list[str]:
        """The enterprises, in order."""
        return sorted(code(number) for number in range(ENTERPRISES))

    def any_instant(self, chance: Random) -> datetime:
        """Return an instant at which some of it was known."""
        return chance.choice(self.steps).at + timedelta(hours=chance.choice((0, 1)))

    def expected(self, replay: Replay, uscc: str, measure: str, day: date) -> str | None:
        """Return the verdict by the replay; `None` if the measure is not in force."""
        facts = replay.facts(uscc, day)
        assert facts is not None
        world = World(self.rules.rulebook.vocabulary, replay.syncs(), day)
        asked = self.standing(measure, day)
        if asked is None:
            return None
        value = measure_value(asked, view_of(facts), world)
        return None if value is None else VERDICTS[value]

    def standing(self, code: str, day: date) -> "Measure | None":
        """Return a measure as the one text of its policy that is in force on the day has it."""
        for text in self.rules.rulebook.texts():
            for item in text.measures:
                for each in item.walk():
                    if each.code == code and in_force(text, day) and applies(item, day):
                        return each if applies(each, day) else None
        return None


@pytest.fixture(scope="module")
async def world(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Decade:
    site = make_amended_site(tmp_path_factory.mktemp("site"))
    await loaded(await emptied(graph), site)
    steps = decade(7, ENTERPRISES, IMPORTS)
    for step in steps:
        await imported(graph, tmp_path_factory.mktemp("step"), step.files(), at=step.at)
    shelf = RulesShelf(graph, lambda: NOW)
    return Decade(graph, shelf, await shelf.refresh(), steps)


async def test_every_verdict_of_a_decade_is_that_of_a_replay(world: Decade) -> None:
    chance = Random(11)  # noqa: S311  # invented data, not a secret
    evidence, measures = EvidenceFile(world.graph), [*world.rules.rulebook.measures]
    read: dict[datetime, tuple[Replay, dict[str, EnterpriseFacts], tuple[Sync, ...]]] = {}
    seen: set[str | None] = set()
    for _ in range(QUESTIONS):
        instant, day = world.any_instant(chance), any_day(chance)
        if instant not in read:
            found = await evidence.collect(world.codes, instant, world.rules.partners)
            replay = Replay.until(world.steps, instant)
            read[instant] = (replay, dict(found.facts), found.syncs)
        replay, known, syncs = read[instant]
        uscc, measure = chance.choice(world.codes), any_measure(chance, measures)
        asked = world.rules.rulebook.measures[measure]
        coverage = Coverage(syncs, world.rules.rulebook.vocabulary)
        decided = world.rules.engine.decide(asked, known[uscc], coverage, day)
        verdict = None if decided is None else decided.verdict.name
        expected = world.expected(replay, uscc, measure, day)
        assert verdict == expected, (uscc, measure, day, instant)
        seen.add(verdict)
    assert seen >= {"ELIGIBLE", "NOT_ELIGIBLE", "UNKNOWN"}


async def test_open_violations_and_the_way_out_of_lists_are_those_of_a_replay(
    world: Decade,
) -> None:
    chance = Random(14)  # noqa: S311  # invented data, not a secret
    evidence, rulebook = EvidenceFile(world.graph), world.rules.rulebook
    found = await evidence.collect(world.codes, NOW, world.rules.partners)
    replay, coverage = Replay.until(world.steps, NOW), Coverage(found.syncs, rulebook.vocabulary)
    offered = 0
    for uscc in world.codes:
        for day in (*(any_day(chance) for _ in range(2)), END):
            known = replay.facts(uscc, day)
            assert known is not None
            report = world.rules.engine.report(found.facts[uscc], coverage, day)
            assert [fact.found_on for fact in report.warnings] == sorted(
                fact.found_on for fact in open_violations(known, day)
            )
            for change in (each for one in report.walk() for each in one.nearest().changes):
                if change.kind is ChangeKind.REPAIR:
                    assert change.possible_from == first_day_of_repair(known, change.subject, day)
                    offered += change.possible_from is not None
    assert offered, "no repair with a day in the whole decade"


def first_day_of_repair(known: "EnterpriseFacts", listed: str, day: date) -> date | None:
    """Return the last of the days on which each standing entry can be repaired, by Order 36.

    None before the order, or where a severity is not recorded.
    """
    order, months = date(2026, 4, 1), {"minor": 0, "general": 3, "serious": 12}
    assert day >= order
    days = []
    for entry in known.entries:
        if entry.list == listed and holds_on(entry.interval, day):
            if entry.severity is None:
                return None
            start = entry.interval.valid_from
            month = start.month - 1 + months[entry.severity.value]
            year, month = start.year + month // 12, month % 12 + 1
            last = monthrange(year, month)[1]
            days.append(max(order, date(year, month, min(start.day, last))))
    return max(days)


async def test_the_reverse_question_agrees_with_the_replay(world: Decade) -> None:
    chance = Random(12)  # noqa: S311  # invented data, not a secret
    search = EligibleSearch(world.shelf, CandidateSearch(world.graph), EvidenceFile(world.graph))
    replay = Replay.until(world.steps, NOW)
    for _ in range(REVERSE):
        measure = any_measure(chance, [*world.rules.rulebook.measures])
        day = any_day(chance)
        wanted = frozenset(chance.sample(list(Verdict), k=chance.choice((1, 2))))
        question = EligibleQuestion(measure, wanted, EnterpriseQuery(as_of=day), NOW)
        page = await search.page(question, "", 100)
        expected = [
            (uscc, verdict)
            for uscc in world.codes
            if (verdict := world.expected(replay, uscc, measure, day))
            in {each.name for each in wanted}
        ]
        found = [(each.enterprise.uscc, each.verdict.name) for each in page.items]
        assert found == expected, (measure, day, wanted)


async def test_what_is_registered_on_any_day_is_that_of_the_replay(world: Decade) -> None:
    chance = Random(13)  # noqa: S311  # invented data, not a secret
    evidence = EvidenceFile(world.graph)
    for step in world.steps:
        found = await evidence.collect(world.codes, step.at, world.rules.partners)
        replay = Replay.until(world.steps, step.at)
        for uscc in world.codes:
            for day in (any_day(chance) for _ in range(10)):
                shown = found.facts[uscc].on(day).enterprise
                assert shown == replay.registered(uscc, day), (uscc, day)


async def test_the_measures_of_an_amended_policy_change_on_its_day(world: Decade) -> None:
    evidence = EvidenceFile(world.graph)
    found = await evidence.collect(world.codes, NOW, world.rules.partners)
    coverage = Coverage(found.syncs, world.rules.rulebook.vocabulary)
    seen: set[tuple[str, bool, str]] = set()
    for uscc in world.codes:
        for day in (BEFORE, TURN):
            report = world.rules.engine.report(found.facts[uscc], coverage, day)
            for each in report.decisions:
                if each.measure.policy == CODE:
                    seen.add((each.measure.number, day == TURN, each.verdict.name))
    numbers = {(number, after) for number, after, _ in seen}
    assert numbers == {
        *((number, False) for number in "123"),
        *((number, True) for number in "1345"),
    }
    assert ("3", True, "ELIGIBLE") not in seen  # a judgement since the amendment


def any_measure(chance: Random, measures: "Sequence[str]") -> str:
    """Return any measure; every fourth time one of the policy that was amended."""
    return chance.choice(MEASURES) if chance.random() < 0.25 else chance.choice(measures)


def any_day(chance: Random) -> date:
    return BEGIN + timedelta(days=chance.randrange((END - BEGIN).days))


def test_the_decade_has_every_kind_of_event() -> None:
    lines = [each for step in decade(7, ENTERPRISES, IMPORTS) for each in step.events]
    statuses = {each.cells.get("status") for each in lines}
    assert statuses >= {"active", "revoked", "suspended", "deregistered"}
    assert any(each.cells.get("valid_to") and each.cells.get("name") for each in lines)
    customs = [each.cells for each in lines if each.cells.get("scheme") == "customs"]
    for turn in ("2021-11-01", "2026-04-01"):
        assert any(
            each["valid_from"] < turn and not "" < each.get("valid_to", "") <= turn
            for each in customs
        )
    assert {each["level"] for each in customs} >= {"advanced", "certified_general", "dishonest"}
    assert any(each.cells.get("repaired_on") for each in lines if each.kind is Kind.LISTS)
    assert any(each.cells.get("repaired_on") for each in lines if each.kind is Kind.VIOLATIONS)
