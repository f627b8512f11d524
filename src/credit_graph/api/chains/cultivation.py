"""GraphQL: programmes, and how enterprises stand in them."""

from collections.abc import Awaitable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.chains.cultivation_views import (
    ShownCandidate,
    ShownCultivation,
    candidate_page,
    help_of,
    next_steps,
    show_regional_cultivation,
)
from credit_graph.api.context import Info
from credit_graph.api.eligibility.types import ChangeType
from credit_graph.api.enums import ChangeKind, NextStepOrder, ProgrammeState
from credit_graph.api.policies.citation import CitationType
from credit_graph.api.policies.condition import ConditionType
from credit_graph.api.relay.arguments import After, AsOf, First
from credit_graph.api.relay.paging import Connection, Page
from credit_graph.api.texts import text_field
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.cultivation.ranking import NextStep
from credit_graph.domain.policy import Measure
from credit_graph.sharing.threads import in_thread

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.enterprises.types import EnterpriseType
    from credit_graph.api.policies.measure import MeasureType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]
_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
_MeasureType = Annotated["MeasureType", strawberry.lazy("credit_graph.api.policies.measure")]
_Self = Annotated["CultivationType", strawberry.lazy("credit_graph.api.chains.cultivation")]

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


@strawberry.type(name="Candidate", description="An enterprise on its way to a programme.")
class CandidateType:
    """`ShownCandidate`."""

    enterprise: _EnterpriseType = strawberry.field(description="The enterprise.")
    tier: int | None = strawberry.field(
        description="Its tier in the chain; null where a region is asked about."
    )
    reach: float | None = strawberry.field(
        description="Its reach in the chain, if stated; see `ChainMember.reach`."
    )
    state: ProgrammeState = strawberry.field(description="READY, WITHIN_REACH, UNKNOWN or BLOCKED.")
    missing: list[ChangeType] = strawberry.field(
        description="The fewest changes after which nothing is missing that could change, as far "
        "as they are shown (at most 20); each names the agency that decides or knows."
    )
    rank: int = strawberry.field(
        description="Place in the ranking, from 1: by state, number missing, reach, code."
    )
    blocked_by: list[str] = strawberry.field(
        description="Codes of the black lists that block it (at most 20), as far as they are shown."
    )
    blocked_until: date | None = strawberry.field(
        description="Day on which it is off all of them; null if one has no end, or is not shown."
    )
    helpers: list[_AgencyType] = strawberry.field(
        description="Who has a duty in the programme's help where it is registered (at most 30)."
    )


@strawberry.type(name="NextStep", description="A change that is all some candidates lack.")
class NextStepType:
    """`domain.cultivation.NextStep`."""

    kind: ChangeKind = strawberry.field(description="What would have to happen.")
    subject: str = strawberry.field(description="Code of what changes: scheme, list, statement.")
    to: str | None = strawberry.field(description="What it must become: a level, on, off, a value.")
    text = text_field()
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


def _candidates(
    parent: strawberry.Parent[ShownCultivation],
    info: Info,
    first: First,
    after: After = None,
    states: Annotated[
        list[ProgrammeState] | None,
        strawberry.argument(description="In any of these states; all that are ranked if null."),
    ] = None,
) -> Awaitable[Page[ShownCandidate]]:
    chosen = None if states is None else tuple(states)
    return candidate_page(info.context, parent, chosen, (first, after))


async def _next_steps(
    parent: strawberry.Parent[ShownCultivation],
    info: Info,
    order: Annotated[
        NextStepOrder, strawberry.argument(description="By what steps are compared.")
    ] = NextStepOrder.MEMBERS,
) -> tuple[NextStep, ...]:
    display = info.context.display
    narrowed = await parent.narrowed(display)
    work = partial(next_steps, parent, order, _MOST_STEPS, display.closure, narrowed)
    return await in_thread(work)


@strawberry.type(name="Cultivation", description="How enterprises stand in a programme.")
class CultivationType:
    """`ShownCultivation`."""

    complete: bool = strawberry.field(
        description="False if a region holds more than 50,000 enterprises: then only those that "
        "come first by code are judged."
    )
    programme: ProgrammeType = strawberry.field(description="The programme.")
    as_of: date = strawberry.field(description="The day asked about.")
    counts: StateCountsType = strawberry.field(description="Enterprises by state.")
    in_chain: int = strawberry.field(description="How many of the enterprises asked about are IN.")
    in_region: int = strawberry.field(
        description="How many enterprises of the programme's whole region are IN."
    )
    target: int | None = strawberry.field(description="The target, if one is stated.")
    shortfall: int | None = strawberry.field(
        description="Target minus `inRegion`, at least 0; null without a target."
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
