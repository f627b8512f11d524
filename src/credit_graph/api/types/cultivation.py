"""GraphQL: programmes, and how enterprises stand in them."""

from collections.abc import Awaitable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import strawberry

import credit_graph.api.chain_enums  # noqa: F401  # registers before any type
from credit_graph.api.arguments import After, AsOf, First
from credit_graph.api.context import Info
from credit_graph.api.paging import Connection, Page
from credit_graph.api.shown_cultivation import (
    ShownCandidate,
    ShownCultivation,
    StateCounts,
    candidate_page,
    counts_of,
    help_of,
    helpers_of,
    show_regional_cultivation,
)
from credit_graph.api.types.citation import CitationType
from credit_graph.api.types.condition import ConditionType
from credit_graph.api.types.eligibility import ChangeType
from credit_graph.domain.agency import Agency
from credit_graph.domain.change import Change, ChangeKind
from credit_graph.domain.cultivation import NextStep, NextStepOrder
from credit_graph.domain.facts import Enterprise
from credit_graph.domain.policy import Measure
from credit_graph.domain.programme import Programme
from credit_graph.domain.standing import ProgrammeState
from credit_graph.sharing.threads import in_thread

if TYPE_CHECKING:
    from credit_graph.api.types.agency import AgencyType
    from credit_graph.api.types.enterprise import EnterpriseType
    from credit_graph.api.types.measure import MeasureType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.types.enterprise")]
_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.types.agency")]
_MeasureType = Annotated["MeasureType", strawberry.lazy("credit_graph.api.types.measure")]
_Self = Annotated["CultivationType", strawberry.lazy("credit_graph.api.types.cultivation")]

_MOST_STEPS = 10


@strawberry.type(name="ProgrammeTarget", description="How many enterprises are aimed for.")
class TargetType:
    """`domain.programme.Target`."""

    value: int = strawberry.field(description="The number.")
    citation: CitationType = strawberry.field(description="The words that state it.")


def _help(parent: strawberry.Parent[Programme], info: Info) -> tuple[Measure, ...]:
    return help_of(parent, info.context.rulebook)


def _regional(
    parent: strawberry.Parent[Programme],
    info: Info,
    region: Annotated[
        str | None, strawberry.argument(description="Code of a region; the programme's if null.")
    ] = None,
    as_of: AsOf = None,
) -> Awaitable[ShownCultivation]:
    return show_regional_cultivation(info.context, parent, region, as_of)


@strawberry.type(name="Programme", description="A cultivation programme of a document or a site.")
class ProgrammeType:
    """`domain.programme.Programme`."""

    code: str = strawberry.field(description="Its code.")
    name: str = strawberry.field(description="Its official name.")
    gloss: str = strawberry.field(description="What it is, in English.")
    region: str = strawberry.field(description="Code of the region it is for.")
    leads_to: ConditionType | None = strawberry.field(description="What makes one ACHIEVED.")
    criteria: ConditionType = strawberry.field(description="What makes one READY.")
    excludes: ConditionType | None = strawberry.field(description="What blocks, as stated.")
    target: TargetType | None = strawberry.field(description="Its target, if one is stated.")
    interpretations: list[str] = strawberry.field(
        description="Readings of open words that it rests on (at most 20)."
    )
    citation: CitationType = strawberry.field(description="The words that set it up.")
    from_site: str | None = strawberry.field(
        description="The site's own file that states it; null if a document does."
    )
    help = strawberry.field(
        resolver=_help,
        graphql_type=list[_MeasureType],
        description="Measures that help enterprises into it (at most 20).",
    )
    cultivation = strawberry.field(
        resolver=_regional,
        graphql_type=_Self,
        description="How the enterprises registered in a region stand in it.",
    )
    list: str | None = strawberry.field(description="Code of its list; on it: IN.")


def _candidate(parent: strawberry.Parent[ShownCandidate]) -> Enterprise:
    return parent.shown.roster.enterprise(parent.candidate.uscc)


def _tier(parent: strawberry.Parent[ShownCandidate]) -> int | None:
    return parent.candidate.tier


def _reach(parent: strawberry.Parent[ShownCandidate]) -> float | None:
    return parent.candidate.reach


def _state(parent: strawberry.Parent[ShownCandidate]) -> ProgrammeState:
    return parent.candidate.state


def _missing(parent: strawberry.Parent[ShownCandidate]) -> tuple[Change, ...]:
    return parent.candidate.missing


def _rank(parent: strawberry.Parent[ShownCandidate]) -> int:
    return parent.candidate.rank


def _blocked_by(parent: strawberry.Parent[ShownCandidate]) -> tuple[str, ...]:
    return parent.candidate.barred_by


def _blocked_until(parent: strawberry.Parent[ShownCandidate]) -> date | None:
    return parent.candidate.barred_until


def _helpers(parent: strawberry.Parent[ShownCandidate]) -> tuple[Agency, ...]:
    shown = parent.shown
    region = shown.roster.profile(parent.candidate.uscc).region
    return helpers_of(shown.cultivation.programme, shown.rulebook, region)


@strawberry.type(name="Candidate", description="An enterprise on its way to a programme.")
class CandidateType:
    """`ShownCandidate`."""

    enterprise = strawberry.field(
        resolver=_candidate, graphql_type=_EnterpriseType, description="The enterprise."
    )
    tier = strawberry.field(
        resolver=_tier,
        graphql_type=int | None,
        description="Its tier in the chain; null where a region is asked about.",
    )
    reach = strawberry.field(
        resolver=_reach,
        graphql_type=float | None,
        description="Its reach in the chain, if stated; see `ChainMember.reach`.",
    )
    state = strawberry.field(
        resolver=_state,
        graphql_type=ProgrammeState,
        description="READY, WITHIN_REACH, UNKNOWN or BLOCKED.",
    )
    missing = strawberry.field(
        resolver=_missing,
        graphql_type=list[ChangeType],
        description="The fewest changes after which nothing is missing that could change (at "
        "most 20); each names the agency that decides or knows.",
    )
    rank = strawberry.field(
        resolver=_rank,
        graphql_type=int,
        description="Place in the ranking, from 1: by state, number missing, reach, code.",
    )
    blocked_by = strawberry.field(
        resolver=_blocked_by,
        graphql_type=list[str],
        description="Codes of the black lists that block it (at most 20).",
    )
    blocked_until = strawberry.field(
        resolver=_blocked_until,
        graphql_type=date | None,
        description="Day on which it is off all of them; null if one has no end.",
    )
    helpers = strawberry.field(
        resolver=_helpers,
        graphql_type=list[_AgencyType],
        description="Who has a duty in the programme's help where it is registered (at most 30).",
    )


@strawberry.type(name="NextStep", description="A change that is all some candidates lack.")
class NextStepType:
    """`domain.cultivation.NextStep`."""

    kind: ChangeKind = strawberry.field(description="What would have to happen.")
    subject: str = strawberry.field(description="Code of what changes: scheme, list, statement.")
    to: str | None = strawberry.field(description="What it must become: a level, on, off, a value.")
    text: str = strawberry.field(description="In words.")
    members: int = strawberry.field(description="How many lack only that.")
    reach: float = strawberry.field(description="Their reach together, at most 1.")


@strawberry.type(name="StateCounts", description="How many enterprises are in which state.")
class StateCountsType:
    """`StateCounts`."""

    achieved: int = strawberry.field(description="ACHIEVED.")
    in_: int = strawberry.field(name="in", description="IN.")
    ready: int = strawberry.field(description="READY.")
    within_reach: int = strawberry.field(description="WITHIN_REACH.")
    unknown: int = strawberry.field(description="UNKNOWN.")
    blocked: int = strawberry.field(description="BLOCKED.")
    not_applicable: int = strawberry.field(
        description="Outside the programme's region, or failing what nobody can change."
    )


def _programme(parent: strawberry.Parent[ShownCultivation]) -> Programme:
    return parent.cultivation.programme


def _as_of(parent: strawberry.Parent[ShownCultivation]) -> date:
    return parent.roster.day


def _counts(parent: strawberry.Parent[ShownCultivation]) -> StateCounts:
    return counts_of(parent.cultivation)


def _in_chain(parent: strawberry.Parent[ShownCultivation]) -> int:
    return parent.cultivation.count(ProgrammeState.IN)


def _in_region(parent: strawberry.Parent[ShownCultivation]) -> Awaitable[int]:
    return parent.in_region()


def _target(parent: strawberry.Parent[ShownCultivation]) -> int | None:
    target = parent.cultivation.programme.target
    return None if target is None else target.value


async def _shortfall(parent: strawberry.Parent[ShownCultivation]) -> int | None:
    target = parent.cultivation.programme.target
    return None if target is None else max(0, target.value - await parent.in_region())


def _candidates(
    parent: strawberry.Parent[ShownCultivation],
    info: Info,
    first: First,
    after: After = None,
    states: Annotated[
        list[ProgrammeState] | None,
        strawberry.argument(description="In any of these states; all that are ranked if null."),
    ] = None,
) -> Page[ShownCandidate]:
    chosen = None if states is None else tuple(states)
    return candidate_page(info.context, parent, chosen, (first, after))


def _next_steps(
    parent: strawberry.Parent[ShownCultivation],
    order: Annotated[
        NextStepOrder, strawberry.argument(description="By what steps are compared.")
    ] = NextStepOrder.MEMBERS,
) -> Awaitable[tuple[NextStep, ...]]:
    return in_thread(partial(parent.cultivation.next_steps, order, _MOST_STEPS))


@strawberry.type(name="Cultivation", description="How enterprises stand in a programme.")
class CultivationType:
    """`ShownCultivation`."""

    programme = strawberry.field(
        resolver=_programme, graphql_type=ProgrammeType, description="The programme."
    )
    as_of = strawberry.field(resolver=_as_of, graphql_type=date, description="The day asked about.")
    counts = strawberry.field(
        resolver=_counts, graphql_type=StateCountsType, description="Enterprises by state."
    )
    in_chain = strawberry.field(
        resolver=_in_chain,
        graphql_type=int,
        description="How many of the enterprises asked about are IN.",
    )
    in_region = strawberry.field(
        resolver=_in_region,
        graphql_type=int,
        description="How many enterprises of the programme's whole region are IN.",
    )
    target = strawberry.field(
        resolver=_target, graphql_type=int | None, description="The target, if one is stated."
    )
    shortfall = strawberry.field(
        resolver=_shortfall,
        graphql_type=int | None,
        description="Target minus `inRegion`, at least 0; null without a target.",
    )
    candidates = strawberry.field(
        resolver=_candidates,
        graphql_type=Connection[CandidateType],
        description="READY, WITHIN_REACH, UNKNOWN and BLOCKED enterprises, as ranked.",
    )
    best_next_steps = strawberry.field(
        resolver=_next_steps,
        graphql_type=list[NextStepType],
        description="The single changes that most candidates, or most supply, lack (at most 10).",
    )
    complete: bool = strawberry.field(
        description="False if a region holds more than 50,000 enterprises: then only those that "
        "come first by code are judged."
    )
