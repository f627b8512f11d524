"""Dossiers for deciding, chunk by chunk, from a snapshot."""

from collections.abc import AsyncGenerator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.graph.evidence import MOST_PARTNERS
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.deciding.chunk_decider import link_conditions
from credit_graph.usecases.deciding.columns.leaf_columns import World
from credit_graph.usecases.deciding.columns.partner_columns import PartnerColumns
from credit_graph.usecases.deciding.dossier_table import DOSSIER, FACT_FAMILIES
from credit_graph.usecases.deciding.sources.dossier_source import Chunk
from credit_graph.usecases.deciding.sources.snapshot import Snapshot, SnapshotChunk, nested

if TYPE_CHECKING:
    from datetime import datetime


class SnapshotSource:
    """Reads a snapshot once; twice where measures ask of partners (see `PartnerColumns`)."""

    def __init__(
        self,
        snapshot: Snapshot,
        engine: RuleEngine,
        world: World,
        regions: Sequence[str] | None,
        most_partners: int = MOST_PARTNERS,
    ) -> None:
        self.known_at: datetime | None = None
        self._snapshot = snapshot
        self._engine = engine
        self._world = world
        self._regions = regions
        self._most_partners = most_partners

    async def total(self) -> int:
        """Return how many enterprises there are, at most."""
        return self._snapshot.lines

    def identity(self) -> list[str]:
        """Return what the snapshot is: its files with their sizes and times of change."""
        found = list(self._regions or ())
        paths = {kind: self._snapshot.path(kind) for kind in Kind}
        for kind in (kind for kind, path in paths.items() if path.exists()):
            stat = paths[kind].stat()
            found.append(f"{kind} {stat.st_size} {stat.st_mtime_ns}")
        return found

    async def chunks(self, after: str, size: int) -> AsyncGenerator[Chunk, None]:
        """Yield the chunks with enterprises after a code, in the order of codes."""
        links = link_conditions(self._engine)
        partners = PartnerColumns(self._snapshot, self._world, links, self._most_partners)
        for chunk in self._snapshot.chunks(size, FACT_FAMILIES):
            last = chunk.registered.column("uscc")[-1].as_py()
            if last > after:
                yield Chunk(self._dossiers(chunk, partners), last, chunk.registered.num_rows)

    def _dossiers(self, chunk: SnapshotChunk, partners: PartnerColumns) -> Any:  # noqa: ANN401
        rows = chunk.registered.append_column("partners", partners.column(chunk))
        if self._regions is not None:
            rows = rows.filter(pc.is_in(rows.column("region"), value_set=_array(self._regions)))
        for family in FACT_FAMILIES:
            rows = rows.append_column(family.value, nested(rows, chunk.facts[family], family))
        return rows.select(DOSSIER.names)


def _array(words: Sequence[str]) -> Any:  # noqa: ANN401  # an Arrow array
    return pc.cast(list(words), "string")
