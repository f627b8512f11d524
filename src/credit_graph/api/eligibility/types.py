"""GraphQL: eligibility reports and their comparison."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.agencies.duty import DutyType
from credit_graph.api.context import Info
from credit_graph.api.eligibility.repair import RepairType, ShownWarning
from credit_graph.api.enterprises.registration import RegistrationType
from credit_graph.api.enums import Beneficiary, ChangeKind, EvidenceKind, Side, Truth, Verdict
from credit_graph.api.policies.citation import CitationType
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.recording.objection import is_disputed
from credit_graph.api.texts import InLanguage, text_field, texts_of
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.eligibility.change import Change
from credit_graph.domain.eligibility.comparison import Comparison
from credit_graph.domain.eligibility.finding import Evidence
from credit_graph.domain.eligibility.report import Decision, Reason
from credit_graph.domain.facts.record import Registration
from credit_graph.domain.facts.repair import Repair

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.enterprises.types import EnterpriseType


_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]
_Self = Annotated["DecisionType", strawberry.lazy("credit_graph.api.eligibility.types")]


def _keeper(parent: strawberry.Parent[Evidence], info: Info) -> Agency | None:
    return info.context.rulebook.agencies.get(parent.keeper or "")


async def _disputed(parent: strawberry.Parent[Evidence], info: Info) -> bool:
    return await is_disputed(info, parent.fact_id)


@strawberry.type(name="Evidence", description="One thing that a finding rests on.")
class EvidenceType:
    """`domain.finding.Evidence`."""

    kind: EvidenceKind = strawberry.field(
        description="FACT holds on the day; ENDED held before or will hold later; ABSENCE: no "
        "entry; ATTRIBUTE: the registration; WORDS: the document's own; INTERPRETATION: a reading."
    )
    text = text_field()
    register: str | None = strawberry.field(description="Code of the scheme or list concerned.")
    synced_on: date | None = strawberry.field(
        description="Day of the register's last sync for the enterprise's region."
    )
    fact_id: str | None = strawberry.field(description="Id of the fact.")
    source: str | None = strawberry.field(description="Who stated it.")
    reference: str | None = strawberry.field(description="Under which reference.")
    valid_from: date | None = strawberry.field(description="First day it holds.")
    valid_to: date | None = strawberry.field(description="First day it holds no more.")
    keeper = strawberry.field(
        resolver=_keeper, graphql_type=_AgencyType | None, description="Who keeps the register."
    )
    disputed = strawberry.field(
        resolver=_disputed,
        graphql_type=bool,
        description="Whether an objection to the fact is open now; it counts all the same.",
    )


@strawberry.type(name="Reason", description="One condition that was evaluated.")
class ReasonType:
    """`domain.eligibility.Reason`."""

    outcome: Truth = strawberry.field(description="Its outcome.")
    side: Side = strawberry.field(description="Whether it is required or excludes.")
    text = text_field("The finding in words.")
    citation: CitationType = strawberry.field(description="The words that state the condition.")
    evidence: list[EvidenceType] = strawberry.field(description="What the finding rests on.")
    part: str | None = strawberry.field(
        description="Code of the part that states it, where an item shows it; null if the item "
        "itself does."
    )


def _change_agency(parent: strawberry.Parent[Change], info: Info) -> Agency | None:
    return info.context.rulebook.agencies.get(parent.agency or "")


def _change_conditions(
    parent: strawberry.Parent[Change], info: Info, language: InLanguage = None
) -> list[str]:
    return texts_of(parent.conditions, info, language)


def _change_readings(
    parent: strawberry.Parent[Change], info: Info, language: InLanguage = None
) -> list[str]:
    return texts_of(parent.readings, info, language)


@strawberry.type(name="Change", description="One change that would help.")
class ChangeType:
    """`domain.change.Change`."""

    kind: ChangeKind = strawberry.field(description="What would have to happen.")
    subject: str = strawberry.field(description="Code of what changes: scheme, list, statement.")
    to: str | None = strawberry.field(description="What it must become: a level, on, off, a value.")
    text = text_field()
    possible_from: date | None = strawberry.field(
        description="First day on which it can be asked for, where that is known: a repair."
    )
    conditions = strawberry.field(
        resolver=_change_conditions,
        graphql_type=list[str],
        description="What whoever asks for it must have done (at most 5).",
    )
    readings = strawberry.field(
        resolver=_change_readings,
        graphql_type=list[str],
        description="The interpretations on which that rests (at most 5).",
    )
    agency = strawberry.field(
        resolver=_change_agency,
        graphql_type=_AgencyType | None,
        description="Which agency decides or knows, where it is recorded.",
    )


def _nearest(parent: strawberry.Parent[Decision]) -> tuple[Change, ...]:
    return parent.nearest().changes


def _reaches(parent: strawberry.Parent[Decision]) -> Verdict:
    return Verdict(parent.nearest().reaches)


def _reasons(parent: strawberry.Parent[Decision]) -> tuple[Reason, ...]:
    return parent.every_reason


@strawberry.type(name="Decision", description="The verdict on one measure.")
class DecisionType:
    """`domain.eligibility.Decision`."""

    measure: MeasureType = strawberry.field(description="The measure decided on.")
    verdict: Verdict = strawberry.field(description="The verdict.")
    beneficiary: Beneficiary = strawberry.field(description="Who gains.")
    reasons = strawberry.field(
        resolver=_reasons,
        graphql_type=list[ReasonType],
        description="Every condition that was evaluated: its own, then those of its parts, marked.",
    )
    parts: list[_Self] = strawberry.field(description="Decisions on its parts, in order.")
    duties: list[DutyType] = strawberry.field(description="Who grants it.")
    nearest_change = strawberry.field(
        resolver=_nearest,
        graphql_type=list[ChangeType],
        description="The smallest set of changes that lifts the measure to the best verdict it "
        "can reach; empty if it is reached or none is known.",
    )
    nearest_verdict = strawberry.field(
        resolver=_reaches,
        graphql_type=Verdict,
        description="The verdict after those changes.",
    )


@strawberry.type(name="VerdictCounts", description="How many items have which verdict.")
class VerdictCountsType:
    """Counts over the items of a report; parts count with their item."""

    eligible: int = strawberry.field(description="ELIGIBLE items.")
    conditional: int = strawberry.field(description="CONDITIONAL items.")
    not_eligible: int = strawberry.field(description="NOT_ELIGIBLE items.")
    unknown: int = strawberry.field(description="UNKNOWN items.")


def _warning_repair(parent: strawberry.Parent[ShownWarning], info: Info) -> Repair:
    return parent.repair(info.context.rulebook.vocabulary.repair)


@strawberry.type(
    name="Warning", description="A fact that excludes nothing by itself; an agency may act on it."
)
class WarningType:
    """An open violation (000, section three)."""

    violation: str = strawberry.field(description="Code of the violation.")
    severity: str = strawberry.field(description="minor, general or serious.")
    found_on: date = strawberry.field(description="Day it was found.")
    found_by: str | None = strawberry.field(description="Agency that found it, if stated.")
    repair = strawberry.field(
        resolver=_warning_repair,
        graphql_type=RepairType,
        description="From when repair can be asked for, by the order in force on the report's day.",
    )


@strawberry.type(
    name="EligibilityReport",
    description="Which measures an enterprise may enjoy on a day, as known at an instant.",
)
class EligibilityReportType:
    """`api.reports.ShownReport`."""

    enterprise: _EnterpriseType = strawberry.field(
        description="The enterprise asked about, as it is registered on the day."
    )
    registration: RegistrationType | None = strawberry.field(
        description="What is registered of it on the day."
    )
    as_of: date = strawberry.field(description="The day asked about.")
    known_at: datetime = strawberry.field(description="Everything in it was known at this instant.")
    rules_version: str = strawberry.field(description="Version of the rules it was decided by.")
    counts: VerdictCountsType = strawberry.field(description="Items by verdict, after the filter.")
    warnings: list[WarningType] = strawberry.field(description="Open violations on the day.")
    decisions: list[DecisionType] = strawberry.field(
        description="Every measure in force on the day that passes the filter, in the documents' "
        "order (at most 500)."
    )


@strawberry.type(name="DecisionChange", description="One measure whose verdict moved.")
class DecisionChangeType:
    """`domain.comparison.DecisionChange`."""

    measure: MeasureType = strawberry.field(description="The measure.")
    before: DecisionType | None = strawberry.field(description="Null if not in force then.")
    after: DecisionType | None = strawberry.field(description="Null if not in force then.")
    causes: list[ReasonType] = strawberry.field(
        description="The conditions that came out otherwise, as found after: a move shows as the "
        "region, an ending as the registration (as found before, where it no longer stands in "
        "the way)."
    )


def _registration_before(parent: strawberry.Parent[Comparison]) -> Registration | None:
    return parent.before.registration


def _registration_after(parent: strawberry.Parent[Comparison]) -> Registration | None:
    return parent.after.registration


@strawberry.type(name="EligibilityDiff", description="What changed between two days.")
class EligibilityDiffType:
    """`domain.comparison.Comparison`."""

    registration_before = strawberry.field(
        resolver=_registration_before,
        graphql_type=RegistrationType | None,
        description="What is registered of the enterprise on the first day.",
    )
    registration_after = strawberry.field(
        resolver=_registration_after,
        graphql_type=RegistrationType | None,
        description="What is registered on the other day: another one after a move, a renaming or "
        "a change of status.",
    )
    gained: list[DecisionChangeType] = strawberry.field(
        description="To ELIGIBLE or CONDITIONAL from below, or newly in force."
    )
    lost: list[DecisionChangeType] = strawberry.field(description="The reverse.")
    changed: list[DecisionChangeType] = strawberry.field(description="Other moves.")
