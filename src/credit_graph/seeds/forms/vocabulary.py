"""Codes that facts and rules are written in: one file per noun."""

from datetime import date
from typing import Annotated

from pydantic import Field

from credit_graph.domain.facts.record import Severity
from credit_graph.domain.openness import Openness
from credit_graph.domain.vocabulary import ListColour, StatusEffect
from credit_graph.seeds.forms.form import Code, Form, Words


class TermForm(Form):
    """A code with its Chinese name and an English gloss."""

    code: Code
    name: Words
    gloss: Words


class FactTermForm(TermForm):
    """A code that facts are written in; `openness`: who is shown them."""

    openness: Annotated[Openness, Field(strict=False)] = Openness.PUBLIC


class RegionForm(TermForm):
    """A GB/T 2260 region."""

    parent: Code | None = None


class ZoneForm(TermForm):
    """A zone inside a region."""

    region: Code


class LevelForm(Form):
    """A level of a scheme: whether whoever holds it is an AEO, how rules without it are read."""

    code: Code
    name: Words
    aeo: bool = False
    reading: Words | None = None


class SchemeVersionForm(Form):
    """A scheme as an order has it from a day on, its levels best first.

    `carries`: what a rating by the version before is in this one, by level; `reading` says so.
    """

    code: Code
    name: Words
    gloss: Words
    valid_from: date
    source: Words
    levels: Annotated[tuple[LevelForm, ...], Field(min_length=1)]
    carries: Annotated[dict[str, tuple[Code, ...]], Field(default_factory=dict)]
    reading: Words | None = None


class KeptForForm(Form):
    """The only regions or zones for which a register is kept."""

    regions: tuple[Code, ...] = ()
    zones: tuple[Code, ...] = ()


class RegisterForm(FactTermForm):
    """What schemes and lists share: who keeps it, for whom, and how long it stays fresh."""

    keeper_words: str = ""
    keepers: Annotated[dict[str, Code], Field(default_factory=dict)]
    kept_for: KeptForForm | None = None
    freshness_days: Annotated[int, Field(ge=1, le=3_660)] = 31


class SchemeForm(RegisterForm):
    """A rating scheme: its levels best first, or its versions, the oldest first."""

    levels: tuple[LevelForm, ...] = ()
    versions: tuple[SchemeVersionForm, ...] = ()


class CreditListForm(RegisterForm):
    """A list and what being on it means."""

    colour: Annotated[ListColour, Field(strict=False)]
    none_recorded: Words | None = None


class StatusForm(TermForm):
    """How a registration stands; older versions of the file state no effect."""

    effect: Annotated[StatusEffect, Field(strict=False)] = StatusEffect.HOLDS


class RegionsFile(Form):
    """`vocabulary/regions.yaml`."""

    regions: tuple[RegionForm, ...]


class ZonesFile(Form):
    """`vocabulary/zones.yaml`."""

    zones: tuple[ZoneForm, ...]


class KindsFile(Form):
    """`vocabulary/kinds.yaml`."""

    kinds: tuple[TermForm, ...]


class SchemesFile(Form):
    """`vocabulary/schemes.yaml`."""

    schemes: tuple[SchemeForm, ...]


class ListsFile(Form):
    """`vocabulary/lists.yaml`."""

    lists: tuple[CreditListForm, ...]


class StatementsFile(Form):
    """`vocabulary/statements.yaml`."""

    statements: tuple[FactTermForm, ...]


class CommitmentsFile(Form):
    """`vocabulary/commitments.yaml`."""

    commitments: tuple[FactTermForm, ...]


class ViolationsFile(Form):
    """`vocabulary/violations.yaml`, mildest severity first."""

    violations: tuple[FactTermForm, ...]
    severities: tuple[TermForm, ...]


class RepairTermForm(Form):
    """How long, in months, something so grave is displayed at least and at most."""

    severity: Annotated[Severity, Field(strict=False)]
    shortest_months: Annotated[int, Field(ge=0, le=1_200)]
    longest_months: Annotated[int, Field(ge=0, le=1_200)]


class RepairForm(TermForm):
    """The order on credit repair, in force from a day on."""

    valid_from: date
    source: Words
    terms: Annotated[tuple[RepairTermForm, ...], Field(min_length=1)]
    conditions: tuple[Words, ...]
    reading: Words
    older_reading: Words


class RepairFile(Form):
    """`vocabulary/repair.yaml`."""

    repair: RepairForm


class OutcomesFile(Form):
    """`vocabulary/outcomes.yaml`."""

    outcomes: tuple[TermForm, ...]


class LinksFile(Form):
    """`vocabulary/links.yaml`: the agencies that may write links, beside operators."""

    link_writers: tuple[Code, ...]


class StatusesFile(Form):
    """`vocabulary/statuses.yaml`; `registrars`: who keeps registrations, by region."""

    statuses: tuple[StatusForm, ...]
    registrars: Annotated[dict[str, Code], Field(default_factory=dict)]
