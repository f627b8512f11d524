"""What looking at one condition brought: its value, the words, the evidence."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Origin
from credit_graph.domain.truth import Truth


class EvidenceKind(StrEnum):
    """What a finding rests on."""

    FACT = "fact"  # a fact that holds on the day
    ENDED = "ended"  # a fact that held before or will hold later
    ABSENCE = "absence"  # no entry, with how far that may be trusted
    ATTRIBUTE = "attribute"  # the enterprise's registration
    WORDS = "words"  # the document's own words
    INTERPRETATION = "interpretation"  # a reading of words or of a turn of the law


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a finding rests on.

    `keeper` is the agency that keeps the register, `synced_on` the day of its last sync,
    `fact` and `interval` the fact itself. `partner_region` is the region of another enterprise
    that it names.
    """

    kind: EvidenceKind
    text: str
    fact: Origin | None = None
    interval: Interval | None = None
    register: str | None = None
    keeper: str | None = None
    synced_on: date | None = None
    partner_region: str | None = field(default=None, compare=False)

    @property
    def fact_id(self) -> str | None:
        """Id of the fact."""
        return self.fact.fact_id if self.fact else None

    @property
    def source(self) -> str | None:
        """Who said the fact."""
        return self.fact.source if self.fact else None

    @property
    def reference(self) -> str | None:
        """Under which reference the fact was said."""
        return self.fact.reference if self.fact else None

    @property
    def valid_from(self) -> date | None:
        """First day the fact holds."""
        return self.interval.valid_from if self.interval else None

    @property
    def valid_to(self) -> date | None:
        """First day the fact holds no more."""
        return self.interval.valid_to if self.interval else None


@dataclass(frozen=True, slots=True)
class Finding:
    """The value of a leaf for one enterprise on one day, and why."""

    value: Truth
    text: str
    evidence: tuple[Evidence, ...]
