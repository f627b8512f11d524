"""The nearest change: the fewest changes that lift a measure to the best it can reach.

A change is made to a fact, not to a condition: gaining tax level A settles every condition on
the tax scheme at once. What nobody can change (a region, a zone, what one is) is not offered;
what is not known is offered as "supply the fact".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, islice, product

from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InZone,
    Leaf,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.evaluation import Evaluation, combine, leaves_of
from credit_graph.domain.truth import Truth, greatest, least, negate
from credit_graph.domain.vocabulary import Vocabulary

MOST_TRIALS = 100_000


class ChangeKind(StrEnum):
    """What would have to happen."""

    GAIN_RATING = "gain_rating"
    JOIN_LIST = "join_list"
    LEAVE_LIST = "leave_list"
    DECLARE = "declare"
    COMMIT = "commit"
    FULFIL = "fulfil"
    REPAIR = "repair"
    LINK = "link"
    SUPPLY_FACT = "supply_fact"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: to what (`subject`, a code), to which value, and which agency decides."""

    kind: ChangeKind
    subject: str
    to: str | None
    agency: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The smallest set of changes and the value that the measure then has."""

    changes: tuple[Change, ...]
    reaches: Truth


@dataclass(frozen=True, slots=True)
class _Option:
    """A change with the values that it gives to the leaves it settles."""

    change: Change
    values: Mapping[Leaf, Truth]


def nearest_change(
    requires: Condition, excludes: Condition | None, evaluation: Evaluation
) -> Nearest:
    """Return the fewest changes that lift (requires and not excludes) as far as it can go.

    Ties go to the set that involves the fewest agencies, then to the least demanding levels
    and the order in which the conditions are written. No changes are returned where the best
    is already reached.
    """
    goal = requires if excludes is None else AllOf((requires, NotOf(excludes)))
    leaves = tuple(dict.fromkeys(leaves_of(goal)))
    now = {leaf: evaluation.finding(leaf).value for leaf in leaves}
    groups = _options(goal, leaves, now, evaluation)
    best = Nearest((), combine(goal, now))
    highest = _highest(goal, now, groups)
    for size in range(1, len(groups) + 1):
        if best.reaches is highest:
            break
        for trial in islice(_trials(groups, size), MOST_TRIALS):
            best = _better(best, trial, goal, now)
    return best


def _highest(
    goal: Condition, now: Mapping[Leaf, Truth], groups: Sequence[Sequence[_Option]]
) -> Truth:
    """Bound what any set of changes can reach: each occurrence of a leaf at its best."""
    reachable: dict[Leaf, set[Truth]] = {leaf: {value} for leaf, value in now.items()}
    for options in groups:
        for option in options:
            for leaf, value in option.values.items():
                reachable[leaf].add(value)
    return _extreme(goal, reachable, positive=True)


def _extreme(
    condition: Condition, reachable: Mapping[Leaf, set[Truth]], *, positive: bool
) -> Truth:
    match condition:
        case AllOf(members):
            return least(_extreme(member, reachable, positive=positive) for member in members)
        case AnyOf(members):
            return greatest(_extreme(member, reachable, positive=positive) for member in members)
        case NotOf(member):
            return negate(_extreme(member, reachable, positive=not positive))
        case _:
            return max(reachable[condition]) if positive else min(reachable[condition])


def _better(
    best: Nearest, trial: tuple[_Option, ...], goal: Condition, now: Mapping[Leaf, Truth]
) -> Nearest:
    values = dict(now)
    for option in trial:
        values.update(option.values)
    reached = combine(goal, values)
    if reached < best.reaches:
        return best
    changes = tuple(option.change for option in trial)
    if reached > best.reaches:
        return Nearest(changes, reached)
    same_size = len(changes) == len(best.changes)
    return (
        Nearest(changes, reached)
        if same_size and _agencies(changes) < _agencies(best.changes)
        else best
    )


def _agencies(changes: Sequence[Change]) -> int:
    return len({change.agency for change in changes})


def _trials(groups: Sequence[Sequence[_Option]], size: int) -> Iterator[tuple[_Option, ...]]:
    for chosen in combinations(groups, size):
        yield from product(*chosen)


def _options(
    goal: Condition, leaves: Sequence[Leaf], now: Mapping[Leaf, Truth], evaluation: Evaluation
) -> tuple[tuple[_Option, ...], ...]:
    """Group the changes by the fact they change: of one group at most one can happen."""
    wanted = _wanted(goal, positive=True)
    groups: dict[tuple[str, ...], list[_Option]] = {}
    for leaf in leaves:
        for truth in sorted(wanted[leaf], reverse=True):
            if now[leaf] is truth:
                continue
            for key, change in _changes_of(leaf, truth, now[leaf], evaluation):
                values = _settled(change, leaf, truth, leaves)
                option = _Option(change, values)
                options = groups.setdefault(key, [])
                if all(other.change != change for other in options):
                    options.append(option)
    return tuple(tuple(options) for options in groups.values())


def _wanted(condition: Condition, *, positive: bool) -> dict[Leaf, set[Truth]]:
    """Tell for each leaf towards which end a change could help."""
    match condition:
        case AllOf(members) | AnyOf(members):
            merged: dict[Leaf, set[Truth]] = {}
            for member in members:
                for leaf, truths in _wanted(member, positive=positive).items():
                    merged.setdefault(leaf, set()).update(truths)
            return merged
        case NotOf(member):
            return _wanted(member, positive=not positive)
        case _:
            return {condition: {Truth.MET if positive else Truth.NOT_MET}}


def _settled(change: Change, leaf: Leaf, truth: Truth, leaves: Sequence[Leaf]) -> dict[Leaf, Truth]:
    if not isinstance(leaf, RatingIs):
        return {each: truth for each in leaves if each == leaf or _same_subject(each, leaf)}
    return {
        each: Truth.MET if change.to in each.levels else Truth.NOT_MET
        for each in leaves
        if isinstance(each, RatingIs) and each.scheme == leaf.scheme
    }


def _same_subject(one: Leaf, other: Leaf) -> bool:
    if isinstance(one, OnList) and isinstance(other, OnList):
        return one.list == other.list
    if isinstance(one, Stated) and isinstance(other, Stated):
        return (one.statement, one.value) == (other.statement, other.value)
    return False


def _changes_of(
    leaf: Leaf, truth: Truth, value: Truth, evaluation: Evaluation
) -> Iterator[tuple[tuple[str, ...], Change]]:
    """Yield the changes that would give the leaf that truth, least demanding first."""
    vocabulary, region = evaluation.case.vocabulary, evaluation.case.region
    unknown = value is Truth.UNKNOWN
    match leaf:
        case RatingIs():
            yield from _rating_changes(leaf, truth, evaluation, unknown=unknown)
        case OnList():
            yield (
                ("list", leaf.list),
                _list_change(leaf, truth, vocabulary, region, unknown=unknown),
            )
        case Stated(statement, stated):
            name = vocabulary.statements[statement].name
            kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.DECLARE
            to = stated if truth is Truth.MET else f"not {stated}"
            yield ("statement", statement), Change(kind, statement, to, None, f"{name} = {to}")
        case LinkedTo() if truth is Truth.MET:
            kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.LINK
            text = f"A direct {leaf.direction} that fulfils the condition."
            yield ("link", leaf.direction, str(hash(leaf))), Change(kind, "link", None, None, text)
        case InZone() | OfKind() if unknown:
            subject = "zone" if isinstance(leaf, InZone) else "kinds"
            text = f"State the enterprise's {subject}."
            yield (subject,), Change(ChangeKind.SUPPLY_FACT, subject, None, None, text)
        case HasCommitment():
            yield from _commitment_changes(leaf, truth)
        case HasViolation(repaired=False) if truth is Truth.NOT_MET:
            text = "Repair the open violations."
            yield ("violation",), Change(ChangeKind.REPAIR, "violation", None, None, text)
        case _:
            return


def _rating_changes(
    leaf: RatingIs, truth: Truth, evaluation: Evaluation, *, unknown: bool
) -> Iterator[tuple[tuple[str, ...], Change]]:
    vocabulary = evaluation.case.vocabulary
    scheme = vocabulary.schemes[leaf.scheme]
    agency = vocabulary.keeper(leaf.scheme, evaluation.case.region)
    kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.GAIN_RATING
    for level in reversed(scheme.levels):
        if (level.code in leaf.levels) is (truth is Truth.MET):
            text = f"{scheme.name} ({leaf.scheme}): {level.name}."
            yield ("scheme", leaf.scheme), Change(kind, leaf.scheme, level.code, agency, text)


def _list_change(
    leaf: OnList, truth: Truth, vocabulary: Vocabulary, region: str, *, unknown: bool
) -> Change:
    name, agency = vocabulary.lists[leaf.list].name, vocabulary.keeper(leaf.list, region)
    joins = truth is Truth.MET
    to, text = ("on", f"Join {name}.") if joins else ("off", f"Leave {name}.")
    if unknown:
        standing = "stands" if joins else "does not stand"
        return Change(
            ChangeKind.SUPPLY_FACT, leaf.list, to, agency, f"Confirm that it {standing} on {name}."
        )
    return Change(
        ChangeKind.JOIN_LIST if joins else ChangeKind.LEAVE_LIST, leaf.list, to, agency, text
    )


def _commitment_changes(
    leaf: HasCommitment, truth: Truth
) -> Iterator[tuple[tuple[str, ...], Change]]:
    subject = leaf.commitment or "commitment"
    key = ("commitment", subject, leaf.state)
    pending = (CommitmentState.OPEN, CommitmentState.OVERDUE)
    if truth is Truth.MET and leaf.state in (CommitmentState.MADE, CommitmentState.OPEN):
        yield key, Change(ChangeKind.COMMIT, subject, leaf.state, None, f"Make it: {subject}.")
    if truth is Truth.MET and leaf.state is CommitmentState.FULFILLED:
        yield key, Change(ChangeKind.FULFIL, subject, leaf.state, None, f"Fulfil it: {subject}.")
    if truth is Truth.NOT_MET and leaf.state in pending:
        yield key, Change(ChangeKind.FULFIL, subject, "fulfilled", None, f"Fulfil it: {subject}.")
