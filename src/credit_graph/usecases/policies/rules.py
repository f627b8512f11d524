"""The rules in force: held in memory by version, refreshed when the graph has another."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from credit_graph.clock import Now
from credit_graph.domain.conditions import Condition, InRegion, LinkedTo, Noun, leaves_of
from credit_graph.domain.conditions.tree import codes_of, conjuncts_of
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.policy import Measure
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.errors import SchemaMissingError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import PartnerQuestions
from credit_graph.graph.seed_store import current_version, load_seed_texts
from credit_graph.message import Message
from credit_graph.seeds.files.sources import SeedFile, SeedSet
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.sharing.threads import in_thread

_KEPT_VERSIONS = 8


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the rules with what is worked out from it once.

    `linked` are the measures whose verdict may move with a partner's facts.
    """

    rulebook: Rulebook
    engine: RuleEngine
    partners: PartnerQuestions
    linked: tuple[Measure, ...]

    @classmethod
    def of(cls, rulebook: Rulebook) -> "Rules":
        """Prepare a rulebook for deciding."""
        return cls(
            rulebook,
            RuleEngine(rulebook),
            partner_questions(rulebook),
            linked_measures(rulebook),
        )


def linked_measures(rulebook: Rulebook) -> tuple[Measure, ...]:
    """Return the measures that ask for partners, in any of their texts, each once.

    An item whose part asks for them is one: its verdict may be that of the part.
    """
    asking = (
        measure
        for measure in rulebook.every_measure()
        if any(_is_linked(each) for each in measure.walk())
    )
    return tuple({measure.code: measure for measure in asking}.values())


def _is_linked(measure: Measure) -> bool:
    conditions = (measure.requires, measure.excludes)
    return any(
        isinstance(leaf, LinkedTo)
        for condition in conditions
        if condition is not None
        for leaf in leaves_of(condition)
    )


def partner_questions(rulebook: Rulebook) -> PartnerQuestions:
    """Collect what the link conditions of all measures and programmes ask of partners."""
    inner = [link.to for link in _links(rulebook)]
    return PartnerQuestions(
        regions=_regions(inner, rulebook.vocabulary),
        schemes=_named(inner, Noun.SCHEME),
        lists=_named(inner, Noun.LIST),
    )


def _named(conditions: list[Condition], noun: Noun) -> tuple[str, ...]:
    return tuple(sorted({code for each in conditions for code in codes_of(each, noun)}))


def _links(rulebook: Rulebook) -> Iterator[LinkedTo]:
    conditions: list[Condition | None] = []
    for measure in rulebook.every_measure():
        conditions += (measure.requires, measure.excludes)
    for programme in rulebook.programmes.values():
        conditions += (programme.criteria, programme.excludes, programme.leads_to)
    for condition in conditions:
        if condition is None:
            continue
        yield from (leaf for leaf in leaves_of(condition) if isinstance(leaf, LinkedTo))


def _regions(conditions: list[Condition], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return where a partner may have to be for any condition; `None` if one says nothing."""
    wanted: set[str] = set()
    for condition in conditions:
        required = {leaf.region for leaf in conjuncts_of(condition) if isinstance(leaf, InRegion)}
        if not required:
            return None
        wanted |= required
    return tuple(sorted({code for each in wanted for code in vocabulary.possibly_below(each)}))


class RulesShelf:
    """The current rules, and those of earlier instants as they are asked for."""

    def __init__(self, graph: Graph, now: Now) -> None:
        self._graph = graph
        self._now = now
        self._current: Rules | None = None
        self._by_version: OrderedDict[str, Rules] = OrderedDict()
        self._turn = asyncio.Lock()

    @property
    def current(self) -> Rules:
        """Return the rules last read; raise `SchemaMissingError` before there are any."""
        if self._current is None:
            raise SchemaMissingError(missing=Message("policies"))
        return self._current

    async def refresh(self) -> Rules:
        """Read the rules again if the graph names another version; one round trip if not."""
        async with self._turn:
            version = await current_version(self._graph)
            if version is None:
                raise SchemaMissingError(missing=Message("policies"))
            if self._current is None or version != self._current.rulebook.version:
                self._current = await self._read(self._now())
            return self._current

    async def at(self, known_at: datetime | None) -> Rules:
        """Return the rules as known at an instant; `None` is now."""
        if known_at is None:
            return self.current
        async with self._turn:
            return await self._read(known_at)

    async def _read(self, known_at: datetime) -> Rules:
        seeds = await read_seed_set(self._graph, known_at)
        kept = self._by_version.get(seeds.version)
        if kept is None:
            # Reading YAML takes long enough to hold up other requests: a thread does it.
            kept = Rules.of(await in_thread(partial(build_rulebook, seeds)))
            self._by_version[seeds.version] = kept
        self._by_version.move_to_end(seeds.version)
        while len(self._by_version) > _KEPT_VERSIONS:
            self._by_version.popitem(last=False)
        return kept


async def read_seed_set(graph: Graph, known_at: datetime) -> SeedSet:
    """Return the policies and vocabulary as known at an instant; refuse a graph without any."""
    texts = await load_seed_texts(graph, known_at=known_at)
    if not texts:
        raise SchemaMissingError(missing=Message("policies"))
    return SeedSet.of(SeedFile(each.path, each.text) for each in texts)
