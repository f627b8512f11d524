"""Which enterprises qualify for a measure: candidates from indexes, each one then decided."""

from dataclasses import dataclass, replace
from datetime import datetime

from credit_graph.domain.conditions import LINKS_COMPLETE, Condition, Family, Noun
from credit_graph.domain.conditions.candidates import (
    Candidates,
    Listed,
    Places,
    Rated,
    Source,
    candidates,
    narrowed,
)
from credit_graph.domain.conditions.tree import codes_of, families_of
from credit_graph.domain.eligibility.partner_ratings import OPEN, partner_ratings
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.record import Enterprise
from credit_graph.domain.suggestion import suggestions
from credit_graph.domain.truth import Truth
from credit_graph.errors import UnknownCodeError
from credit_graph.graph.candidates import CandidateSearch, Stretch
from credit_graph.graph.evidence import EvidenceFile, OwnQuestions, PartnerQuestions
from credit_graph.sharing.meter import check_meters, working
from credit_graph.sharing.pace import PACE
from credit_graph.usecases.policies.rules import Rules, RulesShelf

# How many candidates are decided for one page, and for one count; then the work stops there.
MOST_FOR_A_PAGE = 2_000
MOST_FOR_A_COUNT = 5_000

_SMALLEST_BATCH = 25
_LARGEST_BATCH = 400
_DECIDED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class EligibleQuestion:
    """Who has one of the verdicts on the measure, among those whom the query asks for.

    The day is the query's `as_of`.
    """

    measure: str
    verdicts: frozenset[Verdict]
    query: EnterpriseQuery
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Eligible:
    """An enterprise with its verdict on the measure asked about."""

    enterprise: Enterprise
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class EligiblePage:
    """Enterprises in the order of their codes.

    `resume` is the position after which to go on; `None` if nobody follows. It may lie beyond
    the last item where the work for one page ended first.
    """

    items: tuple[Eligible, ...]
    resume: str | None


@dataclass(frozen=True, slots=True)
class EligibleCount:
    """How many qualify; at least so many where the count is not `complete`."""

    total: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """A question under one version of the rules: whom to look at, and what to ask of them."""

    rules: Rules
    question: EligibleQuestion
    goal: Condition
    where: Candidates
    own: OwnQuestions
    partners: PartnerQuestions


@dataclass(frozen=True, slots=True)
class _Batch:
    """Candidates decided: those who qualify, and how far the search has come.

    `reached` is the last code looked at, `None` if there are no candidates after it.
    """

    qualified: tuple[Eligible, ...]
    looked_at: int
    reached: str | None


class _OtherRulesError(Exception):
    """The graph holds another version of the rules than the plan was made by."""


class EligibleSearch:
    """Answers the reverse question, by the rules and facts of one instant."""

    __slots__ = ("_candidates", "_evidence", "_shelf")

    def __init__(
        self, shelf: RulesShelf, candidates: CandidateSearch, evidence: EvidenceFile
    ) -> None:
        self._shelf = shelf
        self._candidates = candidates
        self._evidence = evidence

    async def page(self, question: EligibleQuestion, after: str, first: int) -> EligiblePage:
        """Return up to `first` enterprises after a position.

        Two round trips where every candidate qualifies and all come from one kind of index.
        At most `MOST_FOR_A_PAGE` candidates are looked at. Raise `UnknownCodeError` for a
        measure that does not exist.
        """
        try:
            return await self._page(question, after, first)
        except _OtherRulesError:
            await self._shelf.refresh()
            return await self._page(question, after, first)

    async def count(self, question: EligibleQuestion) -> EligibleCount:
        """Count those who qualify among the first `MOST_FOR_A_COUNT` candidates."""
        try:
            return await self._count(question)
        except _OtherRulesError:
            await self._shelf.refresh()
            return await self._count(question)

    async def _page(self, question: EligibleQuestion, after: str, first: int) -> EligiblePage:
        plan = _plan(self._shelf.current, question)
        found: list[Eligible] = []
        reached = None if plan is None else after
        size, looked_at = _with_slack(first + 1), 0
        while plan is not None and reached is not None and looked_at < MOST_FOR_A_PAGE:
            batch = await self._decided(plan, Stretch(question.known_at, reached, size))
            found.extend(batch.qualified)
            reached, looked_at = batch.reached, looked_at + batch.looked_at
            if len(found) > first:
                return EligiblePage(tuple(found[:first]), found[first - 1].enterprise.uscc)
            size = _next_size(first + 1 - len(found), len(found), looked_at)
        return EligiblePage(tuple(found), reached)

    async def _count(self, question: EligibleQuestion) -> EligibleCount:
        plan = _plan(self._shelf.current, question)
        reached = None if plan is None else ""
        total, looked_at = 0, 0
        while plan is not None and reached is not None and looked_at < MOST_FOR_A_COUNT:
            batch = await self._decided(plan, Stretch(question.known_at, reached, _LARGEST_BATCH))
            total += len(batch.qualified)
            reached, looked_at = batch.reached, looked_at + batch.looked_at
        return EligibleCount(total, complete=reached is None)

    async def _decided(self, plan: _Plan, stretch: Stretch) -> _Batch:
        codes = await self._candidates.find(plan.where, plan.question.query, stretch)
        reached = codes[-1] if len(codes) == stretch.limit else None
        if not codes:
            return _Batch((), 0, reached)
        evidence = await self._evidence.collect(codes, stretch.known_at, plan.partners, plan.own)
        if evidence.rules_version != plan.rules.rulebook.version:
            raise _OtherRulesError
        day = plan.question.query.as_of
        coverage = Coverage(evidence.syncs, plan.rules.rulebook.vocabulary)
        qualified: list[Eligible] = []
        present = [evidence.facts[code] for code in codes if code in evidence.facts]
        for start in range(0, len(present), _DECIDED_AT_ONCE):
            await PACE.pause()
            check_meters()
            with working():
                for known in present[start : start + _DECIDED_AT_ONCE]:
                    facts = known.on(day)
                    verdict = plan.rules.engine.verdict(plan.goal, facts, coverage, day)
                    if verdict in plan.question.verdicts:
                        qualified.append(Eligible(facts.enterprise, verdict))
        return _Batch(tuple(qualified), len(codes), reached)


def _with_slack(wanted: int) -> int:
    """Return how many candidates to ask for where most are likely to qualify."""
    return min(max(wanted + wanted // 4, _SMALLEST_BATCH), _LARGEST_BATCH)


def _next_size(missing: int, found: int, looked_at: int) -> int:
    """Return how many more candidates are likely to be enough, judging by those looked at."""
    if not found:
        return _LARGEST_BATCH
    return _with_slack(missing * looked_at // found)


def _plan(rules: Rules, question: EligibleQuestion) -> _Plan | None:
    """Return how to answer; `None` if the measure is not in force on the day."""
    measure = rules.rulebook.measures.get(question.measure)
    if measure is None:
        near = suggestions(question.measure, rules.rulebook.measures)
        raise UnknownCodeError(noun="measure", given=question.measure, near=near)
    goal = rules.engine.goal(measure, question.query.as_of)
    if goal is None:
        return None
    wanted = before_registration(frozenset(verdict.value for verdict in question.verdicts))
    where = candidates(goal, wanted, rules.rulebook.vocabulary)
    return _Plan(
        rules=rules,
        question=question,
        goal=goal,
        where=narrowed(where, _filtered(question.query)),
        own=_own_questions(goal),
        partners=_partner_questions(rules, goal, wanted),
    )


def before_registration(wanted: frozenset[Truth]) -> frozenset[Truth]:
    """Return the values of a goal that may be wanted once the registration has its say."""
    if Truth.NOT_MET in wanted:
        return frozenset(Truth)
    if Truth.UNKNOWN in wanted:
        return wanted | {Truth.JUDGEMENT, Truth.MET}
    return wanted


def _partner_questions(rules: Rules, goal: Condition, wanted: frozenset[Truth]) -> PartnerQuestions:
    if Family.PARTNERS not in families_of(goal):
        return PartnerQuestions()
    needed = partner_ratings(goal, rules.rulebook.vocabulary) if wanted <= OPEN else None
    if needed is None:
        return rules.partners
    rated = tuple(sorted((each.scheme, each.level) for each in needed))
    return replace(rules.partners, rated=rated)


def _own_questions(goal: Condition) -> OwnQuestions:
    return OwnQuestions(
        schemes=tuple(sorted(codes_of(goal, Noun.SCHEME))),
        lists=tuple(sorted(codes_of(goal, Noun.LIST))),
        # Whether links are complete is itself declared.
        statements=tuple(sorted({LINKS_COMPLETE, *codes_of(goal, Noun.STATEMENT)})),
    )


def _filtered(query: EnterpriseQuery) -> Candidates:
    """Return those whom the query's own filters let through, as far as indexes find them."""
    sources: frozenset[Source] | None = None
    if query.list is not None:
        sources = frozenset({Listed(query.list)})
    elif query.scheme is not None and query.level is not None:
        sources = frozenset({Rated(query.scheme, query.level)})
    places = None
    if query.zone is not None:
        places = Places(zones=frozenset({query.zone}))
    elif query.regions is not None:
        places = Places(regions=frozenset(query.regions))
    return Candidates(sources, places)
