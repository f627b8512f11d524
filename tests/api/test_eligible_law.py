"""An enterprise is among the eligible ones if and only if its own report says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from credit_graph.domain.conditions.candidates import Candidates, candidates
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.policy import Measure
from credit_graph.graph.candidates import CandidateSearch, Stretch
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.usecases.eligibility.find_eligible import (
    EligibleQuestion,
    EligibleSearch,
    before_registration,
)
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import ImportOptions, SilentProgress
from credit_graph.usecases.policies.rules import Rules, RulesShelf
from support.agency_files import loaded
from support.empty_graph import emptied
from support.invented_region import ASKED, code, region_files
from support.official_rules import official_rulebook
from support.tiers import IS_NIGHTLY

ENTERPRISES = 60
FIRST_IMPORT = datetime(2026, 11, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
DEFAULT = frozenset({Verdict.ELIGIBLE, Verdict.CONDITIONAL})
EVERY_CHOICE = [
    frozenset(chosen)
    for size in range(1, len(Verdict) + 1)
    for chosen in combinations(Verdict, size)
]


class StoppedError(Exception):
    """Raised where an import would be published: what it staged stays hidden."""


class StopBeforePublishing(SilentProgress):
    def closing(self, what: str) -> None:
        if what == "publishing":
            raise StoppedError


@dataclass(frozen=True, slots=True)
class Region:
    """An invented region in the graph, and the verdicts of each enterprise by measure."""

    search: EligibleSearch
    candidate_search: CandidateSearch
    rules: Rules
    facts: Mapping[str, EnterpriseFacts]
    verdicts: Mapping[str, Mapping[str, Verdict]]

    def candidates(self, measure: Measure, wanted: frozenset[Verdict]) -> Candidates:
        """Return where to look for those with a wanted verdict."""
        goal = self.rules.engine.goal(measure, ASKED)
        assert goal is not None
        values = before_registration(frozenset(verdict.value for verdict in wanted))
        return candidates(goal, values, self.rules.rulebook.vocabulary)

    def qualified(self, measure: str, wanted: Iterable[Verdict]) -> list[tuple[str, Verdict]]:
        """Return who qualifies according to the reports."""
        return [
            (key, reported[measure])
            for key, reported in self.verdicts.items()
            if measure in reported and reported[measure] in wanted
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
        except StoppedError:
            continue


@pytest.fixture(scope="module", params=[1, 2] if IS_NIGHTLY else [1])
async def region(
    request: pytest.FixtureRequest,
    graph: Graph,
    tmp_path_factory: pytest.TempPathFactory,
) -> Region:
    seed: int = request.param
    await loaded(await emptied(graph))
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
            for decision in rules.engine.report(known.facts[key], coverage, ASKED).walk()
        }
        for key in sorted(keys)
    }
    candidate_search = CandidateSearch(graph)
    search = EligibleSearch(shelf, candidate_search, evidence)
    return Region(search, candidate_search, rules, known.facts, verdicts)


async def test_whoever_has_a_chosen_verdict_is_among_the_candidates(region: Region) -> None:
    query = EnterpriseQuery(as_of=ASKED)
    stretch = Stretch(NOW, after="", limit=100)
    found: dict[Candidates, frozenset[str]] = {}
    for measure in region.rules.rulebook.measures.values():
        for wanted in EVERY_CHOICE:
            where = region.candidates(measure, wanted)
            if where not in found:
                found[where] = frozenset(await region.candidate_search.find(where, query, stretch))
            qualified = {key for key, _ in region.qualified(measure.code, wanted)}
            assert qualified <= found[where], (measure.code, wanted)
    assert len(found) > 20


async def test_just_those_are_found_whose_reports_say_so(region: Region) -> None:
    query = EnterpriseQuery(as_of=ASKED)
    for measure in region.rules.rulebook.measures:
        found = await region.found(measure, DEFAULT, 100, query)
        assert found == region.qualified(measure, DEFAULT), measure


@pytest.mark.parametrize("wanted", EVERY_CHOICE)
@pytest.mark.parametrize("measure", ["pds-2021-7/1", "sh-ftz-2022/5", "xm-2024-2/13"])
async def test_pages_of_any_choice_of_verdicts_follow_each_other_without_gap_or_overlap(
    measure: str, wanted: frozenset[Verdict], region: Region
) -> None:
    found = await region.found(measure, wanted, 7, EnterpriseQuery(as_of=ASKED))
    assert found == region.qualified(measure, wanted)


async def test_a_filter_leaves_those_it_admits(region: Region) -> None:
    query = EnterpriseQuery(
        as_of=ASKED,
        regions=("350200", "410400"),
        kinds=("manufacturer", "trader", "yard"),
        status="active",
        name="虚构",
        scheme="tax",
        level="A",
    )
    for measure in ("xm-2024-2/3", "pds-2021-7/1", "ny-2020-63/2.1", "sh-ftz-2022/5.b"):
        for wanted in EVERY_CHOICE:
            expected = [
                (key, verdict)
                for key, verdict in region.qualified(measure, wanted)
                if admitted(query, region.facts[key])
            ]
            assert await region.found(measure, wanted, 100, query) == expected, (measure, wanted)


def admitted(query: EnterpriseQuery, facts: EnterpriseFacts) -> bool:
    """Tell whether an enterprise passes the filters of that test."""
    enterprise = facts.on(ASKED).enterprise
    return (
        enterprise.region in (query.regions or ())
        and not set(enterprise.kinds).isdisjoint(query.kinds or ())
        and enterprise.status == query.status
        and any(
            (each.scheme, each.level) == (query.scheme, query.level) and ASKED in each.interval
            for each in facts.ratings
        )
    )
