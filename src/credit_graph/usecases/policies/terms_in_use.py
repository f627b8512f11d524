"""Vocabulary that facts use cannot go: who reads them would find codes that nothing explains."""

from collections.abc import Mapping, Sequence
from typing import Final

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.seed_store import SeedText
from credit_graph.seeds.files.declared import Term, declared_terms
from credit_graph.seeds.files.findings import Ledger
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import Problem
from credit_graph.seeds.files.sources import SeedFile, SeedSet
from credit_graph.usecases.policies.plan import Effect, LoadingPlan

# A policy that is read anew may number its measures otherwise; one that is withdrawn may not leave
# uses and reports behind.
_OF_POLICIES: Final = frozenset({"measure", "obligation"})


async def refuse_dropping_used_terms(
    graph: Graph, standing: Sequence[SeedText], plan: LoadingPlan
) -> None:
    """Raise `SeedsRejectedError` naming each code that would go and that facts use, with its place.

    That policies use it is a finding of reading them.
    """
    before = declared_terms(SeedSet.of(SeedFile(each.path, each.text) for each in standing))
    left = declared_terms(plan.seeds)
    withdrawn = plan.paths(Effect.WITHDRAWN)
    dropped = {
        term: spot
        for term, spot in before.items()
        if term not in left and (term.noun not in _OF_POLICIES or spot.file in withdrawn)
    }
    ledger = Ledger()
    for term, count in (await _uses(graph, dropped)).items():
        if count:
            facts = {"noun": term.noun, "given": _shown(term), "count": count}
            ledger.refuse(dropped[term], Problem.IN_USE, **facts)
    ledger.raise_if_any()


async def _uses(graph: Graph, dropped: Mapping[Term, Spot]) -> Mapping[Term, int]:
    if not dropped:
        return {}
    asked = [
        {"noun": term.noun, "code": term.code, "scheme": term.scheme, "place": place}
        for place, term in enumerate(dropped)
    ]
    records = await graph.read(
        "policies/uses_of_terms", terms=asked, timeout_s=graph.limits.stage_s
    )
    terms = tuple(dropped)
    return {terms[record["place"]]: record["facts"] for record in records}


def _shown(term: Term) -> str:
    return f"{term.scheme} {term.code}" if term.scheme else term.code
