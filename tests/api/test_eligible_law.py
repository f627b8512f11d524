"""An enterprise is among the eligible ones if and only if its own report says so."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from credit_graph.domain.coverage import Coverage
from credit_graph.domain.eligibility import Verdict
from credit_graph.graph.candidates import CandidateSearch
from credit_graph.graph.connection import Graph
from credit_graph.graph.enterprises import EnterpriseQuery
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.usecases.find_eligible import EligibleQuestion, EligibleSearch
from credit_graph.usecases.import_files import import_files
from credit_graph.usecases.import_report import ImportOptions, SilentProgress
from credit_graph.usecases.rules import Rules, RulesShelf
from support.agency_files import loaded
from support.invented_region import ASKED, code, region_files
from support.official_rules import official_rulebook

ENTERPRISES = 60
FIRST_IMPORT = datetime(2026, 11, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
EVERY_CHOICE = [
    frozenset(chosen)
    for size in range(1, len(Verdict) + 1)
    for chosen in combinations(Verdict, size)
]


class Stopped(Exception):
    """Raised where an import would be published: what it staged stays hidden."""


class StopBeforePublishing(SilentProgress):
    def closing(self, what: str) -> None:
        if what == "publishing":
            raise Stopped


@dataclass(frozen=True, slots=True)
class Region:
    """An invented region in the graph, and the verdicts of each enterprise by measure."""

    search: EligibleSearch
    rules: Rules
    verdicts: Mapping[str, Mapping[str, Verdict]]

    def qualified(self, measure: str, wanted: Iterable[Verdict]) -> list[tuple[str, Verdict]]:
        """Return who qualifies according to the reports."""
        return [
            (key, reported[measure])
            for key, reported in self.verdicts.items()
            if reported.get(measure) in wanted
        ]

    async def found(
        self, measure: str, wanted: frozenset[Verdict], first: int, query: EnterpriseQuery
    ) -> list[tuple[str, Verdict]]:
        """Return who qualifies according to the search, page after page."""
        question = EligibleQuestion(measure, wanted, query, NOW)
        found: list[tuple[str, Verdict]] = []
        after: str | None = ""
        while after is not None:
            page = await self.search.page(question, after, first)
            found += [(each.enterprise.uscc, each.verdict) for each in page.items]
            after = page.resume
        return found


async def import_region(graph: Graph, folder: Path, seed: int) -> None:
    """Import a region, correct half of it, and leave another correction unpublished."""
    steps = (
        (seed, ENTERPRISES, SilentProgress()),
        (seed + 1_000, ENTERPRISES // 2, SilentProgress()),
        (seed + 2_000, ENTERPRISES // 2, StopBeforePublishing()),
    )
    for number, (step_seed, count, progress) in enumerate(steps):
        paths = []
        for name, text in region_files(step_seed, count).items():
            path = folder / f"{number}" / f"{name}.csv"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        at = FIRST_IMPORT + timedelta(days=number)
        options = ImportOptions(rejects=folder / f"rejects{number}.csv")
        try:
            await import_files(
                graph,
                official_rulebook(),
                paths,
                options=options,
                now=lambda at=at: at,  # type: ignore[misc]  # the default binds this step's instant
                progress=progress,
            )
        except Stopped:
            continue


@pytest.fixture(scope="module", params=[1, 2])
async def region(
    request: pytest.FixtureRequest,
    pool: Graph,
    graph: Graph,
    tmp_path_factory: pytest.TempPathFactory,
) -> Region:
    seed: int = request.param
    await loaded(graph)
    await import_region(graph, tmp_path_factory.mktemp("region"), seed)
    shelf = RulesShelf(graph, lambda: NOW)
    rules = await shelf.refresh()
    evidence = EvidenceFile(graph)
    keys = [code(number) for number in range(ENTERPRISES)]
    known = await evidence.collect(keys, NOW, rules.partners)
    coverage = Coverage(known.syncs, rules.rulebook.vocabulary)
    verdicts = {
        key: {
            decision.measure.code: decision.verdict
            for decision in rules.judge.report(known.facts[key], coverage, ASKED).walk()
        }
        for key in sorted(keys)
    }
    return Region(EligibleSearch(shelf, CandidateSearch(graph), evidence), rules, verdicts)


def distinct(rules: Rules) -> Iterator[str]:
    """Yield one measure or part of each set of those that ask the very same."""
    seen = set()
    for measure in rules.rulebook.measures.values():
        goal = rules.judge.goal(measure, ASKED)
        if goal not in seen:
            seen.add(goal)
            yield measure.code


async def test_everyone_of_each_choice_of_verdicts_on_each_measure_is_found(
    region: Region,
) -> None:
    query = EnterpriseQuery(as_of=ASKED)

    async def check(measure: str) -> None:
        for wanted in EVERY_CHOICE:
            found = await region.found(measure, wanted, 100, query)
            assert found == region.qualified(measure, wanted), (measure, wanted)

    await asyncio.gather(*(check(measure) for measure in distinct(region.rules)))


async def test_every_measure_and_part_of_the_five_policies_is_asked(region: Region) -> None:
    query = EnterpriseQuery(as_of=ASKED)
    wanted = frozenset({Verdict.ELIGIBLE, Verdict.CONDITIONAL})
    for measure in region.rules.rulebook.measures:
        found = await region.found(measure, wanted, 100, query)
        assert found == region.qualified(measure, wanted), measure
