"""Dossiers for deciding, chunk by chunk, from the graph as known at an instant."""

from collections.abc import AsyncGenerator, Sequence
from datetime import datetime

from credit_graph.domain.conditions.candidates import EVERYONE, Candidates, Places
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.record import PARTNER, Sync
from credit_graph.graph.candidates import CandidateSearch, Stretch
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.enterprises import Enterprises
from credit_graph.graph.evidence import EvidenceFile, PartnerQuestions
from credit_graph.usecases.deciding.chunk_decider import link_conditions
from credit_graph.usecases.deciding.columns.leaf_columns import World
from credit_graph.usecases.deciding.dossier_table import dossiers_of
from credit_graph.usecases.deciding.sources.dossier_source import Chunk
from credit_graph.usecases.policies.rules import partner_questions

_AT_ONCE = 500


class GraphSource:
    """Reads pages of enterprises and all that conditions ask of them, two round trips a page."""

    def __init__(
        self,
        graph: Graph,
        engine: RuleEngine,
        world: World,
        known_at: datetime,
        regions: Sequence[str] | None,
    ) -> None:
        self._graph = graph
        self._engine = engine
        self._world = world
        self.known_at: datetime | None = known_at
        self._at = known_at
        places = None if regions is None else tuple(sorted(regions))
        self._query = EnterpriseQuery(world.day, regions=places)
        self._where = EVERYONE if places is None else Candidates(places=Places(frozenset(places)))

    async def total(self) -> int:
        """Return how many enterprises there are."""
        return await Enterprises(self._graph).count(self._query, self._at)

    def identity(self) -> list[str]:
        """Return what is read: the facts known at an instant never change."""
        return ["graph", *(self._query.regions or ())]

    async def chunks(self, after: str, size: int) -> AsyncGenerator[Chunk, None]:
        """Yield the chunks after a code, in the order of codes."""
        del size  # what the graph gives in one page is less
        search, evidence = CandidateSearch(self._graph), EvidenceFile(self._graph)
        partners = partner_questions(self._engine.rulebook)
        links = link_conditions(self._engine)
        while True:
            stretch = Stretch(self._at, after, _AT_ONCE)
            codes = await search.find(self._where, self._query, stretch)
            if not codes:
                return
            limit = self._graph.limits.stage_s
            found = await evidence.collect(codes, self._at, partners, timeout_s=limit)
            every = [found.facts[code] for code in codes if code in found.facts]
            # Partners without a credit code have no eligibility.
            known = [each for each in every if each.enterprise.status != PARTNER]
            world = self._world
            dossiers = dossiers_of(known, world.day, links, world.coverage, world.vocabulary)
            after = codes[-1]
            yield Chunk(dossiers, after, len(codes))


async def syncs_of(graph: Graph, known_at: datetime) -> tuple[Sync, ...]:
    """Return all syncs known at an instant."""
    found = await EvidenceFile(graph).collect(("",), known_at, PartnerQuestions())
    return found.syncs
