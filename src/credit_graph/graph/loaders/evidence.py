"""DataLoader of all that is known of an enterprise for deciding on measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from credit_graph.clock import Now
from credit_graph.domain.facts.known import Known
from credit_graph.graph.evidence import EvidenceFile, PartnerQuestions
from credit_graph.graph.loaders.batch_loader import BatchLoader
from credit_graph.sharing.pace import PACE


@dataclass(frozen=True, slots=True)
class FactsOf:
    """Which facts are asked for: as known at an instant (`None`: now), for which partners."""

    known_at: datetime | None
    partners: PartnerQuestions


class EvidenceLoader:
    """One for all requests of the process."""

    def __init__(self, evidence: EvidenceFile, now: Now) -> None:
        self._evidence = evidence
        # Deciding is paced. What is read meanwhile would wait for its slice; it is read together.
        self._known: BatchLoader[FactsOf, str, Known | None] = BatchLoader(
            self._fetch, None, now, is_held=lambda: PACE.is_awaited
        )

    async def recall(
        self, uscc: str, known_at: datetime | None, partners: PartnerQuestions
    ) -> Known | None:
        """Return what is known of an enterprise; `None` if there is no such enterprise."""
        return await self._known.load(FactsOf(known_at, partners), uscc)

    async def _fetch(
        self, group: FactsOf, keys: Sequence[str], now: datetime
    ) -> Mapping[str, Known]:
        known_at = group.known_at or now
        evidence = await self._evidence.collect(keys, known_at, group.partners)
        return {
            key: Known(facts, evidence.syncs, known_at, evidence.rules_version)
            for key, facts in evidence.facts.items()
        }
