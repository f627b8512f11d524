"""Who is how far from a programme, and what would bring most of them there."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum
from operator import itemgetter

from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.cultivation.standing import RANKED, ProgrammeStanding, ProgrammeState
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.message import Words

_RANK: Mapping[ProgrammeState | None, int] = {state: place for place, state in enumerate(RANKED)}

Place = tuple[int, int, float, str]


@dataclass(frozen=True, slots=True)
class Entrant:
    """An enterprise whose way to a programme is asked about.

    `tier` and `reach` within the chain; both `None` where no chain is asked about.
    """

    uscc: str
    tier: int | None = None
    reach: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked enterprise: READY, WITHIN_REACH, UNKNOWN or BLOCKED.

    `rank` counts from 1, in the order of `place`: state, number of changes missing, reach
    (greatest first), code. `missing` are the fewest changes that leave nothing to change. If
    BLOCKED by black lists, `barred_by` names them and `barred_until` is the day on which it is
    off all of them, `None` if one has no end.
    """

    uscc: str
    tier: int | None
    reach: float | None
    state: ProgrammeState
    missing: tuple[Change, ...]
    barred_by: tuple[str, ...]
    barred_until: date | None
    place: Place
    rank: int


class NextStepOrder(StrEnum):
    """By what the next steps are compared."""

    MEMBERS = "members"
    SUPPLY = "supply"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A single change, the only one that `members` enterprises lack, who carry `reach` together."""

    kind: ChangeKind
    subject: str
    to: str | None
    text: Words
    members: int
    reach: float


class Cultivation:
    """How enterprises stand in one programme. Immutable, safe to share."""

    def __init__(
        self,
        programme: Programme,
        entrants: Iterable[Entrant],
        standings: Mapping[str, ProgrammeStanding],
        roster: Roster,
    ) -> None:
        every = tuple(entrants)
        self.programme = programme
        self.counts = Counter(standings[each.uscc].state for each in every)
        self.candidates = _ranked(every, standings, roster)
        self._by_code = {each.uscc: each for each in self.candidates}
        self._standings = standings

    @property
    def not_applicable(self) -> int:
        """How many stand outside the programme's region, or can never meet its criteria."""
        return self.counts[None]

    def count(self, state: ProgrammeState) -> int:
        """Return how many are in a state."""
        return self.counts[state]

    def state(self, code: str) -> ProgrammeState | None:
        """Return the state of an enterprise; `None` where the programme cannot apply."""
        return self._standings[code].state

    def candidate(self, code: str) -> Candidate | None:
        """Return the ranked enterprise of that code, if it is ranked."""
        return self._by_code.get(code)

    def next_steps(
        self,
        order: NextStepOrder,
        most: int,
        counts: Callable[[Candidate], bool] = lambda _: True,
    ) -> tuple[NextStep, ...]:
        """Return the single changes that are all that most members, or most supply, lacks.

        `counts` tells of a candidate that lacks a single change whether it counts.
        """
        by_change: dict[tuple[ChangeKind, str, str | None], list[Candidate]] = {}
        for candidate in self.candidates:
            if len(candidate.missing) == 1 and counts(candidate):
                change = candidate.missing[0]
                key = (change.kind, change.subject, change.to)
                by_change.setdefault(key, []).append(candidate)
        steps = (
            NextStep(
                *key,
                text=found[0].missing[0].text,
                members=len(found),
                reach=min(1.0, fsum(each.reach or 0.0 for each in found)),
            )
            for key, found in by_change.items()
        )
        return tuple(sorted(steps, key=lambda step: _place(step, order)))[:most]


def _ranked(
    entrants: Iterable[Entrant], standings: Mapping[str, ProgrammeStanding], roster: Roster
) -> tuple[Candidate, ...]:
    placed: list[tuple[Place, Entrant]] = []
    for each in entrants:
        standing = standings[each.uscc]
        state = _RANK.get(standing.state)
        if state is not None:
            place = (state, len(standing.missing), -(each.reach or 0.0), each.uscc)
            placed.append((place, each))
    placed.sort(key=itemgetter(0))
    return tuple(
        _candidate(each, standings[each.uscc], roster, (place, rank))
        for rank, (place, each) in enumerate(placed, start=1)
    )


def _candidate(
    entrant: Entrant, standing: ProgrammeStanding, roster: Roster, ranked: tuple[Place, int]
) -> Candidate:
    place, rank = ranked
    barred_by = standing.barred_by
    return Candidate(
        uscc=entrant.uscc,
        tier=entrant.tier,
        reach=entrant.reach,
        state=RANKED[place[0]],
        missing=standing.missing,
        barred_by=barred_by,
        barred_until=roster.dossiers[entrant.uscc].until(barred_by) if barred_by else None,
        place=place,
        rank=rank,
    )


def _place(step: NextStep, order: NextStepOrder) -> tuple[float, float, str, str, str]:
    weights = (-float(step.members), -step.reach)
    first, second = weights if order is NextStepOrder.MEMBERS else reversed(weights)
    return (first, second, step.kind, step.subject, step.to or "")
